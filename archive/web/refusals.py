"""What was public and is no longer, and what is public only in part: pages that say so.

A withdrawn thing keeps its address (410) and says since when and why; it never shows words.
"""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, render_template, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from archive.citations.words import reason_words
from archive.published.access import Withdrawn, WordsClosed
from archive.published.passages import MOST_WORDS, NoSuchWords, TooLong, WrongOrder
from archive.published.revisions import NoSuchRevision
from archive.web.errors import error_page
from archive.web.languages import language

blueprint = Blueprint("refusals", __name__)

GONE = {
    "episode": lazy_gettext("Episode ini sudah ditarik"),
    "revision": lazy_gettext("Revisi transkrip ini sudah ditarik"),
    "words": lazy_gettext("Kata-kata ini sudah ditarik"),
}


@blueprint.app_errorhandler(Withdrawn)
def say_withdrawn(gone: Withdrawn) -> Response:
    """410: what was here, when and why it was withdrawn, and the hash that is left of words."""
    heading = str(GONE[gone.what])
    if request.path.endswith(".json"):
        answer = jsonify(
            error={
                "status": 410,
                "title": heading,
                "withdrawn": gone.what,
                "because": gone.because,
                "withdrawn_at": gone.at.isoformat() if gone.at else None,
                "hash": gone.hash,
            }
        )
    else:
        page = render_template(
            "errors/withdrawn.html",
            gone=gone,
            heading=heading,
            reason=reason_words(gone.because, language()),
        )
        answer = Response(page, mimetype="text/html")
    answer.status_code = 410
    answer.headers["Cache-Control"] = "no-store"
    return answer


@blueprint.app_errorhandler(WordsClosed)
def say_closed(_closed: WordsClosed) -> Response:
    """403: the entry may be read, the words may not."""
    return error_page(
        403, _("Catatan episode ini terbuka, tetapi transkripnya hanya untuk pengelola arsip.")
    )


@blueprint.app_errorhandler(NoSuchWords)
def say_no_such_words(missing: NoSuchWords) -> Response:
    """404: how many words there are."""
    return error_page(
        404,
        _(
            "Tidak ada kata dengan nomor itu: pernyataan %(statement)s terdiri atas %(count)s kata "
            "dalam revisi ini. Periksa rentang di akhir alamat.",
            statement=missing.statement,
            count=missing.count,
        ),
    )


@blueprint.app_errorhandler(WrongOrder)
def say_wrong_order(_wrong: WrongOrder) -> Response:
    """404: a passage runs forwards."""
    return error_page(
        404, _("Kutipan ini berakhir pada pernyataan yang mendahului awalnya. Periksa alamatnya.")
    )


@blueprint.app_errorhandler(TooLong)
def say_too_long(_long: TooLong) -> Response:
    """404: what is longer is no quotation."""
    return error_page(
        404,
        _("Kutipan ini terlalu panjang: paling banyak %(count)s kata.", count=MOST_WORDS),
    )


@blueprint.app_errorhandler(NoSuchRevision)
def say_no_such_revision(_missing: NoSuchRevision) -> Response:
    """404: only published revisions have addresses."""
    return error_page(404, _("Revisi itu tidak pernah terbit, atau tidak memuat pernyataan ini."))
