"""What was typed when a sign-in was over is not lost: it goes through the form for signing in.

Nothing of it is stored. Its text fields stand in the form as one hidden field and come back with
it; whoever has signed in then sees what will be sent where, and sends it with a button or not.

What another site sends is not kept: the form carried the token of the cookie that this browser
still has, or the browser itself says that the form was ours. Passwords and files are never kept.
"""

from __future__ import annotations

import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import msgspec
from flask import current_app, request
from flask_babel import lazy_gettext
from werkzeug.exceptions import HTTPException

from archive.web.forgery import FIELD, OURS, digest, unmask
from archive.web.posted import KIB, posted_fields, posted_text
from archive.web.visitor import sign_in_token

LARGEST = 512 * KIB
"""Bytes of a form that is kept: a transcript of three hours has 150 KiB."""
PATH = re.compile(r"/staf(/[\w-][\w.-]*)+", re.ASCII)
SECRET = ("sandi", "sandi_baru", "sandi_ulang")
DOORS = ("signing", "account")
"""Rooms whose forms are about signing in itself."""
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")

LABELS: Mapping[str, Any] = {
    "kata": lazy_gettext("Kata-kata"),
    "sisipan": lazy_gettext("Sisipkan sesudahnya"),
    "suara": lazy_gettext("Suara"),
    "mulai": lazy_gettext("Mulai"),
    "selesai": lazy_gettext("Selesai"),
    "teks": lazy_gettext("Teks transkrip"),
    "alasan": lazy_gettext("Alasan"),
    "cari": lazy_gettext("Cari"),
    "dengan": lazy_gettext("Ganti dengan"),
}
"""Fields that people fill in, by the words beside them."""


@dataclass(frozen=True, slots=True)
class KeptForm:
    """A form that came when nobody was signed in: where to, and its text fields in their order."""

    path: str
    fields: tuple[tuple[str, str], ...]

    @property
    def typed(self) -> list[tuple[str, str]]:
        """What a person filled in, under the words that stood beside it."""
        return [(str(LABELS[name]), text) for name, text in self.fields if text and name in LABELS]

    @property
    def others(self) -> list[tuple[str, str]]:
        """All other fields, by their names."""
        return [(name, text) for name, text in self.fields if text and name not in LABELS]

    @property
    def packed(self) -> str:
        """The fields as one."""
        return msgspec.json.encode(self.fields).decode()

    @property
    def page(self) -> str:
        """The nearest page above: where the form probably stood."""
        return page_above(self.path)


def keep_form() -> KeptForm | None:
    """The form of this request; None where it is not to be kept."""
    if request.mimetype not in FORMS or (request.content_length or LARGEST + 1) > LARGEST:
        return None
    request.max_content_length = request.max_form_memory_size = LARGEST
    try:
        fields = posted_fields(FIELD, *SECRET)
    except HTTPException:  # more parts than any form of ours has
        return None
    is_kept = is_form_of_ours() and takes_forms(request.path)
    return kept_of(request.path, fields) if is_kept else None


def kept_before() -> KeptForm | None:
    """The form that the form for signing in carries on; None where there is none."""
    try:
        fields = msgspec.json.decode(posted_text("kiriman"), type=list[tuple[str, str]])
    except ValueError:
        return None
    path = posted_text("kiriman_ke")
    return kept_of(path, fields) if takes_forms(path) else None


def kept_of(path: str, fields: list[tuple[str, str]]) -> KeptForm | None:
    """A form in which somebody has typed something; acts without a word are done again by hand."""
    kept = KeptForm(
        path, tuple((name, text) for name, text in fields if name not in (FIELD, *SECRET))
    )
    return kept if kept.typed else None


def is_form_of_ours() -> bool:
    """Whether the form stood on a page of ours in this browser, though its sign-in is over."""
    token = sign_in_token()
    if token and hmac.compare_digest(unmask(request.form.get(FIELD, "")), digest(token)):
        return True
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == OURS[0]
    return urlsplit(request.headers.get("Origin", "")).netloc == request.host


def takes_forms(path: str) -> bool:
    """Whether an address is one of the staff's that takes forms, other than those of signing in."""
    endpoint = endpoint_of(path, "POST")
    return endpoint is not None and endpoint.partition(".")[0] not in DOORS


def page_above(path: str) -> str:
    """The nearest page of the staff at or above an address."""
    while endpoint_of(path, "GET") is None and path.count("/") > 1:
        path = path.rpartition("/")[0]
    return path


def endpoint_of(path: str, method: str) -> str | None:
    """Which room an address below /staf leads to; None for none."""
    if not PATH.fullmatch(path):
        return None
    try:
        return str(current_app.url_map.bind("").match(path, method=method)[0])
    except HTTPException:
        return None
