"""The words in which a search is said back, in Indonesian and in English."""

from __future__ import annotations

WORDS = {
    "id": {
        "and": "dan",
        "or": "atau",
        "without": "tanpa {said}",
        "of kinds": "{kinds} yang memuat {said}",
        "of any kind": "semua yang memuat {said}",
        "all of kinds": "semua {kinds}",
        "all": "semua isi arsip",
        "prefix": "kata berawalan {text}",
        "fuzzy": "kata mirip {text}",
        "near": "dekat",
        "apart": "{said} (paling jauh {distance} kata)",
        "next to": "{said} (bersebelahan)",
        "also": "{text} (juga: {others})",
        "aside": "juga: {others}",
        "broadcast": "siaran {days}",
        "relative": "{text} ({days})",
        "day": "pada {days}",
        "month": "pada {days}",
        "year": "tahun {days}",
        "days": "dari {days}",
        "months": "dari {days}",
        "years": "tahun {days}",
        "to": "hingga",
        "since": "sejak {day}",
        "until": "hingga {day}",
    },
    "en": {
        "and": "and",
        "or": "or",
        "without": "without {said}",
        "of kinds": "{kinds} with {said}",
        "of any kind": "everything with {said}",
        "all of kinds": "all {kinds}",
        "all": "everything in the archive",
        "prefix": "words beginning with {text}",
        "fuzzy": "words like {text}",
        "near": "near",
        "apart": "{said} (at most {distance} words apart)",
        "next to": "{said} (side by side)",
        "also": "{text} (also: {others})",
        "aside": "also: {others}",
        "broadcast": "broadcasts {days}",
        "relative": "{text} ({days})",
        "day": "on {days}",
        "month": "in {days}",
        "year": "in {days}",
        "days": "from {days}",
        "months": "from {days}",
        "years": "from {days}",
        "to": "to",
        "since": "since {day}",
        "until": "until {day}",
    },
}

KIND_NAMES = {
    "id": {
        "pernyataan": "pernyataan",
        "episode": "episode",
        "tokoh": "tokoh",
        "lembaga": "lembaga",
        "topik": "topik",
        "segmen": "segmen",
    },
    "en": {
        "pernyataan": "statements",
        "episode": "episodes",
        "tokoh": "people",
        "lembaga": "organisations",
        "topik": "topics",
        "segmen": "segments",
    },
}

FIELD_PHRASES = {
    "id": {
        "tokoh": "nama tokoh {text}",
        "jabatan": "jabatan {text}",
        "lembaga": "lembaga {text}",
        "topik": "topik {text}",
        "program": "program {text}",
        "stasiun": "stasiun {text}",
        "label": "label {text}",
    },
    "en": {
        "tokoh": "the name {text}",
        "jabatan": "the position {text}",
        "lembaga": "the organisation {text}",
        "topik": "the topic {text}",
        "program": "the programme {text}",
        "stasiun": "the station {text}",
        "label": "the label {text}",
    },
}

ASIDE_PHRASES = {
    "id": {
        "tokoh": "dengan {said}",
        "jabatan": "dengan {said}",
        "lembaga": "dari {said}",
        "topik": "tentang {said}",
        "program": "dalam {said}",
        "stasiun": "di {said}",
        "label": "dengan {said}",
    },
    "en": {
        "tokoh": "with {said}",
        "jabatan": "with {said}",
        "lembaga": "from {said}",
        "topik": "about {said}",
        "program": "in {said}",
        "stasiun": "on {said}",
        "label": "with {said}",
    },
}
"""What a field says where it stands beside the words: "…, dari lembaga pendidikan"."""

FILTER_PHRASES = {
    "id": {
        "tokoh": "oleh {titles}",
        "jabatan": "oleh {titles}",
        "lembaga": "dari {titles}",
        "topik": "tentang {titles}",
        "program": "dalam program {titles}",
        "stasiun": "di {titles}",
        "label": "berlabel {titles}",
        "episode": "dalam episode {titles}",
        "tahun": "tahun {titles}",
    },
    "en": {
        "tokoh": "by {titles}",
        "jabatan": "by {titles}",
        "lembaga": "from {titles}",
        "topik": "about {titles}",
        "program": "in the programme {titles}",
        "stasiun": "on {titles}",
        "label": "labelled {titles}",
        "episode": "in the episode {titles}",
        "tahun": "in {titles}",
    },
}


def say_list(items: list[str], joint: str) -> str:
    """ "a, b dan c": what stands in a row, with a word before the last."""
    *before, last = items
    return f"{', '.join(before)} {joint} {last}" if before else last
