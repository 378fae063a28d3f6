"""The styles of an ODT, automatic ones included, and what its headers and footers say."""

from __future__ import annotations

import re
from collections.abc import Iterable

from media.transcripts.office.elements import Attributes, Walker, value, walk
from media.transcripts.office.package import Package
from media.transcripts.office.paragraphs import Body, heading_of

_BOLD = frozenset(["bold", "bolder", "600", "700", "800", "900"])
_OLDEST = 20  # styles that are based on each other
_CODED = re.compile(r"_([0-9a-f]{2})_")
_MARGINS = ("style:header", "style:footer", "style:header-left", "style:footer-left")


class Styles:
    """What styles say, by their name; each may have a parent."""

    def __init__(self) -> None:
        self.bold: dict[str, bool] = {}
        self.hidden: dict[str, bool] = {}
        self.parent: dict[str, str] = {}
        self.shown: dict[str, str] = {}

    def lineage(self, style: str) -> list[str]:
        """A style and its ancestors, nearest first."""
        found: list[str] = []
        while style and style not in found and len(found) < _OLDEST:
            found.append(style)
            style = self.parent.get(style, "")
        return found

    def names(self, style: str) -> list[str]:
        """The names of a style and its ancestors as a person sees them."""
        return [self.shown.get(one) or _decode(one) for one in self.lineage(style)]

    def are_bold(self, styles: Iterable[str]) -> bool:
        """Whether words inside these styles, outermost first, are bold."""
        return self._innermost(self.bold, styles)

    def are_hidden(self, styles: Iterable[str]) -> bool:
        """Whether words inside these styles, outermost first, are hidden."""
        return bool(self.hidden) and self._innermost(self.hidden, styles)

    def heading_of(self, style: str, *, outlined: bool) -> str:
        """What kind of heading a paragraph style is for, by its name; else by its level."""
        return heading_of(self.names(style), outlined=outlined)

    def _innermost(self, said: dict[str, bool], styles: Iterable[str]) -> bool:
        inward = [one for style in reversed(list(styles)) for one in self.lineage(style)]
        return next((said[one] for one in inward if one in said), False)


def _decode(name: str) -> str:
    """A name as a person sees it: "Heading_20_1" is "Heading 1"."""
    return _CODED.sub(lambda match: chr(int(match[1], 16)), name)


class StylesWalker(Walker):
    """Collects styles."""

    def __init__(self, styles: Styles) -> None:
        super().__init__()
        self.styles = styles
        self._style = ""

    def begin(self, name: str, attributes: Attributes) -> None:
        """A style begins, or the look of its words."""
        styles = self.styles
        if name == "style:style":
            self._style = value(attributes, "name")
            styles.parent[self._style] = value(attributes, "parent-style-name")
            styles.shown[self._style] = value(attributes, "display-name")
        elif name == "style:text-properties" and self.parent == "style:style":
            if weight := value(attributes, "font-weight"):
                styles.bold[self._style] = weight in _BOLD
            if display := value(attributes, "display"):
                styles.hidden[self._style] = display == "none"


class _Margins(StylesWalker):
    """Walks styles.xml, which holds headers and footers beside styles."""

    def __init__(self, styles: Styles, body: Body) -> None:
        super().__init__(styles)
        self.found: list[str] = []
        self._body = body
        self._open = False

    def begin(self, name: str, attributes: Attributes) -> None:
        if name in _MARGINS:
            self._open = True
            self.found.append("")
        super().begin(name, attributes)

    def end(self, name: str) -> None:
        if name in _MARGINS:
            self._open = False
        elif self._open and name == "text:p":
            self.words(" ")

    def words(self, text: str) -> None:
        if self._open:
            self.found[-1] += self._body.count(text)


def read_styles(package: Package, body: Body) -> tuple[Styles, list[str]]:
    """The named styles of a document, and the texts of its headers and footers, each once."""
    walker = _Margins(Styles(), body)
    if "styles.xml" in package:
        walk(package.read("styles.xml"), walker)
    texts = (" ".join(text.split()) for text in walker.found)
    return walker.styles, list(dict.fromkeys(text for text in texts if text))
