"""Whether words descend from those that an identifier was minted for.

Step by step an identifier could walk away from them: what was merged into its statement may
outweigh what is left of its own, and would take it along when the statement is split again.
"""

from collections.abc import Iterator, Sequence

from archive.alignment.statements import Old
from archive.alignment.words import fold_words, match_words

RUN = 2
"""Words in a row that say that a text descends from another; a single word is a whole one."""


def find_own(row: Old, words: Sequence[str]) -> Sequence[int]:
    """The places in the folded `words` of a statement that its identifier was minted for.

    All of them where none is left: whoever wrote the statement anew word by word meant it.
    """
    if row.minted_for is None:
        return range(len(words))
    return hold_runs(fold_words(row.minted_for), words) or range(len(words))


def descends(row: Old, words: Sequence[str], after: Sequence[str]) -> bool:
    """Whether `after` holds any of the own ones among the `words` of a statement."""
    own = find_own(row, words)
    return bool(hold_runs([words[place] for place in own], after))


def hold_runs(words: Sequence[str], by: Sequence[str]) -> list[int]:
    """The places in `by` of the words that it holds, in runs."""
    places: list[int] = []
    for run in _runs(match_words([(words, by)])):
        if len(run) >= min(RUN, len(words)):
            places.extend(place for _, place in run)
    return places


def _runs(pairs: Sequence[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """The pairs in runs of neighbours on both sides."""
    run: list[tuple[int, int]] = []
    for pair in pairs:
        if run and (pair[0] - run[-1][0], pair[1] - run[-1][1]) != (1, 1):
            yield run
            run = []
        run.append(pair)
    if run:
        yield run
