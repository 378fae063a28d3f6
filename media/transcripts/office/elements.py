"""The XML of a document, walked without building a tree.

No document type is taken, so there are no entities to expand and none to fetch; a tree deeper
than any program writes is refused.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Mapping
from itertools import chain
from xml.parsers import expat  # nosec: doctypes are refused, and with them all entities

from media.transcripts.refusals import refusal

DEEPEST = 200
"""Elements inside each other; a text box in a table in a table has about fifty."""

Attributes = Mapping[str, str]

_SEPARATOR = "\x1f"  # between the namespace and the name; no character of XML
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_BLANKS = str.maketrans("\n\r\t", "   ")

NAMESPACES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.openxmlformats.org/package/2006/relationships": "rel",
    "http://schemas.openxmlformats.org/drawingml/2006/picture": "pic",
    "http://purl.oclc.org/ooxml/drawingml/picture": "pic",
    "urn:schemas-microsoft-com:vml": "v",
    "urn:oasis:names:tc:opendocument:xmlns:text:1.0": "text",
    "urn:oasis:names:tc:opendocument:xmlns:table:1.0": "table",
    "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0": "draw",
    "urn:oasis:names:tc:opendocument:xmlns:office:1.0": "office",
    "urn:oasis:names:tc:opendocument:xmlns:style:1.0": "style",
    "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0": "manifest",
    "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0": "svg",
    "http://purl.org/dc/elements/1.1/": "dc",
}
"""Those of ECMA-376 (transitional and strict) and OpenDocument 1.3 that say something here."""


class Walker:
    """Sees the elements of a part one after the other.

    `path` holds the names of the elements that are open, the last one included: "w:p", "" for
    one of a namespace that says nothing. While `skipping` is a depth, nothing below is seen.
    """

    def __init__(self) -> None:
        self.path: list[str] = []
        self.skipping: int | None = None

    def begin(self, name: str, attributes: Attributes) -> None:
        """An element opens."""

    def end(self, name: str) -> None:
        """An element closes; it is still the last of `path`."""

    def words(self, text: str) -> None:
        """Character data, with line ends as spaces."""

    @property
    def parent(self) -> str:
        """The name of the element around the last one."""
        return self.path[-2] if len(self.path) > 1 else ""

    def skip(self, levels: int = 0) -> None:
        """See nothing until the last element closes, or the one so many levels above it."""
        self.skipping = len(self.path) - levels


def walk(pieces: Iterable[bytes], walker: Walker) -> None:
    """Walk through a part. Raises UnreadableTranscript where it is no XML, or hostile XML."""
    rest = iter(pieces)
    first = next(rest, b"")
    coding = "utf-16" if first.startswith(_WIDE) else "utf-8"  # ECMA-376 allows no other
    parser = expat.ParserCreate(coding, _SEPARATOR)
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.StartElementHandler = _Opening(walker)
    parser.EndElementHandler = _Closing(walker)
    parser.CharacterDataHandler = _Words(walker)
    try:
        for piece in chain([first], rest):
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        reason = expat.ErrorString(error.code)
        raise refusal("damaged xml", reason=reason, line=error.lineno) from None


def value(attributes: Attributes, name: str, missing: str = "") -> str:
    """An attribute by its name without namespace."""
    if name in attributes:
        return attributes[name]
    ending = _SEPARATOR + name
    return next((text for key, text in attributes.items() if key.endswith(ending)), missing)


def number(attributes: Attributes, name: str, missing: int, most: int) -> int:
    """An attribute that is a small whole number; `missing` where it is none, at most `most`."""
    text = value(attributes, name)
    return (
        min(int(text), most) if text.isascii() and text.isdigit() and len(text) < _LONG else missing
    )


_LONG = 9  # digits


def is_on(attributes: Attributes, name: str = "val") -> bool:
    """Whether an element that may switch something off (<w:b w:val="0"/>) switches it on."""
    return value(attributes, name, "true") not in ("0", "false", "off")


def _refuse_doctype(*_: object) -> None:
    raise refusal("entities")


def _short(name: str) -> str:
    namespace, _, local = name.rpartition(_SEPARATOR)
    prefix = NAMESPACES.get(namespace)
    return f"{prefix}:{local}" if prefix else ""


class _Opening:
    def __init__(self, walker: Walker) -> None:
        self._walker = walker

    def __call__(self, name: str, attributes: dict[str, str]) -> None:
        walker = self._walker
        walker.path.append(_short(name))
        if len(walker.path) > DEEPEST:
            raise refusal("deep", limit=DEEPEST)
        if walker.skipping is None:
            walker.begin(walker.path[-1], attributes)


class _Closing:
    def __init__(self, walker: Walker) -> None:
        self._walker = walker

    def __call__(self, name: str) -> None:
        walker = self._walker
        if walker.skipping is None or len(walker.path) <= walker.skipping:
            walker.skipping = None
            walker.end(walker.path[-1])
        walker.path.pop()


class _Words:
    def __init__(self, walker: Walker) -> None:
        self._walker = walker

    def __call__(self, text: str) -> None:
        if self._walker.skipping is None:
            self._walker.words(text.translate(_BLANKS))
