"""Where a sentence ends in Indonesian speech as it is written down."""

from __future__ import annotations

_CLOSING = "\"'”’»)]}*_"
_OPENING = "\"'“‘«([{*_"
_STOPS = ".!?…"


def _table(words: str) -> frozenset[str]:
    return frozenset(words.split())


ABBREVIATIONS = _table(
    """
    h hj hjh kh k.h ust ustz ustadz prof dr drg drh ir drs dra apt r rr rd tgk tgh pdt st
    akp akbp kompol ipda iptu brigjen mayjen letjen letkol kol kapt lettu letda serka serma
    no nmr jl jln gg kec kab kel ds dsn rt rw kp km tlp telp tgl hlm
    rp bpk sdr sdri tn ny nn a.n a.l d.a d/a u.p s.d s/d c.q m.m i.e e.g
    mr mrs ms vs plt plh pj pjs maks
    """
)
"""Words after which a full stop ends no sentence, without it and in lower case."""


def ends_sentence(word: str, following: str = "") -> bool:
    """True if a sentence ends with this word; `following` is the next word, "" at an end.

    A single letter (the H. of a name) and an abbreviation end none. What has a full stop inside
    (M.Pd., S.Sos.) and three dots end one unless a small letter follows.
    """
    bare = word.rstrip(_CLOSING)
    if not bare or bare[-1] not in _STOPS:
        return False
    if bare[-1] in "!?":
        return True
    stem = bare[:-1].lstrip(_OPENING)
    if len(stem) == 1 and stem.isalpha():
        return False
    if stem.casefold() in ABBREVIATIONS:
        return False
    if bare[-1] == "…" or "." in stem:
        return not following[:1].islower()
    return True


def pauses(word: str) -> bool:
    """True if a comma stands after this word."""
    return word.rstrip(_CLOSING).endswith(",")
