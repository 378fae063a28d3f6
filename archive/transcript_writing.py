"""A revision as a transcript file: its rows as a file holds them, and what the file says of itself.

The words of a file are Indonesian, whoever takes it: a file is a document, not a page.
"""

from __future__ import annotations

from collections.abc import Mapping

from archive.models import Episode, Recording
from archive.rights import rights_of
from archive.rows import Row
from media.transcripts import Colophon, WrittenStatement

RIGHTS = {
    "public": "transkrip dan rekaman terbuka untuk umum",
    "words-only": "transkrip terbuka untuk umum, rekaman tidak",
    "staff-only": "hanya untuk pengelola arsip",
}
"""The rights in force, in words."""


def state_rights(episode: Episode, recording: Recording | None, default: str) -> str:
    """The rights in force for an episode, and its rights statement where it has one."""
    words = RIGHTS[rights_of(episode, recording, default)]
    statement = (recording.rights_statement if recording else None) or episode.rights_statement
    return f"{words}; {statement}" if statement else words


def colophon_of(
    episode: Episode, revision: int, voices: Mapping[str, str], rights: str, public_url: str
) -> Colophon:
    """What a file says of itself; `voices` are labels with the people they are known to be."""
    station = episode.programme.station
    return Colophon(
        title=episode.title,
        programme=episode.programme.name + (f", {station.name}" if station else ""),
        date=episode.on.isoformat(),
        address=f"{public_url.rstrip('/')}/episode/{episode.slug}",
        revision=revision,
        rights=rights,
        language=episode.language,
        voices=tuple((label, who) for label, who in voices.items() if who != label),
    )


def as_written(
    row: Row, episode: Episode, person: str | None = None, because: str | None = None
) -> WrittenStatement:
    """A row as a file holds it; `person` is a slug, `because` why its words were withdrawn."""
    return WrittenStatement(
        identifier=row.statement_id,
        speaker=row.voice,
        start=row.start,
        end=row.end,
        text=row.text,
        marks=row.marks,
        language=row.language if row.language != episode.language else None,
        person=person,
        withdrawn=(because or "other") if row.text is None else None,
    )


def file_name_of(episode: Episode, revision: int, format: str) -> str:
    """How a file is called, so that a copy of it still says what it is."""
    return f"{episode.slug}-r{revision}.{format}"
