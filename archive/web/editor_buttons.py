"""The buttons of the plain form of a line, and the acts that each of them asks for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from archive.calendar import parse_timecode
from archive.editing.lines import Line
from archive.editing.viewing import SeenLine
from archive.web.parameters import whole_number
from archive.web.posted import posted, posted_text

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Around:
    """A line and those beside it; None at either end."""

    seen: SeenLine
    previous: Line | None
    following: SeenLine | None
    after_following: Line | None


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the fields of the form."""

    text: str
    voice: str
    start: str
    end: str


def typed_now() -> Typed:
    """The fields as they were sent."""
    return Typed(posted_text("kata"), posted("suara"), posted("mulai"), posted("selesai"))


def make_saving(around: Around, identifier: str) -> list[Values]:
    """Words, voice and times, as far as they are other ones than those in the form when shown."""
    typed, row = typed_now(), around.seen.line.row
    shown = Typed(
        posted_text("kata_semula"),
        posted("suara_semula"),
        posted("mulai_semula"),
        posted("selesai_semula"),
    )
    asked: list[Values] = []
    if typed.text.split() != shown.text.split():
        asked.append({"act": "reword", "text": typed.text})
    if typed.voice != shown.voice:
        asked.append({"act": "reassign", "voice": typed.voice or None})
    if (typed.start, typed.end) != (shown.start, shown.end):
        asked.append({"act": "time", "start": time_of(typed.start), "end": time_of(typed.end)})
    return asked or [{"act": "reassign", "voice": row.voice}]


def time_of(text: str) -> float | None:
    """A time that was typed; None for none. Raises UnreadableTimecode."""
    return parse_timecode(text) if text else None


def make_merge(around: Around, identifier: str) -> list[Values]:
    """This line and the next one."""
    following = posted("berikut")
    return [
        {"act": "merge", "next": following or identifier, "next_seen": posted("berikut_terlihat")}
    ]


def make_split(around: Around, identifier: str) -> list[Values]:
    """Two lines."""
    word = whole_number(posted("kata_ke")) or 0
    return [{"act": "split", "word": word, "second": "~baru"}]


def make_insert(around: Around, identifier: str) -> list[Values]:
    """A line that was lacking."""
    return [{"act": "insert", "text": posted_text("sisipan"), "fresh": "~baru"}]


def make_delete(around: Around, identifier: str) -> list[Values]:
    """No line."""
    return [{"act": "delete"}]


def make_move_up(around: Around, identifier: str) -> list[Values]:
    """Before the line above."""
    return [{"act": "move", "before": around.previous.id if around.previous else identifier}]


def make_move_down(around: Around, identifier: str) -> list[Values]:
    """After the line below."""
    if around.following is None:
        return [{"act": "move", "before": identifier}]
    after = around.after_following
    return [{"act": "move", "before": after.id if after else None}]


def make_heard(around: Around, identifier: str) -> list[Values]:
    """Heard, by whoever is signed in."""
    return [{"act": "hear", "heard": True}]


def make_unheard(around: Around, identifier: str) -> list[Values]:
    """Not heard after all."""
    return [{"act": "hear", "heard": False}]


BUTTONS: Mapping[str, Callable[[Around, str], list[Values]]] = {
    "simpan": make_saving,
    "gabung": make_merge,
    "pisah": make_split,
    "sisip": make_insert,
    "hapus": make_delete,
    "naik": make_move_up,
    "turun": make_move_down,
    "dengar": make_heard,
    "batal-dengar": make_unheard,
}
"""Value of the button -> the acts that it asks for."""
