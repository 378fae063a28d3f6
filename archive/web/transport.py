"""The line that a request came on: is it safe to carry a password, and whose address is it?

Without TLS a password is for everybody between. On the machine itself there is nobody between; a
request that a proxy has handed on did not begin here, whatever its last step says. A proxy that
adds no header is known by the name that the browser asked for, where it hands that on.
"""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from flask import Flask, request
from werkzeug.middleware.proxy_fix import ProxyFix

from archive.errors import Refused
from archive.web.reading import settings

FORWARDED = (
    *("Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Port"),
    *("X-Forwarded-Proto", "X-Forwarded-Scheme", "X-Forwarded-Server", "X-Forwarded-Ssl"),
    *("CF-Connecting-IP", "Client-IP", "Front-End-Https", "True-Client-IP", "X-Client-IP"),
    *("X-Original-Forwarded-For", "X-Real-IP"),
)
"""Headers of proxies: any of them says that a request did not begin here."""


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
    """Whether the request began on this very machine, as far as it can be known."""
    if any(name in request.headers for name in FORWARDED):
        return False
    origin = request.headers.get("Origin", "null")
    asked = [request.host_url, *([origin] if origin != "null" else [])]
    return is_loopback(request.remote_addr or "") and all(map(is_loopback, map(host_of, asked)))


def host_of(address: str) -> str:
    """The host that an address names; "" where it names none."""
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def is_loopback(name: str) -> bool:
    """Whether a name or address is that of the machine itself."""
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        address = ipaddress.ip_address(name)
    except ValueError:
        return False
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return (mapped or address).is_loopback


def client_address() -> str:
    """The address of whoever asks, as far as it can be known."""
    return request.remote_addr or "unknown"
