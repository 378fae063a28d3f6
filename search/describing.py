"""A search said back in words: what was understood, not what was typed.

describe(SearchRequest("anggaran \\"layanan publik\\"", {"tahun": ("2022",)}), "id")
-> 'pernyataan yang memuat anggaran dan "layanan publik", tahun 2022'
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from search.parsing import parse_query
from search.query import And, Everything, Fuzzy, Leaf, Node, Not, Or, Phrase, Prefix
from search.request import FILTERS, SearchRequest

Titles = Callable[[str, str], str]
"""The title of a value of a filter: ("tokoh", "ambo-sakka") -> "Ambo Sakka"."""

WORDS = {
    "id": {
        "and": "dan",
        "or": "atau",
        "without": "tanpa",
        "holding": "yang memuat",
        "prefix": "kata berawalan {text}",
        "fuzzy": "kata mirip {text}",
        "since": "sejak {day}",
        "until": "hingga {day}",
        "nothing": "semua",
    },
    "en": {
        "and": "and",
        "or": "or",
        "without": "without",
        "holding": "with",
        "prefix": "words beginning with {text}",
        "fuzzy": "words like {text}",
        "since": "since {day}",
        "until": "until {day}",
        "nothing": "all",
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
        "tahun": "tahun {text}",
    },
    "en": {
        "tokoh": "the name {text}",
        "jabatan": "the position {text}",
        "lembaga": "the organisation {text}",
        "topik": "the topic {text}",
        "program": "the programme {text}",
        "stasiun": "the station {text}",
        "tahun": "the year {text}",
    },
}

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


def describe(
    request: SearchRequest,
    language: str = "id",
    *,
    title: Titles = lambda name, value: value,
    format_day: Callable[[date], str] = date.isoformat,
) -> str:
    """The request as part of a sentence in "id" or "en"; no full stop, no capital.

    `title` gives the text of a filter's value, `format_day` that of `since` and `until`.
    Raises QueryOverBudget as parse_query does.
    """
    words = WORDS[language]
    root = parse_query(request.query).root
    subject = _subject(request, language)
    if isinstance(root, Everything):
        clauses = [f"{words['nothing']} {subject}"]
    elif isinstance(root, Not):
        clauses = [f"{subject} {_say(root, language)}"]
    else:
        clauses = [f"{subject} {words['holding']} {_say(root, language)}"]
    clauses += _filter_clauses(request, language, title)
    clauses += [words["since"].format(day=format_day(request.since))] if request.since else []
    clauses += [words["until"].format(day=format_day(request.until))] if request.until else []
    return ", ".join(clauses)


def _subject(request: SearchRequest, language: str) -> str:
    kinds = request.filters.get("jenis") or ("pernyataan",)
    return _list([KIND_NAMES[language].get(kind, kind) for kind in kinds], "or", language)


def _filter_clauses(request: SearchRequest, language: str, title: Titles) -> list[str]:
    phrases = FILTER_PHRASES[language]
    chosen = [(name, request.filters.get(name)) for name in FILTERS if name in phrases]
    return [
        phrases[name].format(titles=_list([title(name, v) for v in values], "or", language))
        for name, values in chosen
        if values
    ]


def _say(node: Node, language: str) -> str:
    match node:
        case And(parts):
            return _say_all(parts, language)
        case Or(parts):
            return _list([_bracket(part, language) for part in parts], "or", language)
        case Not(part):
            return f"{WORDS[language]['without']} {_bracket(part, language)}"
        case Everything():
            return ""
        case _:
            return _say_leaf(node, language)


def _say_all(parts: Sequence[Node], language: str) -> str:
    wanted = [_bracket(part, language) for part in parts if not isinstance(part, Not)]
    unwanted = [_say(part, language) for part in parts if isinstance(part, Not)]
    return ", ".join([_list(wanted, "and", language), *unwanted] if wanted else unwanted)


def _bracket(node: Node, language: str) -> str:
    said = _say(node, language)
    return f"({said})" if isinstance(node, And | Or | Not) else said


def _say_leaf(leaf: Leaf, language: str) -> str:
    words = WORDS[language]
    text = f'"{leaf.text}"' if isinstance(leaf, Phrase) else leaf.text
    if isinstance(leaf, Prefix):
        text = words["prefix"].format(text=text)
    if isinstance(leaf, Fuzzy):
        text = words["fuzzy"].format(text=text)
    return FIELD_PHRASES[language][leaf.field].format(text=text) if leaf.field else text


def _list(items: Sequence[str], joint: str, language: str) -> str:
    *before, last = items
    word = WORDS[language][joint]
    return f"{', '.join(before)} {word} {last}" if before else last
