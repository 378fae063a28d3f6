"""From the words that were said to the words that were quoted, step by step.

Words are equal that are compared as equal: without case, punctuation, quotation marks and hyphens.
The steps keep every word as it was written, so that they replay the one text and the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import Literal

from search.written import Written, tokens_of

Operation = Literal["equal", "drop", "insert", "replace"]
Step = tuple[Operation, str, str]
"""(operation, words as spoken, words as quoted)."""
Link = tuple[int, int]
"""Token i of the one text is token j of the other."""

_Group = tuple[int, int, int, int]  # i, end_i, j, end_j
"""Words from `i` to before `end_i` of the one text belong to those from `j` to `end_j`."""


def difference(spoken: Written, quoted: Written, links: Iterable[Link]) -> list[Step]:
    """The steps from `spoken` to `quoted`; `links` rise on both sides."""
    words = sorted({(spoken.places[i], quoted.places[j]) for i, j in links})
    return join_steps(_steps(spoken.words, quoted.words, list(_group(words))))


def join_steps(steps: Iterable[Step]) -> list[Step]:
    """The same steps, with neighbours of one operation as one."""
    joined: list[Step] = []
    for operation, run in groupby(steps, key=lambda step: step[0]):
        _, old, new = zip(*run, strict=True)
        joined.append((operation, " ".join(filter(None, old)), " ".join(filter(None, new))))
    return joined


def _group(links: Sequence[Link]) -> Iterator[_Group]:
    """Linked words, joined where a word of one side belongs to several of the other."""
    group: _Group | None = None
    for i, j in links:
        if group and (i < group[1] or j < group[3]):
            group = (group[0], max(group[1], i + 1), group[2], max(group[3], j + 1))
            continue
        if group:
            yield group
        group = (i, i + 1, j, j + 1)
    if group:
        yield group


def _steps(old: Sequence[str], new: Sequence[str], groups: list[_Group]) -> Iterator[Step]:
    start, end = (0, 0, 0, 0), (len(old), len(old), len(new), len(new))
    for before, group in pairwise([start, *groups, end]):
        yield from _step(old[before[1] : group[0]], new[before[3] : group[2]])
        yield from _step(old[group[0] : group[1]], new[group[2] : group[3]])


def _step(old: Sequence[str], new: Sequence[str]) -> Iterator[Step]:
    """One step between words that belong together; marks alone make no difference."""
    if not old and not new:
        return
    spoken, quoted = _tokens(old), _tokens(new)
    if spoken == quoted:
        operation: Operation = "equal"
    elif old and new:
        operation = "replace"
    else:
        operation = "drop" if old else "insert"
    yield operation, " ".join(old), " ".join(new)


def _tokens(words: Sequence[str]) -> list[str]:
    return [token for word in words for token in tokens_of(word)]
