"""Whose voice it is: append-only rows that name a voice, and what a publication froze of them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.orm import Session, joinedload

from archive.audit import record_act
from archive.models import Actor, Appearance, Attribution, Episode, Person, Voice
from archive.models.transcripts import publication_attributions
from archive.names import match_key
from archive.outbox import tell_index


@dataclass(frozen=True, slots=True)
class Office:
    """The position as it was worded on that day, and the rows that it rests on."""

    wording: str | None = None
    position_id: int | None = None
    organisation_id: int | None = None
    tenure_id: int | None = None
    held_on: date | None = None


NO_OFFICE = Office()


def announced_office(appearance: Appearance, on: date) -> Office:
    """The position with which a person was announced for the day, as an attribution states it."""
    return Office(
        wording=appearance.position_wording,
        position_id=appearance.position_id,
        organisation_id=appearance.organisation_id,
        tenure_id=appearance.tenure_id,
        held_on=on if appearance.position_wording else None,
    )


def announced_by_key(episode: Episode) -> dict[str, Appearance]:
    """Who is announced for an episode, by the match key by which a voice's label meets a name."""
    return {match_key(one.person.name): one for one in episode.appearances}


def attribute(
    session: Session,
    episode: Episode,
    voice: Voice,
    person: Person | None,
    office: Office,
    source: str,
    actor: Actor,
) -> Attribution:
    """Say that `voice` is `person` (None: unknown again), on the word of `source`.

    The same attribution again adds nothing. Rows are never changed: what r<n> showed stays, and a
    later row stands beside it as a dated correction.
    """
    latest = read_attributions(session, episode.id).get(voice.id)
    return attribute_after(session, latest, episode, voice, person, office, source, actor)


def attribute_after(
    session: Session,
    latest: Attribution | None,
    episode: Episode,
    voice: Voice,
    person: Person | None,
    office: Office,
    source: str,
    actor: Actor,
) -> Attribution:
    """As `attribute`, where it is known which attribution of the voice is the latest."""
    if latest is not None and says_the_same(latest, person, office):
        return latest
    attribution = Attribution(
        voice_id=voice.id,
        person_id=person.id if person else None,
        position_wording=office.wording,
        position_id=office.position_id,
        organisation_id=office.organisation_id,
        tenure_id=office.tenure_id,
        held_on=office.held_on,
        source=source,
        actor_id=actor.id,
        at=datetime.now(UTC),
    )
    session.add(attribution)
    session.flush()
    record_act(session, actor, "voice attributed", f"attribution:{attribution.id}")
    tell_index(session, episode.id)
    return attribution


def says_the_same(attribution: Attribution, person: Person | None, office: Office) -> bool:
    """Whether a row already says this."""
    return (
        attribution.person_id,
        attribution.position_wording,
        attribution.position_id,
        attribution.organisation_id,
        attribution.tenure_id,
    ) == (
        person.id if person else None,
        office.wording,
        office.position_id,
        office.organisation_id,
        office.tenure_id,
    )


def read_attributions(session: Session, episode_id: str) -> dict[int, Attribution]:
    """The latest attribution of each voice of an episode, by voice id."""
    return by_voice(session.scalars(latest_of_voices(), {"episode": episode_id}))


@cache
def latest_of_voices() -> Select[Attribution]:
    """The latest attribution of each voice of the episode `:episode`."""
    newest = (
        select(func.max(Attribution.id))
        .join(Voice, Voice.id == Attribution.voice_id)
        .where(Voice.episode_id == bindparam("episode"))
        .group_by(Attribution.voice_id)
    )
    return with_people().where(Attribution.id.in_(newest))


def read_frozen_attributions(
    session: Session, publication_ids: Collection[int]
) -> dict[int, dict[int, Attribution]]:
    """The attributions that publications froze, by publication and voice id."""
    froze = publication_attributions.c.publication_id
    chosen = with_people().join(publication_attributions).add_columns(froze)
    found: dict[int, dict[int, Attribution]] = {one: {} for one in publication_ids}
    for attribution, publication_id in session.execute(chosen.where(froze.in_(publication_ids))):
        found[publication_id][attribution.voice_id] = attribution
    return found


def with_people() -> Select[Attribution]:
    """Attributions with all that a page says of them."""
    return select(Attribution).options(
        joinedload(Attribution.person),
        joinedload(Attribution.position),
        joinedload(Attribution.organisation),
    )


def by_voice(attributions: Iterable[Attribution]) -> dict[int, Attribution]:
    """Attributions by the id of their voice."""
    return {attribution.voice_id: attribution for attribution in attributions}
