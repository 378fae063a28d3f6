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

    `code` is a key of NOTES and `detail` the place. `query` is the whole query as it may have been
    meant, ready to be searched; `reading` is the filter that was read instead ("tanggal:2022-02").
    """

    code: str
    detail: str = ""
    query: str = ""
    reading: str = ""


NOTES = {
    "unclosed-quote": {
        "id": "Tanda kutip tidak ditutup, jadi frasa dibaca sampai akhir. Tambahkan penutupnya.",
        "en": "The quotation mark is not closed, so the phrase was read to the end. Close it.",
    },
    "unbalanced": {
        "id": "Tanda kurung tidak berpasangan; yang berlebih diabaikan. Periksa tanda kurungnya.",
        "en": "The brackets do not pair; what was left over was ignored. Check the brackets.",
    },
    "dangling": {
        "id": "“{detail}” diabaikan karena ada sisi yang kosong. Tulis kata di sisi itu.",
        "en": "“{detail}” was ignored, since a side of it is empty. Write a word there.",
    },
    "empty": {
        "id": "“{detail}” diabaikan karena tidak memuat huruf atau angka. Tulis sebuah kata.",
        "en": "“{detail}” was ignored, since it holds no letter or digit. Write a word.",
    },
    "unknown-field": {
        "id": "“{detail}:” bukan nama kolom, jadi dibaca sebagai kata. Kolom yang ada: tokoh, "
        "jabatan, lembaga, topik, program, stasiun, label, tanggal, tahun.",
        "en": "“{detail}:” is not a field, so it was read as a word. The fields are: tokoh, "
        "jabatan, lembaga, topik, program, stasiun, label, tanggal, tahun.",
    },
    "unknown-label": {
        "id": "“{detail}” bukan label, jadi dicari sebagai kata. Label yang ada: rekaman, "
        "transkrip, mesin, pers-langsung, pers-taklangsung, dikutip.",
        "en": "“{detail}” is not a label, so it was searched as a word. The labels are: rekaman, "
        "transkrip, mesin, pers-langsung, pers-taklangsung, dikutip.",
    },
    "meant-label": {
        "id": "“{detail}” bukan label, jadi dicari sebagai kata. Maksud Anda: {query}?",
        "en": "“{detail}” is not a label, so it was searched as a word. Did you mean: {query}?",
    },
    "meant-field": {
        "id": "“{detail}:” bukan nama kolom, jadi dibaca sebagai kata. Maksud Anda: {query}?",
        "en": "“{detail}:” is not a field, so it was read as a word. Did you mean: {query}?",
    },
    "meant-operator": {
        "id": "“{detail}” dicari sebagai kata. Sebagai penghubung, pakai huruf besar: {query}.",
        "en": "“{detail}” was searched as a word. To join words with it, use capitals: {query}.",
    },
    "meant-days": {
        "id": "“{detail}” dicari sebagai kata. Kalau maksud Anda waktu siaran, tulis: {query}.",
        "en": "“{detail}” was searched as words. For broadcasts of that time, write: {query}.",
    },
    "meant-near": {
        "id": "“{detail}” di belakang frasa diabaikan. Untuk kata yang berdekatan, tulis: {query}.",
        "en": "“{detail}” behind a phrase was ignored. For words near each other, write: {query}.",
    },
    "near-words": {
        "id": "{detail} dibaca sebagai DAN karena hanya menghubungkan kata dan frasa biasa. "
        "Tulis kata tanpa nama kolom di kedua sisinya.",
        "en": "{detail} was read as AND, since it joins plain words and phrases only. "
        "Write words without a field on both sides.",
    },
    "near-distances": {
        "id": "Kata-kata yang dirangkai NEAR memakai satu jarak, di sini yang terjauh: {detail}. "
        "Tulis angka yang sama.",
        "en": "Words in one row of NEAR have one distance, here the widest: {detail}. "
        "Write the same number.",
    },
    "unreadable-date": {
        "id": "“{detail}” tidak terbaca sebagai tanggal, jadi dicari sebagai kata. Contoh: "
        'tanggal:2022-06-15, tanggal:"Juni 2022", tanggal:kemarin.',
        "en": "“{detail}” cannot be read as a date, so it was searched as words. Examples: "
        'tanggal:2022-06-15, tanggal:"Juni 2022", tanggal:kemarin.',
    },
    "no-such-day": {
        "id": "“{detail}” tidak ada di kalender, jadi dibaca {reading}. Periksa tanggalnya.",
        "en": "“{detail}” is in no calendar, so it was read as {reading}. Check the date.",
    },
    "month-first": {
        "id": "“{detail}” mendahulukan bulan dan dibaca {reading}. Tulis hari, bulan, lalu tahun.",
        "en": "“{detail}” has the month first and was read as {reading}. Write day, month, year.",
    },
    "no-year": {
        "id": "“{detail}” tanpa tahun, jadi dibaca yang terakhir: {reading}. Tambahkan tahunnya.",
        "en": "“{detail}” has no year, so the latest was taken: {reading}. Add the year.",
    },
    "weekday": {
        "id": "Hari dan tanggal “{detail}” tidak cocok; yang dipakai tanggalnya: {reading}. "
        "Periksa keduanya.",
        "en": "The weekday of “{detail}” does not fit; the date was used: {reading}. Check both.",
    },
    "backwards": {
        "id": "“{detail}” berakhir sebelum mulai, jadi dibalik: {reading}. Periksa urutannya.",
        "en": "“{detail}” ends before it begins, so it was reversed: {reading}. Check the order.",
    },
    "unavailable": {
        "id": "Indeks pencarian sedang disusun ulang; silakan coba lagi sebentar lagi.",
        "en": "The search index is being rebuilt; please try again in a moment.",
    },
}
"""The sentence of each note: what was read instead, and what to do."""

REFUSALS = {
    "length": {
        "id": "Pencarian terlalu panjang: paling banyak {limit} karakter, ini {found}. Ringkaslah.",
        "en": "The query is too long: at most {limit} characters, this has {found}. Shorten it.",
    },
    "terms": {
        "id": "Terlalu banyak kata: paling banyak {limit} kata atau frasa, ini {found}. "
        "Pakai kata yang terpenting, atau tanda kutip untuk satu kalimat.",
        "en": "Too many words: at most {limit} words or phrases, this has {found}. "
        "Use the words that matter most, or quotation marks around a sentence.",
    },
    "depth": {
        "id": "Tanda kurung bertumpuk terlalu dalam: paling banyak {limit} tingkat. Kurangilah.",
        "en": "Brackets are nested too deeply: at most {limit} levels. Use fewer.",
    },
    "prefix": {
        "id": "Tulis sedikitnya {limit} huruf sebelum tanda *: “{found}” terlalu pendek.",
        "en": "Write at least {limit} letters before *: “{found}” is too short.",
    },
    "wildcard": {
        "id": "Tulis tanda * hanya di akhir kata: “{found}” tidak dapat dicari.",
        "en": "Write * only at the end of a word: “{found}” cannot be searched.",
    },
    "distance": {
        "id": "Jarak NEAR dari 1 sampai {limit} kata, ini {found}. Tulis misalnya NEAR/10.",
        "en": "NEAR reaches 1 to {limit} words, not {found}. Write for example NEAR/10.",
    },
    "open-range": {
        "id": "“{found}” tidak punya awal atau akhir. Tulis keduanya, misalnya 2022-01..2022-12, "
        "atau pakai saringan Dari dan Sampai.",
        "en": "“{found}” has no beginning or no end. Write both, for example 2022-01..2022-12, "
        "or use the filters From and Until.",
    },
    "expansions": {
        "id": "Lebih dari {limit} kata cocok dengan “{found}”. Tulis beberapa huruf lagi, atau "
        "pilih satu katanya.",
        "en": "More than {limit} words fit “{found}”. Write some more letters, or choose one of "
        "the words.",
    },
}
"""The sentence of each limit: what it is, and what to do."""


def note_sentence(note: Note, language: str) -> str:
    """The note as a sentence in `language` ("id" or "en")."""
    return NOTES[note.code][language].format(
        detail=note.detail, query=note.query, reading=note.reading
    )


def refusal_sentence(refusal: QueryOverBudget, language: str) -> str:
    """Why a query was refused, as a sentence in `language` ("id" or "en")."""
    return REFUSALS[refusal.code][language].format(limit=refusal.limit, found=refusal.found)
