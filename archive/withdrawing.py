"""Withdrawal: an episode taken from the public, or the words of a statement blanked for good."""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from archive.audit import record_act
from archive.editing.forgetting import forget_words
from archive.editing.putting_back import Gone
from archive.errors import NotFound, Refused
from archive.models import Actor, Revision, Statement, Wording
from archive.models.transcripts import WITHDRAWAL_REASONS
from archive.named_episodes import find_named_episode, look_up_episode
from archive.outbox import tell_index
from archive.permalinks import parse_identifier
from archive.publishing import restore, withdraw
from archive.repeating import find_repetitions, runs_only_of


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """What was withdrawn: an episode, by its slug, or the words of a statement.

    `repeated` are statements that hold some of the words still.
    """

    episode: str | None = None
    statement: str | None = None
    repeated: tuple[str, ...] = ()

    @property
    def what(self) -> str:
        """What was withdrawn, for a person."""
        return f"episode {self.episode}" if self.episode else f"the words of {self.statement}"


def withdraw_named(session: Session, name: str, because: str, actor: Actor) -> Withdrawn:
    """Withdraw the episode of this name, else the words of the statement of this identifier.

    Raises NotFound, MistypedIdentifier or Refused.
    """
    episode = look_up_episode(session, name)
    if episode is not None:
        withdraw(session, episode, because, actor)
        return Withdrawn(episode=episode.slug)
    statement = session.get(Statement, parse_identifier(name))
    if statement is None:
        raise NotFound(f"There is neither an episode nor a statement {name}.")
    repeated = tuple(find_repetitions(session, statement))
    withdraw_words(session, statement, because, actor)
    return Withdrawn(statement=statement.id, repeated=repeated)


def restore_named(session: Session, name: str, actor: Actor) -> Withdrawn:
    """Take the withdrawal of the episode of this name back; what it was is named.

    Words that were withdrawn are gone for good. Raises NotFound or Refused.
    """
    try:
        episode = find_named_episode(session, name)
    except NotFound as error:
        said = f"{error} The words of a statement do not come back once they are withdrawn."
        raise NotFound(said) from None
    restore(session, episode, actor)
    return Withdrawn(episode=episode.slug)


def follows_withdrawal(session: Session, revision: Revision) -> bool:
    """Whether words of the episode were withdrawn before this revision was saved.

    Its file may bring them back under another statement: a person has to look.
    """
    asked = {"episode": revision.episode_id, "day": revision.saved_at}
    return session.scalar(WITHDRAWN_BEFORE, asked) is not None


WITHDRAWN_BEFORE = (
    select(Wording.id)
    .join(Statement)
    .where(Statement.episode_id == bindparam("episode"), Wording.withdrawn_at < bindparam("day"))
    .limit(1)
)
"""A wording of the episode `:episode` that was withdrawn before `:day`."""


def withdraw_words(session: Session, statement: Statement, because: str, actor: Actor) -> None:
    """Blank every wording of a statement and its nonce: revisions then show a labelled gap.

    The hashes stay; without the nonce they confirm no guess. This is the one place that may do
    so. Raises Refused for an unknown reason class, or where nothing is left to blank.
    """
    if because not in WITHDRAWAL_REASONS:
        raise Refused(f"{because!r} is no reason class; give one of {WITHDRAWAL_REASONS}.")
    gone = Gone(statement.id, runs_only_of(session, statement))
    blanked = session.execute(
        update(Wording)
        .where(Wording.statement_id == statement.id, Wording.text.is_not(None))
        .values(text=None, nonce=None, withdrawn_at=datetime.now(UTC), withdrawn_because=because)
        .returning(Wording.hash)
    ).all()
    if not blanked:
        raise Refused(f"The words of {statement.id} were withdrawn already.")
    forget_words(session, statement.episode_id, gone, actor)
    hashes = {f"wording{number}": row.hash for number, row in enumerate(blanked, 1)}
    record_act(session, actor, f"words withdrawn: {because}", statement.id, hashes)
    tell_index(session, statement.episode_id)
