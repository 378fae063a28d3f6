"""Word's DOCX (ECMA-376, WordprocessingML): its paragraphs, with all changes accepted.

Insertions are words, deletions are not; a paragraph whose mark was deleted goes on in the next.
What stands beside the text - footnotes, text boxes, formulas, hidden words - is handed out apart.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from dataclasses import dataclass

from media.transcripts.office.docx_parts import Parts, Styles, is_outlined, read_parts, read_styles
from media.transcripts.office.elements import Attributes, Walker, is_on, number, value, walk
from media.transcripts.office.grid import Grid
from media.transcripts.office.package import Package
from media.transcripts.office.paragraphs import (
    EVERYWHERE,
    HEADING,
    Body,
    OpenAside,
    Paragraph,
    look_of,
)
from media.transcripts.refusals import refusal

_WIDEST = 1000  # columns
_ASIDES = {"w:txbxContent": "text box", "m:oMath": "formula"}
_WORDS = frozenset(["w:t", "m:t"])
_BREAKS = frozenset(["", "textWrapping"])
_FORMER = ("w:rPrChange", "w:pPrChange", "w:tblPrChange", "w:trPrChange", "w:tcPrChange")
"""Elements that hold what the look of something was before."""
_GONE = ("w:del", "w:moveFrom")


def read_docx(package: Package, body: Body) -> None:
    """Read a document into `body`. Raises UnreadableTranscript where it cannot be read."""
    parts = read_parts(package)
    styles = read_styles(package, parts)
    walker = _Document(body, styles, parts)
    walk(package.read(parts.main), walker)
    if not walker.has_body:
        raise refusal("no words", name=posixpath.basename(parts.main))
    for text in parts.margins(package, body):
        body.aside("margin", text, at=EVERYWHERE)


@dataclass(slots=True)
class _Run:
    """How the words of a run look; None where its paragraph decides."""

    bold: bool | None = None
    style: str = ""
    hidden: bool = False


class _Document(Walker):
    """Walks document.xml."""

    def __init__(self, body: Body, styles: Styles, parts: Parts) -> None:
        super().__init__()
        self.has_body = False
        self._body = body
        self._styles = styles
        self._parts = parts
        self._paragraph: Paragraph | None = None
        self._style = ""
        self._goes_on = False
        self._carried: Paragraph | None = None
        self._hidden: list[str] = []
        self._run = _Run()
        self._grid = Grid()
        self._aside: OpenAside | None = None
        self._choices: list[bool] = []

    def begin(self, name: str, attributes: Attributes) -> None:
        if name in _ASIDES and self._aside is None:
            self._aside = OpenAside(len(self.path), _ASIDES[name])
        elif act := (_ANYWHERE.get(name) or (None if self._aside else _IN_TEXT.get(name))):
            act(self, attributes)

    def end(self, name: str) -> None:
        """An element ends: what it held is complete."""
        if self._aside is not None:
            self._end_in_aside(name)
        elif name == "w:p":
            self._end_paragraph()
        elif name in ("w:tc", "w:body"):
            self._flush()
        elif name == "w:tbl":
            self._grid.end_table()
        if name == "mc:AlternateContent" and self._choices:
            self._choices.pop()

    def words(self, text: str) -> None:
        if self.path[-1] in _WORDS:
            self._take(text)

    def _take(self, text: str) -> None:
        """Words, or a space or line break between them."""
        self._body.count(text)
        if self._aside is not None:
            self._aside.words.append(text)
        elif self._run.hidden:
            self._hidden.append(text)
        elif self._paragraph is not None:
            self._paragraph.add(text, self._look())

    def _look(self) -> str:
        run, styles = self._run, self._styles
        bold = run.bold
        if bold is None:
            bold = styles.is_bold(run.style) or styles.is_bold(self._style)
        return look_of(styles.names(run.style), bold=bold)

    def _end_in_aside(self, name: str) -> None:
        aside = self._aside
        if aside is not None and len(self.path) == aside.depth:
            self._aside = None
            aside.hand_out(self._body)
        elif aside is not None and name == "w:p":
            aside.words.append(" ")

    # paragraphs

    def begin_body(self, _: Attributes) -> None:
        self.has_body = True

    def begin_paragraph(self, _: Attributes) -> None:
        if self._paragraph is not None:
            self._end_paragraph()
        spans = self._carried.spans if self._carried else []
        self._carried, self._style, self._goes_on, self._run = None, "", False, _Run()
        self._paragraph = Paragraph(spans, cell=self._grid.cell)

    def take_paragraph_style(self, attributes: Attributes) -> None:
        self._style = value(attributes, "val")
        if self._paragraph is not None:
            self._paragraph.heading = self._styles.heading_of(self._style)

    def take_outline(self, attributes: Attributes) -> None:
        if self.parent == "w:pPr" and self._paragraph is not None:
            level = HEADING if is_outlined(attributes) else ""
            self._paragraph.heading = self._paragraph.heading or level

    def take_numbering(self, attributes: Attributes) -> None:
        if value(attributes, "val") != "0" and self.parent == "w:numPr":
            self._body.aside("counted")

    def _end_paragraph(self) -> None:
        paragraph, self._paragraph = self._paragraph, None
        if paragraph is None:
            return
        if self._hidden:
            hidden, self._hidden = "".join(self._hidden), []
            self._body.aside("hidden", hidden)
        if self._goes_on:
            self._carried = paragraph
        else:
            self._body.add(paragraph)

    def _flush(self) -> None:
        """Keep a paragraph whose mark was deleted where none follows."""
        if self._paragraph is not None:
            self._end_paragraph()
        carried, self._carried = self._carried, None
        if carried is not None and carried.text.strip():
            self._body.add(carried)

    # runs

    def begin_run(self, _: Attributes) -> None:
        self._run = _Run()

    def take_bold(self, attributes: Attributes) -> None:
        if self._is_of_run():
            self._run.bold = is_on(attributes)

    def take_run_style(self, attributes: Attributes) -> None:
        if self._is_of_run():
            self._run.style = value(attributes, "val")

    def take_hidden(self, attributes: Attributes) -> None:
        if self._is_of_run():
            self._run.hidden = is_on(attributes)

    def _is_of_run(self) -> bool:
        return self.path[-3:-1] == ["w:r", "w:rPr"]

    def take_space(self, _: Attributes) -> None:
        if self.parent == "w:r":  # w:tab is also the name of a tab stop
            self._take(" ")

    def take_break(self, attributes: Attributes) -> None:
        self._take("\n" if value(attributes, "type") in _BREAKS else " ")

    def take_hyphen(self, _: Attributes) -> None:
        self._take("-")

    def take_symbol(self, attributes: Attributes) -> None:
        font = value(attributes, "font")
        self._body.aside("symbol", f"{font} {value(attributes, 'char')}")

    # changes that were tracked

    def take_insertion(self, _: Attributes) -> None:
        if self.parent not in ("w:rPr", "w:trPr"):
            self._body.aside("inserted")

    def take_deletion(self, _: Attributes) -> None:
        if self.parent == "w:rPr":
            mark = self._aside is None and self.path[-3:-2] == ["w:pPr"]
            self._goes_on = self._goes_on or mark
            return
        self._body.aside("deleted")
        self.skip(levels=2 if self.parent in ("w:trPr", "w:tcPr") else 0)

    def skip_former(self, _: Attributes) -> None:
        self.skip()

    # tables

    def begin_table(self, _: Attributes) -> None:
        self._flush()
        self._grid.begin_table()

    def begin_row(self, _: Attributes) -> None:
        self._grid.begin_row()

    def begin_cell(self, _: Attributes) -> None:
        self._grid.begin_cell()

    def take_columns_before(self, attributes: Attributes) -> None:
        self._grid.skip_columns(number(attributes, "val", 0, _WIDEST))

    def take_columns_spanned(self, attributes: Attributes) -> None:
        if self.parent == "w:tcPr":
            self._grid.skip_columns(max(1, number(attributes, "val", 1, _WIDEST)) - 1)

    # what stands beside the text

    def take_footnote(self, attributes: Attributes) -> None:
        kind = self.path[-1].removesuffix("Reference").removeprefix("w:")
        text = self._parts.texts.get((kind, value(attributes, "id")), "")
        if text:
            self._body.aside("remark" if kind == "comment" else "footnote", text)

    def take_picture(self, _: Attributes) -> None:
        self._body.aside("picture")

    def take_embedded(self, _: Attributes) -> None:
        self._body.aside("embedded")

    def take_gallery(self, attributes: Attributes) -> None:
        if value(attributes, "val") == "Table of Contents" and "w:sdt" in self.path:
            self._body.aside("contents")
            self.skipping = len(self.path) - self.path[::-1].index("w:sdt")

    def begin_alternatives(self, _: Attributes) -> None:
        self._choices.append(False)

    def begin_choice(self, _: Attributes) -> None:
        """The same thing is often written twice, for new and old versions of Word."""
        if self._choices and self._choices[-1]:
            self.skip()
        elif self._choices:
            self._choices[-1] = True


_Act = Callable[[_Document, Attributes], None]

_ANYWHERE: dict[str, _Act] = {
    "mc:AlternateContent": _Document.begin_alternatives,
    "mc:Choice": _Document.begin_choice,
    "mc:Fallback": _Document.begin_choice,
    "w:tab": _Document.take_space,
    "w:ptab": _Document.take_space,
    "w:br": _Document.take_break,
    "w:cr": _Document.take_break,
    "w:noBreakHyphen": _Document.take_hyphen,
    **dict.fromkeys(_GONE, _Document.take_deletion),
    **dict.fromkeys(_FORMER, _Document.skip_former),
    "w:rt": _Document.skip_former,  # how a word is read aloud, in small letters above it
}
_IN_TEXT: dict[str, _Act] = {
    "w:body": _Document.begin_body,
    "w:p": _Document.begin_paragraph,
    "w:pStyle": _Document.take_paragraph_style,
    "w:outlineLvl": _Document.take_outline,
    "w:numId": _Document.take_numbering,
    "w:r": _Document.begin_run,
    "w:b": _Document.take_bold,
    "w:rStyle": _Document.take_run_style,
    "w:vanish": _Document.take_hidden,
    "w:sym": _Document.take_symbol,
    "w:ins": _Document.take_insertion,
    "w:cellDel": _Document.take_deletion,
    "w:tbl": _Document.begin_table,
    "w:tr": _Document.begin_row,
    "w:tc": _Document.begin_cell,
    "w:gridBefore": _Document.take_columns_before,
    "w:gridSpan": _Document.take_columns_spanned,
    "w:footnoteReference": _Document.take_footnote,
    "w:endnoteReference": _Document.take_footnote,
    "w:commentReference": _Document.take_footnote,
    "pic:pic": _Document.take_picture,
    "v:imagedata": _Document.take_picture,
    "w:altChunk": _Document.take_embedded,
    "w:subDoc": _Document.take_embedded,
    "w:docPartGallery": _Document.take_gallery,
}
