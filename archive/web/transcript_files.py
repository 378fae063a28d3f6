"""The transcript of an episode to take away: WebVTT, SRT, text, JSON of Podcasting 2.0."""

from __future__ import annotations

from flask import Blueprint, Response, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from archive.published.files import write_published
from archive.web.errors import error_page
from archive.web.reading import reading, settings
from media.errors import Untimed
from media.transcripts import WRITERS

blueprint = Blueprint("transcript_files", __name__)

FORMATS = ",".join(WRITERS)
NAMES = {"vtt": "WebVTT", "srt": "SRT", "txt": lazy_gettext("Teks"), "docx": "Word", "json": "JSON"}
"""What a format is called where it is offered."""


def list_formats(*, timed: bool) -> list[tuple[str, str]]:
    """The formats that a transcript can be taken in, with their names."""
    fitting = [format for format, writer in WRITERS.items() if timed or not writer.needs_times]
    return [(format, str(NAMES[format])) for format in fitting]


@blueprint.get(f"/episode/<slug:slug>/transkrip.<any({FORMATS}):format>")
@blueprint.get(
    f"/episode/<slug:slug>/r<int(max=2147483647):number>/transkrip.<any({FORMATS}):format>"
)
def take(slug: str, format: str, number: int | None = None) -> Response:
    """The revision that the public reads, or published revision `number`, as a file.

    Any page may fetch it: players in browsers show transcripts of other sites.
    """
    file = write_published(
        reading(),
        slug,
        number,
        format,
        public_url=settings()["PUBLIC_URL"],
        default_rights=settings()["DEFAULT_RIGHTS"],
    )
    answer = Response(file.data, mimetype=WRITERS[format].media_type)
    answer.headers["Content-Disposition"] = f'attachment; filename="{file.name}"'
    answer.headers["Access-Control-Allow-Origin"] = "*"
    answer.add_etag()
    answer.make_conditional(request)
    return answer


@blueprint.app_errorhandler(Untimed)
def say_untimed(_untimed: Untimed) -> Response:
    """404: a file of cues needs times."""
    return error_page(
        404,
        _(
            "Transkrip ini tidak berwaktu, jadi bukan untuk VTT atau SRT. "
            "Ambil TXT, Word, atau JSON."
        ),
    )
