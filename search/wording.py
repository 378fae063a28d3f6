"""Sentences about a query for the people who asked it, in Indonesian and in English.

Codes are data, sentences are a table: a page that wants other words uses the code.
"""

from __future__ import annotations

from dataclasses import dataclass

from search.errors import QueryOverBudget

LANGUAGES = ("id", "en")


@dataclass(frozen=True, slots=True)
class Note:
    """What of a query was not taken as typed, or may have been meant otherwise.

    `code` is a key of NOTES and `detail` the place. `query` is ready to be searched: the whole
    query as it may have been meant, or the filter as it was read ("tanggal:2022-02").
    """

    code: str
    detail: str = ""
    query: str = ""


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
    "meant-field": {
        "id": "“{detail}:” bukan nama kolom; dibaca sebagai kata biasa. Maksud Anda: {query}?",
        "en": "“{detail}:” is not a field; it was read as plain words. Did you mean: {query}?",
    },
    "meant-operator": {
        "id": "“{detail}” dicari sebagai kata. Untuk menggabungkan kata, tulis kapital: {query}.",
        "en": "“{detail}” was searched as a word. To combine words, use capitals: {query}.",
    },
    "meant-days": {
        "id": "“{detail}” dicari sebagai kata. Untuk siaran pada waktu itu, tulis: {query}.",
        "en": "“{detail}” was searched as words. For broadcasts of that time, write: {query}.",
    },
    "near-words": {
        "id": "{detail} hanya menghubungkan kata atau frasa biasa; dibaca sebagai DAN.",
        "en": "{detail} connects plain words or phrases only; it was read as AND.",
    },
    "near-distances": {
        "id": "Hanya satu jarak untuk kata-kata yang berangkai dengan NEAR; dipakai {detail}.",
        "en": "Words joined by NEAR have one distance only; the widest was used: {detail}.",
    },
    "unreadable-date": {
        "id": "“{detail}” bukan tanggal; dicari sebagai kata. Contoh: tanggal:2022-06-15, "
        'tanggal:"Juni 2022", tanggal:kemarin.',
        "en": "“{detail}” is not a date and was searched as words. Write for example "
        'tanggal:2022-06-15, tanggal:"Juni 2022", tanggal:kemarin.',
    },
    "no-such-day": {
        "id": "“{detail}” tidak ada di kalender; dibaca sebagai {query}. Periksa tanggalnya.",
        "en": "“{detail}” is in no calendar; it was read as {query}. Please check the date.",
    },
    "month-first": {
        "id": "“{detail}” ditulis dengan bulan di depan; dibaca sebagai {query}. "
        "Tulis hari, bulan, tahun.",
        "en": "“{detail}” has the month first; it was read as {query}. Write day, month, year.",
    },
    "no-year": {
        "id": "“{detail}” tanpa tahun; dibaca sebagai yang terakhir, {query}. Tambahkan tahunnya.",
        "en": "“{detail}” has no year; the latest was taken, {query}. Add the year.",
    },
    "weekday": {
        "id": "Hari dan tanggal “{detail}” tidak cocok; yang dipakai tanggalnya, {query}.",
        "en": "The weekday of “{detail}” does not fit; the date was used, {query}.",
    },
    "backwards": {
        "id": "“{detail}” berakhir sebelum mulai; dibaca terbalik sebagai {query}.",
        "en": "“{detail}” ends before it begins; it was read the other way round as {query}.",
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
    "distance": {
        "id": "Jarak NEAR paling sedikit 1 dan paling banyak {limit} kata, ini {found}; "
        "tulis misalnya NEAR/10.",
        "en": "The distance of NEAR is 1 to {limit} words, this is {found}; "
        "write for example NEAR/10.",
    },
    "open-range": {
        "id": "Rentang “{found}” terbuka. Tulis kedua ujungnya, misalnya 2022-01..2022-12, "
        "atau pakai saringan Dari atau Sampai.",
        "en": "The range “{found}” is open. Write both ends, for example 2022-01..2022-12, "
        "or use the filter From or Until.",
    },
    "expansions": {
        "id": "Awalan itu cocok dengan lebih dari {limit} kata; tambahkan beberapa huruf.",
        "en": "That beginning fits more than {limit} words; add some letters.",
    },
}


def note_sentence(note: Note, language: str) -> str:
    """The note as a sentence in `language` ("id" or "en")."""
    return NOTES[note.code][language].format(detail=note.detail, query=note.query)


def refusal_sentence(refusal: QueryOverBudget, language: str) -> str:
    """Why a query was refused, as a sentence in `language` ("id" or "en")."""
    return REFUSALS[refusal.code][language].format(limit=refusal.limit, found=refusal.found)
