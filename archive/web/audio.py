"""The access copy of a recording, by byte range; never the master (interface.md "Addresses").

A browser keeps what it heard, but asks each time whether it may still be heard (`no-cache`, the
ETag is the SHA-256): a recording that is withdrawn is gone at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from flask import Blueprint, Response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _
from werkzeug.datastructures import ContentRange
from werkzeug.exceptions import RequestedRangeNotSatisfiable

from archive.models import Recording
from archive.permalinks import parse_identifier
from archive.published.access import AudioClosed
from archive.published.sound import CannotBeHeard, NotReady, find_access_copy
from archive.web.errors import error_page
from archive.web.reading import reading, resources, settings
from media.errors import RangeNotSatisfiable
from media.ranges import ByteRange, parse_range

blueprint = Blueprint("audio", __name__)

CHUNK = 64 * 1024
RETRY_SECONDS = "20"


REASONS = {
    "words-only": _(
        "Pemegang hak hanya mengizinkan kata-katanya dibaca; rekaman ini tidak diperdengarkan."
    ),
    "staff-only": _("Rekaman ini hanya untuk pengelola arsip."),
}
"""Rights that keep a recording from the public, in words."""


@blueprint.get("/audio/<identifier>")
def play(identifier: str) -> ResponseReturnValue:
    """The copy, whole or a part of it.

    301 where the identifier is written in another way, 403 where its rights forbid it, 503 while
    it is made, 404 where none can be made.
    """
    written = parse_identifier(identifier)
    recording = find_access_copy(reading(), written, settings()["DEFAULT_RIGHTS"])
    if written != identifier:
        return redirect(url_for("audio.play", identifier=written), 301)
    return play_copy(recording)


def play_copy(recording: Recording) -> Response:
    """The access copy of a recording that this reader may hear.

    Raises RequestedRangeNotSatisfiable (416).
    """
    sha256 = str(recording.access_sha256)
    answer = Response(mimetype="audio/mpeg")
    answer.set_etag(sha256)
    answer.accept_ranges = "bytes"
    answer.headers["Content-Disposition"] = f'inline; filename="{recording.episode.slug}.mp3"'
    if is_unchanged(sha256):
        answer.status_code = 304
        return answer
    copy = resources().store.open(sha256)
    return send(answer, copy, wanted_range(sha256, size_of(copy)), size_of(copy))


def is_unchanged(etag: str) -> bool:
    """Whether the reader has this very copy (If-None-Match)."""
    return bool(request.if_none_match) and request.if_none_match.contains_weak(etag)


def wanted_range(etag: str, size: int) -> ByteRange | None:
    """The part asked for; None for the whole, also where If-Range names another copy.

    Raises RequestedRangeNotSatisfiable (416).
    """
    if request.headers.get("If-Range", f'"{etag}"').strip() != f'"{etag}"':
        return None
    try:
        return parse_range(request.headers.get("Range"), size)
    except RangeNotSatisfiable:
        raise RequestedRangeNotSatisfiable(length=size) from None


def size_of(copy: BinaryIO) -> int:
    """Bytes of an open file."""
    return copy.seek(0, 2)


def send(answer: Response, copy: BinaryIO, part: ByteRange | None, size: int) -> Response:
    """Put the bytes into the answer, piece by piece; a HEAD gets the headers alone."""
    start, stop = part or ByteRange(0, size)
    answer.content_length = stop - start
    if part is not None:
        answer.status_code = 206
        answer.content_range = ContentRange("bytes", start, stop, size)
    if request.method == "HEAD":
        copy.close()
        return answer
    answer.response = pieces(copy, start, stop)
    answer.call_on_close(copy.close)
    return answer


def pieces(copy: BinaryIO, start: int, stop: int) -> Iterator[bytes]:
    """The bytes from `start` up to `stop`, so that no recording is ever held in memory."""
    copy.seek(start)
    left = stop - start
    while left > 0 and (chunk := copy.read(min(CHUNK, left))):
        left -= len(chunk)
        yield chunk


@blueprint.errorhandler(AudioClosed)
def refuse(closed: AudioClosed) -> Response:
    """Say which rights keep the recording from the public."""
    return error_page(403, REASONS[closed.rights])


@blueprint.app_errorhandler(NotReady)
def wait(_not_ready: NotReady) -> Response:
    """Say that the copy is being made, and when to ask again."""
    answer = error_page(503, _("Rekaman ini sedang disiapkan untuk didengarkan."))
    answer.headers["Retry-After"] = RETRY_SECONDS
    return answer


@blueprint.app_errorhandler(CannotBeHeard)
def give_up(_damaged: CannotBeHeard) -> Response:
    """Say that there is nothing to hear, and that waiting does not help."""
    return error_page(404, _("Rekaman ini rusak atau tidak berisi suara."))
