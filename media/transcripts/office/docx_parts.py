"""The parts of a DOCX beside its text: which there are, its styles, its notes and margins."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field

from media.transcripts.office.elements import Attributes, Walker, is_on, value, walk
from media.transcripts.office.package import Package
from media.transcripts.office.paragraphs import Body, heading_of
from media.transcripts.refusals import refusal

_MOST_MARGINS = 30
_NOTES = ("footnotes", "endnotes", "comments")
_MARGINS = ("header", "footer")
_OLDEST = 20  # styles that are based on each other


@dataclass(frozen=True)
class Parts:
    """Where the main part is, the parts it names by their kind, and the texts of its notes."""

    main: str
    named: dict[str, list[str]]
    texts: dict[tuple[str, str], str] = field(default_factory=dict)

    def margins(self, package: Package, body: Body) -> Iterator[str]:
        """What stands in headers and footers, each text once."""
        names = [name for kind in _MARGINS for name in self.named.get(kind, [])]
        texts = (_read_texts(package, name, body) for name in names[:_MOST_MARGINS])
        yield from dict.fromkeys(text for found in texts for text in found.values() if text)


class Styles:
    """What the styles of a document say, by their identifier; each may be based on another."""

    def __init__(self) -> None:
        self.bold: dict[str, bool] = {}
        self.name: dict[str, str] = {}
        self.base: dict[str, str] = {}
        self.outlined: set[str] = set()

    def lineage(self, style: str) -> list[str]:
        """A style and those that it is based on, nearest first."""
        found: list[str] = []
        while style and style not in found and len(found) < _OLDEST:
            found.append(style)
            style = self.base.get(style, "")
        return found

    def is_bold(self, style: str) -> bool:
        """Whether words of a style are bold: the nearest that says so decides."""
        return next((self.bold[one] for one in self.lineage(style) if one in self.bold), False)

    def names(self, style: str) -> list[str]:
        """The names of a style and of those it is based on."""
        return [self.name.get(one, one) for one in self.lineage(style)]

    def heading_of(self, style: str) -> str:
        """What kind of heading a paragraph style is for, by its name or its level."""
        outlined = not self.outlined.isdisjoint(self.lineage(style))
        return heading_of(self.names(style), outlined=outlined)


def is_outlined(attributes: Attributes) -> bool:
    """Whether the level of a paragraph in the outline is that of a heading: 0 to 8."""
    return value(attributes, "val") in tuple("012345678")


def read_parts(package: Package) -> Parts:
    """The parts of a document, found by its relationships (ECMA-376, part 2)."""
    body = Body()
    main = next(iter(_related(package, "").get("officeDocument", [])), "")
    if main not in package:
        raise refusal("elsewhere")
    named = _related(package, main)
    texts: dict[tuple[str, str], str] = {}
    for kind in _NOTES:
        for name in named.get(kind, [])[:1]:
            found = _read_texts(package, name, body)
            texts |= {(kind.removesuffix("s"), key): text for key, text in found.items()}
    return Parts(main, named, texts)


def read_styles(package: Package, parts: Parts) -> Styles:
    """The styles of a document; none where it has no part for them."""
    walker = _StylesWalker()
    for name in parts.named.get("styles", [])[:1]:
        walk(package.read(name), walker)
    return walker.styles


def _related(package: Package, part: str) -> dict[str, list[str]]:
    """The parts of the package that a part names, by kind; "" is the package itself."""
    folder, name = posixpath.split(part)
    relations = posixpath.join(folder, "_rels", f"{name}.rels")
    walker = _Relationships(folder)
    if relations in package:
        walk(package.read(relations), walker)
    return {
        kind: [name for name in names if name in package] for kind, names in walker.found.items()
    }


class _Relationships(Walker):
    """Collects what lies inside the file; an address outside it is never followed."""

    def __init__(self, folder: str) -> None:
        super().__init__()
        self._folder = folder
        self.found: dict[str, list[str]] = {}

    def begin(self, name: str, attributes: Attributes) -> None:
        if name == "rel:Relationship" and value(attributes, "TargetMode") != "External":
            kind = value(attributes, "Type").rpartition("/")[2]
            target = posixpath.join("/", self._folder, value(attributes, "Target"))
            self.found.setdefault(kind, []).append(posixpath.normpath(target).lstrip("/"))


class _StylesWalker(Walker):
    def __init__(self) -> None:
        super().__init__()
        self.styles = Styles()
        self._style = ""

    def begin(self, name: str, attributes: Attributes) -> None:
        """A style begins, or something that it says of itself."""
        if name == "w:style":
            self._style = value(attributes, "styleId")
        elif name == "w:name" and self.parent == "w:style":
            self.styles.name[self._style] = value(attributes, "val")
        elif name == "w:basedOn" and self.parent == "w:style":
            self.styles.base[self._style] = value(attributes, "val")
        elif name == "w:b" and self.path[-3:-1] == ["w:style", "w:rPr"]:
            self.styles.bold[self._style] = is_on(attributes)
        elif name == "w:outlineLvl" and is_outlined(attributes):
            self.styles.outlined.add(self._style)


class _Texts(Walker):
    """The words of each note by its id, or of a whole part under ""."""

    def __init__(self, body: Body) -> None:
        super().__init__()
        self.found: dict[str, list[str]] = {}
        self._body = body
        self._id = ""

    def begin(self, name: str, attributes: Attributes) -> None:
        if name in ("w:footnote", "w:endnote", "w:comment"):
            self._id = value(attributes, "id")
            if value(attributes, "type", "normal") != "normal":
                self.skip()  # the line that is drawn above notes
        elif name in ("w:del", "w:moveFrom", "mc:Fallback"):
            self.skip()
        elif name in ("w:tab", "w:br", "w:p"):
            self._add(" ")

    def words(self, text: str) -> None:
        if self.path[-1] == "w:t":
            self._add(self._body.count(text))

    def _add(self, text: str) -> None:
        self.found.setdefault(self._id, []).append(text)


def _read_texts(package: Package, name: str, body: Body) -> dict[str, str]:
    walker = _Texts(body)
    walk(package.read(name), walker)
    return {key: " ".join("".join(words).split()) for key, words in walker.found.items()}
