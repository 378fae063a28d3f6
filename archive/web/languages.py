"""The language of the interface: `?bahasa=id|en`, kept in a cookie; Indonesian otherwise.

Texts are written in Indonesian in code and templates; archive/translations/en holds the English.
`Accept-Language` is not read: an address shows the same page to everyone who never chose.
"""

from __future__ import annotations

from typing import cast

from flask import Flask, Response, g, request
from flask_babel import Babel

from archive.web.addresses import query_without, with_query

LANGUAGES = {"id": "Bahasa Indonesia", "en": "English"}
DEFAULT = "id"
PARAMETER = COOKIE = "bahasa"
COOKIE_SECONDS = 365 * 24 * 3600


def language() -> str:
    """The language of this request: "id" or "en"."""
    if "language" not in g:
        asked = (request.args.get(PARAMETER), request.cookies.get(COOKIE))
        g.language = next((code for code in asked if code in LANGUAGES), DEFAULT)
    return cast(str, g.language)


def address_in(code: str) -> str:
    """Path and query of this page in a language, as it is linked to: the default one unnamed."""
    kept = [pair for pair in query_without(PARAMETER) if pair != ("hal", "1")]
    return with_query(request.path, kept if code == DEFAULT else [*kept, (PARAMETER, code)])


def switch_address(code: str) -> str:
    """The same, naming the language in any case, so that a choice kept in the cookie changes."""
    return with_query(request.path, [*query_without(PARAMETER), (PARAMETER, code)])


def canonical_path() -> str:
    """Path and query of this page as it is linked to."""
    return address_in(language())


def use_languages(app: Flask) -> None:
    """Choose the language per request, remember a choice, and say that pages depend on it."""
    Babel(app, locale_selector=language)

    @app.after_request
    def remember_language(response: Response) -> Response:
        """Keep a language that the address asks for in the cookie; pages vary by it."""
        if request.endpoint == "assets.show":
            return response
        response.vary.add("Cookie")
        response.headers.setdefault("Content-Language", language())
        if request.args.get(PARAMETER) in LANGUAGES:
            response.set_cookie(
                COOKIE,
                language(),
                max_age=COOKIE_SECONDS,
                secure=request.is_secure,
                httponly=True,
                samesite="Lax",
            )
        return response
