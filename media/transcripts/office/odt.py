"""OpenDocument text, ODT (version 1.3): its paragraphs, as they stand with all changes accepted.

What was deleted lies in a list at the beginning, apart from the text; insertions are only marked.
"""

from __future__ import annotations

from collections.abc import Callable

from media.transcripts.office.elements import Attributes, Walker, number, value, walk
from media.transcripts.office.grid import Grid
from media.transcripts.office.odt_styles import Styles, StylesWalker, read_styles
from media.transcripts.office.package import Package
from media.transcripts.office.paragraphs import EVERYWHERE, Body, OpenAside, Paragraph, look_of
from media.transcripts.refusals import refusal

_WIDEST = 1000  # columns, or spaces in a row

_SHAPES = tuple(
    f"draw:{shape}"
    for shape in (
        "custom-shape", "rect", "ellipse", "circle", "line", "polyline", "polygon",
        "regular-polygon", "path", "caption", "connector", "measure",
    )
)  # fmt: skip
_ASIDES = {
    "text:note-body": "footnote",
    "office:annotation": "remark",
    "draw:text-box": "text box",
    **dict.fromkeys(_SHAPES, "text box"),
    "text:hidden-text": "hidden",
    "text:hidden-paragraph": "hidden",
}
_SKIPPED = {
    "text:note-citation": None,
    "text:ruby-text": None,
    "text:table-of-content": "contents",
    "text:illustration-index": "contents",
    "text:table-index": "contents",
    "text:object-index": "contents",
    "text:user-index": "contents",
    "text:alphabetical-index": "contents",
    "text:bibliography": "contents",
    "draw:object": "embedded",
    "draw:object-ole": "embedded",
    "office:forms": None,
    "svg:title": None,
    "svg:desc": None,
    "dc:creator": None,
    "dc:date": None,
}
"""Elements of which nothing is speech, and the kind of finding that tells of them."""
_PARAGRAPHS = ("text:p", "text:h")


def read_odt(package: Package, body: Body) -> None:
    """Read a document into `body`. Raises UnreadableTranscript where it cannot be read."""
    _refuse_secret(package)
    styles, margins = read_styles(package, body)
    walker = _Document(body, styles)
    walk(package.read("content.xml"), walker)
    if not walker.has_body:
        raise refusal("no words", name="content.xml")
    for text in margins:
        body.aside("margin", text, at=EVERYWHERE)


def _refuse_secret(package: Package) -> None:
    walker = _Manifest()
    if "META-INF/manifest.xml" in package:
        walk(package.read("META-INF/manifest.xml"), walker)
    if walker.secret:
        raise refusal("secret")


class _Manifest(Walker):
    secret = False

    def begin(self, name: str, attributes: Attributes) -> None:
        self.secret = self.secret or name == "manifest:encryption-data"


class _Document(StylesWalker):
    """Walks content.xml, which begins with styles of its own."""

    def __init__(self, body: Body, styles: Styles) -> None:
        super().__init__(styles)
        self.has_body = False
        self._body = body
        self._paragraph: Paragraph | None = None
        self._looks: list[str] = []  # names of the styles around the words, paragraph first
        self._look = ""
        self._is_hidden = False
        self._hidden: list[str] = []
        self._grid = Grid()
        self._aside: OpenAside | None = None

    def begin(self, name: str, attributes: Attributes) -> None:
        if not self.has_body and name != "office:text":
            super().begin(name, attributes)
        elif name in _SKIPPED:
            self._skip(_SKIPPED[name])
        elif name in _ASIDES and self._aside is None:
            self._aside = OpenAside(len(self.path), _ASIDES[name])
        elif act := (_ANYWHERE.get(name) or (None if self._aside else _IN_TEXT.get(name))):
            act(self, attributes)

    def end(self, name: str) -> None:
        if self._aside is not None:
            self._end_in_aside(name)
        elif name in _PARAGRAPHS:
            self._end_paragraph()
        elif name == "text:span" and self._looks:
            self._change_looks(self._looks[:-1])
        elif name == "table:table":
            self._grid.end_table()

    def words(self, text: str) -> None:
        if self._paragraph is not None or self._aside is not None:
            self._take(text)

    def _skip(self, kind: str | None) -> None:
        if kind:
            self._body.aside(kind)
        self.skip()

    def _take(self, text: str) -> None:
        self._body.count(text)
        if self._aside is not None:
            self._aside.words.append(text)
        elif self._paragraph is not None and self._is_hidden:
            self._hidden.append(text)
        elif self._paragraph is not None:
            self._paragraph.add(text, self._look)

    def _change_looks(self, looks: list[str]) -> None:
        """Take the styles around the words that follow, paragraph first."""
        self._looks = looks
        names = [name for style in reversed(looks[1:]) for name in self.styles.names(style)]
        self._look = look_of(names, bold=self.styles.are_bold(looks))
        self._is_hidden = self.styles.are_hidden(looks)

    def _end_in_aside(self, name: str) -> None:
        aside = self._aside
        if aside is not None and len(self.path) == aside.depth:
            self._aside = None
            aside.hand_out(self._body)
        elif aside is not None and name in _PARAGRAPHS:
            aside.words.append(" ")

    def begin_text(self, _: Attributes) -> None:
        self.has_body = True

    # paragraphs and what stands in them

    def begin_paragraph(self, attributes: Attributes) -> None:
        if self._paragraph is not None:
            self._end_paragraph()
        style = value(attributes, "style-name")
        heading = self.styles.heading_of(style, outlined=self.path[-1] == "text:h")
        self._paragraph = Paragraph(heading=heading, cell=self._grid.cell)
        self._change_looks([style])

    def _end_paragraph(self) -> None:
        paragraph, self._paragraph = self._paragraph, None
        if paragraph is None:
            return
        if self._hidden:
            hidden, self._hidden = "".join(self._hidden), []
            self._body.aside("hidden", hidden)
        self._body.add(paragraph)

    def begin_span(self, attributes: Attributes) -> None:
        self._change_looks([*self._looks, value(attributes, "style-name")])

    def take_spaces(self, attributes: Attributes) -> None:
        self._take(" " * max(1, number(attributes, "c", 1, _WIDEST)))

    def take_break(self, _: Attributes) -> None:
        self._take("\n")

    def take_item(self, _: Attributes) -> None:
        self._body.aside("counted")

    # changes that were tracked

    def skip_deleted(self, _: Attributes) -> None:
        self._body.aside("deleted")
        self.skip()

    def take_insertion(self, _: Attributes) -> None:
        self._body.aside("inserted")

    # tables

    def begin_table(self, _: Attributes) -> None:
        self._grid.begin_table()

    def begin_row(self, _: Attributes) -> None:
        self._grid.begin_row()

    def begin_cell(self, attributes: Attributes) -> None:
        repeated = number(attributes, "number-columns-repeated", 1, _WIDEST)
        self._grid.begin_cell(max(1, repeated))

    def take_picture(self, _: Attributes) -> None:
        self._body.aside("picture")


_Act = Callable[[_Document, Attributes], None]

_ANYWHERE: dict[str, _Act] = {
    "office:text": _Document.begin_text,
    "text:s": _Document.take_spaces,
    "text:tab": _Document.take_spaces,
    "text:line-break": _Document.take_break,
}
_IN_TEXT: dict[str, _Act] = {
    "text:p": _Document.begin_paragraph,
    "text:h": _Document.begin_paragraph,
    "text:span": _Document.begin_span,
    "text:list-item": _Document.take_item,
    "text:deletion": _Document.skip_deleted,
    "text:insertion": _Document.take_insertion,
    "table:table": _Document.begin_table,
    "table:table-row": _Document.begin_row,
    "table:table-cell": _Document.begin_cell,
    "table:covered-table-cell": _Document.begin_cell,
    "draw:image": _Document.take_picture,
}
