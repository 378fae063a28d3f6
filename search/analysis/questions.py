"""The words of a question that are not what it is about, and who may be asked what they said.

People ask in whole sentences: "kenapa jalan rusak", "bupati bilang apa soal banjir". Only where
nothing holds all the words is anything of this used; no word is ever left out of the index, and no
word that turns a sentence round (tidak, bukan, belum, jangan, tanpa, kecuali) stands here.
"""

from __future__ import annotations

from typing import Final

from search.analysis.abbreviations import MESSAGES, find_expansions
from search.analysis.words import list_words

_ASKING: Final = """
    apa apakah apaan siapa siapakah kapan kapankah mana manakah dimana kemana darimana kenapa
    mengapa bagaimana bagaimanakah gimana berapa berapakah adakah bisakah bolehkah haruskah sejauh
    kanapa napa maapa what who whom whose why how when where which
"""
_FUNCTION: Final = """
    ada adalah agar akan atas atau bagi bahwa buat dalam dan dapat dari daripada dengan deh di dong
    ini itu jadi juga kah kalau kan karena ke kepada kok lah lalu maka nah nih oleh pada para per
    pun saat saja se sebagai secara sedang seperti serta si sih soal supaya tadi telah tentang
    tersebut terkait terhadap tolong untuk ya yaitu yang mengenai perihal seputar mohon info
    informasi cari mencari penjelasan saya aku kami kita mereka dia beliau anda kamu ulun pian nya
    gasan nang wan the a an of to in on for about and or is are was were did does do
"""
_SAYING: Final = """
    kata katanya bilang bilangnya berkata ucap ucapan ucapkan mengucapkan ujar tutur ngomong omong
    omongan bicara berbicara membicarakan bahas membahas dibahas sebut menyebut menyebutkan jawab
    jawaban menjawab jelaskan menjelaskan sampaikan menyampaikan menurut pendapat pernyataan
    komentar tanggapan janjinya pander bapander say says said tell told
"""
_FORMS_OF_ADDRESS: Final = "pak bu mas mbak bang kang"
_OFFICES: Final = """
    bupati gubernur walikota camat lurah pambakal menteri presiden sekda kades kadis sekretaris
    direktur kapolres dandim kajari kapolsek danramil wabup wagub sekcam sekdes
"""
_HEADS: Final = "kepala wakil wali ketua sekretaris direktur asisten plt pj"

SPARE: Final = frozenset(" ".join((_ASKING, _FUNCTION, _SAYING, _FORMS_OF_ADDRESS)).split())
SPEAKING: Final = frozenset(_SAYING.split())
OFFICES: Final = frozenset(_OFFICES.split())
HEADS: Final = frozenset(_HEADS.split())


def is_spare(written: str) -> bool:
    """Whether a word, or what it is short for (knp), only makes the question."""
    return _in(SPARE, written)


def is_speaking(written: str) -> bool:
    """Whether a word asks what somebody said: bilang, kata, menurut."""
    return _in(SPEAKING, written)


def is_office(written: str) -> bool:
    """Whether a word alone names an office: bupati, sekda, any abbreviation of one."""
    return written.casefold() in OFFICES or any(
        one.category == "jabatan" and not one.related for one in find_expansions(written)
    )


def is_head(written: str) -> bool:
    """Whether a word begins an office of two words: kepala desa, wakil bupati."""
    return written.casefold() in HEADS


def _in(table: frozenset[str], written: str) -> bool:
    short = [one.words for one in find_expansions(written) if one.category == MESSAGES]
    words = [word for text in (written, *short[:1]) for word in list_words(text)]
    return bool(table.intersection(words))
