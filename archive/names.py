"""Indonesian names: what stands before and after them, and when two writings may mean one person.

Facts: indonesian.md "Names and offices". A mononym is a whole name; there is no first and last.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Name:
    """A name in its three parts; honorifics and degrees stand in their written order."""

    honorifics: tuple[str, ...]
    name: str
    degrees: tuple[str, ...]


_HONORIFICS_BY_KIND: Final = {
    "religious": (
        "H. Hi. Hj. Hjh. Haji Hajjah KH. TGH. Ust. Ustaz Ustadz Ustazah Ustadzah Habib Kiai Kyai "
        "Nyai Buya Syekh Syech Guru Pdt. Pendeta Romo Pastor Bikhu Alm. Almh. Almarhum Almarhumah"
    ),
    "social": (
        "Gusti Andi Raden Tengku Teuku Tgk. Datu Datuk Pangeran Sultan Daeng Puang Bapak Pak Bpk. "
        "Ibu Bu Saudara Saudari Sdr. Sdri. Tn. Tuan Ny. Nyonya Mas Mbak Bang Abang Kak Kakak Kang "
        "Mang Cak Bung Om Tante Yth. Acil Amang"
    ),
    "academic": "Prof. Profesor Dr. Doktor drg. drh. Drs. Dra. Ir. Ar. apt. Ns. Bd. Insinyur",
    "rank": (
        "Bharada Bharatu Bripda Briptu Brigpol Brigadir Bripka Aipda Aiptu Ipda Iptu AKP Kompol "
        "AKBP Kombes Kombespol Brigjen Irjen Komjen Jenderal Prada Pratu Praka Kopda Koptu Kopka "
        "Serda Sertu Serka Serma Pelda Peltu Letda Lettu Kapten Mayor Letkol Kolonel Mayjen Letjen "
        "Laksma Laksda Laksdya Laksamana Marsma Marsda Marsdya Marsekal"
    ),
}
_BRANCHES: Final = (
    "Pol. Purn. (Purn) (Purn.) TNI Inf. Kav. Arm. Arh. Czi. Cpl. Chb. Cba. Ckm. Cpm. Caj. Chk. "
    "Ctp. Cku. Laut Mar. Pnb. Nav. Sus. (P) (E) (K) (S) (T)"
)
"""What may follow a rank: police, army branch, retired."""

_ALSO_GIVEN_NAMES: Final = frozenset({"andi", "guru", "datu", "romo", "ar"})
"""Honorifics that are given names too: they count only before two names or more."""

_DEGREES: Final = (
    "SH SE ST SS SP SKM SKep SKed SKH SHut SPt SPi SIP SIKom SIK SAP SSTP SSos SSi SKom SPd SPdI "
    "SPdSD SAg SHI SSy SThI SFil SPsi SSn SGz SFarm STP STr STrKes STrKeb AMd AMdKeb AMdKep "
    "AMdKes AMa BA BSc BE MA MM MH MHum MHI MHKes MSi MSc MT MTI MTh MPd MPdI MAg MAP MAB MBA MPA "
    "MPH MPP MKes MKep MKeb MKom MIKom MIP MP MPt MPi MHut MEng MPhil MSn MPsi MFarm ME MEI MSE "
    "MAk MSTr MTr MTrIP MTrHanla MHan MARS MEc MEcDev MSocSc LLM LLB LLD PhD EdD DBA DEA Dipl "
    "DiplIng Lc SpA SpOG SpPD SpB SpJP SpKJ SpM SpP SpS SpN SpAn SpRad SpPK SpTHT SpKK SpOT SpU "
    "SpBS SpKG SpOrt FINASIM FIHA Ak CA CPA CIA CHRP CHRM CRMP CFrA CGCAE QIA IPM IPU AIFO Apt Ns"
)


def _key(mark: str) -> str:
    return re.sub(r"[.\s]", "", mark).casefold()


_HONORIFICS: Final = {
    _key(mark): mark for marks in _HONORIFICS_BY_KIND.values() for mark in marks.split()
}
_RANKS: Final = frozenset(map(_key, _HONORIFICS_BY_KIND["rank"].split()))
_BRANCH_MARKS: Final = {_key(mark): mark for mark in _BRANCHES.split()}
_DEGREE_KEYS: Final = frozenset(map(_key, _DEGREES.split()))

_DOCTORS: Final = frozenset({"Dr.", "Prof."})
_MARK_AND_TWO_NAMES: Final = 3

_FIRST_MARK = re.compile(r"[^.(]+(?:\.(?=.)|(?=\())")
_GLUED_PILGRIM = re.compile(r"(KH|H)([A-Z]{1,2})\.?")
_DOTTED_DEGREE = re.compile(r"[A-Z][A-Za-z]{0,4}(?:\.[A-Z][A-Za-z]{0,5})+\.?(?:\([A-Z]+\))?")
_HALF_A_DEGREE = re.compile(r"(?:[A-Z]|[SMA]\.?Tr|A\.?Md|Sp|Dipl)\.")
_HONORARY = re.compile(r"\((?:h\.?c|cand|c)\.?\)|h\.?c\.?", re.IGNORECASE)
_GLUED_INITIAL = re.compile(r"\b([A-Z])\.(?=[A-Z])")


def parse_name(text: str) -> Name:
    """Split `Dr. H. Ambo Sakka, M.Pd` into honorifics, name and degrees.

    Glued marks are parted (`Dr.H`, `HM Zairullah`) and honorifics take their usual form; names and
    degrees stay as written. What is not surely a mark stays in the name, so nothing is lost.
    """
    before_comma, _, after_comma = " ".join(text.split()).partition(",")
    honorifics, words = _take_honorifics(before_comma.split())
    words, trailing = _take_trailing_degrees(words)
    rest, degrees = _read_degrees(after_comma)
    name = _GLUED_INITIAL.sub(r"\1. ", " ".join(words))
    return Name(tuple(honorifics), ", ".join([name, *rest]).strip(" ,"), (*trailing, *degrees))


def format_name(name: Name) -> str:
    """The inverse of `parse_name`: `Dr. H. Ambo Sakka, M.Pd`."""
    return ", ".join([" ".join([*name.honorifics, name.name]), *name.degrees])


def match_key(text: str) -> str:
    """What two writings of one name have in common; equal keys may mean one person.

    Without case, honorifics, degrees, accents and punctuation; dj is j, j is y, oe is u, doubled
    letters are one (indonesian.md): `Dr. H. Djoenaidi` and `Yunaidi` meet.
    """
    letters = unicodedata.normalize("NFKD", parse_name(text).name.casefold())
    words = re.sub(r"[^\w\s]|_", " ", re.sub(r"[\u0300-\u036f'`´‘’ʻʼ]", "", letters))
    for spelling, folded in (("dj", "j"), ("j", "y"), ("oe", "u")):
        words = words.replace(spelling, folded)
    return " ".join(re.sub(r"([^\W\d])\1+", r"\1", words).split())


def similarity(a: str, b: str) -> float:
    """How alike two names are, 0 to 1: the share of trigrams of their match keys (Dice).

    It suggests; a person confirms.
    """
    trigrams_a, trigrams_b = _trigrams(match_key(a)), _trigrams(match_key(b))
    if not trigrams_a or not trigrams_b:
        return 0.0
    return 2 * len(trigrams_a & trigrams_b) / (len(trigrams_a) + len(trigrams_b))


def _trigrams(key: str) -> frozenset[str]:
    """Three signs at a time of each word, with two blanks before it and one after it."""
    padded = (f"  {word} " for word in key.split())
    return frozenset(word[n : n + 3] for word in padded for n in range(len(word) - 2))


def _take_honorifics(words: list[str]) -> tuple[list[str], list[str]]:
    """The honorifics at the head of `words`, in their usual form, and the words after them."""
    taken: list[str] = []
    rest = list(words)
    while len(rest := _part_glued_marks(rest)) > 1:
        mark = _read_mark(rest, taken)
        if mark is None:
            break
        if _HONORARY.fullmatch(rest[0]):
            taken[-1] = f"{taken[-1]} {mark}"
        else:
            taken.append(mark)
        rest = rest[1:]
    return taken, rest


def _read_mark(words: list[str], taken: list[str]) -> str | None:
    """The usual form of the mark that `words` begin with, or None where it is a name."""
    key = _key(words[0])
    if taken and taken[-1] in _DOCTORS and _HONORARY.fullmatch(words[0]):
        return words[0]
    if taken and key in _BRANCH_MARKS and _is_ranked(taken):
        return _BRANCH_MARKS[key]
    if key in _ALSO_GIVEN_NAMES and len(words) < _MARK_AND_TWO_NAMES:
        return None
    if key == "dr":
        return "dr." if words[0][0] == "d" else "Dr."
    return _HONORIFICS.get(key)


def _is_ranked(taken: list[str]) -> bool:
    """Whether the last honorific is a rank, perhaps already with a branch."""
    keys = [_key(mark) for mark in taken]
    return keys[-1] in _RANKS or (keys[-1] in _BRANCH_MARKS and not _RANKS.isdisjoint(keys))


def _part_glued_marks(words: list[str]) -> list[str]:
    """`words` with the first one parted where marks are glued: Dr.H, H.Ambo, HM Zairullah."""
    if not words:
        return words
    first, others = words[0], words[1:]
    mark = _FIRST_MARK.match(first)
    if mark and _key(mark[0]) in _HONORIFICS and not _HONORARY.fullmatch(first):
        return [mark[0], first[mark.end() :], *others]
    pilgrim = _GLUED_PILGRIM.fullmatch(first)
    if (
        pilgrim
        and _key(first) not in _HONORIFICS
        and others
        and (len(pilgrim[2]) == 1 or not others[0].isupper())
    ):
        return [f"{pilgrim[1]}.", *(f"{initial}." for initial in pilgrim[2]), *others]
    return words


def _take_trailing_degrees(words: list[str]) -> tuple[list[str], list[str]]:
    """The words without the degrees that end them though no comma stands there, and these."""
    shouted = all(word.isupper() for word in words)
    degrees: list[str] = []
    rest = list(words)
    while len(rest) > 1:
        size = 2 if _is_parted_degree(rest) else 1
        degree = " ".join(rest[-size:])
        if _key(degree) not in _DEGREE_KEYS or not _is_marked(degree, shouted):
            break
        degrees.insert(0, degree)
        rest = rest[:-size]
    return rest, degrees


def _is_parted_degree(words: Sequence[str]) -> bool:
    """Whether the last two of three words or more may be one degree, as in `Siti S. Sos`.

    Two single letters are rather the initials of names.
    """
    *others, first, second = words
    return bool(others and _HALF_A_DEGREE.fullmatch(first)) and len(second.strip(".")) > 1


def _is_marked(word: str, shouted: bool) -> bool:
    """Whether the writing itself tells a degree from a name: an inner dot or inner capitals."""
    return "." in word or (not shouted and word[1:] != word[1:].lower())


def _read_degrees(text: str) -> tuple[list[str], list[str]]:
    """What stands after the first comma of a name: (what is no degree, degrees)."""
    rest: list[str] = []
    degrees: list[str] = []
    for part in filter(None, (part.strip() for part in text.split(","))):
        marks = list(_join_halves(part.split()))
        if all(map(_is_degree, marks)):
            degrees.extend(marks)
        else:
            rest.append(part)
    return rest, degrees


def _join_halves(words: Iterable[str]) -> Iterator[str]:
    """`S. Sos` is one degree, and so is `Sp.A (K)`."""
    held = ""
    for word in words:
        if held and not (_HALF_A_DEGREE.fullmatch(held) or word.startswith("(")):
            yield held
            held = ""
        held = f"{held} {word}".strip()
    if held:
        yield held


def _is_degree(mark: str) -> bool:
    """Whether `mark`, standing after a comma, is a degree of the table or written like one."""
    bare = re.split(r"[-(]", mark)[0]
    return _key(bare) in _DEGREE_KEYS or _DOTTED_DEGREE.fullmatch(mark) is not None
