"""Cuts that were ours, not the file's, stay where they were (record.md "What a statement is")."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from archive.alignment.holding import Words, slide
from archive.alignment.statements import Old
from archive.alignment.words import Pair, fold_word, match_words
from media.transcripts.sentences import ends_sentence
from media.transcripts.statements import LONG

FARTHEST = 20
"""Words; two that are farther apart on either side say nothing of what lies between them."""


def keep_cuts(
    old: Sequence[Old], words: Sequence[str], *, cues: bool, unlabelled: bool = False
) -> Mapping[int, bool]:
    """The `keep` of `media.transcripts.cut_statements` for a file that follows on `old`.

    `words` are all words of the new file, in order. For the boundary before word n of it, True
    says that an earlier cut lies there, False that it lies inside of what was one statement.
    Nothing is said where the file itself had cut, where both words beside a cut are gone, or
    where much is new.

    `cues`: one of both files is in a format of cues, which knows no statements; so all earlier
    cuts within a voice are ours to keep, else only those that part what would be too long.
    `unlabelled`: the new file names no speakers, so that earlier changes of voice are kept too.
    """
    earlier = Words(old)
    pairs = match_words([(earlier.all, [fold_word(word) for word in words])])
    pairs = slide(earlier.all, earlier.firsts, pairs)
    cuts = set(earlier.firsts[1:-1])
    ours = {earlier.firsts[n] for n in _our_cuts(earlier, cues, unlabelled)}
    keep: dict[int, bool] = {}
    for one, other in pairwise(pairs):
        if max(other[0] - one[0], other[1] - one[1]) > FARTHEST:
            continue
        inside = range(one[0] + 1, other[0] + 1)
        for cut in ours.intersection(inside):
            if place := _cut_between(words, cut, one, other):
                keep[place] = True
        if cuts.isdisjoint(inside):
            keep.update(_no_cut_between(words, one[1], other[1]))
    return keep


def _our_cuts(old: Words[Old], cues: bool, unlabelled: bool) -> Iterator[int]:
    """Numbers of the old statements before which the cut was ours."""
    for n, (one, other) in enumerate(pairwise(old.rows), start=1):
        too_long = len(old.of_statement[n - 1]) + len(old.of_statement[n]) > LONG
        if (cues or too_long) if one.voice == other.voice else unlabelled:
            yield n


def _cut_between(words: Sequence[str], cut: int, one: Pair, other: Pair) -> int | None:
    """Where a cut lies today that lay before old word `cut`, between two words that are known.

    Beside the one that stood beside it; nowhere, should neither have done so. Where both did and
    words have come between them, after the last of these that ends a sentence, else before the
    second one: a statement is rather continued than begun with half a sentence.
    """
    (i, j), (next_i, next_j) = one, other
    if i + 1 == cut == next_i:
        places = range(next_j, j, -1)
        ended = (place for place in places if ends_sentence(words[place - 1], words[place]))
        return next(ended, next_j)
    if i + 1 == cut:
        return j + 1
    return next_j if cut == next_i else None


def _no_cut_between(words: Sequence[str], before: int, after: int) -> Iterator[tuple[int, bool]]:
    """The places between two words that stood in one statement; new sentences may begin one."""
    for place in range(before + 1, after + 1):
        if after == before + 1 or not ends_sentence(words[place - 1], words[place]):
            yield place, False
