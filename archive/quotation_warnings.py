"""What a reader of a quotation would take otherwise than it was said, whatever the verdict.

By the rule of the context guard: words that deny or make conditional, within the quotation and in
the rest of its sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from archive.published.cautions import list_turned
from search.differences import Step

Sides = tuple[tuple[str, ...], tuple[str, ...]]
"""Words that turn a meaning: before a passage, and after it."""


@dataclass(frozen=True, slots=True)
class Warned:
    """Words that turn the meaning of a quotation (tidak, kecuali), and what became of them.

    `code`: "dropped" within the quotation, "inserted" into it, left out "before" it or "after" it
    in the same sentence.
    """

    code: str
    words: tuple[str, ...]

    def as_dict(self) -> dict[str, Any]:
        """An entry of `warnings` in the shape of `gaung quote check`."""
        return {"code": self.code, "words": list(self.words)}


def warn(difference: Iterable[Step], sides: Sequence[Sides]) -> tuple[Warned, ...]:
    """The warnings of a quotation, from its steps and what stands around each of its passages."""
    turned = [list_turned(old, new) for _, old, new in difference]
    found = {
        "dropped": join_words(dropped for dropped, _ in turned),
        "inserted": join_words(inserted for _, inserted in turned),
        "before": join_words(before for before, _ in sides[:1]),
        "after": join_words(after for _, after in sides[-1:]),
    }
    return tuple(Warned(code, words) for code, words in found.items() if words)


def join_words(rows: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """The words of all rows, each once."""
    return tuple(dict.fromkeys(word for row in rows for word in row))
