"""The line that a request came on: is it safe to carry a password, and whose address is it?

Without TLS a password is for everybody between. On the machine itself there is nobody between; a
request that a proxy has handed on did not begin here, whatever its last step says.
"""

from __future__ import annotations

import ipaddress

from flask import Flask, request
from werkzeug.middleware.proxy_fix import ProxyFix

from archive.errors import Refused
from archive.web.reading import settings

FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Real-IP")


class PlainLine(Refused):
    """Staff pages were asked for without TLS from another machine."""


def use_proxies(app: Flask, count: int) -> None:
    """Believe what that many reverse proxies in front say of the client and its line."""
    if count:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=0)  # type: ignore[method-assign]


def is_safe_line() -> bool:
    """Whether a password may travel on this line."""
    return request.is_secure or is_here() or bool(settings()["ALLOW_PLAIN_HTTP"])


def is_here() -> bool:
    """Whether the request began on this very machine."""
    if any(name in request.headers for name in FORWARDED):
        return False
    try:
        return ipaddress.ip_address(request.remote_addr or "").is_loopback
    except ValueError:
        return False


def client_address() -> str:
    """The address of whoever asks, as far as it can be known."""
    return request.remote_addr or "unknown"
