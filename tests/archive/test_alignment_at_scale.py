"""Long chains of random corrections: no identifier is lost, doubled or given to other words.

`GAUNG_SESSIONS=1000` runs that many sessions instead of a few.
"""

import os
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import count, pairwise
from random import Random

import pytest

from archive.alignment import Alignment, New, Old, align
from archive.alignment.words import fold_words

SESSIONS = int(os.environ.get("GAUNG_SESSIONS", "6"))
REVISIONS = 6
STATEMENTS = 60

SAID_OFTEN = ("Betul.", "Ya.", "Terima kasih.", "Baik, Pak.", "Silakan, Bu.", "Iya, betul sekali.")
SYLLABLES = (
    "ba",
    "ka",
    "ta",
    "ra",
    "sa",
    "mu",
    "li",
    "an",
    "de",
    "pu",
    "ti",
    "ng",
    "ma",
    "jo",
    "ke",
)
COMMON = ("yang", "di", "dan", "itu", "kita", "untuk", "dengan", "kabupaten", "desa", "ini", "ada")


@dataclass(frozen=True)
class Word:
    """A word with a number of its own, so that it is known again whatever it is corrected to."""

    text: str
    number: int


@dataclass(frozen=True)
class Said:
    """A statement of the simulation; `id` is None until the alignment gave or minted one."""

    words: tuple[Word, ...]
    voice: str
    id: str | None = None

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)


@dataclass
class Session:
    """One transcript through its revisions, with everything that ever left it."""

    random: Random
    said: list[Said] = field(default_factory=list)
    dropped: list[Said] = field(default_factory=list)
    numbers: Iterator[int] = field(default_factory=count)
    minted: Iterator[int] = field(default_factory=count)

    def word(self) -> Word:
        if self.random.random() < 0.35:
            return Word(self.random.choice(COMMON), next(self.numbers))
        size = min(4, 1 + int(self.random.expovariate(0.7)))
        return Word("".join(self.random.choices(SYLLABLES, k=size)), next(self.numbers))

    def words(self, text: str) -> tuple[Word, ...]:
        return tuple(Word(word, next(self.numbers)) for word in text.split(" "))

    def statement(self) -> Said:
        voice = self.random.choice(("Pewara", "Narasumber", "Penanya 1"))
        if self.random.random() < 0.2:
            return Said(self.words(self.random.choice(SAID_OFTEN)), voice)
        return Said(tuple(self.word() for _ in range(self.random.randint(6, 110))), voice)


def correct_words(session: Session, place: int) -> None:
    said = session.said[place]
    words: list[Word] = []
    for word in said.words:
        chance = session.random.random()
        if chance > 0.03:
            words.append(word)
        elif chance > 0.02:
            words.append(replace(word, text=session.word().text))
        elif chance > 0.01:
            words.extend((word, session.word()))
    session.said[place] = replace(said, words=tuple(words) or said.words)


def change_marks(session: Session, place: int) -> None:
    said = session.said[place]
    words = tuple(
        replace(word, text=word.text.capitalize() + ",") if session.random.random() < 0.1 else word
        for word in said.words
    )
    session.said[place] = replace(said, words=words)


def split(session: Session, place: int) -> None:
    said = session.said[place]
    if len(said.words) > 1:
        at = session.random.randrange(1, len(said.words))
        parts = (replace(said, words=said.words[:at]), replace(said, words=said.words[at:]))
        session.said[place : place + 1] = parts


def merge(session: Session, place: int) -> None:
    if place + 1 < len(session.said):
        one, other = session.said[place : place + 2]
        session.said[place : place + 2] = [replace(one, words=one.words + other.words)]


def move(session: Session, place: int) -> None:
    said = session.said.pop(place)
    session.said.insert(session.random.randint(0, len(session.said)), said)


def drop(session: Session, place: int) -> None:
    session.dropped.append(session.said.pop(place))


def take_back(session: Session, place: int) -> None:
    if session.dropped:
        at = session.random.randrange(len(session.dropped))
        session.said.insert(place, session.dropped.pop(at))


def insert(session: Session, place: int) -> None:
    session.said.insert(place, session.statement())


def change_speaker(session: Session, place: int) -> None:
    voice = session.random.choice(("Pewara", "Narasumber", "Penanya 1", "Penanya 2"))
    session.said[place] = replace(session.said[place], voice=voice)


Act = Callable[[Session, int], None]
ACTS: dict[Act, int] = {
    correct_words: 20,
    change_marks: 6,
    split: 1,
    merge: 1,
    move: 1,
    drop: 1,
    take_back: 1,
    insert: 1,
    change_speaker: 1,
}


def revise(session: Session) -> None:
    for act in session.random.choices(list(ACTS), list(ACTS.values()), k=len(session.said) // 2):
        if session.said:
            act(session, session.random.randrange(len(session.said)))


def as_old(said: Said) -> Old:
    assert said.id is not None
    return Old(said.id, said.text, said.voice)


def inherits(said: list[Said], alignment: Alignment, minted: Iterator[int]) -> list[Said]:
    pairs = zip(said, alignment.identifiers, strict=True)
    return [replace(row, id=name or f"m{next(minted)}") for row, name in pairs]


def descends(before: str, after: str) -> bool:
    """Whether the two share a run of two words, or `after` holds the whole of `before`."""
    old, new = fold_words(before), fold_words(after)
    return bool(set(pairwise(old)) & set(pairwise(new))) or (len(old) == 1 and old[0] in new)


def check(old: list[Old], new: list[New], graves: list[Old], alignment: Alignment) -> None:
    """The invariant of record.md, "Alignment", for one step."""
    texts = {row.id: row for row in [*graves, *old]}
    given = [name for name in alignment.identifiers if name is not None]
    assert len(given) == len(set(given))
    assert set(alignment.gone) == {row.id for row in old} - set(given)
    assert set(alignment.revived) == {row.id for row in graves} & set(given)
    for row, name in zip(new, alignment.identifiers, strict=True):
        if name is not None:
            assert descends(texts[name].text, row.text)
            if len(fold_words(texts[name].text)) < 6:
                assert texts[name].voice == row.voice
    for name, n in alignment.successors:
        assert alignment.identifiers[n] != name


def run_session(seed: int) -> Counter[str]:
    """Revise one transcript again and again; how many surviving words kept their identifier."""
    session = Session(Random(seed))  # noqa: S311 - the same every time, which is the point
    session.said = [session.statement() for _ in range(STATEMENTS)]
    saved = inherits(
        session.said, align([], [New(s.text, s.voice) for s in session.said]), session.minted
    )
    graves: dict[str, Old] = {}
    tally: Counter[str] = Counter()
    for _ in range(REVISIONS):
        session.said = list(saved)
        revise(session)
        old = [as_old(row) for row in saved]
        new = [New(row.text, row.voice) for row in session.said]
        alignment = align(old, new, list(graves.values()))
        check(old, new, list(graves.values()), alignment)
        assert align(old, new, list(graves.values())[::-1]) == replace(
            alignment, revived=alignment.revived[::-1]
        )
        now = inherits(session.said, alignment, session.minted)
        tally += compare(saved, now)
        tally["revived"] += len(alignment.revived)
        texts = {row.id: row for row in old}
        graves.update((name, texts[name]) for name in alignment.gone)
        for name in alignment.revived:
            del graves[name]
        saved = now
    return tally


def compare(before: list[Said], after: list[Said]) -> Counter[str]:
    """Of the words that are in both revisions, those whose statement kept its identifier.

    `possible`: what any rule could reach that gives each identifier to one statement, the one with
    most of its words.
    """
    homes = {word.number: row.id for row in before for word in row.words}
    shared: Counter[tuple[str, int]] = Counter()
    kept = 0
    for place, row in enumerate(after):
        for word in row.words:
            if (home := homes.get(word.number)) is not None:
                shared[home, place] += 1
                kept += home == row.id
    best: dict[str, int] = {}
    taken: set[int] = set()
    for (home, place), words in shared.most_common():
        if home not in best and place not in taken:
            best[home] = words
            taken.add(place)
    return Counter(surviving=shared.total(), kept=kept, possible=sum(best.values()), revisions=1)


def test_through_chains_of_corrections_identifiers_stay_with_their_words() -> None:
    tally: Counter[str] = Counter()

    for seed in range(SESSIONS):
        tally += run_session(seed)

    print(dict(tally), tally["kept"] / tally["surviving"], tally["kept"] / tally["possible"])
    assert tally["kept"] >= 0.95 * tally["surviving"]
    assert tally["kept"] >= 0.99 * tally["possible"]


@pytest.mark.parametrize("seed", range(3))
def test_a_revision_like_the_one_before_keeps_everything(seed: int) -> None:
    session = Session(Random(seed))  # noqa: S311 - the same every time, which is the point
    said = [session.statement() for _ in range(400)]
    old = [Old(f"s{n}", row.text, row.voice) for n, row in enumerate(said)]

    alignment = align(old, [New(row.text, row.voice) for row in said])

    assert alignment == Alignment(tuple(row.id for row in old), (), (), ())
