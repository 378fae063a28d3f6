"""Sentences about a query for the people who asked it, in Indonesian and in English.

Codes are data, sentences are a table: a page that wants other words uses the code.
"""

from __future__ import annotations

from dataclasses import dataclass

from search.errors import QueryOverBudget

LANGUAGES = ("id", "en")


@dataclass(frozen=True, slots=True)
class Note:
    """What of a query was not taken as typed: `code` is a key of NOTES, `detail` the place."""

    code: str
    detail: str = ""


NOTES = {
    "unclosed-quote": {
        "id": "Tanda kutip tidak ditutup; frasa dibaca sampai akhir.",
        "en": "The quotation mark is not closed; the phrase was read to the end.",
    },
    "unbalanced": {
        "id": "Tanda kurung tidak berpasangan; yang berlebih diabaikan.",
        "en": "The brackets do not pair; what was left over was ignored.",
    },
    "dangling": {
        "id": "“{detail}” tidak diikuti atau didahului kata; diabaikan.",
        "en": "“{detail}” has no word before or after it and was ignored.",
    },
    "empty": {
        "id": "“{detail}” tidak memuat kata; diabaikan.",
        "en": "“{detail}” holds no word and was ignored.",
    },
    "unknown-field": {
        "id": "“{detail}:” bukan nama kolom; dibaca sebagai kata biasa.",
        "en": "“{detail}:” is not a field; it was read as plain words.",
    },
    "unavailable": {
        "id": "Indeks pencarian sedang disusun ulang; silakan coba lagi sebentar lagi.",
        "en": "The search index is being rebuilt; please try again in a moment.",
    },
}

REFUSALS = {
    "length": {
        "id": "Pencarian terlalu panjang: paling banyak {limit} karakter, ini {found}.",
        "en": "The query is too long: at most {limit} characters, this has {found}.",
    },
    "terms": {
        "id": "Terlalu banyak kata: paling banyak {limit} kata atau frasa, ini {found}.",
        "en": "Too many words: at most {limit} words or phrases, this has {found}.",
    },
    "depth": {
        "id": "Kurung bertumpuk terlalu dalam: paling banyak {limit} tingkat.",
        "en": "Brackets are nested too deeply: at most {limit} levels.",
    },
    "prefix": {
        "id": "Tulis sedikitnya {limit} huruf sebelum tanda *: “{found}” terlalu pendek.",
        "en": "Write at least {limit} letters before *: “{found}” is too short.",
    },
    "wildcard": {
        "id": "Tanda * hanya boleh di akhir kata: “{found}” tidak dapat dicari.",
        "en": "* may stand only at the end of a word: “{found}” cannot be searched.",
    },
    "expansions": {
        "id": "Awalan itu cocok dengan lebih dari {limit} kata; tambahkan beberapa huruf.",
        "en": "That beginning fits more than {limit} words; add some letters.",
    },
}


def note_sentence(note: Note, language: str) -> str:
    """The note as a sentence in `language` ("id" or "en")."""
    return NOTES[note.code][language].format(detail=note.detail)


def refusal_sentence(refusal: QueryOverBudget, language: str) -> str:
    """Why a query was refused, as a sentence in `language` ("id" or "en")."""
    return REFUSALS[refusal.code][language].format(limit=refusal.limit, found=refusal.found)
