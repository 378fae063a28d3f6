"""Parameters of an address, read once and safely: no view reads `request.args` itself.

The text gate: bytes that are no UTF-8, NUL and other control characters are refused with a
sentence; marks that turn the direction of writing (they hide what a text really says, and come
along when text is copied from messengers) are taken out, and the rest is put into NFC.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence
from datetime import date
from typing import TypeVar
from urllib.parse import unquote_to_bytes

from flask import Flask, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from werkzeug.exceptions import BadRequest, NotFound

from archive.catalogue.values import Page

T = TypeVar("T")

_REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffd\ufffe\uffff]")
_DIRECTION_MARKS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
BROKEN = lazy_gettext(
    "Alamat ini memuat karakter yang rusak atau tidak terlihat. Coba ketik ulang."
)
LONGEST = 1000
MOST = 100
_YEAR = re.compile(r"[0-9]{4}", re.ASCII)
_WHOLE = re.compile(r"[0-9]{1,9}", re.ASCII)
_NUMBER = re.compile(r"[0-9]{1,6}", re.ASCII)


def use_text_gate(app: Flask) -> None:
    """Refuse addresses that hold what no reader types, before a view runs."""

    @app.before_request
    def guard_text() -> None:
        if b"%" in request.query_string:
            guard_bytes(request.query_string)
        pairs = list(request.args.items(multi=True))
        if len(pairs) > MOST:
            raise BadRequest(_("Alamat ini membawa terlalu banyak parameter."))
        for text in (request.path, *(part for pair in pairs for part in pair)):
            guard(text)


def can_be_typed(text: str) -> bool:
    """Whether `text` holds nothing that no keyboard writes."""
    return not _REFUSED.search(text)


def guard(text: str) -> None:
    """Raise BadRequest, with a sentence, where `text` cannot be meant as it is."""
    if not can_be_typed(text):
        raise BadRequest(BROKEN)
    if len(text) > LONGEST:
        raise BadRequest(_("Sebuah bagian alamat ini terlalu panjang."))


def guard_bytes(query: bytes) -> None:
    """Raise BadRequest where a query, its percent signs resolved, is no UTF-8."""
    try:
        unquote_to_bytes(query).decode()
    except UnicodeDecodeError:
        raise BadRequest(BROKEN) from None


def text_of(name: str) -> str:
    """The parameter as typed, without outer white space and marks of direction; "" where absent."""
    return clean(request.args.get(name, ""))


def typed_of(name: str) -> str:
    """The parameter as it was sent, for those who compare what comes back; "" where absent."""
    return request.args.get(name, "")


def legible_of(name: str) -> str:
    """The parameter without what the gate refuses, to be shown and mended; "" where absent."""
    return mend(request.args.get(name, ""))


def mend(text: str) -> str:
    """A text without what the gate refuses, to be shown."""
    return clean(_REFUSED.sub("", text))


def texts_of(name: str) -> tuple[str, ...]:
    """All values of a parameter that may be repeated, without empty ones and repetitions."""
    values = (clean(value) for value in request.args.getlist(name))
    return tuple(dict.fromkeys(value for value in values if value))


class UnfitParameter(BadRequest):
    """A `parameter` with a value that it cannot have; `choices` are those that it can, if few."""

    def __init__(self, parameter: str, sentence: str, choices: Sequence[str] = ()) -> None:
        """Keep what a page needs to help."""
        super().__init__(sentence)
        self.parameter, self.choices = parameter, tuple(choices)


def choice_of(name: str, choices: Sequence[str]) -> str:
    """One of `choices`, the first where it is absent. Raises UnfitParameter for another."""
    return next(iter(choices_of(name, choices)), choices[0])


def choices_of(name: str, choices: Collection[str]) -> tuple[str, ...]:
    """Values of a parameter that may be repeated. Raises UnfitParameter for one of no choice."""
    values = texts_of(name)
    for value in values:
        if value not in choices:
            raise UnfitParameter(
                name,
                _(
                    "“%(value)s” bukan pilihan untuk %(name)s. Yang ada: %(choices)s.",
                    name=name,
                    value=value,
                    choices=", ".join(choices),
                ),
                tuple(choices),
            )
    return values


def years_of(name: str) -> tuple[str, ...]:
    """Years of a parameter that may be repeated. Raises UnfitParameter for what is none."""
    values = texts_of(name)
    if not all(_YEAR.fullmatch(value) for value in values):
        raise UnfitParameter(name, _("%(name)s harus tahun seperti 2022.", name=name))
    return values


def day_of(name: str) -> date | None:
    """A day of the address. Raises UnfitParameter for anything but an ISO date."""
    text = text_of(name)
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise UnfitParameter(
            name, _("%(name)s harus tanggal seperti 2022-06-15.", name=name)
        ) from None


def page_number() -> int:
    """`hal`, from 1. Raises UnfitParameter where it is no such number."""
    text = text_of("hal") or "1"
    if not _NUMBER.fullmatch(text) or int(text) < 1:
        raise UnfitParameter("hal", _("Nomor halaman (hal) harus angka mulai dari 1."))
    return int(text)


def whole_number(text: str) -> int | None:
    """A number of at most nine digits; None for anything else."""
    return int(text) if _WHOLE.fullmatch(text) else None


def clean(text: str) -> str:
    """A text as it was meant: NFC, without outer white space and marks of direction."""
    return unicodedata.normalize("NFC", _DIRECTION_MARKS.sub("", text)).strip()


def existing_page(page: Page[T]) -> Page[T]:
    """The page itself. Raises NotFound, saying how many there are, for one past the last."""
    if page.number > page.pages:
        raise NotFound(
            _(
                "Halaman %(page)s tidak ada; daftar ini sampai halaman %(pages)s.",
                page=page.number,
                pages=page.pages,
            )
        )
    return page
