"""Folders and single files as an import: audio and transcript of one stem are one episode.

The title comes from a tag, else from the file name; the date from a tag that names a day, else
from the file name, never from the file's own time.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.broadcasting import NO_PROGRAMME, add_programme, find_programme
from archive.calendar import UnreadableDate, parse_day
from archive.errors import Refused
from archive.importing.manifest import Manifest, ManifestRow, Problem
from archive.models import Programme, Station
from archive.origins import FILE_NAME, TAG
from media.errors import MediaError
from media.filenames import read_file_name
from media.tags import read_tags
from media.transcripts import SUFFIXES

AUDIO_SUFFIXES = frozenset(
    (
        ".mp3",
        ".m4a",
        ".mp4",
        ".m4b",
        ".aac",
        ".flac",
        ".ogg",
        ".oga",
        ".opus",
        ".wav",
        ".aif",
        ".aiff",
        ".wma",
    )
)


@dataclass(slots=True)
class Pair:
    """The files of one stem."""

    key: str
    audio: Path | None = None
    transcript: Path | None = None
    others: list[Path] = field(default_factory=list)
    """Further recordings or transcripts of the same stem; nobody can tell which one is meant."""

    @property
    def any_file(self) -> Path:
        """The file that names the episode: the audio, else the transcript."""
        found = self.audio or self.transcript
        if found is None:
            raise ValueError(f"{self.key} has no file")
        return found


def read_folders(paths: Iterable[Path], programme: Programme) -> Manifest:
    """Rows for all recordings and transcripts at the paths, as a manifest would give them.

    Raises Refused where a path does not exist.
    """
    rows: list[ManifestRow] = []
    problems: list[Problem] = []
    for pair in pair_files(paths):
        number = len(rows) + len(problems) + 1
        try:
            rows.append(row_of_pair(pair, programme, number))
        except (Refused, MediaError) as error:
            problems.append(Problem(number, str(error)))
    return Manifest(tuple(rows), tuple(problems))


def pair_files(paths: Iterable[Path]) -> list[Pair]:
    """Audio and transcripts by stem; the key is the path without suffix, below the given folder."""
    pairs: dict[str, Pair] = {}
    for root, path in list_files(paths):
        key = path.relative_to(root).with_suffix("").as_posix()
        pair = pairs.setdefault(key, Pair(key))
        suffix = path.suffix.lower()
        kind = "audio" if suffix in AUDIO_SUFFIXES else "transcript"
        if suffix not in AUDIO_SUFFIXES | SUFFIXES:
            continue
        if getattr(pair, kind) is None:
            setattr(pair, kind, path)
        else:
            pair.others.append(path)
    return [pair for pair in pairs.values() if pair.audio or pair.transcript]


def list_files(paths: Iterable[Path]) -> Iterator[tuple[Path, Path]]:
    """(the folder that keys start from, a file), sorted, without hidden files."""
    for path in paths:
        if path.is_dir():
            found = sorted(one for one in path.rglob("*") if one.is_file())
            yield from ((path, one) for one in found if not is_hidden(one.relative_to(path)))
        elif path.is_file():
            yield path.parent, path
        else:
            raise Refused(f"{path} does not exist.")


def is_hidden(path: Path) -> bool:
    """Whether a part of the path begins with a dot."""
    return any(part.startswith(".") for part in path.parts)


def refuse_unclear(pair: Pair) -> None:
    """Raise Refused where it is not clear which files are meant, or how the episode is called."""
    if pair.others:
        others = ", ".join(map(str, pair.others))
        raise Refused(f"{pair.any_file}: there are others of that name: {others}. Rename them.")
    if not str(pair.any_file).isprintable():
        raise Refused(f"{str(pair.any_file)!a}: the name cannot be read; rename the file.")


def row_of_pair(pair: Pair, programme: Programme, number: int) -> ManifestRow:
    """The manifest row of one episode with the origins of its values.

    Raises Refused where there is none, and what `read_tags` raises.
    """
    refuse_unclear(pair)
    file = pair.any_file
    name = read_file_name(file.name)
    tags = read_tags(pair.audio) if pair.audio else None
    tagged_day = day_of_tag(tags.date if tags else None)
    day = tagged_day or name.date
    if day is None:
        raise Refused(f"{file}: no day is known; put it into the name (2022-06-15) or a tag.")
    title = tags.title if tags else None
    values = {
        "id": pair.key,
        "programme": programme.slug,
        "title": title or name.title or file.stem,
        "date": day.isoformat(),
        "station": programme.station.slug if programme.station else None,
        "audio": str(pair.audio.resolve()) if pair.audio else None,
        "transcript": str(pair.transcript.resolve()) if pair.transcript else None,
    }
    origins = {
        "title": (TAG if title else FILE_NAME, file.name),
        "date": (TAG if tagged_day else FILE_NAME, file.name),
    }
    return ManifestRow(number, values, Path(), origins)


def day_of_tag(text: str | None) -> date | None:
    """The day that a tag names; None where it names only a year or nothing."""
    try:
        return parse_day(text or "")
    except UnreadableDate:
        return None


def choose_programme(session: Session, slug: str | None) -> tuple[Programme, list[str]]:
    """The programme that files go to, and what there is to note.

    Without a slug: “Tanpa program” of the archive's only station. Raises Refused, with the list,
    where the slug is unknown, or where there is not exactly one station.
    """
    if slug is None:
        return homeless_programme(session)
    programme = session.scalar(select(Programme).where(Programme.slug == slug))
    if programme is None:
        known = session.scalars(select(Programme.slug).order_by(Programme.slug)).all()
        raise Refused(f"There is no programme {slug}; known: {', '.join(known) or 'none'}.")
    return programme, []


def homeless_programme(session: Session) -> tuple[Programme, list[str]]:
    """The programme for recordings that name none; raises Refused (see choose_programme)."""
    stations = session.scalars(select(Station).order_by(Station.slug)).all()
    if len(stations) != 1:
        names = ", ".join(station.slug for station in stations) or "none"
        raise Refused(f"Name the programme with --programme: the stations are {names}.")
    station = stations[0]
    programme = find_programme(session, NO_PROGRAMME, station)
    programme = programme or add_programme(session, NO_PROGRAMME, station)
    note = f"No programme was named: the episodes go to “{NO_PROGRAMME}” of {station.name}."
    return programme, [note]
