"""Where words of a statement stand under another identifier: after a split, or said again.

A withdrawal blanks the words of one statement. What was split from it, or said by somebody else
in the same broadcast, holds them still; whoever withdraws has to know.
"""

from collections.abc import Collection, Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.alignment import fold_words
from archive.models import Statement, Wording

RUN = 5
"""Words in a row that say the same thing, rather than the same phrase ("terima kasih banyak")."""

Run = tuple[str, ...]


def find_repetitions(session: Session, statement: Statement) -> list[str]:
    """Statements of the episode, in any revision, with a run of RUN words of this one.

    Words that were withdrawn before are compared with nothing.
    """
    runs: dict[str, set[Run]] = {}
    for name, words in read_words(session, statement.episode_id):
        runs.setdefault(name, set()).update(runs_of(words))
    own = runs.pop(statement.id, set())
    return sorted(name for name, others in runs.items() if own & others)


def runs_only_of(session: Session, statement: Statement) -> frozenset[Run]:
    """What no other statement of the episode holds in any revision: runs of RUN words, and the
    whole of a wording that is shorter."""
    said = list(read_words(session, statement.episode_id))
    own = [words for name, words in said if name == statement.id]
    runs = {run for words in own for run in runs_of(words, min(RUN, len(words)))}
    lengths = {len(run) for run in runs}
    others = [words for name, words in said if name != statement.id]
    return frozenset(runs.difference(*(runs_of(words, n) for words in others for n in lengths)))


def holds_any(text: str, runs: Collection[Run]) -> bool:
    """Whether a text holds any of the runs."""
    words = fold_words(text) if runs else []
    return any(run in runs for n in {len(run) for run in runs} for run in runs_of(words, n))


def read_words(session: Session, episode_id: str) -> Iterator[tuple[str, list[str]]]:
    """The statements of an episode and the words of each of their wordings, folded."""
    said = select(Wording.statement_id, Wording.text).join(Statement)
    here = said.where(Statement.episode_id == episode_id, Wording.text.is_not(None))
    for name, text in session.execute(here):
        yield name, fold_words(text or "")


def runs_of(words: Sequence[str], length: int = RUN) -> Iterator[Run]:
    """All runs of so many words."""
    for place in range(len(words) - length + 1):
        yield tuple(words[place : place + length])
