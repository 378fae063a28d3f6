"""The two cookies of the staff: one that is signed in, one that binds a form to a browser.

With TLS their names begin with `__Host-`: no other site, and no neighbour on the same domain, can
set them. On the machine itself there is no TLS, and browsers refuse that name: it is plain then.
"""

from __future__ import annotations

from flask import request
from werkzeug.wrappers import Response

from archive.web.transport import is_safe_line

SIGN_IN, FORM = "gaung-masuk", "gaung-formulir"
PREFIX = "__Host-"
LONGEST = 100


def cookie_name(name: str) -> str:
    """The name of a cookie on this line."""
    return f"{PREFIX}{name}" if request.is_secure else name


def read_cookie(name: str) -> str:
    """The value of a cookie of ours; "" where there is none, or the line is not safe."""
    value = request.cookies.get(cookie_name(name), "")
    return value if len(value) <= LONGEST and is_safe_line() else ""


def set_cookie(answer: Response, name: str, value: str) -> None:
    """Give the browser a cookie, until it is closed; what reads pages by script cannot see it."""
    answer.set_cookie(
        cookie_name(name), value, secure=request.is_secure, httponly=True, samesite="Lax", path="/"
    )


def drop_cookie(answer: Response, name: str) -> None:
    """Have the browser forget a cookie."""
    answer.delete_cookie(
        cookie_name(name), secure=request.is_secure, httponly=True, samesite="Lax", path="/"
    )


def carries_sign_in() -> bool:
    """Whether the browser says that it is signed in, true or not."""
    return any(name in request.cookies for name in (SIGN_IN, PREFIX + SIGN_IN))
