"""Numbers about the whole archive, counted once for all readers until something changes."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar, cast

from flask import current_app

from archive.outbox import last_seq
from archive.web.reading import reading

T = TypeVar("T")
FRESH_SECONDS = 2.0
"""While an import writes without pause, numbers are counted anew no more often than this."""


@dataclass(frozen=True, slots=True)
class _Counted:
    value: object
    seq: int
    at: float


def counted(name: str, count: Callable[[], T], fresh_seconds: float = FRESH_SECONDS) -> T:
    """What `count` counts, as of the last change of what is public, kept under `name`."""
    kept: dict[str, _Counted] = current_app.extensions.setdefault("gaung-counted", {})
    seq, known = last_seq(reading()), kept.get(name)
    if known and (known.seq == seq or time.monotonic() < known.at + fresh_seconds):
        return cast(T, known.value)
    fresh = count()
    kept[name] = _Counted(fresh, seq, time.monotonic())
    return fresh
