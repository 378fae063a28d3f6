"""What stands between quotation marks in a text, and whom the text names as its speaker.

Marks of all kinds are one, and their direction is ignored: the press sets them the wrong way round
(indonesian.md). Within a paragraph the first mark opens and the next closes; what is never closed
runs to the end of the paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from typing import Final

from archive.names import parse_name

_MARK = re.compile(r"[\"“”„‟«»＂〝〞]|''|``|‘‘|’’")
_PARAGRAPH = re.compile(r"(?:[^\n]|\n(?!\s*\n))+")

_VERBS: Final = (
    "kata ujar jelas ungkap ucap tambah tutur pungkas tegas terang imbuh tandas tutup lanjut "
    "sambung papar harap tukas sebut beber tulis pesan pinta sampai kenang cerita seru urai tanya "
    "timpal cetus keluh lontar"
)
"""Verbs that name a speaker; `-nya` behind one names nobody."""
_SAYS: Final = rf"(?:{'|'.join(_VERBS.split())})\s+"
_BEHIND = re.compile(rf"[\s,]*{_SAYS}(?P<speaker>[^\n]+)", re.IGNORECASE)
_BEFORE = re.compile(rf"\b{_SAYS}(?P<speaker>[^\n]{{1,120}}?)[,:]\s*$", re.IGNORECASE)

_NO_NAMES: Final = (
    "di dalam pada saat ketika kepada usai seusai yang sambil seraya dan dengan dari lagi "
    "menanggapi sebagaimana senin selasa rabu kamis jumat sabtu minggu"
)
_NO_NAME: Final = frozenset(_NO_NAMES.split())
"""Words that never belong to a name and end it."""
_ACTING: Final = frozenset({"plt", "plh", "pj", "pjs"})
_MOST_WORDS: Final = 12


@dataclass(frozen=True, slots=True)
class Marked:
    """Words of a text without their marks, and the speaker as the text names him or her."""

    text: str
    speaker: str | None = None


def list_quotations(text: str) -> list[Marked]:
    """The quotations of a text; one without marks is one quotation as a whole.

    Outer blanks and a final comma are no part of them. A text without words has none.
    """
    found = [one for match in _PARAGRAPH.finditer(text) for one in _list_marked(match[0])]
    whole = _bare(text)
    return found or ([Marked(whole)] if _has_words(whole) else [])


def _list_marked(paragraph: str) -> Iterator[Marked]:
    marks = [match.span() for match in _MARK.finditer(paragraph)]
    for opened, closed in zip_longest(marks[::2], marks[1::2], fillvalue=(len(paragraph),) * 2):
        words = _bare(paragraph[opened[1] : closed[0]])
        if _has_words(words):
            yield Marked(words, _find_speaker(paragraph[: opened[0]], paragraph[closed[1] :]))


def _bare(words: str) -> str:
    return _MARK.sub("", words).strip().removesuffix(",").rstrip()


def _has_words(text: str) -> bool:
    return any(map(str.isalnum, text))


def _find_speaker(before: str, behind: str) -> str | None:
    """The speaker whom the words beside a quotation name: `kata Ambo`, `kata Ambo: `."""
    found = _BEHIND.match(behind) or _BEFORE.search(before)
    return _read_speaker(found["speaker"]) if found else None


def _read_speaker(text: str) -> str | None:
    """The words up to a comma, the end of the sentence, a bracket, a mark or a word of no name."""
    taken = []
    for word in _MARK.split(text)[0].split()[:_MOST_WORDS]:
        bare = word.strip(".,;:!?").casefold()
        if bare in _NO_NAME or not word[0].isalpha():
            break
        ends = word[-1] in ",;:!?" or (word.endswith(".") and not _is_abbreviated(bare))
        taken.append(word.rstrip(".,;:!?") if ends else word)
        if ends:
            break
    return " ".join(taken).strip() or None


def _is_abbreviated(bare: str) -> bool:
    """Whether the full stop behind this word ends no sentence: an initial, an honorific."""
    return len(bare) == 1 or bare in _ACTING or bool(parse_name(f"{bare}. X").honorifics)
