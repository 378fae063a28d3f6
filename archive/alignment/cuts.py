"""Cuts that were ours, not the file's, stay where they were (record.md "What a statement is")."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from archive.alignment.holding import Words, slide
from archive.alignment.statements import Old
from archive.alignment.words import fold_word, match_words
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
    Nothing is said where the file itself had cut, where a word beside a cut is gone, or where
    much is new.

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
    for (i, j), (next_i, next_j) in pairwise(pairs):
        if next_i == i + 1 and next_i in ours and next_j - j <= FARTHEST:
            keep[_cut_between(words, j, next_j)] = True
        elif cuts.isdisjoint(range(i + 1, next_i + 1)) and max(next_i - i, next_j - j) <= FARTHEST:
            keep.update(_no_cut_between(words, j, next_j))
    return keep


def _our_cuts(old: Words[Old], cues: bool, unlabelled: bool) -> Iterator[int]:
    """Numbers of the old statements before which the cut was ours."""
    for n, (one, other) in enumerate(pairwise(old.rows), start=1):
        too_long = len(old.of_statement[n - 1]) + len(old.of_statement[n]) > LONG
        if (cues or too_long) if one.voice == other.voice else unlabelled:
            yield n


def _cut_between(words: Sequence[str], before: int, after: int) -> int:
    """Where between words `before` and `after` a cut lies, should words have come between them.

    After the last of these that ends a sentence, else before `after`: a statement is rather
    continued than begun with half a sentence.
    """
    places = range(after, before, -1)
    return next((place for place in places if ends_sentence(words[place - 1], words[place])), after)


def _no_cut_between(words: Sequence[str], before: int, after: int) -> Iterator[tuple[int, bool]]:
    """The places between two words that stood in one statement; new sentences may begin one."""
    for place in range(before + 1, after + 1):
        if after == before + 1 or not ends_sentence(words[place - 1], words[place]):
            yield place, False
