"""The ZIP file that a document is: looked at before anything in it is unpacked.

A bomb shows itself in the directory of the file: parts that unpack to hundreds of times their
size, or thousands of them. What is read afterwards is never more than the directory said.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from media.transcripts.refusals import refusal

MOST_PARTS = 2_000
"""A document has about twenty, and one more for each picture."""
LARGEST_PART = 16 * 1024 * 1024
"""Bytes of a part that is read, unpacked; an hour of talk has about two million."""
LARGEST_WHOLE = 256 * 1024 * 1024
"""Bytes of all parts together, unpacked, pictures included."""
LARGEST_RATIO = 200
"""How many times its size a part over SMALL may unpack to; text is packed to a tenth."""
SMALL = 1024 * 1024

_ENTRY = b"PK\x01\x02"
_ENCRYPTED = 1
_PIECE = 1 << 16
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
_OTHERS = (
    ("xl/", "excel"),
    ("ppt/", "powerpoint"),
    ("visio/", "visio"),
    ("OEBPS/", "e-book"),
)


class Package:
    """An open document; `kind` is "docx" or "odt"."""

    def __init__(self, path: Path) -> None:
        """Look at the file. Raises UnreadableTranscript where it is no document, or a bomb."""
        _refuse_crowd(path)
        try:
            self._zip = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError):
            raise refusal("damaged") from None
        self._parts = _list_parts(self._zip)
        self.kind = self._find_kind()

    def __contains__(self, name: str) -> bool:
        return name in self._parts

    def read(self, name: str) -> Iterator[bytes]:
        """A part in pieces. Raises UnreadableTranscript where it is missing, too large, damaged."""
        part = self._parts.get(name)
        if part is None:
            raise refusal("no part", name=name[:80])
        _refuse_bomb(part)
        try:
            with self._zip.open(part) as file:
                while piece := file.read(_PIECE):
                    yield piece
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError):
            raise refusal("damaged") from None

    def _find_kind(self) -> str:
        mimetype = self._mimetype()
        if mimetype.startswith(f"{_OPEN_DOCUMENT}text") and "content.xml" in self:
            return "odt"
        if "[Content_Types].xml" in self and "_rels/.rels" in self:
            kinds = [what for at, what in _OTHERS if any(p.startswith(at) for p in self._parts)]
            if not kinds:
                return "docx"
            raise refusal("foreign", what=kinds[0])
        if mimetype.startswith(_OPEN_DOCUMENT):
            what = mimetype.removeprefix(_OPEN_DOCUMENT)[:40]
            raise refusal("open document", what=what)
        raise refusal("foreign", what="zip")

    def _mimetype(self) -> str:
        """The kind that an OpenDocument file says it is; "" where it says none."""
        part = self._parts.get("mimetype")
        if part is None or part.file_size > _PIECE:
            return ""
        return b"".join(self.read("mimetype")).decode("ascii", "replace").strip()


def _refuse_crowd(path: Path) -> None:
    """Count the parts before the directory is read: each of a million would cost memory."""
    if path.read_bytes().count(_ENTRY) > MOST_PARTS:
        raise refusal("parts", limit=MOST_PARTS)


def _list_parts(file: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    parts = {part.filename.replace("\\", "/").lstrip("/"): part for part in file.infolist()}
    if len(parts) < len(file.infolist()):
        raise refusal("damaged")  # two parts of one name: programs would read either
    if sum(part.file_size for part in parts.values()) > LARGEST_WHOLE:
        raise refusal("bomb")
    if "EncryptedPackage" in parts:
        raise refusal("secret")
    return parts


def _refuse_bomb(part: zipfile.ZipInfo) -> None:
    if part.flag_bits & _ENCRYPTED:
        raise refusal("secret")
    if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise refusal("damaged")
    dense = part.file_size > SMALL and part.file_size > LARGEST_RATIO * part.compress_size
    if part.file_size > LARGEST_PART or dense:
        raise refusal("bomb")
