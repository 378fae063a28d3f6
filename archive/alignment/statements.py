"""Statements as the alignment sees them: words, a voice, perhaps times."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

SHORT = 6
"""Statements of fewer words ("Betul.") keep their identifier only in sequence and in one voice."""


@dataclass(frozen=True, slots=True)
class Old:
    """A statement that has an identifier. `voice` is any key, `start` and `end` are seconds.

    `marks` are (character of `text`, milliseconds): the moments known inside it. `minted_for` are
    the words that the identifier was minted for, where they are others than `text`.
    """

    id: str
    text: str
    voice: str | None
    start: float | None = None
    end: float | None = None
    marks: Sequence[tuple[int, int]] = ()
    minted_for: str | None = None


@dataclass(frozen=True, slots=True)
class New:
    """A statement that has no identifier yet. `voice` is any key, `start` and `end` are seconds."""

    text: str
    voice: str | None
    start: float | None = None
    end: float | None = None


@dataclass(frozen=True, slots=True)
class Alignment:
    """What became of every statement.

    `identifiers`: per new statement the one it inherits, or None where one is to be minted.
    `successors`: (identifier, number of the new statement) where words of it went, also where the
    identifier lives on elsewhere. `gone`: identifiers that become tombstones, in their old order.
    `revived`: tombstones that came back; they stand in `identifiers` too.
    """

    identifiers: tuple[str | None, ...]
    successors: tuple[tuple[str, int], ...]
    gone: tuple[str, ...]
    revived: tuple[str, ...]


Renamed = Mapping[str | None, str | None]
"""Old voice -> new voice, where a label was only written in another way."""


def same_voice(old: Old, new: New, renamed: Renamed) -> bool:
    """Whether both are of one voice; unknown voices are one, too."""
    return new.voice == renamed.get(old.voice, old.voice)


def has_voices(statements: Iterable[New]) -> bool:
    """Whether any statement names a voice; some formats cannot."""
    return any(statement.voice is not None for statement in statements)


def comparable(old: Sequence[Old], new: Sequence[New]) -> Sequence[Old]:
    """`old` as a file like `new` could have told it: without voices where that has none."""
    return old if has_voices(new) else [replace(row, voice=None) for row in old]


def overlap(old: Old, new: New) -> float:
    """Seconds that both share; 0 where either has no times."""
    if old.start is None or old.end is None or new.start is None or new.end is None:
        return 0.0
    return max(0.0, min(old.end, new.end) - max(old.start, new.start))
