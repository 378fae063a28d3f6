"""An episode's page: what it is, who spoke, what the archive has of it and what it lacks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from archive.calendar import Moment
from archive.catalogue.episodes import moment_of
from archive.catalogue.values import Link
from archive.citations import LABELS, Speaker
from archive.models import Appearance, Broadcast, Episode, Programme
from archive.published.access import follow_episode, require_public
from archive.published.revisions import (
    PublishedRevision,
    PublishedStatement,
    current_of,
    list_published,
    read_published,
)
from archive.published.sound import Sound, find_sound
from archive.published.speakers import HeardSpeaker, body_beside, full_name
from archive.retiming import recording_of
from archive.rights import WORDS_ARE_PUBLIC, rights_of

LONGEST_PAUSE = 30.0
"""Seconds between statements up to which a stretch still counts as transcribed."""


@dataclass(frozen=True, slots=True)
class Airing:
    """One broadcast: when, and for a relay or repeat on which station."""

    aired: Moment
    kind: str
    station: Link | None


@dataclass(frozen=True, slots=True)
class Announced:
    """A person announced for the episode, with that day's position; `part` is host or guest."""

    person: Link
    position: str | None
    organisation: str | None
    part: str | None


@dataclass(frozen=True, slots=True)
class PressReport:
    """A press report of the broadcast; it is named, its text is not kept here."""

    outlet: str
    title: str
    url: str | None
    published_on: date | None
    note: str | None


@dataclass(frozen=True, slots=True)
class EpisodeView:
    """A published episode.

    `sound` is its recording, heard or not. `statements` are those of the current revision: empty
    where there is no transcript, or where the rights keep the words for staff (`is_closed`).
    """

    episode: Episode
    airings: tuple[Airing, ...]
    people: tuple[Announced, ...]
    press: tuple[PressReport, ...]
    sound: Sound | None
    rights: str
    revisions: tuple[PublishedRevision, ...]
    statements: tuple[PublishedStatement, ...]

    @property
    def is_closed(self) -> bool:
        """Whether the words are for staff only."""
        return self.rights not in WORDS_ARE_PUBLIC

    @property
    def revision(self) -> PublishedRevision | None:
        """The revision that the public reads."""
        return current_of(self.revisions)

    @property
    def is_fictional(self) -> bool:
        """Whether the station is an invented one."""
        station = self.episode.programme.station
        return bool(station and station.fictional)

    @property
    def labels(self) -> tuple[tuple[str, int], ...]:
        """How many statements carry each verification label, best verified first."""
        counts = Counter(one.label for one in self.statements)
        return tuple((label, counts[label]) for label in LABELS if counts[label])

    @property
    def is_timed(self) -> bool:
        """Whether any statement has a time, so that subtitles can be made of them."""
        return any(one.row.start is not None for one in self.statements)

    @property
    def share_transcribed(self) -> float | None:
        """Share (0 to 1) of the recording that the transcript covers; None where unknown."""
        duration = self.sound.duration if self.sound else None
        times = spoken_times(self.statements)
        if not duration or not times:
            return None
        return min(1.0, covered(times, duration) / duration)

    @property
    def corrected(self) -> tuple[HeardSpeaker, ...]:
        """Speakers that were attributed otherwise after the publication."""
        speakers = dict.fromkeys(one.speaker for one in self.statements)
        return tuple(one for one in speakers if one.later)


def find_episode(session: Session, slug: str, default_rights: str) -> EpisodeView:
    """The page of an episode.

    Raises Moved for a former slug, Withdrawn for an episode that is no longer public, NotFound.
    """
    episode = session.scalar(
        select(Episode)
        .options(
            joinedload(Episode.programme).joinedload(Programme.station),
            selectinload(Episode.broadcasts).joinedload(Broadcast.station),
            selectinload(Episode.appearances).joinedload(Appearance.person),
            selectinload(Episode.appearances).joinedload(Appearance.organisation),
            selectinload(Episode.segments),
            selectinload(Episode.topics),
        )
        .where(Episode.slug == slug)
    )
    if episode is None:
        follow_episode(session, slug)
    require_public(session, episode)
    return view_of(session, episode, default_rights)


def view_of(session: Session, episode: Episode, default_rights: str) -> EpisodeView:
    """All that the page says."""
    sound = find_sound(session, episode, None, default_rights)
    rights = sound.rights if sound else rights_of(episode, None, default_rights)
    revisions = list_published(session, episode.id) if rights in WORDS_ARE_PUBLIC else ()
    current = current_of(revisions)
    statements = (
        read_published(session, episode.id, current, as_of=current.latest_publication_id)
        if current
        else ()
    )
    referred = recording_of([one.row for one in statements])
    if sound and referred not in (None, sound.id):
        heard = find_sound(session, episode, referred, default_rights)
        sound = heard if heard and heard.is_kept else sound
    return EpisodeView(
        episode=episode,
        airings=tuple(airing_of(one) for one in episode.broadcasts),
        people=tuple(announced_of(one) for one in in_order(episode.appearances)),
        press=tuple(press_of(episode)),
        sound=sound,
        rights=rights,
        revisions=revisions,
        statements=statements,
    )


def airing_of(broadcast: Broadcast) -> Airing:
    """One airing."""
    station = broadcast.station
    return Airing(
        moment_of(broadcast), broadcast.kind, Link(station.slug, station.name) if station else None
    )


def in_order(appearances: Iterable[Appearance]) -> list[Appearance]:
    """Guests before hosts, without people who are marked as deleted."""
    standing = (one for one in appearances if one.person.deleted_at is None)
    return sorted(standing, key=lambda one: (one.part == "host", one.ordinal))


def announced_of(appearance: Appearance) -> Announced:
    """One person of the episode."""
    position = appearance.position_wording
    return Announced(
        Link(appearance.person.slug, full_name(appearance.person)),
        position,
        body_beside(position, appearance.organisation),
        appearance.part,
    )


def speakers_of(view: EpisodeView) -> tuple[Speaker, ...]:
    """The people of an episode as its citation names them: guests, and hosts where none came."""
    guests = [one for one in view.people if one.part != "host"] or list(view.people)
    return tuple(
        Speaker(one.person.name, one.position or "", one.organisation or "") for one in guests
    )


def press_of(episode: Episode) -> list[PressReport]:
    """The press reports of an episode, earliest first; those without a date last."""
    reports = [
        PressReport(item.outlet, item.title, item.url, item.published_on, item.note)
        for item in episode.press_items  # type: ignore[attr-defined]  # a backref
    ]
    return sorted(reports, key=lambda one: (one.published_on or date.max, one.outlet, one.title))


def spoken_times(statements: Sequence[PublishedStatement]) -> list[tuple[float, float]]:
    """(start, end) in seconds of the statements whose times are known, ascending."""
    rows = (one.row for one in statements)
    return sorted((row.start, row.end or row.start) for row in rows if row.start is not None)


def covered(times: Sequence[tuple[float, float]], duration: float) -> float:
    """Seconds from the first to the last of these times, without long pauses between them."""
    reached, total = 0.0, 0.0
    for start, end in (*times, (duration, duration)):
        pause = start - reached
        total += max(0.0, end - max(start, reached)) + (
            pause if 0 < pause <= LONGEST_PAUSE else 0.0
        )
        reached = max(reached, end)
    return total
