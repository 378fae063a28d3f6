"""A revision as a transcript file: its rows as a file holds them, and what the file says of itself.

The words of a file are Indonesian, whoever takes it: a file is a document, not a page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from archive.calendar import format_date
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


LABELS = {
    "rekaman": "diperiksa dengan rekaman",
    "transkrip": "transkrip, belum diperiksa dengan rekaman",
    "mesin": "transkrip mesin, belum diperiksa",
    "pers-langsung": "kutipan langsung pers",
    "pers-taklangsung": "kutipan tak langsung pers",
    "dikutip": "dikutip pihak lain",
}
"""Who vouches for words, in words."""


def colophon_of(
    episode: Episode,
    revision: int,
    voices: Mapping[str, str],
    rights: str,
    public_url: str,
    labels: Iterable[str] = (),
) -> Colophon:
    """What a file says of itself; `voices` are labels with the people they are known to be.

    `labels` are the verification labels of all its statements.
    """
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
        source=count_labels(labels),
    )


def count_labels(labels: Iterable[str]) -> str:
    """ "2 pernyataan diperiksa dengan rekaman; 3 transkrip, belum diperiksa dengan rekaman"."""
    counts = Counter(labels)
    known = [(label, counts[label]) for label in LABELS if counts[label]]
    if len(known) == 1:
        return LABELS[known[0][0]]
    return "; ".join(f"{count} pernyataan {LABELS[label]}" for label, count in known)


def as_written(
    row: Row,
    episode: Episode,
    person: str | None = None,
    because: str | None = None,
    label: str | None = None,
) -> WrittenStatement:
    """A row as a file holds it; `person` is a slug, `because` why its words were withdrawn.

    `label` is its verification label as shown, where that is not the one of today.
    """
    at, spoken = row.checked_at, row.text is not None
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
        label=(label or row.verification) if spoken else None,
        checked_at=at.isoformat() if at and spoken else None,
        remark=f"Diperiksa dengan rekaman pada {format_date(at.date(), 'id')} (UTC)."
        if at and spoken
        else None,
        is_about=row.is_about,
    )


def file_name_of(episode: Episode, revision: int, format: str) -> str:
    """How a file is called, so that a copy of it still says what it is."""
    return f"{episode.slug}-r{revision}.{format}"
