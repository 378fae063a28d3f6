"""Fields of a form, read once and safely: no view reads `request.form` itself.

A body may have 64 KiB; a route that takes more stands in LARGEST, which admission looks at once it
knows who is there, and before anything of the body is read.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePosixPath, PureWindowsPath
from shutil import copyfileobj
from typing import IO, NamedTuple

from flask import request
from flask_babel import gettext as _
from werkzeug.exceptions import BadRequest

from archive.web.parameters import LONGEST, can_be_typed, clean, mend
from media.errors import FULL, StoreFull

KIB = 1024
MIB = 1024 * KIB
LARGEST_RECORDING = 200 * MIB
LARGEST: Mapping[str, tuple[int, int]] = {
    "uploads.receive": (33 * MIB, 4 * MIB),
    "signing.enter": (MIB, MIB),
    "recordings.receive": (LARGEST_RECORDING + MIB, MIB),
}
"""Endpoint -> bytes of a body, and bytes of its fields that are no files (they stay in memory)."""
LONGEST_NAME = 200
MOST_DRAINED = 256 * MIB


class SentFile(NamedTuple):
    """A file of a form: the name it had, for people only, and what is in it."""

    name: str
    data: bytes


class SentStream(NamedTuple):
    """A large file of a form, which stays out of memory: the name it had, and where it is read."""

    name: str
    stream: IO[bytes]

    def save_in(self, folder: Path) -> Path:
        """Copy it into a folder, under a name of ours. Raises StoreFull."""
        path = folder / "sent"
        try:
            with path.open("wb") as target:
                copyfileobj(self.stream, target, MIB)
        except OSError as error:
            if error.errno in FULL:
                raise StoreFull("The disk takes no more; nothing of the file was kept.") from error
            raise
        return path


def allow_body(endpoint: str | None) -> None:
    """Let this request bring as much as its route takes."""
    if endpoint is not None and endpoint in LARGEST:
        request.max_content_length, request.max_form_memory_size = LARGEST[endpoint]


def posted(name: str) -> str:
    """A field as it was meant (`parameters.clean`); "" where it is absent.

    Raises BadRequest where it cannot be meant.
    """
    return clean(posted_secret(name))


def posted_secret(name: str) -> str:
    """A password, as it was typed. Raises BadRequest where nobody can have typed it."""
    text = request.form.get(name, "")
    if not can_be_typed(text) or len(text) > LONGEST:
        raise BadRequest(_("Sebuah isian memuat karakter yang rusak, atau terlalu panjang."))
    return text


def posted_all(name: str) -> list[str]:
    """All values of a field that stands several times, as they were meant."""
    return [clean(text) for text in request.form.getlist(name) if can_be_typed(text)]


def posted_text(name: str) -> str:
    """A long text as it was typed or pasted, whatever is in it: for readers that gate it."""
    return request.form.get(name, "")


def posted_fields(*without: str) -> list[tuple[str, str]]:
    """All text fields of the form but those, by name and value as they were sent."""
    pairs = request.form.items(multi=True)
    return [(name, text) for name, text in pairs if name not in without]


def posted_file(name: str) -> SentFile | None:
    """A file of the form; None where none was chosen."""
    sent = request.files.get(name)
    if sent is None or not sent.filename:
        return None
    return SentFile(name_of(sent.filename), sent.read())


def posted_stream(name: str) -> SentStream | None:
    """A large file of the form; None where none was chosen."""
    sent = request.files.get(name)
    if sent is None or not sent.filename:
        return None
    return SentStream(name_of(sent.filename), sent.stream)


def name_of(sent: str) -> str:
    """A file's name without folders, and without what no person types."""
    bare = PurePosixPath(PureWindowsPath(sent).name).name
    return mend(bare)[:LONGEST_NAME] or "transkrip"


def drain() -> None:
    """Let what is still being sent go by: a browser reads no answer before it has sent all."""
    left = min(request.content_length or 0, MOST_DRAINED)
    while left > 0 and (piece := request.environ["wsgi.input"].read(min(left, MIB))):
        left -= len(piece)
