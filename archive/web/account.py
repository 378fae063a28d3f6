"""One's own account: name and role, another password, where one is signed in."""

from __future__ import annotations

from flask import Blueprint, Response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from archive.staff.passwords import SHORTEST, PasswordRefused, hash_new
from archive.staff.sign_ins import NotSignedIn, begin, check_in, end, end_all, list_sign_ins
from archive.staff.users import set_password
from archive.web.parameters import text_of
from archive.web.posted import posted_secret
from archive.web.reading import reading, resources
from archive.web.signing import NotAsked, new_password, signed_in, signed_out, weakness
from archive.web.transport import client_address
from archive.web.visitor import (
    browser_name,
    current_sign_in,
    current_user,
    limits,
    now,
    writing_user,
)

blueprint = Blueprint("account", __name__)


@blueprint.get("/staf/akun")
def show() -> Response:
    """The account."""
    return account_page(200)


def account_page(status: int, problem: str = "") -> Response:
    """The page, with what went wrong with a new password."""
    sign_in = current_sign_in()
    page = render_template(
        "account/show.html",
        problem=problem,
        is_changed=text_of("sudah") == "sandi",
        shortest=SHORTEST,
        here=sign_in.id if sign_in else None,
        sign_ins=list_sign_ins(reading(), current_user(), limits(), now()),
    )
    return Response(page, status, mimetype="text/html")


@blueprint.post("/staf/akun/sandi")
def change_password() -> ResponseReturnValue:
    """Change the password: whoever was signed in by the old one no longer is, but this browser."""
    name = current_user().name
    try:
        hashed = hash_new(new_password(), name)
        with resources().writing() as session:
            user = check_in(session, name, posted_secret("sandi"), client_address(), now())
            set_password(session, user, hashed, user.actor)
            token = begin(session, user, browser_name(), now())
            session.commit()
    except PasswordRefused as refused:
        return account_page(422, weakness(refused))
    except NotAsked as wrong:
        return account_page(422, str(wrong))
    except NotSignedIn:
        return account_page(422, _("Kata sandi yang sekarang tidak cocok."))
    return signed_in(token, redirect(url_for("account.show", sudah="sandi"), 303))


@blueprint.post("/staf/akun/sesi/<int(max=2147483647):number>/akhiri")
def end_sign_in(number: int) -> ResponseReturnValue:
    """Sign out of one browser; of another's nothing happens."""
    with resources().writing() as session:
        end(session, writing_user(session), number)
        session.commit()
    return redirect(url_for("account.show"), 303)


@blueprint.post("/staf/akun/keluar-semua")
def end_all_sign_ins() -> ResponseReturnValue:
    """Sign out everywhere, here too."""
    with resources().writing() as session:
        end_all(session, writing_user(session))
        session.commit()
    return signed_out()
