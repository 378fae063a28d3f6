"""From the turns of a file to statements: record.md, "What a statement is".

Neighbouring turns that neither a label, a change of voice nor a silence parts make a run. A run
is cut after a turn that ends a sentence once 60 words are said; where more than 120 would be
left, at the last sentence end before 120, else at the last comma before 160, else at 160. What
an earlier revision had cut or joined (`keep`) stays so.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from types import MappingProxyType

from media.transcripts.markup import most_of
from media.transcripts.model import Marks, Spoken, Turn
from media.transcripts.sentences import ends_sentence, pauses
from media.transcripts.timecodes import to_milliseconds, to_seconds

SILENCE = 3000
"""Milliseconds; a longer silence ends a statement."""
ENOUGH = 60
"""Words after which a statement ends with the next turn that ends a sentence."""
LONG = 120
"""Words; a statement with more is split at a sentence end."""
LIMIT = 160
"""Words; where no sentence ends before LONG, a statement is split by here at the latest."""

_FAR = 1 << 62  # milliseconds after every mark

Keep = Mapping[int, bool]
_NOTHING_KEPT: Keep = MappingProxyType({})


def cut_statements(turns: Iterable[Turn], keep: Keep = _NOTHING_KEPT) -> list[Spoken]:
    """The statements of a transcript; every word of the turns stands in exactly one.

    Words are numbered from 0 through all turns, split at U+0020. `keep[i]` speaks of the
    boundary before word i: True, there is a cut; False, there is none, unless the file itself
    begins a statement or changes the voice there.
    """
    forced = sorted(word for word, cut in keep.items() if cut)
    statements: list[Spoken] = []
    for first, run in _runs(turns, keep):
        if len(run) == 1 and not forced and run[0].text.count(" ") < LONG:
            statements.append(_whole(run[0]))
        else:
            statements.extend(_cut(_lay_out(first, run), keep, forced))
    return statements


def _runs(turns: Iterable[Turn], keep: Keep) -> Iterator[tuple[int, list[Turn]]]:
    """Runs of turns with the number of their first word."""
    first, word = 0, 0
    run: list[Turn] = []
    for turn in turns:
        if not turn.text:
            continue
        if run and _parted(run[-1], turn, keep.get(word)):
            yield first, run
            first, run = word, []
        run.append(turn)
        word += turn.text.count(" ") + 1
    if run:
        yield first, run


def _parted(before: Turn, after: Turn, kept: bool | None) -> bool:
    if after.begins or before.speaker != after.speaker:
        return True
    if kept is not None or before.end is None or after.start is None:
        return bool(kept)
    return round((after.start - before.end) * 1000) > SILENCE


def _whole(turn: Turn) -> Spoken:
    marks = _own_marks(turn)
    return Spoken(turn.speaker, turn.start, turn.end, turn.text, marks, turn.line, turn.language)


def _own_marks(turn: Turn) -> Marks:
    """The marks of a turn, with its start as the first where it is known."""
    if turn.start is None or (turn.marks and turn.marks[0][0] == 0):
        return turn.marks
    return ((0, round(turn.start * 1000)), *turn.marks)


@dataclass(frozen=True, slots=True)
class _Run:
    """A run laid out as one text: offsets are its characters, words count from its start."""

    first: int  # the number of its first word in the transcript
    turns: Sequence[Turn]
    words: list[str]
    word_ends: list[int]  # per turn: the word after its last
    begins: list[int]  # per turn: offset of its first character
    marks: list[tuple[int, int]]


def _lay_out(first: int, turns: Sequence[Turn]) -> _Run:
    words: list[str] = []
    word_ends, begins = [], []
    marks: list[tuple[int, int]] = []
    offset = 0
    for turn in turns:
        words.extend(turn.text.split(" "))
        word_ends.append(len(words))
        begins.append(offset)
        _extend_rising(marks, _own_marks(turn), offset)
        offset += len(turn.text) + 1
    return _Run(first, turns, words, word_ends, begins, marks)


def _extend_rising(marks: list[tuple[int, int]], more: Marks, shift: int) -> None:
    """Append marks, leaving out those whose time lies before one already there."""
    for offset, milliseconds in more:
        if not marks or milliseconds >= marks[-1][1]:
            marks.append((offset + shift, milliseconds))


def _cut(run: _Run, keep: Keep, forced: Sequence[int]) -> Iterator[Spoken]:
    word, offset = 0, 0
    for end in _cuts(run, keep, forced):
        text = " ".join(run.words[word:end])
        yield _spoken(run, offset, text)
        word, offset = end, offset + len(text) + 1


def _cuts(run: _Run, keep: Keep, forced: Sequence[int]) -> Iterator[int]:
    """The word after each statement, forced cuts first, then the rules between them."""
    total = len(run.words)
    low = bisect_right(forced, run.first)
    high = bisect_left(forced, run.first + total)
    start = 0
    for stop in [*(word - run.first for word in forced[low:high]), total]:
        while start < stop:
            start = _next_cut(run, keep, start, stop)
            yield start


def _next_cut(run: _Run, keep: Keep, start: int, stop: int) -> int:
    """The word after the statement that starts at a word, in a run that stops at another."""
    if end := _joined_enough(run, keep, start, stop):
        return end
    if stop - start <= LONG:
        return stop
    return (
        _first(range(start + LONG, start, -1), run, keep, _sentence_ends)
        or _first(range(min(start + LIMIT, stop - 1), start, -1), run, keep, _pauses)
        or _at_limit(run, keep, start, stop)
    )


def _joined_enough(run: _Run, keep: Keep, start: int, stop: int) -> int | None:
    """The first end of a turn, 60 to 120 words on, that is also the end of a sentence."""
    low = bisect_left(run.word_ends, start + ENOUGH)
    high = bisect_right(run.word_ends, min(start + LONG, stop - 1))
    return _first(run.word_ends[low:high], run, keep, _sentence_ends)


def _first(
    words: Iterable[int], run: _Run, keep: Keep, fits: Callable[[_Run, int], bool]
) -> int | None:
    """The first of the boundaries, in the order given, that fits and is not forbidden."""
    allowed = (word for word in words if keep.get(run.first + word) is not False)
    return next((word for word in allowed if fits(run, word)), None)


def _sentence_ends(run: _Run, word: int) -> bool:
    return ends_sentence(run.words[word - 1], run.words[word])


def _pauses(run: _Run, word: int) -> bool:
    return pauses(run.words[word - 1])


def _at_limit(run: _Run, keep: Keep, start: int, stop: int) -> int:
    """Word 160; where a cut is forbidden there, the nearest one before it, else after it."""
    if stop - start <= LIMIT:
        return stop
    nearest = range(start + LIMIT, start, -1)
    beyond = range(start + LIMIT + 1, stop)
    return _first(chain(nearest, beyond), run, keep, lambda _run, _word: True) or stop


def _spoken(run: _Run, offset: int, text: str) -> Spoken:
    """The statement whose text stands at an offset of a run."""
    end_offset = offset + len(text)
    first = bisect_right(run.begins, offset) - 1
    last = bisect_right(run.begins, end_offset) - 1
    start = _start_at(run, offset, first)
    end = _end_at(run, end_offset, first, last)
    if start is not None and end is not None and end < start:
        end = None
    turn = run.turns[first]
    marks = _marks_between(run, offset, end_offset, start)
    return Spoken(
        turn.speaker,
        to_seconds(start),
        to_seconds(end),
        text,
        marks,
        turn.line,
        _language_between(run, offset, end_offset, range(first, last + 1)),
    )


def _language_between(run: _Run, offset: int, end_offset: int, turns: range) -> str | None:
    """The language of most letters between two offsets, which these turns share."""
    letters: Counter[str | None] = Counter()
    for index in turns:
        begin, turn = run.begins[index], run.turns[index]
        shared = min(end_offset, begin + len(turn.text)) - max(offset, begin)
        letters[turn.language] += max(shared, 0)
    return most_of(letters)


def _start_at(run: _Run, offset: int, index: int) -> int | None:
    """Milliseconds at which the word at an offset begins, estimated within a turn."""
    if offset == run.begins[index]:
        return to_milliseconds(run.turns[index].start)
    return _estimate(run, offset, index)


def _end_at(run: _Run, end_offset: int, first: int, last: int) -> int | None:
    """Milliseconds at which the text up to an offset ends: the latest end of its turns."""
    final = run.turns[last]
    if end_offset < run.begins[last] + len(final.text):
        end = _estimate(run, end_offset + 1, last)
    else:
        end = to_milliseconds(final.end)
    if end is None:
        return None
    earlier = (to_milliseconds(turn.end) or 0 for turn in run.turns[first:last])
    return max(end, *earlier, 0)


def _estimate(run: _Run, offset: int, index: int) -> int | None:
    """Milliseconds at an offset inside a turn, in proportion to the letters between two marks."""
    turn, begin = run.turns[index], run.begins[index]
    at = bisect_right(run.marks, (offset, _FAR))
    if at == 0 or run.marks[at - 1][0] < begin:
        return None
    (low, before), end_offset = run.marks[at - 1], begin + len(turn.text)
    if low == offset:
        return before
    if at < len(run.marks) and run.marks[at][0] < end_offset:
        high, after = run.marks[at]
    elif turn.end is not None:
        high, after = end_offset, round(turn.end * 1000)
    else:
        return None
    return before + max(0, after - before) * (offset - low) // (high - low)


def _marks_between(run: _Run, offset: int, end_offset: int, start: int | None) -> Marks:
    low = bisect_left(run.marks, (offset, 0))
    high = bisect_left(run.marks, (end_offset, 0))
    marks = tuple((at - offset, milliseconds) for at, milliseconds in run.marks[low:high])
    if start is None or (marks and marks[0][0] == 0):
        return marks
    return ((0, start), *marks)
