"""Transcripts typed as tables: which column holds times, which speakers, which speech.

The names of columns in the first row tell, else what stands in them: times only, numbers only,
names only; the speech is what is left. Where that leaves no column or several, it is no table of
a transcript, and its cells are read one after the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from media.transcripts.findings import Findings
from media.transcripts.label_words import HEADING_ROLES, HEADINGS
from media.transcripts.labels import Label, Shape, bare_name, name_shape
from media.transcripts.office.names import check_name
from media.transcripts.office.typed import TypedLine
from media.transcripts.text_lines import Line, read_line
from media.transcripts.timecodes import LineTime, take_leading, take_trailing

Row = Mapping[int, Sequence[TypedLine]]
"""Column -> its lines with words."""

_TIME, _SPEAKER, _SPEECH, _NUMBER = "time", "speaker", "speech", "number"
_COLUMNS = {
    _TIME: (
        "waktu", "menit", "durasi", "jam", "time", "timecode", "time code", "tc", "timestamp",
        "mulai", "selesai", "start", "end", "kode waktu", "in", "out",
    ),
    _SPEAKER: (
        "pembicara", "narasumber", "nama", "suara", "penutur", "speaker", "name", "tokoh",
        "nama pembicara", "narasumber/pembicara", "penanya/narasumber", "voice",
    ),
    _SPEECH: (
        "isi", "transkrip", "ucapan", "pernyataan", "teks", "uraian", "percakapan", "dialog",
        "isi percakapan", "isi transkrip", "isi pembicaraan", "text", "transcript", "speech",
        "kalimat", "pembicaraan", "tuturan", "kutipan",
    ),
    _NUMBER: ("no", "nomor", "no urut", "nr", "#", "number", "baris", "line"),
}  # fmt: skip
_ROLE_OF = {name: role for role, names in _COLUMNS.items() for name in names}
_FEWEST = 2  # columns, rows
_MOST = 12  # columns that a transcript has
_LONGEST_NAME = 60  # characters that a cell of names has at most


@dataclass
class Columns:
    """What the columns of a table hold; `headed` where the first row names them."""

    speech: int
    speaker: int | None = None
    times: list[int] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    headed: bool = False


def gather_rows(lines: Sequence[TypedLine]) -> list[Row]:
    """The rows of one table, without empty lines."""
    rows: dict[int, dict[int, list[TypedLine]]] = {}
    for line in lines:
        if line.cell and line.text:
            rows.setdefault(line.cell.row, {}).setdefault(line.cell.column, []).append(line)
    return list(rows.values())


def words_of_row(row: Row) -> str:
    """The cells of a row as they stand in the file, from left to right."""
    return " | ".join(_text(row[column]) for column in sorted(row))


def is_heading_table(rows: Sequence[Row]) -> bool:
    """Whether a table describes the broadcast: "Judul | …", "Tanggal | …"."""
    keys = [_text(row[min(row)]).partition(":")[0].split() for row in rows]
    first = [words[0].casefold() if words else "" for words in keys]
    wide = all(len(row) == _FEWEST for row in rows)
    return wide and not HEADINGS.isdisjoint(first) and set(first) <= HEADINGS | HEADING_ROLES


def find_columns(rows: Sequence[Row]) -> Columns | None:
    """What the columns hold; None where that cannot be told."""
    used = sorted({column for row in rows for column in row})
    if not _FEWEST <= len(used) <= _MOST:
        return None
    named = {column: _ROLE_OF.get(_key(lines), "") for column, lines in rows[0].items()}
    if sum(map(bool, named.values())) >= _FEWEST and len(rows) >= _FEWEST:
        return _by_names(named, rows[1:], used)
    return _by_content(rows, used)


def _key(lines: Sequence[TypedLine]) -> str:
    return _text(lines).casefold().strip(" .:")


def _text(lines: Sequence[TypedLine]) -> str:
    return " ".join(line.text for line in lines)


def _by_names(named: Mapping[int, str], rows: Sequence[Row], used: Sequence[int]) -> Columns | None:
    having = {role: [at for at in used if named.get(at) == role] for role in _COLUMNS}
    rest = [at for at in used if not named.get(at)]
    speech = having[_SPEECH] or sorted(rest, key=lambda at: -_length(rows, at))
    if not speech:
        return None
    speaker = having[_SPEAKER][0] if having[_SPEAKER] else None
    return Columns(speech[0], speaker, having[_TIME], having[_NUMBER], headed=True)


def _length(rows: Sequence[Row], column: int) -> int:
    return sum(len(_text(row.get(column, ()))) for row in rows)


def _by_content(rows: Sequence[Row], used: Sequence[int]) -> Columns | None:
    texts = {at: [_text(row[at]) for row in rows if at in row] for at in used}
    times = [at for at in used if all(map(_is_time, texts[at]))]
    numbers = [at for at in used if len(rows) >= _FEWEST and all(map(str.isdigit, texts[at]))]
    rest = [at for at in used if at not in times and at not in numbers]
    speakers = [at for at in rest[:-1] if _are_names(texts[at])]
    if len(rest) == 1 and times:
        return Columns(rest[0], None, times, numbers)
    if len(rest) == _FEWEST and speakers:
        return Columns(rest[1], speakers[0], times, numbers)
    return None


def _is_time(text: str) -> bool:
    found = take_leading(text)
    return found is not None and not found[1]


def _are_names(texts: Sequence[str]) -> bool:
    """Whether all are names; a single one has to be sure."""
    names = [_take_time(text)[1].rstrip(" :") for text in texts]
    shapes = [name_shape(name) if len(name) <= _LONGEST_NAME else None for name in names]
    return None not in shapes and (len(shapes) >= _FEWEST or Shape.SURE in shapes)


def _take_time(text: str) -> tuple[LineTime | None, str]:
    found = take_leading(text) or take_trailing(text)
    return found or (None, text)


def read_rows(rows: Sequence[Row], columns: Columns, findings: Findings) -> Iterator[Line]:
    """The lines of a table: what is said in a row, with the voice and the times of the row."""
    if columns.headed:
        rows = rows[1:]
    for row in rows:
        _report_others(row, columns, findings)
        time, name = _read_voice(row, columns, findings)
        yield from _read_speech(row, columns, time, name)


def _report_others(row: Row, columns: Columns, findings: Findings) -> None:
    """Words in columns that hold no speech."""
    known = {columns.speech, columns.speaker, *columns.times, *columns.numbers}
    for at, lines in row.items():
        text = _text(lines)
        if at not in known:
            findings.problem("column", lines[0].number, text=text)
        elif at in columns.times and not take_leading(text):
            findings.problem("impossible time", lines[0].number, code=text)
        elif at in columns.numbers:
            findings.note("counted", lines[0].number)


def _read_voice(
    row: Row, columns: Columns, findings: Findings
) -> tuple[LineTime | None, str | None]:
    """The time of a row, an end in a column of its own included, and the name in it."""
    cells = [_text(row[at]) for at in columns.times if at in row]
    found = [time[0] for time in map(take_leading, cells) if time]
    time = found[0] if found else None
    if time and len(found) > 1 and time.end is None:
        time = time._replace(end=found[1].start)
    voice = row.get(columns.speaker) if columns.speaker is not None else None
    if not voice:
        return time, None
    beside, name = _take_time(_text(voice))
    name = check_name(bare_name(name.strip(" :")), voice[0].number, findings)
    return time or beside, name


def _read_speech(
    row: Row, columns: Columns, time: LineTime | None, name: str | None
) -> Iterator[Line]:
    spoken = row.get(columns.speech, ())
    if not spoken:
        first = row.get(columns.speaker or 0, row[min(row)])[0].number
        if name or time:
            label = Label(name, "", Shape.SURE) if name else None
            yield Line(first, True, "", time, None, label)
        return
    for at, typed in enumerate(spoken):
        line = read_line(typed.number, typed.text, begins=typed.begins or at == 0)
        if columns.speaker is not None:
            line.label = None
        if at == 0 and name:
            line.label = Label(name, line.speech, Shape.SURE)
        if at == 0:
            line.time = time or line.time
        yield line
