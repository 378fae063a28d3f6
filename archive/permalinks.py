"""Permanent addresses: identifiers, slugs and ranges of words.

Identifiers are identity, slugs are addresses (record.md "Identifiers and slugs").
"""

import re
import secrets
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import count

from archive.errors import MistypedIdentifier, MistypedPassage
from archive.names import parse_name

ALPHABET = "0123456789bcdfghjkmnpqrstvwxz"
"""The 29 signs of the NOID scheme: no vowels, so no words; no l, so no mistaken 1."""

RANDOM_CHARACTERS = 7
_VALUES = {sign: value for value, sign in enumerate(ALPHABET)}
_HYPHENS = dict.fromkeys(map(ord, "-\u00ad\u2010\u2011\u2012\u2013"))  # what word processors put in
_LONGEST_SLUG = 80
_LETTERS_WITHOUT_DECOMPOSITION = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ı": "i"}
)
_APOSTROPHES = dict.fromkeys(map(ord, "'`´ʻʼʾʿ‘’"))
_PASSAGE = re.compile(r"([1-9][0-9]{0,5})-(?:([^.]{1,40})\.)?([1-9][0-9]{0,5})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Passage:
    """Words `first` to `last` (from 1, both included) of a statement in a published revision.

    `last_statement` is the identifier of the later statement in which `last` is counted, or None
    where the passage stays inside its own statement.
    """

    revision: int
    first: int
    last_statement: str | None
    last: int


def new_identifier(draw: Callable[[int], int] = secrets.randbelow) -> str:
    """A fresh identifier: seven random signs and their check character.

    Drawn, not counted: a counter would mint used names again after a restore. `draw(n)` gives a
    number below n. The caller makes sure that the identifier is not taken.
    """
    number = draw(len(ALPHABET) ** RANDOM_CHARACTERS)
    signs = ""
    for _ in range(RANDOM_CHARACTERS):
        number, value = divmod(number, len(ALPHABET))
        signs += ALPHABET[value]
    return signs + check_character(signs)


def check_character(signs: str) -> str:
    """The NOID check character of seven signs: weights 1 to 7, modulo 29.

    29 is prime and the weights differ, so every wrong sign and every two signs that changed
    places are noticed. Raises MistypedIdentifier where a sign is not of the alphabet.
    """
    if len(signs) != RANDOM_CHARACTERS or not set(signs) <= _VALUES.keys():
        raise MistypedIdentifier(signs)
    total = sum(weight * _VALUES[sign] for weight, sign in enumerate(signs, start=1))
    return ALPHABET[total % len(ALPHABET)]


def parse_identifier(text: str) -> str:
    """The canonical form of `text`: lower case, no hyphens. Raises MistypedIdentifier."""
    bare = text.translate(_HYPHENS)
    signs = bare.lower() if bare.isascii() else bare  # no Kelvin sign passes for a k
    if len(signs) != RANDOM_CHARACTERS + 1 or not set(signs) <= _VALUES.keys():
        raise MistypedIdentifier(text)
    if check_character(signs[:-1]) != signs[-1]:
        raise MistypedIdentifier(text)
    return signs


def needs_redirect(text: str) -> bool:
    """Whether `text` is a right identifier in another form than the canonical one."""
    return parse_identifier(text) != text


def format_identifier(identifier: str) -> str:
    """`k3f9m2xd` as pages may show it: `k3f9-m2xd`."""
    return f"{identifier[:4]}-{identifier[4:]}"


def parse_passage(text: str, revision: int) -> Passage:
    """Read `12-20` or `12-k3f9m2xd.5`, the part of an address after the revision.

    Raises MistypedPassage for a range no passage can have, MistypedIdentifier for its statement.
    """
    found = _PASSAGE.fullmatch(text)
    if found is None:
        raise MistypedPassage(text)
    statement = parse_identifier(found[2]) if found[2] else None
    passage = Passage(revision, int(found[1]), statement, int(found[3]))
    if statement is None and passage.last < passage.first:
        raise MistypedPassage(text)
    return passage


def format_passage(passage: Passage) -> str:
    """The inverse of `parse_passage`: `12-20` or `12-k3f9m2xd.5`."""
    statement = f"{passage.last_statement}." if passage.last_statement else ""
    return f"{passage.first}-{statement}{passage.last}"


def slugify(text: str) -> str:
    """`text` in the signs `[a-z0-9-]`, at most 80; empty where nothing of it is Latin."""
    plain = text.casefold().translate(_LETTERS_WITHOUT_DECOMPOSITION).translate(_APOSTROPHES)
    ascii_text = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "-", ascii_text.replace("&", " dan ")).strip("-")
    if len(words) <= _LONGEST_SLUG:
        return words
    return words[: _LONGEST_SLUG + 1].rpartition("-")[0] or words[:_LONGEST_SLUG]


def episode_slug(day: date, title: str) -> str:
    """`2022-06-15-jalan-desa`; the day is not repeated where the title begins with it."""
    title_slug = slugify(title).removeprefix(day.isoformat()).strip("-")
    return "-".join(filter(None, (day.isoformat(), title_slug)))


def person_slug(name: str) -> str:
    """The name without honorifics and degrees: `ambo-sakka`."""
    return slugify(parse_name(name).name) or "tokoh"


def position_slug(name: str, organisation: str) -> str:
    """Office and organisation: `sekretaris-daerah-kabupaten-tanah-bumbu`."""
    office, body = slugify(name), slugify(organisation)
    if office == body or office.endswith(f"-{body}"):
        return office or "jabatan"
    return "-".join(filter(None, (office, body))) or "jabatan"


def next_free_slug(wanted: str, taken: Callable[[str], bool]) -> str:
    """`wanted`, else `wanted-2`, `wanted-3` …: the first that `taken` does not know.

    `taken` must know former slugs too: none is ever used again for another thing.
    """
    if not taken(wanted):
        return wanted
    return next(slug for n in count(2) if not taken(slug := f"{wanted}-{n}"))
