"""What a query may have meant beside what it says: notes that carry the other query, ready to use.

Nothing here changes what is searched: people do say "tahun lalu" on air, and "or" in a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from rapidfuzz.distance import OSA

from search.budget import LEAVES, MAX_CHARACTERS, MAX_DISTANCE
from search.dates import may_begin_a_date, read_spoken_days, write_filter
from search.labels import find_meant_label
from search.query import FIELDS
from search.tokens import PHRASE_DISTANCE, Token
from search.wording import Note

SMALL_OPERATORS = {"and": "AND", "or": "OR", "not": "NOT", "near": "NEAR"}
"""English operators in small letters. "dan", "atau", "bukan", "dekat" are everyday words."""

MEANT_FIELDS = {
    "nama": "tokoh", "orang": "tokoh", "pejabat": "tokoh", "person": "tokoh", "speaker": "tokoh",
    "name": "tokoh", "position": "jabatan", "office": "jabatan", "dinas": "lembaga",
    "instansi": "lembaga", "organisation": "lembaga", "organization": "lembaga",
    "tema": "topik", "topic": "topik", "subject": "topik", "acara": "program",
    "programme": "program", "radio": "stasiun", "station": "stasiun", "tgl": "tanggal",
    "date": "tanggal", "hari": "tanggal", "bulan": "tanggal", "month": "tanggal",
    "thn": "tahun", "year": "tahun", "sumber": "label", "source": "label",
    "verifikasi": "label", "verification": "label",
}  # fmt: skip
"""What people call a field that has another name here."""

LONGEST_SPOKEN = 5
"""Words: "Rabu tanggal 15 Juni 2022"."""

_FIELD = re.compile(r"([^\W\d_]+):(?=\w)")
_BEFORE = LEAVES | {"close"}
_BEHIND = LEAVES | {"open", "field"}


def list_offers(
    text: str, tokens: Sequence[Token], plain: Sequence[int], today: date
) -> Iterator[Note]:
    """Notes on the words of a query; `plain` numbers the tokens that were read as bare words."""
    for number in plain:
        yield from _offer_field(text, tokens[number])
    for token in tokens:
        yield from _offer_near(text, token)
    yield from _offer_operators(text, tokens, plain)
    for run in _list_runs(tokens, plain):
        yield from _offer_days(text, run, today)


def list_label_offers(text: str, mislabelled: Sequence[Token]) -> Iterator[Note]:
    """Notes on words that stand where a verification label should, with the label that is like."""
    for token in mislabelled:
        label = find_meant_label(token.text)
        meant = _replace(text, [(token.start, token.end, label)]) if label else ""
        yield Note("meant-label" if meant else "unknown-label", token.text, meant)


def _offer_field(text: str, token: Token) -> Iterator[Note]:
    if match := _FIELD.match(token.text):
        written = match[1]
        field = _find_field(written.lower())
        meant = _replace(text, [(token.start, token.start + len(written), field or "")])
        known = field and meant
        yield Note("meant-field", written, meant) if known else Note("unknown-field", written)


def _find_field(name: str) -> str | None:
    """The field that has this name with one letter wrong, or another name of it."""
    near = (field for field in FIELDS if OSA.distance(name, field, score_cutoff=1) <= 1)
    return MEANT_FIELDS.get(name) or next(near, None)


def _offer_near(text: str, token: Token) -> Iterator[Note]:
    """NEAR for a phrase with a distance as other engines write it."""
    if token.kind == "phrase" and (match := PHRASE_DISTANCE.search(token.written)):
        distance = min(max(int(match[1][:9] or 0), 1), MAX_DISTANCE)
        near = f" NEAR/{distance} ".join(token.text.split())
        meant = _replace(text, [(token.start, token.end, near)])
        yield Note("meant-near", match[0], meant or near)


def _offer_operators(text: str, tokens: Sequence[Token], plain: Sequence[int]) -> Iterator[Note]:
    small = [tokens[n] for n in plain if tokens[n].text in SMALL_OPERATORS and _joins(tokens, n)]
    capitals = [(token.start, token.end, SMALL_OPERATORS[token.text]) for token in small]
    if small and (meant := _replace(text, capitals)):
        yield Note("meant-operator", small[0].text, meant)


def _joins(tokens: Sequence[Token], number: int) -> bool:
    inside = 0 < number < len(tokens) - 1
    return inside and tokens[number - 1].kind in _BEFORE and tokens[number + 1].kind in _BEHIND


def _list_runs(tokens: Sequence[Token], plain: Sequence[int]) -> list[list[Token]]:
    """The bare words that stand side by side."""
    runs: list[list[Token]] = []
    for place, number in enumerate(plain):
        if place and plain[place - 1] == number - 1:
            runs[-1].append(tokens[number])
        else:
            runs.append([tokens[number]])
    return runs


def _offer_days(text: str, run: list[Token], today: date) -> Iterator[Note]:
    first = 0
    while first < len(run):
        words = _find_days(run[first : first + LONGEST_SPOKEN], today)
        first += max(1, len(words))
        if words and (found := read_spoken_days(_join(words), today)):
            start, end = words[0].start, words[-1].start + len(words[-1].text)
            if meant := _replace(text, [(start, end, write_filter(found.text))]):
                yield Note("meant-days", text[start:end], meant)


def _find_days(words: list[Token], today: date) -> list[Token]:
    """The longest beginning of these words that is a date; none where there is none."""
    if not may_begin_a_date(words[0].text):
        return []
    lengths = range(len(words), 0, -1)
    return next((words[:n] for n in lengths if read_spoken_days(_join(words[:n]), today)), [])


def _join(words: Sequence[Token]) -> str:
    return " ".join(token.text for token in words)


def _replace(text: str, changes: Sequence[tuple[int, int, str]]) -> str:
    """The text with other words in these places, from left to right; "" where it gets too long."""
    for start, end, words in reversed(changes):
        text = text[:start] + words + text[end:]
    return text if len(text) <= MAX_CHARACTERS else ""
