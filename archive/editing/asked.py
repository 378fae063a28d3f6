"""What an editor asks of a working copy, one act at a time, as plain values.

`seen` is the tag of the statement as it was seen, or the identifier of an earlier act: as that one
left it. A statement that has no identifier yet is called by a name that begins with "~".
"""

from __future__ import annotations

import re
from typing import Annotated, Any

import msgspec

LONGEST = 20_000
"""Signs of a statement; about a hundred times as many as one has."""
LONGEST_RECORDING = 360_000.0
"""Seconds: a hundred hours."""
FRESH_NAME = re.compile(r"~[\w-]{1,64}", re.ASCII)

Uuid = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f-]{36}$")]
Name = Annotated[str, msgspec.Meta(pattern=r"^~?[\w-]{1,64}$")]
Fresh = Annotated[str, msgspec.Meta(pattern=r"^~[\w-]{1,64}$")]
Words = Annotated[str, msgspec.Meta(max_length=LONGEST)]
Label = Annotated[str, msgspec.Meta(max_length=400)]
Seen = Annotated[str, msgspec.Meta(max_length=36)]
Seconds = Annotated[float, msgspec.Meta(ge=0, le=LONGEST_RECORDING)]


class Asked(msgspec.Struct, frozen=True, kw_only=True, tag_field="act"):
    """An act; `id` is a UUID of whoever asks, so that none counts twice."""

    id: Uuid


class OnStatement(Asked, frozen=True, kw_only=True):
    """An act on one statement."""

    statement: Name
    seen: Seen = ""


class Reword(OnStatement, frozen=True, kw_only=True, tag="reword"):
    """Other words; `fresh` is a name for the statement afterwards."""

    text: Words
    fresh: Fresh | None = None


class Split(OnStatement, frozen=True, kw_only=True, tag="split"):
    """Two statements; `word` (from 2) is the first of the second one.

    `first` and `second` are names for both, `fresh` for the one that gets a new identifier.
    """

    word: int
    first: Fresh | None = None
    second: Fresh | None = None
    fresh: Fresh | None = None


class Merge(OnStatement, frozen=True, kw_only=True, tag="merge"):
    """One statement of this and the next one, called `fresh`."""

    next: Name
    next_seen: Seen = ""
    fresh: Fresh | None = None


class Insert(OnStatement, frozen=True, kw_only=True, tag="insert"):
    """A statement that was lacking, after this one and in its voice unless another is given."""

    text: Words
    fresh: Fresh | None = None
    voice: Label | msgspec.UnsetType | None = msgspec.UNSET
    start: Seconds | None = None


class Delete(OnStatement, frozen=True, kw_only=True, tag="delete"):
    """The statement goes."""


class Move(OnStatement, frozen=True, kw_only=True, tag="move"):
    """The statement stands before another one, or at the end."""

    before: Name | None = None


class Reassign(OnStatement, frozen=True, kw_only=True, tag="reassign"):
    """Another voice, or an unknown one."""

    voice: Label | None = None


class Time(OnStatement, frozen=True, kw_only=True, tag="time"):
    """When it is heard; without `end` that stays as it was."""

    start: Seconds | None
    end: Seconds | msgspec.UnsetType | None = msgspec.UNSET


class Hear(OnStatement, frozen=True, kw_only=True, tag="hear"):
    """Somebody heard these words, or takes that back."""

    heard: bool


class Undo(Asked, frozen=True, kw_only=True, tag="undo"):
    """What an act changed is put back as it was."""

    of: Uuid


Act = Reword | Split | Merge | Insert | Delete | Move | Reassign | Time | Hear | Undo


class Unreadable(msgspec.Struct, frozen=True, kw_only=True):
    """An act that says nothing that could be done; `id` is known all the same."""

    id: str


def read_act(value: Any) -> Act | Unreadable:
    """The act that a JSON object asks for. Raises ValueError where it has not even an `id`."""
    try:
        act: Act = msgspec.convert(value, Act)
    except msgspec.ValidationError:
        return Unreadable(id=msgspec.convert(value, Known).id)
    return act


class Known(msgspec.Struct, frozen=True):
    """What every act has."""

    id: Uuid
