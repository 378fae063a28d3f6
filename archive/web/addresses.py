"""Addresses of things in this archive, as paths; interface.md "Addresses"."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from flask import request

from archive.web.reading import settings

FORMS = ("json", "csv", "atom")


def public_address(path: str) -> str:
    """An absolute address below the public URL of the archive; the Host header plays no part."""
    return str(settings()["PUBLIC_URL"]).rstrip("/") + path


def page_address(number: int, form: str = "") -> str:
    """This page's address with another page number, in the form that it has now or in `form`."""
    return with_query(
        base_path() + (f".{form}" if form else ""), [*query_without("hal"), ("hal", str(number))]
    )


LEFT_OUT = {"json": ("kelompok",), "csv": ("hal", "kelompok"), "atom": ("hal", "urut", "kelompok")}
"""Parameters that another form of a page does without: a file holds all pages, rows stand alone, a
feed begins with what is new."""


def form_address(form: str) -> str:
    """This very page as `json`, the whole of it as `csv`, what is new of it as `atom`."""
    return with_query(f"{base_path()}.{form}", query_without(*LEFT_OUT[form]))


def base_path() -> str:
    """The path of this page without the ending of its form."""
    path = request.path
    for form in FORMS:
        path = path.removesuffix(f".{form}")
    return path.rstrip("/")


def query_without(*names: str) -> list[tuple[str, str]]:
    """The parameters of this address but those named, and but empty ones."""
    pairs = request.args.items(multi=True)
    return [(name, value) for name, value in pairs if value and name not in names]


def with_query(path: str, pairs: Sequence[tuple[str, str]]) -> str:
    """`path` with these parameters."""
    return f"{path}?{urlencode(pairs)}" if pairs else path


def address_of_episode(
    slug: str, start: float | None = None, statement: str | None = None, query: str = ""
) -> str:
    """An episode, its player set to `start` seconds, its transcript at `statement`.

    The words of `query` are marked. Without a start the page is told the statement, since it may
    show a long transcript in parts.
    """
    pairs = [("t", format_seconds(start))] if start is not None else []
    if statement and start is None:
        pairs.append(("pernyataan", statement))
    if query:
        pairs.append(("q", query))
    return with_query(f"/episode/{slug}", pairs) + (f"#{statement}" if statement else "")


def address_of_statement(identifier: str) -> str:
    """A statement, its latest published wording."""
    return f"/s/{identifier}"


def format_seconds(seconds: float) -> str:
    """Seconds in an address, to the millisecond: "192.4", "0"."""
    return f"{seconds:.3f}".rstrip("0").rstrip(".")
