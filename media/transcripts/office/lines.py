"""Paragraphs become the lines that a text file would have.

A paragraph begins a statement, a soft line break is a line end within one; a row of a table is a
statement where its columns can be told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, takewhile

from media.transcripts.findings import MESSAGES, Findings
from media.transcripts.headings import count_heading, read_heading_language
from media.transcripts.office.names import BoldNames, is_styled, read_styled
from media.transcripts.office.paragraphs import EVERYWHERE, Aside, Paragraph
from media.transcripts.office.tables import (
    find_columns,
    gather_rows,
    is_heading_table,
    read_rows,
    words_of_row,
)
from media.transcripts.office.typed import TypedLine, type_lines
from media.transcripts.own import is_withdrawn_line
from media.transcripts.text_lines import Line, is_separator, read_line

_HIGHEST = 60  # lines in which a heading stands


def name_places(paragraphs: Sequence[Paragraph]) -> dict[int, str]:
    """How a person finds a paragraph by its number: counting those with words, or in its table."""
    places = {EVERYWHERE + 1: "on every page"}
    count = 0
    for number, paragraph in enumerate(paragraphs, 1):
        if cell := paragraph.cell:
            places[number] = f"table {cell.table}, row {cell.row}, cell {cell.column + 1}"
        else:
            count += bool(paragraph.text.strip())
            places[number] = f"paragraph {max(count, 1)}"
    return places | {len(paragraphs) + 1: f"paragraph {max(count, 1)}"}


def report_asides(asides: Iterable[Aside], findings: Findings) -> None:
    """Report what is no speech: a problem where it may have been said, else a note."""
    for kind, at, text in asides:
        if kind in MESSAGES:
            findings.problem(kind, at + 1, text=text)
        else:
            findings.note(kind, at + 1, text)


def find_lines(paragraphs: Sequence[Paragraph], findings: Findings) -> list[Line]:
    """The lines of a document, each taken apart; a line's number is that of its paragraph."""
    typed = type_lines(paragraphs, findings)
    names = BoldNames((line for line in typed if not line.cell), findings)
    top = _count_top(typed)
    for line in typed[:top]:
        if line.text:
            findings.note("heading", line.number, line.text)
            findings.tell(line.text)
    lines: list[Line] = []
    for table, group in groupby(typed[top:], lambda line: line.cell.table if line.cell else 0):
        part = list(group)
        lines += _read_table(part, names, findings) if table else _read(part, names, findings)
    return lines


def find_language(paragraphs: Sequence[Paragraph]) -> str | None:
    """The language that a line at the top names ("Bahasa: id"), as written."""
    top = (paragraph.text.strip() for paragraph in paragraphs[:_HIGHEST])
    return read_heading_language(list(filter(None, top)))


def _count_top(typed: Sequence[TypedLine]) -> int:
    """How many lines at the top are a heading by their words: "Transkrip …", "Tanggal: …"."""
    plain = takewhile(lambda line: not (line.cell or is_styled(line)), typed[:_HIGHEST])
    texts = ["" if line.heading else line.text for line in plain]
    done = 0
    while more := _count_heading(texts[done:]):
        done += more
    return done


def _count_heading(texts: list[str]) -> int:
    """A heading in the lines up to the next empty one, or a title in the first paragraph alone."""
    first = next((at for at, text in enumerate(texts) if text), 0)
    paragraph = texts[first:]
    more = count_heading(paragraph, Findings()) or count_heading(paragraph[:1], Findings())
    return first + more if more else 0


def _read(typed: Iterable[TypedLine], names: BoldNames, findings: Findings) -> Iterator[Line]:
    """Lines outside of tables, and those of tables that are no transcripts."""
    begins = True
    for line in typed:
        begins = begins or line.begins
        found = _read_one(line, begins, names, findings) if line.text else None
        if found:
            yield found
        begins = found is None


def _read_one(line: TypedLine, begins: bool, names: BoldNames, findings: Findings) -> Line | None:
    """A line with words, taken apart; None for one that is a heading or a separator."""
    if known := read_styled(line, findings) or names.read(line):
        return known
    if is_withdrawn_line(line.text):
        findings.note("withdrawn", line.number)
        return None
    if line.heading or is_separator(line.text):
        findings.note("styled heading" if line.heading else "separator", line.number, line.text)
        findings.tell(line.text)
        return None
    return read_line(line.number, line.text, begins=begins)


def _read_table(typed: Sequence[TypedLine], names: BoldNames, findings: Findings) -> Iterator[Line]:
    rows = gather_rows(typed)
    if rows and is_heading_table(rows):
        for row in rows:
            text = ": ".join(line.text for cell in row.values() for line in cell)
            findings.note("heading", row[min(row)][0].number, text)
            findings.tell(text)
    elif rows and (columns := find_columns(rows)):
        findings.note("columns", rows[0][min(rows[0])][0].number, words_of_row(rows[0]))
        yield from read_rows(rows, columns, findings)
    else:
        yield from _read(typed, names, findings)
