"""A line of a document as it was typed: its words, how they look, where they stand."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from media.transcripts.findings import Findings
from media.transcripts.office.paragraphs import Cell, Paragraph, Span
from media.transcripts.text import remove_hidden


class TypedLine(NamedTuple):
    """A line: the number of its paragraph from 1, and whether it is the first of it."""

    number: int
    begins: bool
    spans: Sequence[Span]
    heading: str = ""
    cell: Cell | None = None

    @property
    def text(self) -> str:
        """Its words, without white space around them."""
        return "".join(span.text for span in self.spans).strip()


def type_lines(paragraphs: Sequence[Paragraph], findings: Findings) -> list[TypedLine]:
    """The lines of paragraphs, empty ones included, in NFC and without hidden characters."""
    hidden = 0
    lines: list[TypedLine] = []
    for number, paragraph in enumerate(paragraphs, 1):
        spans = []
        for span in paragraph.spans:
            text, removed = remove_hidden(unicodedata.normalize("NFC", span.text))
            spans.append(Span(text, span.look))
            hidden += removed
        for at, line in enumerate(_split(spans)):
            lines.append(TypedLine(number, at == 0, line, paragraph.heading, paragraph.cell))
    if hidden:
        findings.remark("hidden", count=hidden)
    return lines


def _split(spans: Sequence[Span]) -> Iterator[list[Span]]:
    """The spans of each line; a line break stands inside of them."""
    line: list[Span] = []
    for span in spans:
        first, *more = span.text.split("\n")
        line.append(Span(first, span.look))
        for text in more:
            yield line
            line = [Span(text, span.look)]
    yield line
