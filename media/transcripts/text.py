"""The gate through which every text passes once: no hidden characters, NFC, single spaces.

Afterwards a word is what lies between U+0020, and no text holds a character that reorders,
hides or breaks what stands beside it.
"""

from __future__ import annotations

import re
import unicodedata

_LONE_SURROGATE = "[\ud800-\udfff]"
_HIDDEN = (
    "["
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"  # controls that are not white space
    "\u00ad"  # soft hyphen: would split a word for search
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # bidi controls
    "\u200b\u2060\ufeff"  # spaces without width; a BOM in the middle of a file
    "\ufff9-\ufffb\ufffe\uffff"  # interlinear marks, noncharacters
    "]"
)
_UNWANTED = re.compile(f"{_LONE_SURROGATE}|{_HIDDEN}")


def _replace(match: re.Match[str]) -> str:
    return "\ufffd" if "\ud800" <= match.group() <= "\udfff" else ""


def remove_hidden(text: str) -> tuple[str, int]:
    """The text without hidden characters, white space untouched, and how many there were.

    A lone surrogate becomes U+FFFD, since something stood there; all others vanish.
    """
    return _UNWANTED.subn(_replace, text)


def clean_text(text: str) -> str:
    """The text in NFC, without hidden characters, with white space as single U+0020.

    Applying it twice changes nothing.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFC", remove_hidden(text)[0])
    elif not text.isprintable():
        text = remove_hidden(text)[0]
    return " ".join(text.split())
