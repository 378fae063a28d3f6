"""What templates can say: days, lengths, numbers and waves in the reader's language.

Undefined names are errors, everything is escaped, and nothing is ever marked as safe.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask import Flask, url_for
from jinja2 import StrictUndefined

from archive import calendar
from archive.calendar import Moment
from archive.citations.words import reason_words
from archive.periods import Bound
from archive.published.citing import pinned_path
from archive.web.addresses import (
    address_of_episode,
    address_of_statement,
    form_address,
    page_address,
    public_address,
)
from archive.web.assets import asset
from archive.web.labels import LABELS, TENURE_KINDS
from archive.web.languages import LANGUAGES, address_in, canonical_path, language, switch_address
from archive.web.quoting import address_to_quote
from archive.web.reading import settings
from archive.web.waves import wave_path


def say_broadcast(moment: Moment) -> str:
    """Filter `broadcast`: "Rabu, 15 Juni 2022, pagi WITA"."""
    return calendar.format_broadcast(moment, language())


def say_day(day: Any) -> str:
    """Filter `day`: "Rabu, 15 Juni 2022"."""
    return calendar.format_day(day, language())


def say_date(day: Any) -> str:
    """Filter `date`: "15 Juni 2022"."""
    return calendar.format_date(day, language())


def say_timecode(seconds: float) -> str:
    """Filter `timecode`: "03.12"."""
    return calendar.format_timecode(seconds, language())


def say_duration(seconds: float) -> str:
    """Filter `duration`: "1 jam 3 menit"."""
    return calendar.format_duration(seconds, language())


def say_number(value: float, decimals: int = 0) -> str:
    """Filter `number`: grouped as the language does."""
    return calendar.format_number(value, language(), decimals)


def say_bound(bound: Bound) -> str:
    """Filter `bound`: "Juni 2022", "sebelum Maret 2022", "sampai sekarang"."""
    return calendar.format_bound(bound, language())


def say_local_date(at: datetime) -> str:
    """Filter `local_date`: the day of an instant where the archive is, "15 Juni 2022"."""
    return calendar.format_date(at.astimezone(ZoneInfo(settings()["ZONE"])).date(), language())


def say_local_moment(at: datetime) -> str:
    """Filter `local_moment`: day and time of an instant, "15 Juni 2022, 08.30"."""
    local = at.astimezone(ZoneInfo(settings()["ZONE"]))
    clock = calendar.format_clock(local.time(), language())
    return f"{calendar.format_date(local.date(), language())}, {clock}"


def say_megabytes(size: int) -> str:
    """Filter `megabytes`: "4,6"; of bytes, in millions, as telephone plans count."""
    return calendar.format_number(size / 1_000_000, language(), 1)


def say_reason(because: str) -> str:
    """Filter `reason`: a reason class of a withdrawal in words."""
    return reason_words(because, language())


FILTERS = {
    "broadcast": say_broadcast,
    "day": say_day,
    "date": say_date,
    "timecode": say_timecode,
    "duration": say_duration,
    "number": say_number,
    "local_date": say_local_date,
    "local_moment": say_local_moment,
    "megabytes": say_megabytes,
    "reason": say_reason,
    "bound": say_bound,
    "wave_path": wave_path,
}

GLOBALS: dict[str, Any] = {
    "LABELS": LABELS,
    "LANGUAGES": LANGUAGES,
    "TENURE_KINDS": TENURE_KINDS,
    "address_in": address_in,
    "address_of_episode": address_of_episode,
    "address_of_statement": address_of_statement,
    "address_to_quote": address_to_quote,
    "asset": asset,
    "canonical_path": canonical_path,
    "form_address": form_address,
    "language": language,
    "page_address": page_address,
    "pinned_path": pinned_path,
    "public_address": public_address,
    "settings": settings,
    "switch_address": switch_address,
    "url_for": url_for,
}


def use_templates(app: Flask) -> None:
    """Set up Jinja, and JSON as people read it."""
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(FILTERS)
    app.jinja_env.globals.update(GLOBALS)
    app.json.ensure_ascii = False  # type: ignore[attr-defined]  # DefaultJSONProvider has it
    app.json.sort_keys = False  # type: ignore[attr-defined]
