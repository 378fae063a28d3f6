"""Signing in, signing out, and addresses for one use at which a password is chosen."""

from __future__ import annotations

import re

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from werkzeug.wrappers import Response as BaseResponse

from archive.errors import NotFound, Refused
from archive.models import OneTimeAddress
from archive.staff.invitations import PATH, accept, find_invitation
from archive.staff.passwords import SHORTEST, PasswordRefused, hash_new
from archive.staff.sign_ins import NotSignedIn, begin, check_in, end, sweep
from archive.staff.user_names import LONGEST_NAME, clean_name
from archive.web.admission import SECRETS, SignInNeeded
from archive.web.cookies import FORM, SIGN_IN, drop_cookie, set_cookie
from archive.web.forgery import READS, token_of
from archive.web.kept_forms import KeptForm, keep_form, kept_before, page_above
from archive.web.parameters import text_of
from archive.web.posted import posted, posted_secret
from archive.web.reading import reading, resources
from archive.web.transport import client_address
from archive.web.turned_away import refusal
from archive.web.visitor import (
    browser_name,
    current_sign_in,
    limits,
    now,
    sign_in_token,
    writing_user,
)

blueprint = Blueprint("signing", __name__)

ONWARD = re.compile(rf"(?!{SECRETS})/staf(/[\w-][\w.-]*)*/?", re.ASCII)
PASSWORDS_DIFFER = lazy_gettext("Kedua kata sandi tidak sama. Ketik lagi keduanya.")
WEAKNESSES = {
    "short": lazy_gettext("Kata sandi terlalu pendek: paling sedikit %(count)s karakter."),
    "long": lazy_gettext("Kata sandi terlalu panjang."),
    "breached": lazy_gettext(
        "Kata sandi ini termasuk yang paling dulu dicoba orang. Pilih yang lain, misalnya beberapa "
        "kata yang tidak berhubungan."
    ),
    "name": lazy_gettext("Kata sandi ini hampir sama dengan nama Anda. Pilih yang lain."),
}
"""Why a password is not taken (archive/staff/passwords.py), in words."""


@blueprint.post("/staf/masuk")
def enter() -> ResponseReturnValue:
    """Sign in; a browser that was signed in before gets a new token, and the old one ends."""
    name, onward, kept = posted("nama"), onward_address(posted("lanjut")), kept_before()
    with resources().writing() as session:
        try:
            user = check_in(session, name, posted_secret("sandi"), client_address(), now())
        except NotSignedIn:
            said = _("Nama dan kata sandi itu tidak cocok. Periksa ejaannya, lalu coba lagi.")
            return sign_in_form(403, said, name, onward, kept)
        sweep(session, limits(), now())
        token = begin(session, user, browser_name(), now(), left=sign_in_token())
        session.commit()
        name = user.name
    return signed_in(token, kept_page(kept, name, token) if kept else redirect(onward, 303))


def kept_page(kept: KeptForm, name: str, token: str) -> Response:
    """What was typed before, to be sent with a click by whoever has just signed in."""
    page = render_template("signing/kept.html", kept=kept, name=name, token=token_of(token))
    return Response(page, mimetype="text/html")


def signed_in(token: str, answer: BaseResponse) -> BaseResponse:
    """The answer with the cookie of a sign-in that has just begun."""
    set_cookie(answer, SIGN_IN, token)
    drop_cookie(answer, FORM)
    return answer


def onward_address(asked: str) -> str:
    """Where to go after signing in: a page of ours for staff, whatever was asked for."""
    return asked if ONWARD.fullmatch(asked) else url_for("staff.home")


def onward_path() -> str | None:
    """The address of this request, to come back to; never one that holds a secret."""
    return None if request.path.startswith(SECRETS) else request.path


def sign_in_form(
    status: int,
    problem: str = "",
    name: str = "",
    onward: str = "",
    kept: KeptForm | None = None,
) -> Response:
    """The form, with what went wrong, and what was typed before."""
    page = render_template(
        "signing/form.html", problem=problem, name=name, onward=onward, kept=kept
    )
    return Response(page, status, mimetype="text/html")


@blueprint.post("/staf/keluar")
def leave() -> ResponseReturnValue:
    """Sign out of this browser."""
    sign_in = current_sign_in()
    with resources().writing() as session:
        if sign_in is not None:
            end(session, writing_user(session), sign_in.id)
        session.commit()
    return signed_out()


def signed_out() -> ResponseReturnValue:
    """Back to the form, without the cookie."""
    answer = redirect(url_for("staff.home"), 303)
    drop_cookie(answer, SIGN_IN)
    return answer


@blueprint.get(f"{PATH}<token>")
def invitation(token: str) -> Response:
    """The form in which a password is chosen; opening it uses nothing up."""
    return invitation_form(find_invitation(reading(), token, now()), 200)


def invitation_form(found: OneTimeAddress, status: int, problem: str = "") -> Response:
    """The form of an address, with what went wrong."""
    name = found.user.name if found.user else posted("nama")
    page = render_template(
        "signing/invitation.html",
        problem=problem,
        name=name,
        is_first=found.user is None,
        shortest=SHORTEST,
    )
    return Response(page, status, mimetype="text/html")


@blueprint.post(f"{PATH}<token>")
def accept_invitation(token: str) -> ResponseReturnValue:
    """Choose the password, and be signed in with it."""
    found = find_invitation(reading(), token, now())
    try:
        name = found.user.name if found.user else chosen_name()
        hashed = hash_new(new_password(), name)
    except PasswordRefused as refused:
        return invitation_form(found, 422, weakness(refused))
    except NotAsked as wrong:
        return invitation_form(found, 422, str(wrong))
    with resources().writing() as session:
        user = accept(session, token, name, hashed, now())
        signed = begin(session, user, browser_name(), now(), left=sign_in_token())
        session.commit()
    return signed_in(signed, redirect(url_for("staff.home"), 303))


class NotAsked(Refused):
    """A form that was not filled in as it asks; the text is the sentence on the page."""


def chosen_name() -> str:
    """The name that the first administrator chose. Raises NotAsked."""
    try:
        return clean_name(posted("nama"))
    except Refused:
        raise NotAsked(
            _(
                "Isi nama: 1 sampai %(count)s karakter, dengan huruf Latin, angka, spasi, dan "
                "tanda seperti titik, koma, atau tanda hubung.",
                count=LONGEST_NAME,
            )
        ) from None


def new_password() -> str:
    """The password that was typed twice. Raises NotAsked where the two differ."""
    if posted_secret("sandi_baru") != posted_secret("sandi_ulang"):
        raise NotAsked(str(PASSWORDS_DIFFER))
    return posted_secret("sandi_baru")


def weakness(refused: PasswordRefused) -> str:
    """Why a password is not taken."""
    return str(WEAKNESSES[refused.why]) % {"count": SHORTEST}


@blueprint.app_errorhandler(SignInNeeded)
def ask_to_sign_in(_needed: SignInNeeded) -> ResponseReturnValue:
    """The form instead of any staff page; what was being written then was not saved."""
    if request.endpoint == "staff.home":
        return sign_in_form(200, onward=onward_address(text_of("lanjut")))
    if request.method in READS:
        return redirect(url_for("staff.home", lanjut=onward_path()), 303)
    said = _("Anda tidak lagi masuk; yang baru saja dikirim belum tersimpan.")
    kept, onward = keep_form(), onward_address(page_above(request.path))
    return sign_in_form(403, said, onward=onward, kept=kept)


@blueprint.errorhandler(NotFound)
def no_such_address(_missing: NotFound) -> Response:
    """404: the address was used, or its day is over."""
    return refusal(
        404,
        _("Alamat ini sudah tidak berlaku"),
        _("Alamat untuk memilih kata sandi berlaku sekali, selama 24 jam."),
        _("Minta alamat baru kepada pengelola arsip."),
    )
