"""What a file cannot say is kept from the words of the earlier revision: times and speakers."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import inf, isnan, nan

from numpy import interp

from archive.alignment.holding import Words, keep_runs, pair_words
from archive.alignment.statements import New, Old, comparable, has_voices
from archive.alignment.words import Pair, match_words

Marks = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Carried:
    """What a new statement takes over: seconds, marks (character, milliseconds), a voice.

    None or empty where the file says it itself, or where no word of the statement was known.
    """

    start: float | None = None
    end: float | None = None
    marks: Marks = ()
    voice: str | None = None


def carry_times(
    old: Sequence[Old], new: Sequence[New], identifiers: Sequence[str | None] = ()
) -> tuple[Carried, ...]:
    """Per new statement, what its words keep from `old`.

    Times and marks where the statement has no start; the voice where no statement of the file has
    one. `identifiers`, as `align` gives them, let statements that moved keep their times too. A
    moment that no mark gives is estimated from the marks around it.
    """
    if not old:
        return (Carried(),) * len(new)
    before, after = Words(old), Words(new)
    by_statement = _pairs_by_statement(before, after)
    for n, o in _moved(before, identifiers, by_statement):
        layer = (before.of_statement[o], after.of_statement[n])
        by_statement[n] = [(before.firsts[o] + i, j) for i, j in match_words([layer])]
    clock, unvoiced = _Clock(before), not has_voices(new)
    return tuple(_carry(row, by_statement[n], clock, unvoiced) for n, row in enumerate(new))


Source = tuple[int, int]
"""(number of an old statement, number of a word in it, from 0)."""


def trace_words(
    old: Sequence[Old], new: Sequence[New], identifiers: Sequence[str | None] = ()
) -> list[list[Source | None]]:
    """Per new statement and word of it, which word of `old` it is; None where it is none of them.

    `identifiers` as for `carry_times`.
    """
    before, after = Words(old), Words(new)
    by_statement = _pairs_by_statement(before, after) if old else {}
    for n, o in _moved(before, identifiers, by_statement):
        layer = (before.of_statement[o], after.of_statement[n])
        by_statement[n] = [(before.firsts[o] + i, j) for i, j in match_words([layer])]
    traced: list[list[Source | None]] = []
    for n, words in enumerate(after.of_statement):
        sources = {j: i for i, j in by_statement.get(n, ())}
        traced.append([_source(before, sources.get(j)) for j in range(len(words))])
    return traced


def _source(before: Words[Old], word: int | None) -> Source | None:
    """The statement that holds a word of all, and the number of the word in it."""
    if word is None:
        return None
    o = before.statements[word]
    return o, word - before.firsts[o]


def _pairs_by_statement(before: Words[Old], after: Words[New]) -> dict[int, list[Pair]]:
    """Number of a new statement -> (old word of all, word of the statement) that are one."""
    pairs = pair_words(Words(comparable(before.rows, after.rows)), after, {})
    by_statement: dict[int, list[Pair]] = defaultdict(list)
    for i, j in keep_runs(pairs, before, after):
        n = after.statements[j]
        by_statement[n].append((i, j - after.firsts[n]))
    return by_statement


def _moved(
    old: Words[Old], identifiers: Sequence[str | None], by_statement: Mapping[int, list[Pair]]
) -> list[tuple[int, int]]:
    """(new, old number) of statements that kept an identifier but no word in sequence."""
    numbers = {row.id: o for o, row in enumerate(old.rows)}
    kept = ((n, numbers[name]) for n, name in enumerate(identifiers) if name in numbers)
    return [
        (n, o) for n, o in kept if all(old.statements[i] != o for i, _ in by_statement.get(n, ()))
    ]


class _Clock:
    """When each word of the old statements was said, in milliseconds, as far as that is known.

    `begins` and `ends` per word, estimated between marks; `marked` only where a mark stands.
    """

    def __init__(self, old: Words[Old]) -> None:
        self.rows = old.rows
        self.firsts = old.firsts
        self.statements = old.statements
        self.begins: list[float | None] = []
        self.ends: list[float | None] = []
        self.marked: dict[int, int] = {}
        for row, first in zip(old.rows, self.firsts, strict=False):
            offsets = _word_offsets(row.text)
            moments = _moments(row, [*offsets[:-1], len(row.text)])
            self.begins.extend(moments[:-1])
            self.ends.extend(moments[1:])
            places = {offset: first + n for n, offset in enumerate(offsets)}
            self.marked.update((places[at], ms) for at, ms in row.marks if at in places)

    def voice(self, word: int) -> str | None:
        """Who said the word."""
        return self.rows[self.statements[word]].voice

    def begin(self, word: int, lead: int) -> float | None:
        """When the speech began that runs up to `word` with `lead` new words before it."""
        return self.begins[max(word - lead, self.firsts[self.statements[word]])]

    def end(self, word: int, rest: int) -> float | None:
        """When the speech ended that goes on after `word` for `rest` new words."""
        return self.ends[min(word + rest, self.firsts[self.statements[word] + 1] - 1)]


def _word_offsets(text: str) -> list[int]:
    """The character at which each word begins, and the one at which a next one would."""
    return [0, *accumulate(len(word) + 1 for word in text.split(" "))]


def _moments(row: Old, offsets: Sequence[int]) -> list[float | None]:
    """Milliseconds at each of the rising character offsets, on straight lines between marks.

    None before the first moment that is known and after the last.
    """
    known = dict(row.marks)
    if row.start is not None:
        known.setdefault(0, round(row.start * 1000))
    if row.end is not None:
        known[len(row.text)] = round(row.end * 1000)
    if not known:
        return [None] * len(offsets)
    at = sorted(known)
    moments = interp(offsets, at, [known[offset] for offset in at], left=nan, right=nan)
    return [None if isnan(moment) else float(moment) for moment in moments]


def _carry(row: New, pairs: Sequence[Pair], clock: _Clock, unvoiced: bool) -> Carried:
    """What `row` keeps; `pairs` are (old word of all, word of `row`)."""
    if not pairs:
        return Carried()
    voice = _most_common(clock.voice(i) for i, _ in pairs) if unvoiced else None
    if row.start is not None:
        return Carried(voice=voice)
    offsets = _word_offsets(row.text)
    start, end = clock.begin(*pairs[0]), clock.end(pairs[-1][0], len(offsets) - 2 - pairs[-1][1])
    if start is None:
        return Carried(voice=voice)
    marked = [(offsets[j], clock.marked[i]) for i, j in pairs if i in clock.marked]
    marks = _rising([(0, round(start)), *marked], inf if end is None else end)
    return Carried(start / 1000, None if end is None else max(start, end) / 1000, marks, voice)


def _most_common(voices: Iterable[str | None]) -> str | None:
    """The voice of most words; the first one where several have as many."""
    return Counter(voices).most_common(1)[0][0]


def _rising(marks: Sequence[tuple[int, int]], end: float) -> Marks:
    """The marks that rise in both characters and time and lie before the end."""
    kept = [marks[0]]
    for offset, moment in marks[1:]:
        if offset > kept[-1][0] and kept[-1][1] < moment <= end:
            kept.append((offset, moment))
    return tuple(kept)
