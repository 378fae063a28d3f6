"""The context guard: what a quotation leaves out that would turn its meaning.

It warns where a passage runs over several speakers, and where the sentence it is cut from goes on
with a negation or a condition that the passage does not hold.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from archive.alignment.words import fold_word
from archive.published.passages import Quoted

TURNING = frozenset(
    {"tidak", "tak", "bukan", "belum", "jangan", "tanpa", "kada"}
    | {"nggak", "enggak", "ngga", "gak", "ndak"}
    | {"kecuali", "jika", "kalau", "bila", "apabila", "asal", "asalkan"}
    | {"not", "never", "without", "unless", "except", "if"}
)
"""Words that deny or make conditional (Indonesian, Banjar, English); indonesian.md, "Citing"."""

LINKING = frozenset(
    {"kecuali", "asal", "asalkan", "tetapi", "tapi", "namun", "unless", "except", "but"}
)
"""Words with which a sentence of its own takes back the one before it."""

_ENDS = re.compile(r"[.?!…][\"'”’)\]]*$")


@dataclass(frozen=True, slots=True)
class Cautions:
    """`crosses` where several speak; `dropped` are words left out, with the side they stand on.

    `before` and `after` are those words, folded.
    """

    crosses: bool = False
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()

    @property
    def any(self) -> bool:
        """Whether there is anything to say."""
        return self.crosses or bool(self.before or self.after)


def caution(quoted: Quoted) -> Cautions:
    """What a reader of the passage alone would not know."""
    first, last = quoted.stretches[0], quoted.stretches[-1]
    before, after = look_around(first.before, quoted.words, last.after)
    return Cautions(len(quoted.speakers) > 1, before, after)


def look_around(
    before: Sequence[str], words: Sequence[str], after: Sequence[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What turns the meaning of some words in the rest of their sentence: before, and after."""
    ended = bool(words) and _ENDS.search(words[-1])
    following = among(LINKING, after[:1]) if ended else among(TURNING, first_sentence(after))
    return among(TURNING, last_sentence(before)), following


def list_turned(spoken: str, quoted: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Words that turn a meaning: those that were said and not quoted, and the other way round.

    One in the place of another (tak for tidak) turns nothing.
    """
    said, written = among(TURNING, spoken.split()), among(TURNING, quoted.split())
    return said[len(written) :], written[len(said) :]


def last_sentence(words: Sequence[str]) -> Sequence[str]:
    """The beginning of the sentence that goes on after these words; none where one ended."""
    ends = [place for place, word in enumerate(words) if _ENDS.search(word)]
    return words[ends[-1] + 1 :] if ends else words


def first_sentence(words: Sequence[str]) -> Sequence[str]:
    """The words up to the first end of a sentence."""
    ends = [place for place, word in enumerate(words) if _ENDS.search(word)]
    return words[: ends[0] + 1] if ends else words


def among(wanted: frozenset[str], words: Sequence[str]) -> tuple[str, ...]:
    """The wanted ones, each once, as written but for the marks around them."""
    return tuple(dict.fromkeys(fold_word(word) for word in words if fold_word(word) in wanted))
