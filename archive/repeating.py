"""Where words of a statement stand under another identifier: after a split, or said again.

A withdrawal blanks the words of one statement. What was split from it, or said by somebody else
in the same broadcast, holds them still; whoever withdraws has to know.
"""

from collections.abc import Iterator

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
    runs = read_runs(session, statement.episode_id)
    own = runs.pop(statement.id, set())
    return sorted(name for name, others in runs.items() if own & others)


def runs_only_of(session: Session, statement: Statement) -> frozenset[Run]:
    """The runs of RUN words that no other statement of the episode holds in any revision."""
    runs = read_runs(session, statement.episode_id)
    return frozenset(runs.pop(statement.id, set()).difference(*runs.values()))


def read_runs(session: Session, episode_id: str) -> dict[str, set[Run]]:
    """All runs of RUN words of the statements of an episode, of whichever revision."""
    said = select(Wording.statement_id, Wording.text).join(Statement)
    here = said.where(Statement.episode_id == episode_id, Wording.text.is_not(None))
    runs: dict[str, set[Run]] = {}
    for name, text in session.execute(here):
        runs.setdefault(name, set()).update(runs_of(text or ""))
    return runs


def runs_of(text: str) -> Iterator[Run]:
    """All runs of RUN words of a text, as they are compared."""
    words = fold_words(text)
    for place in range(len(words) - RUN + 1):
        yield tuple(words[place : place + RUN])
