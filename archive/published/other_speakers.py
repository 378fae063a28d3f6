"""Who else the words of a kept identifier were given to: in other published revisions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from archive.published.passages import Quoted
from archive.published.revisions import PublishedStatement, is_statement, read_each
from archive.published.speakers import HeardSpeaker, Named
from archive.published.statements import StatementView


@dataclass(frozen=True, slots=True)
class OtherSpeaker:
    """Another speaker of a statement's words, and the latest published revision that says so."""

    revision: int
    speaker: HeardSpeaker


OthersById = Mapping[str, tuple[OtherSpeaker, ...]]
"""The other speakers of statements, by identifier."""


def read_other_speakers(session: Session, view: StatementView, quoted: Quoted) -> OthersById:
    """The other speakers of every statement that is quoted."""
    standings = read_standings(session, view, quoted)
    return {
        one.statement.id: list_other_speakers(
            one.statement, [each for each in standings if each.id == one.statement.id]
        )
        for one in quoted.stretches
    }


def read_standings(
    session: Session, view: StatementView, quoted: Quoted
) -> Sequence[PublishedStatement]:
    """The quoted statements in every published revision that is open, in their order."""
    identifiers = {one.statement.id for one in quoted.stretches}
    if identifiers == {view.statement.id}:
        return view.history
    shown = {one: one.publication_id for one in view.revisions if one.is_open}
    return read_each(session, view.episode.id, shown, is_statement(*identifiers))


def list_other_speakers(
    statement: PublishedStatement, standings: Iterable[PublishedStatement]
) -> tuple[OtherSpeaker, ...]:
    """Whom other revisions give the words to, each once; empty where nobody else is named.

    What the statement itself shows, frozen or as a later attribution, is nobody else. Of two
    revisions that say the same the later one counts.
    """
    shown = list(say_who(statement.speaker))
    others: dict[Named | str | None, OtherSpeaker] = {}
    for standing in sorted(standings, key=lambda one: one.revision):
        for who in say_who(standing.speaker):
            if not any(is_said_by(who, one) for one in shown):
                others[who.named or who.voice] = OtherSpeaker(standing.revision, who)
    return tuple(sorted(others.values(), key=lambda one: one.revision))


def say_who(speaker: HeardSpeaker) -> Iterator[HeardSpeaker]:
    """The speaker as frozen, then as attributed later; a voice that was named later is known."""
    later = speaker.later
    if speaker.named or not (later and later.named):
        yield replace(speaker, later=None)
    if later:
        yield HeardSpeaker(speaker.voice, later.named)


def is_said_by(other: HeardSpeaker, shown: HeardSpeaker) -> bool:
    """Whether `shown` says already whom `other` names: the same person, or the same label."""
    if other.named is None:
        return other.voice == shown.voice
    return shown.named is not None and is_person_in(other.named, shown.named)


def is_person_in(other: Named, shown: Named) -> bool:
    """Whether both are one person, and `other` gives no other position."""
    return other.person == shown.person and other.position in (None, shown.position)
