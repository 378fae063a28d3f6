"""Statements, passages and episodes as JSON and CSV (interface.md "Shapes").

Flat rows; times in seconds, word numbers from 1, missing values null.
"""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256

from archive.passages import Located
from archive.permalinks import Passage
from archive.published.citing import pinned_path
from archive.published.episodes import EpisodeView, PressReport
from archive.published.other_speakers import OthersById
from archive.published.passages import Quoted
from archive.published.revisions import PublishedRevision, PublishedStatement
from archive.published.sound import Sound
from archive.published.speakers import HeardSpeaker
from archive.published.statements import StatementView
from archive.web.addresses import address_of_episode, address_of_statement, public_address
from archive.web.data import Row, link_data


def hash_of(quoted: Quoted) -> str | None:
    """SHA-256 of the words as UTF-8, with single spaces; None where some are withdrawn."""
    return None if quoted.has_gap else sha256(quoted.text.encode()).hexdigest()


def quoted_data(
    view: StatementView, quoted: Quoted, sound: Sound | None, passage: Passage | None
) -> Row:
    """A statement or a passage as it stands in the revision shown."""
    first, last = quoted.stretches[0], quoted.stretches[-1]
    identifier, number = view.statement.id, view.revision.number
    return {
        "id": identifier,
        "revision": number,
        "published_at": view.revision.published_at.isoformat(),
        **episode_fields(view),
        **speaker_fields(view.statement.speaker),
        "speakers": [one.name for one in quoted.speakers],
        "text": quoted.text,
        "from": first.first,
        "to": last.last,
        "to_id": last.statement.id,
        "language": view.statement.row.language,
        "label": quoted.label,
        "checked_at": instant_data(quoted.checked_at),
        **sound_fields(sound, quoted),
        "words_sha256": hash_of(quoted),
        "url": public_address(pinned_path(identifier, number, passage)),
        "latest_url": public_address(address_of_statement(identifier)),
    }


def instant_data(at: datetime | None) -> str | None:
    """An instant in ISO 8601; null where there is none."""
    return at.isoformat() if at else None


def episode_fields(view: StatementView) -> Row:
    """What a statement says of its episode."""
    episode = view.episode
    station = episode.programme.station
    return {
        "episode": episode.slug,
        "episode_title": episode.title,
        "date": episode.on.isoformat(),
        "programme": episode.programme.slug,
        "programme_title": episode.programme.name,
        "station": station.slug if station else None,
        "station_name": station.name if station else None,
    }


def speaker_fields(speaker: HeardSpeaker) -> Row:
    """Who speaks: the voice's label, the person it was attributed to, and the later correction."""
    later = speaker.later
    return {
        "speaker": speaker.voice,
        **link_data("person", speaker.named.person if speaker.named else None),
        "position": speaker.position,
        "later_person_name": later.named.person.name if later and later.named else None,
        "later_since": later.at.date().isoformat() if later else None,
    }


def other_speakers_data(others: OthersById) -> list[Row]:
    """To whom other published revisions give the words, statement by statement."""
    return [
        {
            "id": identifier,
            "revision": one.revision,
            "speaker": one.speaker.voice,
            **link_data("person", one.speaker.named.person if one.speaker.named else None),
            "position": one.speaker.position,
            "url": public_address(pinned_path(identifier, one.revision)),
        }
        for identifier, several in others.items()
        for one in several
    ]


def sound_fields(sound: Sound | None, quoted: Quoted) -> Row:
    """When the words are heard, and in which recording."""
    return {
        "start": quoted.start,
        "end": quoted.end,
        "times_estimated": quoted.is_estimated,
        "recording": sound.id if sound else None,
        "recording_sha256": sound.master_sha256 if sound else None,
        "recording_replaced": not sound.is_current if sound else None,
        "audio": public_address(f"/audio/{sound.id}") if sound and sound.can_play else None,
    }


def found_path(
    located: Located, current: PublishedRevision | None, asked: Passage | None
) -> str | None:
    """Where cited words stand today, if they were found.

    Who asked for a whole statement (`asked` None) is shown a whole one.
    """
    if not (located.id and located.first and located.last and current):
        return None
    if asked is None and located.is_whole:
        return pinned_path(located.id, current.number)
    other = located.last_id if located.last_id != located.id else None
    words = Passage(current.number, located.first, other, located.last)
    return pinned_path(located.id, current.number, words)


def located_data(located: Located, current: PublishedRevision | None, asked: Passage | None) -> Row:
    """Where cited words stand today: unchanged, changed or moved-or-gone; what surrounds them."""
    path = found_path(located, current, asked)
    return {
        "status": located.status,
        "latest_revision": current.number if current else None,
        "found_at": public_address(path) if path else None,
        "difference": [list(step) for step in located.difference],
        "before": " ".join(located.before) or None,
        "after": " ".join(located.after) or None,
    }


def since_data(since: PublishedRevision | None) -> Row | None:
    """The published revision since which a statement reads as it does."""
    if since is None:
        return None
    return {"revision": since.number, "published_at": since.published_at.isoformat()}


def history_data(view: StatementView) -> list[Row]:
    """The statement in every published revision that holds it."""
    return [
        {
            "revision": one.revision,
            **speaker_fields(one.speaker),
            "text": one.row.text,
            "label": one.label,
            "checked_at": instant_data(one.row.checked_at),
            "hash": one.row.wording_hash,
            "withdrawn": one.gap.because if one.gap else None,
            "url": public_address(pinned_path(one.id, one.revision)),
        }
        for one in view.history
    ]


def statement_line(statement: PublishedStatement) -> Row:
    """A statement of an episode's transcript."""
    row = statement.row
    return {
        "id": row.statement_id,
        "revision": statement.revision,
        "number": statement.place,
        **speaker_fields(statement.speaker),
        "start": row.start,
        "end": row.end,
        "times_estimated": row.is_about,
        "text": row.text,
        "language": row.language,
        "label": statement.label,
        "checked_at": instant_data(row.checked_at),
        "hash": row.wording_hash,
        "withdrawn": statement.gap.because if statement.gap else None,
        "url": public_address(pinned_path(row.statement_id, statement.revision)),
    }


def episode_view_data(view: EpisodeView) -> Row:
    """An episode with its transcript."""
    episode, sound = view.episode, view.sound
    station = episode.programme.station
    first = view.airings[0].aired if view.airings else None
    return {
        "episode": episode.slug,
        "id": episode.id,
        "episode_title": episode.title,
        "summary": episode.summary,
        "date": episode.on.isoformat(),
        "time": first.at.strftime("%H:%M") if first and first.at else None,
        "part_of_day": first.part_of_day if first else None,
        "zone": first.zone if first else None,
        "programme": episode.programme.slug,
        "programme_title": episode.programme.name,
        "station": station.slug if station else None,
        "station_name": station.name if station else None,
        "fictional": view.is_fictional,
        "language": episode.language,
        "rights": view.rights,
        "people": people_data(view),
        "topics": [topic.slug for topic in episode.topics],
        "segments": [
            {"start": one.start, "end": one.end, "title": one.title} for one in episode.segments
        ],
        "press": [press_data(one) for one in view.press],
        "recording": sound.id if sound else None,
        "recording_sha256": sound.master_sha256 if sound else None,
        "duration": sound.duration if sound else None,
        "audio": public_address(f"/audio/{sound.id}") if sound and sound.can_play else None,
        "revision": view.revision.number if view.revision else None,
        "revisions": [revision_data(one) for one in view.revisions if one.is_open],
        "statements": [statement_line(one) for one in view.statements],
        "url": public_address(address_of_episode(episode.slug)),
    }


def people_data(view: EpisodeView) -> list[Row]:
    """The people announced for an episode."""
    return [
        {
            **link_data("person", one.person),
            "position": one.position,
            "organisation_name": one.organisation,
            "part": one.part,
        }
        for one in view.people
    ]


def press_data(report: PressReport) -> Row:
    """A press report of an episode."""
    on = report.published_on
    return {
        "outlet": report.outlet,
        "title": report.title,
        "url": report.url,
        "published_on": on.isoformat() if on else None,
    }


def revision_data(revision: PublishedRevision) -> Row:
    """A published revision."""
    return {
        "revision": revision.number,
        "kind": revision.kind,
        "reason": revision.reason,
        "published_at": revision.published_at.isoformat(),
        "content_hash": revision.content_hash,
        "current": revision.is_current,
    }
