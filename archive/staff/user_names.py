"""Names of users: how they are written, and which two would be taken for one another.

A name is written in Latin letters, as names of Indonesian papers are (Permendagri 73/2022): nobody
can pass for somebody else with letters of another script, or with characters that nobody sees.
What is left to look alike within Latin (capital I and small l, O and 0, rn and m) is folded after
the manner of Unicode Technical Standard 39: a skeleton that two names must not share.
"""

import re
import unicodedata

from archive.errors import Refused

LONGEST_NAME, LONGEST_KEY = 80, 160
SIGNS = frozenset(" .,'’-_@()0123456789")
CALL = re.compile(r"\S\(")
OWN_LETTERS = frozenset("ÆæŒœØøÐðÞþĐđĦħŁłŦŧŊŋß")
"""Latin letters that are no letter of A to Z with an accent."""
SHAPES = (
    *(("rn", "m"), ("vv", "w"), ("I", "l"), ("1", "l"), ("0", "o"), ("O", "o"), ("’", "'")),
    *((letter, plain) for letter, plain in zip("ØøÐðĐđĦħŁłŦŧ", "OodddDhhllTt", strict=True)),
)
"""(written, taken for)."""


def clean_name(name: str) -> str:
    """A name as it is kept.

    Raises Refused for an empty or too long one, for what is no Latin letter, digit or sign, and for
    a bracket within a word: "Siti (RRI)" is a name, "f(x)" is none.
    """
    written = " ".join(unicodedata.normalize("NFC", name).split())
    fits = len(written) <= LONGEST_NAME and len(key_of(written)) <= LONGEST_KEY
    is_name = all(map(is_written, written)) and any(map(str.isalpha, written))
    if not (fits and is_name) or CALL.search(written):
        raise Refused(
            f"A name has 1 to {LONGEST_NAME} characters: Latin letters, digits, spaces and signs"
            " such as . , ' - _"
        )
    return written


def is_written(character: str) -> bool:
    """Whether a name may have this character."""
    base = unicodedata.normalize("NFD", character)[0]
    return character in SIGNS | OWN_LETTERS or (base.isascii() and base.isalpha())


def key_of(name: str) -> str:
    """What two writings of one name have in common, for signing in: neither case nor spaces."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def looks_like(one: str, other: str) -> bool:
    """Whether a reader would take one name for the other."""
    return key_of(one) == key_of(other) or skeleton_of(one) == skeleton_of(other)


def skeleton_of(name: str) -> str:
    """What is left of a name without spaces and accents, when shapes that look alike are one."""
    parts = unicodedata.normalize("NFKD", name)
    text = "".join(one for one in parts if not (one.isspace() or unicodedata.combining(one)))
    for written, taken_for in SHAPES:
        text = text.replace(written, taken_for)
    return text.casefold()
