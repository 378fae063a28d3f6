"""Recordings as staff hear them: the access copy by range, drafts too, and its peaks."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify
from flask.typing import ResponseReturnValue

from archive.errors import NotFound
from archive.models import Recording
from archive.permalinks import parse_identifier
from archive.published.sound import CannotBeHeard, NotReady, has_failed
from archive.web.audio import play_copy
from archive.web.editing import opened_to_read
from archive.web.reading import reading
from media.waveform import PEAKS_PER_SECOND

blueprint = Blueprint("staff_audio", __name__)


@blueprint.get("/staf/audio/<identifier>")
def play(identifier: str) -> ResponseReturnValue:
    """The access copy, whole or a part of it. 503 while it is made, 404 where none can be made."""
    recording = readable_recording(identifier)
    if recording.access_sha256 is None:
        raise CannotBeHeard if has_failed(reading(), recording) else NotReady
    return play_copy(recording)


@blueprint.get("/staf/puncak/<identifier>")
def peaks(identifier: str) -> Response:
    """How loud it is, from 0 to 255, so many times a second; none while it is being prepared."""
    recording = readable_recording(identifier)
    return jsonify(peaks=list(recording.peaks or b""), per_second=PEAKS_PER_SECOND)


def readable_recording(identifier: str) -> Recording:
    """A recording of an episode that this user may read. Raises NotFound, MistypedIdentifier."""
    recording = reading().get(Recording, parse_identifier(identifier))
    if recording is None or recording.deleted_at is not None:
        raise NotFound(f"No recording has the identifier {identifier}.")
    opened_to_read(recording.episode.slug)
    return recording
