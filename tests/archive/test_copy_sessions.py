"""Random sessions at a working copy, while words are withdrawn, recordings replaced, files come.

Every act can be undone at any time, also after its lines became a revision. `GAUNG_SESSIONS=300`
runs that many sessions instead of thirty; `GAUNG_SESSIONS_PRINT=1` prints what they came to. Every
word is said once only, so that it is known again wherever it stands.
"""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from random import Random
from uuid import UUID

from factories import make_actor, make_episode, make_programme, make_recording, make_revision
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session
from transcribed import Transcribed

from archive.alignment import SHORT
from archive.editing import Lines, open_copy
from archive.editing.asked import read_act
from archive.editing.batches import do_acts
from archive.editing.carrying import carry_copy
from archive.editing.conflicts import MINE, THEIRS, list_conflicts, seen_tag
from archive.editing.copies import Copy, read_head, view_copy
from archive.editing.finishing import (
    NothingToSave,
    bring_back,
    save_copy,
    throw_away,
)
from archive.editing.settling import settle
from archive.editing.tags import tag_of
from archive.errors import NotFound, Refused
from archive.models import (
    Actor,
    Programme,
    Revision,
    Statement,
    Successor,
    Tombstone,
    Wording,
    WorkingAct,
    WorkingCopy,
)
from archive.permalinks import Passage
from archive.published.passages import find_passage
from archive.publishing import publish
from archive.repeating import RUN
from archive.replacing import replace_recording
from archive.revisions import Provenance
from archive.rows import Row, read_rows
from archive.transcripts import attach
from archive.withdrawing import withdraw_words
from media.transcripts import read_transcript

SESSIONS = int(os.environ.get("GAUNG_SESSIONS", "30"))
MOST_PASSAGES = 8
SYLLABLES = [one + other for one in "bdgjklmnprst" for other in "aiueo"]
ACTS = (
    *("correct", "correct", "add", "leave out", "write anew"),
    *("split", "split", "merge", "merge", "insert", "delete", "move", "reassign", "hear", "hear"),
)


@dataclass(frozen=True)
class Cited:
    """A passage as it was cited."""

    id: str
    passage: Passage
    text: str


@dataclass
class Room(Transcribed):
    """One transcript, its working copy, and what must be so of them."""

    random: Random
    actor: Actor
    recording: str
    numbers: count[int]
    acts: list[str] = field(default_factory=list)
    cited: list[Cited] = field(default_factory=list)
    withdrawn: set[str] = field(default_factory=set)
    heard: set[tuple[str | None, str | None]] = field(default_factory=set)
    origin: dict[str, str] = field(default_factory=dict)
    minted: dict[str, set[str]] = field(default_factory=dict)
    tally: Counter[str] = field(default_factory=Counter)
    saved: list[Row] = field(default_factory=list)

    @property
    def copy(self) -> Copy:
        return open_copy(self.session, self.episode)

    @property
    def lines(self) -> Lines:
        return self.copy.lines

    def word(self) -> str:
        """A word that nobody has said."""
        rest, syllables = next(self.numbers) + 3600, []
        while rest:
            rest, place = divmod(rest, len(SYLLABLES))
            syllables.append(SYLLABLES[place])
        return "".join(syllables)

    def words(self) -> list[str]:
        return [self.word() for _ in range(self.random.choice((1, 2, 3, 5, 8, 13, 21)))]

    # What is done.

    def act(self) -> None:
        lines = self.lines
        line = self.random.choice(lines)
        asked = getattr(self, self.random.choice(ACTS).replace(" ", "_"))(lines, line)
        if asked is not None:
            self.do({"statement": line.id, "seen": tag_of(line), **asked})

    def do(self, asked) -> None:
        asked = {"id": str(UUID(int=next(self.numbers))), **asked}
        done = do_acts(self.session, self.episode, [read_act(asked)], self.actor, datetime.now(UTC))
        self.session.expire_all()
        (outcome,) = done.outcomes
        self.tally[f"{asked['act']} {'done' if outcome.done else outcome.code}"] += 1
        if outcome.done:
            self.acts.append(asked["id"])
        if asked["act"] == "hear":
            self.heard |= {
                (one.row.text, one.row.recording_id) for one in self.lines if one.hearing
            }

    def correct(self, lines, line):
        if not line.words:
            return None
        words = line.words
        place = self.random.randrange(len(words))
        other = self.word()
        self.origin[other] = self.root(words[place])
        words[place] = other
        return {"act": "reword", "text": " ".join(words)}

    def add(self, lines, line):
        if not line.words:
            return None
        place = self.random.randint(0, len(line.words))
        text = " ".join([*line.words[:place], *self.words(), *line.words[place:]])
        return {"act": "reword", "text": text}

    def leave_out(self, lines, line):
        if len(line.words) < 2:
            return None
        place = self.random.randrange(len(line.words))
        return {"act": "reword", "text": " ".join([*line.words[:place], *line.words[place + 1 :]])}

    def write_anew(self, lines, line):
        """Other words; those of a short statement, which stays what it is, stand for the former."""
        if not line.words:
            return None
        words = self.words()
        if max(len(words), len(line.words)) < SHORT:
            former = [self.root(word) for word in line.words]
            self.origin |= dict(zip(words, former + former[-1:] * len(words), strict=False))
        return {"act": "reword", "text": " ".join(words)}

    def split(self, lines, line):
        if len(line.words) < 2:
            return None
        return {"act": "split", "word": self.random.randint(2, len(line.words))}

    def merge(self, lines, line):
        after = lines[[one.id for one in lines].index(line.id) + 1 :]
        if not after:
            return None
        return {"act": "merge", "next": after[0].id, "next_seen": tag_of(after[0])}

    def insert(self, lines, line):
        return {"act": "insert", "text": " ".join(self.words())}

    def delete(self, lines, line):
        return {"act": "delete"}

    def move(self, lines, line):
        return {"act": "move", "before": self.random.choice([None, *(one.id for one in lines)])}

    def reassign(self, lines, line):
        return {"act": "reassign", "voice": self.random.choice(("Sekda", "Penanya", None))}

    def hear(self, lines, line):
        return {"act": "hear", "heard": True} if line.words else None

    def undo(self) -> None:
        """Take something back: mostly what was done last, also before the last save."""
        if self.acts:
            recent = self.acts[-5:] if self.random.random() < 0.7 else self.acts
            self.do({"act": "undo", "of": self.random.choice(recent)})

    def save(self) -> None:
        head = read_head(self.session, self.episode)
        if head.base.id != head.latest.id:
            self.carry()
        try:
            saved = save_copy(self.session, self.episode, self.actor, "suntingan", None)
        except NothingToSave:
            return
        except Refused:
            assert not any(line.words for line in self.lines)
            return
        if saved.attached.changed:
            self.check(saved.attached.revision)

    def carry(self) -> None:
        """Carry the copy on to the newest revision, and settle what stands in the way."""
        try:
            carried = carry_copy(self.session, self.episode, self.actor)
        except (NothingToSave, NotFound):
            return
        self.tally["carried"] += carried.count
        self.session.expire_all()
        for conflict in list_conflicts(self.session, self.episode):
            if conflict.settled is None:
                self.settle(conflict)

    def settle(self, conflict) -> None:
        choice, seen = self.random.choice((MINE, THEIRS)), seen_tag(conflict, self.lines)
        asked = self.session, self.episode, self.actor, conflict.act, conflict.number
        try:
            settle(*asked, choice, seen)
        except Refused:  # no words would be left
            settle(*asked, THEIRS, seen)
        self.tally[f"settled {choice}"] += 1
        self.session.expire_all()

    def leave(self) -> None:
        """Throw the copy away, or bring it back."""
        try:
            throw_away(self.session, self.episode, self.actor)
        except NothingToSave:
            self.come_back()
        self.session.expire_all()

    def come_back(self) -> None:
        try:
            bring_back(self.session, self.episode, self.actor)
        except (NotFound, Refused):
            return
        self.tally["brought back"] += 1

    def replace(self) -> None:
        """Another recording, beside a copy that is thrown away and brought back."""
        was_open = self.copy.is_open
        if was_open:
            throw_away(self.session, self.episode, self.actor)
        other = make_recording(
            self.session,
            self.episode,
            is_current=False,
            is_waiting=True,
            master_sha256=f"{next(self.numbers):064x}",
        )
        shift = self.random.choice((0.0, 0.0, 2.5, None))
        replaced = replace_recording(self.session, self.episode, shift, self.actor, "rekaman salah")
        self.recording = other.id
        self.session.expire_all()
        self.check(replaced.revision)
        if was_open:
            self.come_back()
            self.session.expire_all()
            self.carry()
        self.tally["replaced beside a copy" if was_open else "replaced"] += 1

    def file(self) -> None:
        """A file with one word corrected, beside the copy."""
        said = [
            [row.voice or "Penanya", (row.text or "").split(" ")] for row in self.saved if row.text
        ]
        words = self.random.choice(said)[1]
        place, other = self.random.randrange(len(words)), self.word()
        self.origin[other] = self.root(words[place])
        words[place] = other
        text = "\n".join(f"{voice}: {' '.join(words)}" for voice, words in said)
        transcript = read_transcript(text.encode(), file_name="naskah.txt")
        attached = attach(
            self.session,
            self.episode,
            transcript,
            self.actor,
            Provenance("corrected", format="txt"),
        )
        self.session.expire_all()
        self.tally["file"] += 1
        if attached.changed:
            self.check(attached.revision)

    def withdraw(self) -> None:
        """Words go: those alone, from everywhere, and whoever has the page open is told."""
        spoken = [row for row in self.saved if row.text]
        if len(spoken) < 3:
            return
        row = self.random.choice(spoken)
        copy, version = view_copy(self.session, self.episode), self.version
        before = [word for line in copy.lines for word in line.words]
        base = read_rows(self.session, copy.base.id)
        statement = self.session.get_one(Statement, row.statement_id)
        withdraw_words(self.session, statement, "privacy", self.actor)
        self.withdrawn.add(row.statement_id)
        self.session.expire_all()
        self.saved = read_rows(self.session, self.latest.id)
        self.tally["withdrawn beside a copy" if copy.is_open else "withdrawn"] += 1
        assert self.version > version

        after = [word for line in self.lines for word in line.words]
        gone = {w for one in base if one.statement_id == row.statement_id for w in words_of(one)}
        kept = {w for one in base if one.statement_id != row.statement_id for w in words_of(one)}
        assert set(after).isdisjoint(gone - kept)
        assert set(before) & kept <= set(after)
        assert most_often(after) <= most_often(before)
        self.keep_no_secret(row)

    def keep_no_secret(self, row: Row) -> None:
        """No stretch of words that stands in no wording any more stands in what editors have."""
        said = self.session.scalars(select(Wording.text).where(Wording.text.is_not(None)))
        known = "\n".join(text or "" for text in said)
        acts = self.session.scalars(select(WorkingAct.content))
        copies = self.session.scalars(select(WorkingCopy.content))
        kept = "\n".join(map(str, [*acts, *copies]))
        words = words_of(row)
        size = min(RUN, len(words))
        for place in range(len(words) - size + 1):
            stretch = " ".join(words[place : place + size])
            assert stretch in known or stretch not in kept

    @property
    def version(self) -> int:
        return read_head(self.session, self.episode).version

    # What must be so.

    def root(self, word: str) -> str:
        return self.origin.get(word, word)

    def roots(self, words) -> set[str]:
        return {self.root(word) for word in words}

    def check(self, revision: Revision) -> None:
        before, self.saved = self.saved, read_rows(self.session, revision.id)
        self.descend(before)
        self.lose_nothing(before, revision)
        for row in self.saved:
            assert row.recording_id == self.recording
            is_checked = row.text is not None and row.verification == "rekaman"
            assert not is_checked or (row.text, row.recording_id) in self.heard
            assert row.text is None or row.statement_id not in self.withdrawn
            wording = self.session.get_one(Wording, row.wording_id)
            assert (wording.statement_id, wording.text) == (row.statement_id, row.text)
        self.tally["revisions"] += 1
        self.tally["checked rows"] += sum(row.verification == "rekaman" for row in self.saved)
        publish(self.session, self.episode, revision, self.actor)
        self.cite(revision)
        self.open_again()

    def descend(self, before: list[Row]) -> None:
        """No identifier stands for words that do not descend from those it was minted for.

        What a person wrote in the place of the last of these counts as those.
        """
        former = {row.statement_id: row for row in before}
        for row in self.saved:
            if row.text is None:
                continue
            roots = self.roots(words_of(row))
            minted = self.minted.setdefault(row.statement_id, roots)
            if not roots & minted:
                written = former.get(row.statement_id)
                assert written is not None, row
                assert written.text is None or roots & self.roots(words_of(written)), row
                minted |= roots

    def lose_nothing(self, before: list[Row], revision: Revision) -> None:
        """What is gone has a tombstone, and whoever has a stretch of its words succeeds it."""
        names = {row.statement_id for row in self.saved}
        gone = [row for row in before if row.statement_id not in names]
        graves = self.session.scalars(
            select(Tombstone.statement_id).where(Tombstone.revision_id == revision.id)
        )
        assert {row.statement_id for row in gone} == set(graves)
        pairs = select(Successor.statement_id, Successor.successor_id)
        heirs = {tuple(pair) for pair in self.session.execute(pairs)}
        for row in gone:
            for other in self.saved:
                if longest_run(words_of(row), words_of(other)) >= 3:
                    assert (row.statement_id, other.statement_id) in heirs, (row.text, other.text)
                    self.tally["succeeded"] += 1
        self.tally["gone"] += len(gone)

    def cite(self, revision: Revision) -> None:
        spoken = [row for row in self.saved if row.text]
        for row in self.random.sample(spoken, min(2, len(spoken))):
            words = words_of(row)
            first = self.random.randint(1, len(words))
            last = self.random.randint(first, len(words))
            passage = Passage(revision.number, first, None, last)
            self.cited.append(Cited(row.statement_id, passage, " ".join(words[first - 1 : last])))
        self.random.shuffle(self.cited)
        del self.cited[MOST_PASSAGES:]

    def open_again(self) -> None:
        """Every passage shows the words that were cited, or a gap where they were withdrawn."""
        for one in self.cited:
            if one.id in self.withdrawn:
                continue
            found = find_passage(self.session, one.id, one.passage, "public")
            assert found.quoted.text == one.text
            self.tally["opened"] += 1


def words_of(row: Row) -> list[str]:
    return row.text.split(" ") if row.text else []


def most_often(words: list[str]) -> int:
    """How often the word stands that stands most often."""
    return max(Counter(words).values(), default=0)


def longest_run(one: list[str], other: list[str]) -> int:
    """The longest stretch of words of one that stands in the other."""
    places = {word: place for place, word in enumerate(other)}
    longest = run = 0
    for place, word in enumerate(one):
        follows = place > 0 and places.get(word, -1) == places.get(one[place - 1], -3) + 1
        run = (run + 1 if follows else 1) if word in places else 0
        longest = max(longest, run)
    return longest


def begin(session: Session, programme: Programme, seed: int) -> Room:
    """A transcript of some statements in a recording, published."""
    random, numbers = Random(seed), count(seed * 10_000)  # noqa: S311 - the same every time
    episode = make_episode(session, programme, f"Salinan {seed}", slug=f"salinan-{seed}")
    recording = make_recording(session, episode)
    room = Room(session, episode, random, make_actor(session), recording.id, numbers)
    said = [
        ("Sekda" if place % 2 else "Penanya", " ".join(room.words()), place * 10.0 + 5)
        for place in range(random.randint(2, 8))
    ]
    room.check(make_revision(session, episode, said, recording=recording))
    return room


STEPS = (
    *(Room.act,) * 12,
    *(Room.undo,) * 5,
    *(Room.save,) * 4,
    *(Room.leave, Room.replace, Room.file, Room.carry),
    *(Room.withdraw,) * 2,
)


def test_whatever_happens_beside_a_working_copy_nothing_is_lost_and_nothing_withdrawn_stays(
    session,
):
    programme = make_programme(session)
    session.commit()
    tally: Counter[str] = Counter()

    @settings(
        max_examples=SESSIONS,
        database=None,
        phases=(Phase.explicit, Phase.generate),
        report_multiple_bugs=False,
        suppress_health_check=list(HealthCheck),
    )
    @given(
        st.integers(0, 2**32 - 1),
        st.lists(st.integers(0, len(STEPS) - 1), min_size=8, max_size=40),
    )
    def run(seed, steps):
        session.rollback()
        room = begin(session, programme, seed)
        for step in steps:
            STEPS[step](room)
            names = [line.id for line in room.lines]
            assert len(names) == len(set(names))
        room.save()
        tally.update(room.tally)
        tally["sessions"] += 1

    run()

    if os.environ.get("GAUNG_SESSIONS_PRINT"):
        print(dict(sorted(tally.items())))
