"""Errors become pages once, here: what happened, what to do, and a way on.

A view or a service raises; the table below says which status an error has and which sentence.
Addresses that end in .json answer errors as JSON too.
"""

from __future__ import annotations

import logging
from typing import Any

from flask import Flask, Response, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _
from werkzeug.exceptions import HTTPException, InternalServerError, SecurityError

from archive.catalogue.addresses import Moved
from archive.errors import MistypedIdentifier, MistypedPassage, NotFound, Refused
from archive.web.addresses import query_without, with_query
from archive.web.mending import Remedy, asked_again, is_results, mend_parameter, mend_query
from archive.web.parameters import UnfitParameter, legible_of
from search.errors import IndexUnavailable, QueryOverBudget, UnknownFilter

log = logging.getLogger(__name__)

HEADINGS = {
    400: _("Permintaan ini tidak dapat dibaca"),
    403: _("Halaman ini tidak dibuka untuk umum"),
    404: _("Halaman ini tidak ada"),
    405: _("Cara meminta ini tidak dikenal di sini"),
    410: _("Isi halaman ini sudah ditarik"),
    413: _("Kiriman terlalu besar"),
    429: _("Terlalu banyak permintaan"),
    500: _("Ada yang rusak di pihak kami"),
    503: _("Arsip sedang tidak dapat menjawab"),
}

NOT_RUN = _("Pencarian ini belum dapat dijalankan")
"""The heading where a query asks for too much: nothing is wrong with the address."""

ADVICE = {
    400: _("Periksa alamat atau kotak pencarian, lalu coba lagi."),
    403: _("Kalau menurut Anda seharusnya terbuka, hubungi pengelola arsip."),
    404: _("Mungkin alamatnya salah ketik. Cari saja kata atau nama yang Anda tuju."),
    405: _("Buka halaman ini lewat tautannya."),
    410: _("Alamatnya tetap berlaku, tetapi isinya tidak lagi ditampilkan."),
    413: _("Kirim bagian yang lebih kecil."),
    429: _("Tunggu sebentar, lalu muat ulang halaman ini."),
    500: _("Kejadian ini tercatat. Tidak ada yang hilang; coba lagi sebentar lagi."),
    503: _("Coba lagi beberapa saat lagi."),
}

STATUSES: dict[type[Exception], tuple[int, Any]] = {
    MistypedIdentifier: (
        404,
        _("Ada yang salah ketik pada tanda pengenal di alamat ini. Salin ulang alamatnya."),
    ),
    MistypedPassage: (404, _("Rentang kata pada alamat ini salah ketik. Contoh: 12-20.")),
    NotFound: (404, None),
    Refused: (403, None),
    UnknownFilter: (400, _("Saringan pencarian pada alamat ini tidak dikenal.")),
    IndexUnavailable: (503, _("Indeks pencarian sedang disusun ulang.")),
}


def use_error_pages(app: Flask) -> None:
    """Answer every error of the archive, of HTTP and of the unexpected kind with a page."""
    app.register_error_handler(Moved, follow)
    app.register_error_handler(QueryOverBudget, refuse_query)
    app.register_error_handler(UnfitParameter, refuse_parameter)
    for fact in STATUSES:
        app.register_error_handler(fact, answer_fact)
    app.register_error_handler(HTTPException, answer_http)
    app.register_error_handler(Exception, answer_unexpected)


def follow(moved: Moved) -> ResponseReturnValue:
    """Redirect a former slug to the present one, whatever the page was.

    What was sent by a form is sent again there (308), so that nothing of it is lost.
    """
    values = {**(request.view_args or {}), "slug": moved.slug}
    path = url_for(str(request.endpoint), **values)
    code = 301 if request.method in ("GET", "HEAD") else 308
    return redirect(with_query(path, query_without()), code)


def refuse_query(refusal: QueryOverBudget) -> ResponseReturnValue:
    """Say which limit a query passed, and offer queries that do not; nothing was searched."""
    return error_page(400, mend_query(refusal), heading=NOT_RUN)


def refuse_parameter(unfit: UnfitParameter) -> ResponseReturnValue:
    """Say what a parameter may be, and offer this page with that or without it."""
    return error_page(400, mend_parameter(unfit), heading=NOT_RUN if is_results() else None)


def answer_fact(fact: Exception) -> ResponseReturnValue:
    """The page of an error that states a fact, by the nearest class in the table."""
    known = next(kind for kind in type(fact).__mro__ if kind in STATUSES)
    status, sentence = STATUSES[known]
    return error_page(status, sentence)


def answer_http(error: HTTPException) -> ResponseReturnValue:
    """The page of an HTTP status; a sentence that a view gave stands on it."""
    if error.response is not None or error.code is None or error.code not in HEADINGS:
        return error.get_response()
    own_words = error.description if error.description != type(error).description else None
    page = error_page(error.code, own_words if not isinstance(error, InternalServerError) else None)
    page.headers.extend(
        (name, value)
        for name, value in error.get_headers(request.environ)
        if name in ("Allow", "Retry-After")
    )
    return page


def answer_unexpected(error: Exception) -> ResponseReturnValue:
    """Log what nobody foresaw, and show no more of it than that it happened."""
    log.error("%s %s failed", request.method, request.path, exc_info=error)
    return error_page(500, None)


def error_page(status: int, happened: Any, *, heading: Any = None) -> Response:
    """The page of a status: heading, what happened in this case (a sentence, or a Remedy with what
    to do instead), what to do next. `heading` stands in place of that of the status.

    A request for a host that is not ours belongs to no page: it gets the heading alone.
    """
    heading, advice = str(heading or HEADINGS[status]), str(ADVICE[status])
    remedy = happened if isinstance(happened, Remedy) else Remedy(str(happened or ""))
    if isinstance(request.routing_exception, SecurityError):
        return Response(heading, status, mimetype="text/plain")
    if request.path.endswith((".json", ".csv")):
        said = {"status": status, "title": heading, "detail": remedy.sentence or advice}
        answer = jsonify(error=said | remedy.as_dict())
    else:
        action, kept = asked_again()
        page = render_template(
            "errors/error.html",
            status=status,
            heading=heading,
            remedy=remedy,
            advice=advice,
            typed=legible_of("q"),
            action=action,
            kept=kept,
            is_results=is_results(),
        )
        answer = Response(page, mimetype="text/html")
    answer.status_code = status
    answer.headers["Cache-Control"] = "no-store"
    return answer
