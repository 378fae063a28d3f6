"""No other site can send a form in somebody's name (OWASP: synchroniser token).

Every form that writes carries a token that is made of the secret in a cookie: for staff that of
their sign-in, for the forms that come before it one of its own. In each answer the token looks
different, since answers are compressed and a constant secret can be guessed by their length.
"""

from __future__ import annotations

import hmac
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from hashlib import sha256
from typing import cast

from flask import Flask, Response, g, request

from archive.errors import Refused
from archive.staff.tokens import make_token
from archive.web.cookies import FORM, read_cookie, set_cookie
from archive.web.visitor import current_sign_in, sign_in_token

FIELD = "tanda"
HEADER = "X-Gaung-Token"
"""Where JSON carries the token, which has no fields of a form."""
PURPOSE = b"gaung form"
SIZE = sha256().digest_size
READS = frozenset({"GET", "HEAD", "OPTIONS"})
OURS = ("same-origin", "none")


class ForgedForm(Refused):
    """A form without the token of this browser: of another site, or of a page long open."""


def form_token() -> str:
    """The token for a form of this page; the key of forms before a sign-in is set with it."""
    return token_of(staff_key() or form_key())


def token_of(key: str) -> str:
    """The token of a secret, which looks different each time."""
    pad = secrets.token_bytes(SIZE)
    return urlsafe_b64encode(pad + mix(pad, digest(key))).decode()


def require_own_form(*, staff: bool) -> None:
    """Raise ForgedForm unless this request comes from a form of ours in this very browser."""
    keys = [key for key in (staff_key(), "" if staff else read_cookie(FORM)) if key]
    if request.headers.get("Sec-Fetch-Site", OURS[0]) not in OURS or not keys:
        raise ForgedForm("The form does not come from this site.")
    carried = unmask(request.headers.get(HEADER) or request.form.get(FIELD, ""))
    if not any(hmac.compare_digest(carried, digest(key)) for key in keys):
        raise ForgedForm("The form is not of this browser, or too old.")


def staff_key() -> str:
    """The secret of whoever is signed in; "" for anybody."""
    return sign_in_token() if current_sign_in() is not None else ""


def form_key() -> str:
    """The secret for forms before a sign-in: the browser's, or one that is set with this page."""
    if "form_key" not in g:
        g.form_key = read_cookie(FORM) or make_token()
    return cast(str, g.form_key)


def digest(key: str) -> bytes:
    """What a token proves to know."""
    return hmac.new(key.encode(), PURPOSE, sha256).digest()


def mix(one: bytes, other: bytes) -> bytes:
    """Exclusive or."""
    return bytes(a ^ b for a, b in zip(one, other, strict=True))


def unmask(token: str) -> bytes:
    """What a token carries; nothing where it is no token."""
    try:
        raw = urlsafe_b64decode(token.encode("ascii"))
    except ValueError:
        return b""
    return mix(raw[:SIZE], raw[SIZE:]) if len(raw) == 2 * SIZE else b""


def use_form_keys(app: Flask) -> None:
    """Let templates write tokens, and keep the key of forms in the browser."""
    app.jinja_env.globals["form_token"] = form_token

    @app.after_request
    def keep_key(response: Response) -> Response:
        if "form_key" in g and read_cookie(FORM) != g.form_key:
            set_cookie(response, FORM, g.form_key)
        return response
