"""Verification labels by name: what stands behind `label:` in a query, and how it is said back.

A label is its code (search.document.LABELS), or what a page calls it in Indonesian or in English.
"""

from __future__ import annotations

from rapidfuzz.distance import OSA

from search.analysis.words import list_words
from search.document import LABELS

LABEL_NAMES = {
    "id": {
        "rekaman": "diperiksa dengan rekaman",
        "transkrip": "transkrip",
        "mesin": "transkrip mesin",
        "pers-langsung": "kutipan langsung pers",
        "pers-taklangsung": "kutipan tak langsung pers",
        "dikutip": "dikutip pihak lain",
    },
    "en": {
        "rekaman": "checked against the recording",
        "transkrip": "transcript",
        "mesin": "machine transcript",
        "pers-langsung": "direct press quotation",
        "pers-taklangsung": "indirect press quotation",
        "dikutip": "quoted by someone else",
    },
}
"""What each label is called; the words of the pages."""

MEANT_LABELS = {
    "diperiksa": "rekaman", "terverifikasi": "rekaman", "recording": "rekaman",
    "checked": "rekaman", "verified": "rekaman", "manusia": "transkrip", "human": "transkrip",
    "otomatis": "mesin", "machine": "mesin", "automatic": "mesin", "pers": "pers-langsung",
    "press": "pers-langsung", "langsung": "pers-langsung", "direct": "pers-langsung",
    "parafrase": "pers-taklangsung", "tak langsung": "pers-taklangsung",
    "tidak langsung": "pers-taklangsung", "indirect": "pers-taklangsung", "quoted": "dikutip",
}  # fmt: skip
"""What people may call a label that has another name here."""

MOST_WRONG = 2
"""Letters of a label's name that may be wrong where another label is offered."""


def _fold(text: str) -> str:
    return " ".join(list_words(text))


_CODES = {_fold(name): code for names in LABEL_NAMES.values() for code, name in names.items()} | {
    _fold(code): code for code in LABELS
}
_MEANT = _CODES | {_fold(name): code for name, code in MEANT_LABELS.items()}

LONGEST_NAME = max(len(name.split()) for name in _CODES)
"""Words."""


def read_label(text: str) -> str | None:
    """The label of this code or name, None where there is none; capitals and hyphens are one."""
    return _CODES.get(_fold(text))


def list_labels(beginning: str) -> list[str]:
    """The labels whose code or name begins so, in the order of LABELS."""
    typed = _fold(beginning)
    found = {code for name, code in _CODES.items() if name.startswith(typed)}
    return [code for code in LABELS if code in found]


def find_meant_label(text: str) -> str | None:
    """The label that was probably meant by a name that none has."""
    typed = _fold(text)
    allowed = min(MOST_WRONG, len(typed) // 3)
    distances = {
        name: OSA.distance(typed, name, score_cutoff=allowed)
        for name in _MEANT
        if abs(len(name) - len(typed)) <= allowed
    }
    nearest = min(distances, key=lambda name: distances[name], default="")
    return _MEANT[nearest] if nearest and distances[nearest] <= allowed else None
