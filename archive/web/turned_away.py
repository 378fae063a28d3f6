"""Pages that turn somebody away from the rooms of the staff: why, and what to do."""

from __future__ import annotations

from flask import Blueprint, Response, render_template
from flask_babel import gettext as _

from archive.staff.passwords import TooBusy
from archive.staff.roles import NotAllowed
from archive.staff.tries import TooManyTries
from archive.web.forgery import ForgedForm
from archive.web.transport import PlainLine
from media.errors import StoreFull

blueprint = Blueprint("turned_away", __name__)


def refusal(status: int, heading: str, happened: str, advice: str) -> Response:
    """A page that says no: what happened, and what to do."""
    page = render_template(
        "signing/refused.html", heading=heading, happened=happened, advice=advice
    )
    answer = Response(page, status, mimetype="text/html")
    answer.headers["Cache-Control"] = "no-store"
    return answer


@blueprint.app_errorhandler(PlainLine)
def refuse_plain_line(_line: PlainLine) -> Response:
    """403: why nobody signs in here, and what to do."""
    return refusal(
        403,
        _("Masuk hanya lewat sambungan aman"),
        _(
            "Halaman ini dibuka tanpa TLS (http, bukan https) dari komputer lain. Kata sandi yang "
            "dikirim lewat sambungan seperti itu dapat dibaca di jalan."
        ),
        _(
            "Buka alamat yang diawali https. Pengelola: pasang TLS di depan Gaung; kalau "
            "jaringannya tepercaya, setel GAUNG_ALLOW_PLAIN_HTTP=yes."
        ),
    )


@blueprint.app_errorhandler(ForgedForm)
def refuse_forged_form(_form: ForgedForm) -> Response:
    """403: the form was not taken, and nothing was changed."""
    return refusal(
        403,
        _("Formulir ini tidak diterima"),
        _(
            "Formulir tidak berasal dari halaman ini, atau halamannya terlalu lama terbuka. Tidak "
            "ada yang diubah."
        ),
        _("Buka lagi halamannya, lalu kirim sekali lagi."),
    )


@blueprint.app_errorhandler(NotAllowed)
def refuse_role(_refused: NotAllowed) -> Response:
    """403: the role does not go that far."""
    return refusal(
        403,
        _("Peran Anda tidak mencakup ini"),
        _("Halaman atau tindakan ini hanya untuk peran yang lebih tinggi. Tidak ada yang diubah."),
        _("Kalau Anda memerlukannya, hubungi administrator arsip."),
    )


@blueprint.app_errorhandler(TooManyTries)
def refuse_tries(refused: TooManyTries) -> Response:
    """429: when to try again; the same for names that nobody has."""
    answer = refusal(
        429,
        _("Terlalu banyak percobaan"),
        _("Nama ini, atau sambungan ini, sudah terlalu sering gagal masuk."),
        _("Coba lagi dalam %(minutes)s menit.", minutes=-(-refused.seconds // 60)),
    )
    answer.headers["Retry-After"] = str(refused.seconds)
    return answer


@blueprint.app_errorhandler(TooBusy)
def refuse_busy(_busy: TooBusy) -> Response:
    """503: too many passwords at once."""
    answer = refusal(
        503,
        _("Terlalu banyak yang masuk bersamaan"),
        _("Kata sandi Anda belum diperiksa."),
        _("Coba lagi sebentar lagi."),
    )
    answer.headers["Retry-After"] = "30"
    return answer


@blueprint.app_errorhandler(StoreFull)
def say_full(_full: StoreFull) -> Response:
    """507: the disk takes no more."""
    return refusal(
        507,
        _("Penyimpanan penuh"),
        _("Berkas Anda tidak dapat disimpan, dan tidak ada yang berubah."),
        _("Beri tahu administrator arsip; sesudah ada ruang, kirim lagi."),
    )
