"""Manifests: CSV or JSON Lines, one episode a row (the format: interface.md, "Import").

A column that is missing changes nothing; an empty cell clears. So a row's `values` hold only the
columns that are there, and an empty cell is None.
"""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from archive.errors import Refused
from archive.origins import MANIFEST
from media.transcripts.text import clean_text

REQUIRED = ("id", "programme", "title", "date")
OPTIONAL = (
    "station",
    "time",
    "zone",
    "audio",
    "transcript",
    "people",
    "topics",
    "summary",
    "language",
    "rights",
)
COLUMNS = REQUIRED + OPTIONAL
LARGEST_MANIFEST = 200_000_000
"""Bytes; a manifest of a million rows has about a third of it."""


@dataclass(frozen=True, slots=True)
class ManifestRow:
    """One row: its number as an editor shows it, its values, the folder its paths start from.

    `origins` names, by column, the kind of source and the file of values that no manifest gave.
    """

    number: int
    values: Mapping[str, str | None]
    folder: Path
    origins: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """The caller's own key of the episode."""
        return self.values["id"] or ""

    def origin_of(self, column: str) -> tuple[str, str]:
        """Where the value of a column comes from: the kind of source, and which one."""
        return self.origins.get(column, (MANIFEST, f"manifest row {self.key}"))

    def path(self, column: str) -> Path | None:
        """The file that a column names, relative to the manifest."""
        name = self.values.get(column)
        return self.folder / name if name else None


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that was not taken over; `row` is None where it is not one row's."""

    row: int | None
    message: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """The rows that can be imported, and what is wrong with the others."""

    rows: tuple[ManifestRow, ...]
    problems: tuple[Problem, ...]
    notes: tuple[str, ...] = ()


def read_manifest(path: Path) -> Manifest:
    """Read a manifest. Raises Refused where it is none; a bad row is a problem of its own."""
    text = read_text(path)
    jsonl = path.suffix.lower() in (".jsonl", ".ndjson")
    numbered = list(read_json_lines(text) if jsonl else read_csv(text, path))
    rows: list[ManifestRow] = []
    problems: list[Problem] = []
    first_seen: dict[str, int] = {}
    for number, cells in numbered:
        message = cells if isinstance(cells, str) else refuse_row(cells, first_seen, number)
        if message:
            problems.append(Problem(number, message))
        elif not isinstance(cells, str):
            rows.append(ManifestRow(number, cells, path.parent))
    unknown = sorted({name for _, cells in numbered for name in cells if known_as_row(cells, name)})
    notes = (f"Columns not known and left out: {', '.join(unknown)}.",) if unknown else ()
    return Manifest(tuple(rows), tuple(problems), notes)


def known_as_row(cells: Mapping[str, str | None] | str, name: str) -> bool:
    """Whether `name` is a column of a readable row that no manifest has."""
    return not isinstance(cells, str) and name not in COLUMNS


def read_text(path: Path) -> str:
    """The text of a manifest. Raises Refused where it is missing, too large or not UTF-8."""
    try:
        if path.stat().st_size > LARGEST_MANIFEST:
            raise Refused(f"{path} is larger than 200 MB; split it.")
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise Refused(f"{path} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise Refused(f"{path} is not UTF-8. Save it as “CSV UTF-8” and try again.") from None


Cells = Mapping[str, str | None] | str
"""The values of a row, or the sentence that says why it has none."""


def read_csv(text: str, path: Path) -> Iterator[tuple[int, Cells]]:
    """The rows of a CSV with a heading; commas or semicolons, as spreadsheets write them."""
    heading = text.partition("\n")[0]
    delimiter = ";" if heading.count(";") > heading.count(",") else ","
    # strict: a quote that is never closed would swallow the rows behind it
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        names = [name.strip().lower() for name in next(reader, [])]
        missing = [name for name in REQUIRED if name not in names]
        if missing:
            raise Refused(f"{path} lacks the columns {', '.join(missing)}.")
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield reader.line_num, row_of_cells(names, cells)
    except csv.Error as error:
        raise Refused(f"{path}, line {reader.line_num}: {error}.") from None


def row_of_cells(names: list[str], cells: list[str]) -> Cells:
    """The values of one CSV row by column name."""
    if len(cells) > len(names):
        return f"The row has {len(cells)} cells, the heading {len(names)}."
    return {name: clean_cell(cell) for name, cell in zip(names, cells, strict=False) if name}


def read_json_lines(text: str) -> Iterator[tuple[int, Cells]]:
    """The rows of JSON Lines; blank lines are passed over."""
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            yield number, row_of_json(line)


def row_of_json(line: str) -> Cells:
    """The values of one JSON object; numbers are taken as written, lists are joined by `; `."""
    try:
        values = json.loads(line, parse_float=str, parse_int=str)
    except (ValueError, RecursionError):
        return "The line is not JSON."
    if not isinstance(values, dict):
        return "The line is not a JSON object."
    return {str(name).lower(): cell_of_json(value) for name, value in values.items()}


def cell_of_json(value: object) -> str | None:
    """A JSON value as the cell it would be in a CSV."""
    if value is None:
        return None
    if isinstance(value, list):
        return clean_cell("; ".join(map(str, value)))
    return clean_cell(str(value))


def clean_cell(cell: str) -> str | None:
    """The cell without outer spaces and forbidden characters, None where nothing is left."""
    return clean_text(cell) or None


def refuse_row(
    cells: Mapping[str, str | None], first_seen: dict[str, int], number: int
) -> str | None:
    """Why a row cannot be imported, or None; keeps where each `id` was first seen."""
    empty = [name for name in REQUIRED if not cells.get(name)]
    if empty:
        return f"Empty: {', '.join(empty)}."
    key = cells["id"] or ""
    first = first_seen.setdefault(key, number)
    return None if first == number else f"The id {key} stands in row {first} already."


def split_list(cell: str | None) -> list[str]:
    """The parts of a cell like `a; b`."""
    return [part.strip() for part in (cell or "").split(";") if part.strip()]


@dataclass(frozen=True, slots=True)
class ManifestPerson:
    """One entry of `people`: a name, the position of that day, its organisation."""

    name: str
    position: str | None
    organisation: str | None


def split_people(cell: str | None) -> list[ManifestPerson]:
    """The entries of `Name|position|organisation; …`; position and organisation may be empty.

    Raises Refused for an entry without a name or with more than three parts.
    """
    return [person_of(entry) for entry in split_list(cell)]


def person_of(entry: str) -> ManifestPerson:
    """One entry; raises as `split_people` does."""
    parts: Iterable[str] = (part.strip() for part in entry.split("|"))
    name, position, organisation, *more = [*parts, "", ""]
    if not name or any(more):
        raise Refused(f"people: {entry!r} is not written as Name|position|organisation.")
    return ManifestPerson(name, position or None, organisation or None)
