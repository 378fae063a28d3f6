"""How much a revision changed: words added, removed and moved, statements touched."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.alignment import New, Old, fold_words, longest_rising, match_words, trace_words
from archive.models import RevisionRow, Statement, Wording

Words = Mapping[int, str | None]
"""Wording -> its words; None where they were withdrawn."""
Place = tuple[str, int]
"""(statement, number of a word in it, from 0)."""


class Standing(NamedTuple):
    """A statement in one revision: with which wording, in which voice."""

    statement: str
    wording: int
    voice: int | None


@dataclass(frozen=True, slots=True)
class Change:
    """The size of a change.

    A word that another one replaces is removed and added. Words moved are those of statements
    that stand elsewhere, and those that went from one statement to another. Withdrawn words are
    not counted.
    """

    words_added: int
    words_removed: int
    words_moved: int
    statements_touched: int


def read_standings(
    session: Session, revision_ids: Sequence[int]
) -> dict[int, tuple[Standing, ...]]:
    """The statements of each revision in their order."""
    records = session.execute(
        select(
            RevisionRow.revision_id,
            RevisionRow.statement_id,
            RevisionRow.wording_id,
            RevisionRow.voice_id,
        )
        .where(RevisionRow.revision_id.in_(revision_ids))
        .order_by(RevisionRow.revision_id, RevisionRow.ordinal)
    )
    return {
        revision_id: tuple(Standing(*record[1:]) for record in group)
        for revision_id, group in groupby(records, key=lambda record: record.revision_id)
    }


def read_words(session: Session, episode_id: str) -> dict[int, str | None]:
    """The words of every wording of an episode."""
    worded = (
        select(Wording.id, Wording.text)
        .join(Statement, Statement.id == Wording.statement_id)
        .where(Statement.episode_id == episode_id)
    )
    return {record.id: record.text for record in session.execute(worded)}


def measure_change(old: Sequence[Standing], new: Sequence[Standing], words: Words) -> Change:
    """The size of the change from one revision to another."""
    before = {one.statement: one for one in old}
    after = {one.statement: one for one in new}
    moved = find_out_of_order(list(before), list(after))
    voiced = {name for name, one in after.items() if name in before and before[name] != one}
    former, latter = changed_texts(before, after, words), changed_texts(after, before, words)
    kept = keep_words(former, latter)
    passed = pass_words(former, latter, kept)
    count = Counter(removed=count_words(former), added=count_words(latter))
    return Change(
        words_added=count["added"] - len(kept) - passed,
        words_removed=count["removed"] - len(kept) - passed,
        words_moved=passed + sum(count_text(words[after[name].wording]) for name in moved),
        statements_touched=len(moved | voiced | (before.keys() ^ after.keys())),
    )


def find_out_of_order(old: Sequence[str], new: Sequence[str]) -> frozenset[str]:
    """The statements that stand elsewhere among those that both hold, as few as can be."""
    places = {name: place for place, name in enumerate(old)}
    shared = [(number, places[name]) for number, name in enumerate(new) if name in places]
    in_order = {number for number, _ in longest_rising(shared)}
    return frozenset(new[number] for number, _ in shared if number not in in_order)


def changed_texts(
    here: Mapping[str, Standing], there: Mapping[str, Standing], words: Words
) -> dict[str, str]:
    """The words of the statements that read otherwise in the other revision, or are not in it."""
    texts = {
        name: words[one.wording]
        for name, one in here.items()
        if name not in there or there[name].wording != one.wording
    }
    return {name: text for name, text in texts.items() if text}


def keep_words(former: Mapping[str, str], latter: Mapping[str, str]) -> dict[Place, Place]:
    """New word -> old word, for words that stayed in their statement as they were written."""
    kept: dict[Place, Place] = {}
    for name in former.keys() & latter.keys():
        old, new = former[name].split(" "), latter[name].split(" ")
        pairs = match_words([(fold_words(former[name]), fold_words(latter[name]))])
        kept.update({(name, j): (name, i) for i, j in pairs if old[i] == new[j]})
    return kept


def pass_words(
    former: Mapping[str, str], latter: Mapping[str, str], kept: Mapping[Place, Place]
) -> int:
    """How many words went on from one statement to another."""
    old, new, taken = list(former), list(latter), set(kept.values())
    traced = trace_words(
        [Old(name, former[name], None) for name in old], [New(latter[name], None) for name in new]
    )
    return sum(
        source is not None
        and old[source[0]] != name
        and (name, place) not in kept
        and (old[source[0]], source[1]) not in taken
        for name, sources in zip(new, traced, strict=True)
        for place, source in enumerate(sources)
    )


def count_words(texts: Mapping[str, str]) -> int:
    """How many words the texts have."""
    return sum(map(count_text, texts.values()))


def count_text(text: str | None) -> int:
    """How many words a text has; none where it was withdrawn."""
    return len(text.split(" ")) if text else 0
