"""Headers of every answer: what a page may load, who may keep it, and for how long."""

from __future__ import annotations

from flask import Flask, Response, request

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "media-src 'self'",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    )
)

HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}

ONLY_TLS = "max-age=31536000"
"""A year of TLS and nothing else; of the neighbours on the same domain the archive says nothing."""

HTTP_OK = 200


def use_headers(app: Flask) -> None:
    """Give every answer the headers above, and pages an ETag by which they are asked for again.

    A page is kept but never shown without asking (`no-cache`): words that are withdrawn must be
    gone at once. A view that sets Cache-Control itself is left alone.
    """

    @app.after_request
    def add_headers(response: Response) -> Response:
        """The answer with them, as 304 where it is the page that the browser has."""
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if request.is_secure:
            response.headers.setdefault("Strict-Transport-Security", ONLY_TLS)
        if "Cache-Control" not in response.headers:
            response.headers["Cache-Control"] = "no-cache"
        if response.status_code == HTTP_OK and is_page(response):
            response.add_etag(weak=True)
            response.make_conditional(request)
        return response


def is_page(response: Response) -> bool:
    """Whether the whole body is at hand and depends on nothing but address and language."""
    return (
        request.method in ("GET", "HEAD")
        and not response.is_streamed
        and "ETag" not in response.headers
        and "no-store" not in response.headers["Cache-Control"]
    )
