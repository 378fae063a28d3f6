"""Names of persons as words: without honorifics and degrees, and never stemmed.

Stemmers alter a fifth of all person names (Mulyadi becomes mulyad), so names have a field of their
own. Here a name is only a row of words to be compared; `archive.names` takes it apart for people.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from search.analysis.words import fold, list_words, tokenise

HONORIFICS: Final = frozenset(
    list_words(
        """
        H Hi Hj Hjh Haji Hajjah Hajah KH K TGH Ust Ustaz Ustad Ustadz Ustazah Ustadzah Habib Kiai
        Kyai Nyai Buya Syekh Syech Pdt Pendeta Pastor Alm Almh Almarhum Almarhumah

        Bapak Pak Bpk Ibu Bu Saudara Saudari Sdr Sdri Tn Tuan Ny Nyonya Mas Mbak Bang Abang Kak
        Kakak Kang Mang Cak Bung Om Tante Yth Acil Amang Tgk Tengku Teuku

        Prof Profesor Dr Doktor dokter drg drh Drs Dra Ir apt Ns Bd Insinyur

        Bharada Bharatu Bripda Briptu Brigpol Brigadir Bripka Aipda Aiptu Ipda Iptu AKP Kompol
        AKBP Kombes Kombespol Brigjen Irjen Komjen Jenderal Prada Pratu Praka Kopda Koptu Kopka
        Serda Sertu Serka Serma Pelda Peltu Letda Lettu Kapten Mayor Letkol Kolonel Mayjen Letjen
        Laksma Laksda Laksdya Laksamana Marsma Marsda Marsdya Marsekal Pol Purn TNI Inf Kav
        """
    )
)
"""What may stand before a name: religious, social, academic marks and ranks, as folded words.

Titles that are given names too (Andi, Gusti, Datu) are not among them: a name is found by any of
its words, so that keeping one does no harm.
"""

DEGREES: Final = frozenset(
    list_words(
        """
        SH SE ST SS SP SKM SIK SIP SAP SHI SPd SKom SSos SSi SAg STP STr AMd BA BSc MA MM MH MT MPd
        MSi MSc MAP MAB MBA MPA MPH MKes MKom MHum MAg MEng MPhil PhD EdD Lc SpA SpOG SpPD SpB
        CA CPA IPM IPU Apt Ners LLM Ak
        """
    )
)
"""Degrees that people write without dots; with dots, the shape tells a degree."""

_DOTTED_DEGREE = re.compile(r"[^\W\d_]{1,4}(?:\.\s?[^\W\d_]{1,6})+\.?(?:\([^)]*\))?")
_AFTER_DOT = re.compile(r"\.\s+")
_GLUED = re.compile(r"(?:KH|H)([A-Z])")


def list_name_words(text: str) -> list[str]:
    """The words of a person's name as they are compared: `Dr. H. Ambo Sakka, M.Pd` is ambo sakka.

    A text of honorifics alone keeps its last word: whoever asks for "Haji" means someone so called.
    What is not surely an honorific or a degree stays.
    """
    name, *rest = text.split(",")
    kept = [part for part in rest if not _is_degrees(part)]
    return [*_take_honorifics(_without_degree(name)), *list_words(",".join(kept))]


def _take_honorifics(name: str) -> list[str]:
    words = list(_part_glued(name))
    while len(words) > 1 and words[0] in HONORIFICS:
        words = words[1:]
    return words


def _part_glued(name: str) -> Iterator[str]:
    """The words of a name, `HM Zairullah` as m, zairullah."""
    shouted = name.isupper()
    for token in tokenise(name):
        glued = _GLUED.fullmatch(name[token.start : token.end])
        initial = glued and token.start == 0 and not shouted and token.word not in HONORIFICS
        yield fold(glued[1]) if glued and initial else token.word


def _without_degree(name: str) -> str:
    """A name without the dotted degrees that end it though no comma stands there; a word stays."""
    words = name.split()
    while _DOTTED_DEGREE.fullmatch(words[-1] if words else "") and list_words(" ".join(words[:-1])):
        words.pop()
    return " ".join(words)


def _is_degrees(part: str) -> bool:
    """Whether what stands between two commas is degrees alone."""
    marks = _AFTER_DOT.sub(".", part.strip()).split()
    return all(_DOTTED_DEGREE.fullmatch(mark) or set(list_words(mark)) <= DEGREES for mark in marks)
