"""Random edit sessions on a real database: identifiers stay with their words, citations as cited.

`GAUNG_SESSIONS=2000` runs that many sessions instead of sixty, of which the share of identifiers
that are kept scatters by a hundredth; `GAUNG_SESSIONS_PRINT=1` prints what they came to. Every word
of the simulation has a number of its own, by which it is known again whatever it is corrected to.
"""

import os
from collections import Counter
from dataclasses import dataclass, field, replace
from random import Random

from factories import make_actor, make_episode, make_programme
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from archive import editing
from archive.alignment import fold_words, hold_runs
from archive.editing import Lines, open_lines, save_lines
from archive.minting import mint_identifier
from archive.models import Episode, Programme, Revision, Tombstone
from archive.permalinks import Passage
from archive.published.passages import find_passage, locate_today, quote_whole
from archive.published.statements import find_statement
from archive.publishing import publish
from archive.revisions import Provenance, latest_revision
from archive.rows import Row, read_rows
from archive.transcripts import attach
from media.transcripts import read_transcript
from media.transcripts.writing import write_transcript
from media.transcripts.written import Colophon, WrittenStatement

SESSIONS = int(os.environ.get("GAUNG_SESSIONS", "60"))
SAID_OFTEN = ("Betul.", "Ya.", "Terima kasih.", "Baik, Pak.", "Silakan, Bu.", "Iya, betul sekali.")
COMMON = ("yang", "di", "dan", "itu", "kita", "untuk", "dengan", "kabupaten", "desa", "ini", "ada")
CONSONANTS, VOWELS = "bdgjklmnprst", "aiueo"
VOICES = ("Pewara", "Narasumber", "Penanya 1")
FORMATS = ("vtt", "srt", "txt", "json")
MOST_PASSAGES = 6


@dataclass(frozen=True)
class Word:
    """A word, and the number under which it is known again.

    `root` is that of the word that it repeats: what was said twice is one in every respect.
    """

    text: str
    number: int
    root: int


@dataclass(frozen=True)
class Said:
    """A statement as the editor of the simulation sees it; `id` is that of the last revision."""

    words: tuple[Word, ...]
    voice: str | None
    id: str = ""

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)


@dataclass(frozen=True)
class Cited:
    """A passage as it was cited."""

    id: str
    passage: Passage
    text: str
    voice: str | None


@dataclass
class Editing:
    """One transcript through its revisions, with all that must still be so at the end."""

    session: Session
    episode: Episode
    random: Random
    said: list[Said] = field(default_factory=list)
    dropped: list[Said] = field(default_factory=list)
    standing: dict[int, list[Said]] = field(default_factory=dict)
    minted_for: dict[str, Said] = field(default_factory=dict)
    cited: list[Cited] = field(default_factory=list)
    tally: Counter[str] = field(default_factory=Counter)
    numbers: int = 0

    def number(self) -> int:
        self.numbers += 1
        return self.numbers

    def word(self) -> Word:
        """A word that nothing else holds, or one of those that stand everywhere."""
        number = self.number()
        if self.random.random() < 0.3:
            return Word(self.random.choice(COMMON), number, number)
        syllables, rest = [], number + 60
        while rest:
            rest, place = divmod(rest, len(CONSONANTS) * len(VOWELS))
            syllables.append(CONSONANTS[place % len(CONSONANTS)] + VOWELS[place % len(VOWELS)])
        return Word("".join(syllables), number, number)

    def statement(self) -> Said:
        voice = self.random.choice(VOICES)
        if self.random.random() < 0.15:
            often = self.random.choice(SAID_OFTEN)
            root = -1 - SAID_OFTEN.index(often)
            words = [Word(word, self.number(), root) for word in often.split(" ")]
            return Said(tuple(words), voice)
        words = [self.word() for _ in range(self.random.randint(2, 40))]
        words[-1] = replace(words[-1], text=words[-1].text + ".")
        return Said(tuple(words), voice)


# What is done to the statements before they go into a file.


def correct_a_word(talk: Editing, place: int) -> None:
    said = talk.said[place]
    at = talk.random.randrange(len(said.words))
    corrected = replace(said.words[at], text=talk.word().text)
    talk.said[place] = replace(said, words=(*said.words[:at], corrected, *said.words[at + 1 :]))


def put_a_word_in(talk: Editing, place: int) -> None:
    said = talk.said[place]
    at = talk.random.randint(0, len(said.words))
    talk.said[place] = replace(said, words=(*said.words[:at], talk.word(), *said.words[at:]))


def leave_a_word_out(talk: Editing, place: int) -> None:
    said = talk.said[place]
    if len(said.words) > 1:
        at = talk.random.randrange(len(said.words))
        talk.said[place] = replace(said, words=(*said.words[:at], *said.words[at + 1 :]))


def leave_many_words_out(talk: Editing, place: int) -> None:
    said = talk.said[place]
    kept = tuple(word for word in said.words if talk.random.random() < 0.6)
    talk.said[place] = replace(said, words=kept or said.words)


def put_many_words_in(talk: Editing, place: int) -> None:
    said = talk.said[place]
    at = talk.random.randint(0, len(said.words))
    more = tuple(talk.word() for _ in range(talk.random.randint(2, 20)))
    talk.said[place] = replace(said, words=(*said.words[:at], *more, *said.words[at:]))


def split(talk: Editing, place: int) -> None:
    said = talk.said[place]
    if len(said.words) > 1:
        at = talk.random.randrange(1, len(said.words))
        parts = (replace(said, words=said.words[:at]), replace(said, words=said.words[at:]))
        talk.said[place : place + 1] = parts


def merge(talk: Editing, place: int) -> None:
    if place + 1 < len(talk.said):
        one, other = talk.said[place : place + 2]
        talk.said[place : place + 2] = [replace(one, words=one.words + other.words)]


def move(talk: Editing, place: int) -> None:
    said = talk.said.pop(place)
    talk.said.insert(talk.random.randint(0, len(talk.said)), said)


def drop(talk: Editing, place: int) -> None:
    if len(talk.said) > 1:
        talk.dropped.append(talk.said.pop(place))


def take_back(talk: Editing, place: int) -> None:
    if talk.dropped:
        said = talk.dropped.pop(talk.random.randrange(len(talk.dropped)))
        talk.said.insert(place, said)


def add(talk: Editing, place: int) -> None:
    talk.said.insert(place, talk.statement())


def say_twice(talk: Editing, place: int) -> None:
    said = talk.said[place]
    words = tuple(replace(word, number=talk.number()) for word in said.words)
    talk.said.insert(talk.random.randint(0, len(talk.said)), replace(said, words=words))


def change_speaker(talk: Editing, place: int) -> None:
    talk.said[place] = replace(talk.said[place], voice=talk.random.choice(VOICES))


def swap_speakers(talk: Editing, place: int) -> None:
    one, other = talk.said[place].voice, talk.random.choice(VOICES)
    names = {one: other, other: one}
    talk.said = [replace(said, voice=names.get(said.voice, said.voice)) for said in talk.said]


RARE = (
    *(leave_many_words_out, put_many_words_in, split, merge, move, drop, take_back, add),
    *(say_twice, change_speaker, swap_speakers),
)
BY_FILE = (*[correct_a_word] * 20, *[put_a_word_in] * 6, *[leave_a_word_out] * 6, *RARE)


def upload(talk: Editing, format: str, *, timed: bool) -> Revision:
    """Write the statements into a file, read it, attach it."""
    written = [
        WrittenStatement(
            f"{place}",
            said.voice,
            place * 10.0 if timed else None,
            place * 10.0 + 8 if timed else None,
            said.text,
        )
        for place, said in enumerate(talk.said)
    ]
    colophon = Colophon("Judul", "Program", "2024-03-06", "http://gaung.test/", 1, "", "id")
    data = write_transcript(format, colophon, written)
    transcript = read_transcript(data, file_name=f"naskah.{format}")
    actor = make_actor(talk.session)
    attach(talk.session, talk.episode, transcript, actor, Provenance("corrected", format=format))
    return newest(talk)


def newest(talk: Editing) -> Revision:
    revision = latest_revision(talk.session, talk.episode.id)
    assert revision is not None
    return revision


# What is done in the editor, to lines and statements at once.


def fresh(talk: Editing) -> str:
    return mint_identifier(talk.session, "statement")


def split_line(talk: Editing, lines: Lines, place: int) -> Lines:
    said = talk.said[place]
    if len(said.words) == 1:
        return lines
    at = talk.random.randrange(1, len(said.words))
    changed = editing.split(lines, said.id, at + 1, fresh(talk))
    parts = zip((said.words[:at], said.words[at:]), changed[place : place + 2], strict=True)
    talk.said[place : place + 1] = [Said(words, said.voice, line.id) for words, line in parts]
    return changed


def merge_lines(talk: Editing, lines: Lines, place: int) -> Lines:
    if place + 1 == len(lines):
        return lines
    one, other = talk.said[place : place + 2]
    changed = editing.merge(lines, one.id)
    merged = changed[place]
    talk.said[place : place + 2] = [Said(one.words + other.words, merged.row.voice, merged.id)]
    return changed


def reword_line(talk: Editing, lines: Lines, place: int) -> Lines:
    act = talk.random.choice((correct_a_word, put_a_word_in, leave_a_word_out))
    act(talk, place)
    changed = editing.reword(lines, lines[place].id, talk.said[place].text, fresh(talk))
    talk.said[place] = replace(talk.said[place], id=changed[place].id)
    return changed


def replace_line(talk: Editing, lines: Lines, place: int) -> Lines:
    other = talk.statement()
    changed = editing.reword(lines, lines[place].id, other.text, fresh(talk))
    numbers = corrected_words(talk.said[place], other, is_kept=changed[place].id == lines[place].id)
    talk.said[place] = Said(numbers, talk.said[place].voice, changed[place].id)
    return changed


def corrected_words(said: Said, other: Said, *, is_kept: bool) -> tuple[Word, ...]:
    """The other words; of a short statement that was corrected they stand for the former ones."""
    if not is_kept:
        return other.words
    former = dict(enumerate(said.words))
    return tuple(
        replace(former.get(place, word), text=word.text) for place, word in enumerate(other.words)
    )


def insert_line(talk: Editing, lines: Lines, place: int) -> Lines:
    said = talk.statement()
    changed = editing.insert(lines, lines[place].id, said.text, fresh(talk))
    line = changed[place + 1]
    talk.said.insert(place + 1, Said(said.words, line.row.voice, line.id))
    return changed


def move_line(talk: Editing, lines: Lines, place: int) -> Lines:
    before = talk.random.choice([None, *(line.id for line in lines)])
    changed = editing.move(lines, lines[place].id, before)
    order = {line.id: number for number, line in enumerate(changed)}
    talk.said.sort(key=lambda said: order[said.id])
    return changed


def delete_line(talk: Editing, lines: Lines, place: int) -> Lines:
    if len(lines) == 1:
        return lines
    talk.dropped.append(talk.said.pop(place))
    return editing.delete(lines, lines[place].id)


def reassign_line(talk: Editing, lines: Lines, place: int) -> Lines:
    voice = talk.random.choice((*VOICES, None))
    talk.said[place] = replace(talk.said[place], voice=voice)
    return editing.reassign(lines, lines[place].id, voice)


IN_EDITOR = (
    *[reword_line] * 20,
    *(replace_line, insert_line, split_line, merge_lines, move_line, delete_line, reassign_line),
)


def edit(talk: Editing, acts: list[int]) -> Revision:
    """Work in the editor, save."""
    base = newest(talk)
    lines = open_lines(talk.session, base)
    for act in acts:
        lines = IN_EDITOR[act % len(IN_EDITOR)](talk, lines, talk.random.randrange(len(lines)))
        assert [line.row.text for line in lines] == [said.text for said in talk.said]
    actor = make_actor(talk.session)
    return save_lines(talk.session, talk.episode, base, lines, actor, "suntingan").revision


def revert(talk: Editing, number: int) -> Revision:
    """Go back to an earlier revision."""
    base = newest(talk)
    wanted = talk.session.scalars(
        select(Revision).where(Revision.episode_id == talk.episode.id, Revision.number == number)
    ).one()
    rows = read_rows(talk.session, wanted.id)
    lines = editing.revert(open_lines(talk.session, base), rows)
    saved = save_lines(talk.session, talk.episode, base, lines, make_actor(talk.session), "kembali")
    after = read_rows(talk.session, saved.revision.id)
    assert [row.content for row in after] == [row.content for row in rows]
    assert [row.wording_hash for row in after] == [row.wording_hash for row in rows]
    talk.said = list(talk.standing[number])
    return saved.revision


# What must be so after every revision.


def check(talk: Editing, before: list[Said], revision: Revision) -> None:
    now = stand(talk, read_rows(talk.session, revision.id))
    descend_all(talk, before, now, revision)
    lose_nothing(talk, before, now, revision)
    talk.tally += compare(before, now)
    talk.said = now
    talk.standing[revision.number] = list(now)


def stand(talk: Editing, rows: list[Row]) -> list[Said]:
    """The rows with the numbers of their words: not one was lost or came in."""
    words = [word for said in talk.said for word in said.words]
    assert [word.text for word in words] == " ".join(row.text or "" for row in rows).split(" ")
    now, first = [], 0
    for row in rows:
        end = first + len((row.text or "").split(" "))
        now.append(Said(tuple(words[first:end]), row.voice, row.statement_id))
        first = end
    identifiers = [said.id for said in now]
    assert len(identifiers) == len(set(identifiers))
    return now


def descend_all(talk: Editing, before: list[Said], now: list[Said], revision: Revision) -> None:
    """No identifier stands for words that do not descend from those it was minted for.

    Where a person corrected a statement until none of its first words was left, the words that
    were written for them count as those. What a person takes back to how it stood before was held
    to this when it stood so first.
    """
    former = {said.id: said for said in before}
    for said in now:
        minted = talk.minted_for.setdefault(said.id, said)
        if revision.source_format is None and not shares_a_run(minted, said):
            written = said if stood_before(talk, said) else former.get(said.id, said)
            minted = talk.minted_for[said.id] = written
        assert roots_of(said) & roots_of(minted), (minted, said)


def stood_before(talk: Editing, said: Said) -> bool:
    """Whether an earlier revision held the very words under this identifier."""
    return any(said in stood for stood in talk.standing.values())


def shares_a_run(one: Said, other: Said) -> bool:
    return bool(hold_runs(fold_words(one.text), fold_words(other.text)))


def roots_of(said: Said) -> set[int]:
    return {word.root for word in said.words}


def lose_nothing(talk: Editing, before: list[Said], now: list[Said], revision: Revision) -> None:
    """What is gone has a tombstone; what says nothing new makes no revision and loses nothing."""
    gone = {said.id for said in before} - {said.id for said in now}
    graves = set(
        talk.session.scalars(
            select(Tombstone.statement_id).where(Tombstone.revision_id == revision.id)
        )
    )
    assert gone == (set() if revision.number in talk.standing else graves)


def compare(before: list[Said], now: list[Said]) -> Counter[str]:
    """Of the words that are in both revisions, those whose statement kept its identifier.

    `possible` is what any rule could reach that gives each identifier to one statement.
    """
    homes = {word.number: said.id for said in before for word in said.words}
    shared: Counter[tuple[str, int]] = Counter()
    kept = 0
    for place, said in enumerate(now):
        for word in said.words:
            if (home := homes.get(word.number)) is not None:
                shared[home, place] += 1
                kept += home == said.id
    best: dict[str, int] = {}
    taken: set[int] = set()
    for (home, place), words in shared.most_common():
        if home not in best and place not in taken:
            best[home] = words
            taken.add(place)
    return Counter(surviving=shared.total(), kept=kept, possible=sum(best.values()), revisions=1)


def cite(talk: Editing, revision: Revision) -> None:
    """Cite two passages of what was published."""
    for said in talk.random.sample(talk.said, min(2, len(talk.said))):
        first = talk.random.randint(1, len(said.words))
        last = talk.random.randint(first, len(said.words))
        text = " ".join(word.text for word in said.words[first - 1 : last])
        passage = Passage(revision.number, first, None, last)
        talk.cited.append(Cited(said.id, passage, text, said.voice))
    talk.random.shuffle(talk.cited)
    del talk.cited[MOST_PASSAGES:]


def open_again(talk: Editing) -> None:
    """Every passage shows the words that were cited, and finds no others for them today."""
    now = {said.id: said for said in talk.said}
    for one in talk.cited:
        found = find_passage(talk.session, one.id, one.passage, "public")
        assert found.quoted.text == one.text
        assert found.quoted.speakers[0].voice == one.voice
        if found.located.status == "unchanged":
            assert found.located.id in now
            assert one.text in " ".join(said.text for said in talk.said)
        assert bool(found.view.today) == (one.id in now)
        if one.id not in now:
            assert find_statement(talk.session, one.id, None, "public").is_tombstone
        open_whole(talk, one)
        talk.tally["opened"] += 1
        talk.tally[found.located.status] += 1


def open_whole(talk: Editing, one: Cited) -> None:
    """The statement of a passage, cited as a whole, is shown beside all words that it has today."""
    view = find_statement(talk.session, one.id, one.passage.revision, "public")
    if view.today is None or view.current == view.revision:
        return
    located = locate_today(talk.session, view, quote_whole(view.statement), is_whole=True)
    now = " ".join(filter(None, (new for _, _, new in located.difference)))
    assert (view.today.row.text or "") in now
    assert (located.status == "unchanged") == (now == view.statement.row.text)


seeds = st.integers(0, 2**32 - 1)
acts = st.lists(st.integers(0, 10_000), min_size=1, max_size=10)
by_file = st.tuples(st.just("file"), acts, st.sampled_from(FORMATS), st.booleans())
partial = st.tuples(st.just("part"), acts, st.sampled_from(FORMATS), st.booleans())
in_editor = st.tuples(st.just("editor"), acts)
back = st.tuples(st.just("revert"), st.integers(0, 100))
steps = st.lists(st.one_of(by_file, by_file, in_editor, partial, back), min_size=2, max_size=7)


def begin(session: Session, programme: Programme, seed: int, size: int) -> Editing:
    """The first revision, published."""
    random = Random(seed)  # noqa: S311 - the same every time, which is the point
    episode = make_episode(session, programme, f"Sesi {seed}", slug=f"sesi-{seed}")
    talk = Editing(session, episode, random)
    talk.said = [talk.statement() for _ in range(size)]
    talk.said = [replace(said, id="") for said in talk.said]
    after(talk, [], upload(talk, "vtt", timed=True))
    return talk


def after(talk: Editing, before: list[Said], revision: Revision) -> None:
    """Check a revision, publish it, cite from it, open what was cited."""
    check(talk, before, revision)
    publish(talk.session, talk.episode, revision, make_actor(talk.session))
    cite(talk, revision)
    open_again(talk)


def do(talk: Editing, step: tuple) -> None:
    """One revision more."""
    before = list(talk.said)
    kind, *asked = step
    if kind == "editor":
        revision = edit(talk, asked[0])
    elif kind == "revert":
        numbers = sorted(talk.standing)
        revision = revert(talk, numbers[asked[0] % len(numbers)])
    else:
        for act in asked[0]:
            BY_FILE[act % len(BY_FILE)](talk, talk.random.randrange(len(talk.said)))
        if kind == "part":
            talk.dropped += talk.said[1 + len(talk.said) // 2 :]
            del talk.said[1 + len(talk.said) // 2 :]
        timed = asked[2] or asked[1] in ("vtt", "srt")
        revision = upload(talk, asked[1], timed=timed)
    after(talk, before, revision)


BACK_TO_THE_FIRST_WORDS = [
    ("editor", [6502, 0, 0, 0]),
    ("part", [75, 0, 1923, 4024], "vtt", False),
    ("editor", [0, 0, 0, 0]),
    ("editor", [0, 0, 0, 0]),
    ("file", [279, 0, 0, 0], "vtt", False),
    ("file", [0, 0, 0, 1234], "vtt", False),
    ("revert", 0),
]
A_WORD_FOUND_IN_ANYTHING = [
    ("part", [340, 0], "vtt", False),
    ("editor", [0, 458, 0, 0, 0, 830]),
    ("file", [0, 0, 0], "vtt", False),
    ("file", [0, 0, 0, 0, 0, 69], "vtt", False),
]
A_WORD_BESIDE_ITS_TWIN = [
    ("editor", [0, 0, 0, 0, 0, 0, 105, 2074, 0, 0]),
    ("part", [0, 8933], "vtt", False),
    ("part", [0, 7262, 0], "vtt", False),
    ("editor", [0, 0, 0, 0, 0, 0, 105, 2074, 0, 0]),
    ("part", [0, 7262, 9828], "txt", False),
]
"""Sessions that once gave an identifier to words that do not descend from those it was minted for,
or were thought to."""


def test_whatever_editors_do_identifiers_stay_with_their_words_and_citations_as_cited(session):
    programme = make_programme(session)
    session.commit()
    tally: Counter[str] = Counter()

    @settings(
        max_examples=SESSIONS,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(seeds, st.integers(1, 14), steps)
    @example(1, 8, BACK_TO_THE_FIRST_WORDS)
    @example(1571238, 5, A_WORD_FOUND_IN_ANYTHING)
    @example(5696, 6, A_WORD_BESIDE_ITS_TWIN)
    def run(seed, size, steps):
        session.rollback()
        talk = begin(session, programme, seed, size)
        for step in steps:
            do(talk, step)
        tally.update(talk.tally)
        tally["sessions"] += 1

    run()

    if os.environ.get("GAUNG_SESSIONS_PRINT"):
        print(dict(tally), tally["kept"] / tally["surviving"], tally["kept"] / tally["possible"])
    assert tally["kept"] >= 0.95 * tally["surviving"]
