"""The affixes of Indonesian, and of the Banjar spoken on Kalimantan's air, as tables.

A word is: proclitic, prefixes, root, suffix, clitic, particle; `dipertanggungjawabkannyalah` is
di + per + tanggungjawab + kan + nya + lah. The nasal of meN- and peN- depends on the first sound of
what follows and may swallow it (meN + tulis is menulis), so that taking it off leaves several
possible words; only a list of roots tells which of them exists. Described in every grammar; first
made into a stemmer by Nazief and Adriani (1996), of whose family this one is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

VOWELS: Final = "aiueo"
CONSONANTS: Final = "bcdfghjklmnpqrstvwxyz"
LETTERS: Final = VOWELS + CONSONANTS


class Rule(NamedTuple):
    """A prefix as it is `written` before certain letters, and the letter that it has `swallowed`.

    `prefix` names it, whatever its shape; a rule that is `short` holds before one syllable only.
    """

    written: str
    prefix: str
    swallowed: str
    before: str
    short: bool = False


_NASALS: Final = (
    ("ng", "", VOWELS + "ghkqx"),  # mengambil, menggali, mengkritik
    ("ng", "k", VOWELS),  # mengirim
    ("ny", "s", VOWELS),  # menyapu
    ("n", "", "cdjstz"),  # mencari, mentransfer, mensosialisasikan
    ("n", "t", VOWELS),  # menulis
    ("m", "", "bfpv"),  # membaca, memproses
    ("m", "p", VOWELS),  # memukul
    ("", "", "lrwymn"),  # melihat, memakan, menanti, menyanyi
)
"""What meN- and peN- end in: (nasal, swallowed letter, what follows)."""


def _nasal(written: str, prefix: str, vowel: str = "e") -> Iterator[Rule]:
    for nasal, swallowed, before in _NASALS:
        yield Rule(written + nasal, prefix, swallowed, before)
    yield Rule(f"{written}ng{vowel}", prefix, "", CONSONANTS, short=True)  # mengecat


_INDONESIAN: Final = (
    *_nasal("me", "me"),
    *_nasal("pe", "pe"),
    Rule("pe", "pe", "", CONSONANTS),  # petani, pekerja
    Rule("ber", "ber", "", LETTERS),
    Rule("be", "ber", "", "r"),  # berencana
    Rule("ter", "ter", "", LETTERS),
    Rule("te", "ter", "", "r"),  # terasa
    Rule("per", "per", "", LETTERS),
    Rule("pe", "per", "", "r"),  # memperebutkan
    Rule("di", "di", "", LETTERS),
    Rule("ke", "ke", "", LETTERS),
    Rule("se", "se", "", LETTERS),
    Rule("ku", "ku", "", LETTERS),
    Rule("kau", "ku", "", LETTERS),
    Rule("ketidak", "ke", "", LETTERS),  # ketidakadilan
    *(
        Rule(written, "loan", "", LETTERS)
        for written in ("antar", "pasca", "pra", "non", "sub", "anti", "multi", "maha", "swa")
    ),
    # Talk: ngurus, ngebangun, nyari, nambah, mikir.
    *(rule for rule in _nasal("", "talk") if rule.written),
    Rule("nge", "talk", "", CONSONANTS),
    Rule("ny", "talk", "c", VOWELS),
)
_CLUSTERED: Final = (("be", "ber"), ("te", "ter"), ("pe", "per"))
"""Prefixes that lose their r before a syllable with -er-: bekerja, tepercaya, mempekerjakan."""

_BANJAR: Final = (
    *_nasal("ma", "me", "a"),
    *_nasal("pa", "pe", "a"),
    Rule("pa", "pe", "", CONSONANTS),
    Rule("ba", "ber", "", LETTERS),
    Rule("bar", "ber", "", VOWELS),
    Rule("ta", "ter", "", LETTERS),
    Rule("tar", "ter", "", VOWELS),
    Rule("di", "di", "", LETTERS),
    Rule("ka", "ke", "", LETTERS),
    Rule("sa", "se", "", LETTERS),
)

FOLLOWERS: Final = {
    "": frozenset({"me", "pe", "ber", "ter", "per", "di", "ke", "se", "ku", "loan", "talk"}),
    "me": frozenset({"per", "ber", "ke", "ter", "se"}),
    "di": frozenset({"per", "ber", "ke", "ter", "se"}),
    "ku": frozenset({"per", "ber", "ke"}),
    "ter": frozenset({"per", "ber", "ke", "se"}),
    "ber": frozenset({"per", "pe", "ke", "se"}),
    "per": frozenset({"ke", "se"}),
    "pe": frozenset({"ber", "per", "ke", "se"}),
    "ke": frozenset({"pe", "per", "ber", "ter", "se"}),
    "se": frozenset({"pe", "per", "ber", "ter", "ke"}),
    "loan": frozenset({"pe", "per", "ke"}),
    "talk": frozenset[str](),
}
"""Prefix -> the prefixes that may stand between it and the root; "" is the head of the word."""

IMPOSSIBLE: Final = frozenset(
    {
        ("ber", "i"),
        ("ke", "i"),
        ("ke", "kan"),
        ("ku", "an"),
        ("me", "an"),
        ("pe", "i"),
        ("pe", "kan"),
        ("se", "i"),
        ("se", "kan"),
        ("ter", "an"),
        ("loan", "i"),
        ("loan", "kan"),
        *((prefix, "in") for prefix in ("ber", "me", "pe", "per", "ter", "ke", "se", "loan")),
    }
)
"""Prefix and suffix that never embrace a root together."""

PARTICLES: Final = ("lah", "kah", "tah", "pun")
CLITICS: Final = ("nya", "ku", "mu")
SUFFIXES: Final = ("kan", "an", "i", "in")
_BANJAR_SUFFIXES: Final = ("akan", "an", "i", "lah", "kah")
SHORTEST: Final = 3
"""Letters that are left at least when something is taken off."""


class Cut(NamedTuple):
    """What is left of a word without its affixes on one side, the outermost of them, how many."""

    rest: str
    affix: str
    taken: int


class Affixes:
    """The affixes of one language, ready to be taken off words."""

    def __init__(self, rules: Iterable[Rule], suffixes: tuple[str, ...]) -> None:
        self._suffixes = suffixes
        self._rules: dict[str, list[Rule]] = {}
        for rule in rules:
            self._rules.setdefault(rule.written[0], []).append(rule)

    def cut_endings(self, word: str) -> Iterator[Cut]:
        """The word as it is, then without particle, clitic and suffix, in every way."""
        bare = [Cut(word, "", 0)]
        for endings in (PARTICLES, CLITICS):
            bare += [
                Cut(cut.rest[: -len(ending)], "", cut.taken + 1)
                for cut in bare
                for ending in endings
                if cut.rest.endswith(ending) and len(cut.rest) >= len(ending) + SHORTEST
            ]
        for cut in bare:
            yield cut
            for suffix in self._suffixes:
                if cut.rest.endswith(suffix) and len(cut.rest) >= len(suffix) + SHORTEST:
                    yield Cut(cut.rest[: -len(suffix)], suffix, cut.taken + 1)
            if cut.rest.endswith("kan") and len(cut.rest) > SHORTEST + 1:
                yield Cut(cut.rest[:-2], "kan", cut.taken + 2)  # menunjukan, for menunjukkan

    def cut_prefixes(self, word: str) -> Iterator[Cut]:
        """The word as it is, then without one, two, three prefixes, in every way."""
        yield Cut(word, "", 0)
        cuts = [(Cut(word, "", 0), "")]
        for count in (1, 2, 3):
            cuts = [
                (Cut(rest, cut.affix or prefix, count), prefix)
                for cut, before in cuts
                for prefix, rest in self._cut(cut.rest)
                if prefix in FOLLOWERS[before]
            ]
            for cut, _ in cuts:
                yield cut

    def _cut(self, word: str) -> Iterator[tuple[str, str]]:
        """Every way to take one prefix off: (prefix, rest)."""
        for written, prefix, swallowed, before, short in self._rules.get(word[0], ()):
            size = len(written)
            if len(word) > size and word[size] in before and word.startswith(written):
                rest = swallowed + word[size:]
                if len(rest) >= SHORTEST and not (short and _is_two_syllables(rest)):
                    yield prefix, rest
        for written, prefix in _CLUSTERED:
            if word.startswith(written) and word[3:5] == "er" and word[2] in CONSONANTS:
                yield prefix, word[2:]


def _is_two_syllables(word: str) -> bool:
    return sum(letter in VOWELS for letter in word) > 1


INDONESIAN: Final = Affixes(_INDONESIAN, SUFFIXES)
BANJAR: Final = Affixes(_BANJAR, _BANJAR_SUFFIXES)
