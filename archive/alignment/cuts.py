"""Cuts that were ours, not the file's, stay where they were (record.md "What a statement is")."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from archive.alignment.holding import Words, slide
from archive.alignment.statements import Old
from archive.alignment.words import fold_word, match_words
from media.transcripts.statements import LONG

_FARTHEST = 40
"""Words that may have come between two others before a cut between these is forgotten."""
_SENTENCE_ENDS = (".", "?", "!", "…", '."', '?"', '!"', ".”", "?”", "!”")


def keep_cuts(
    old: Sequence[Old], words: Sequence[str], *, cues: bool, unlabelled: bool = False
) -> Mapping[int, bool]:
    """The `keep` of `media.transcripts.cut_statements` for a file that follows on `old`.

    `words` are all words of the new file, in order. For the boundary before word n of it, True
    says that an earlier cut lies there, False that its neighbours stood together in one
    statement; nothing is said where the file itself had cut, or where words are new.

    `cues`: the earlier revision came from a format of cues, so its cuts within a voice were ours;
    else only those were that keep a statement from growing too long. `unlabelled`: the new file
    names no speakers, so that earlier changes of voice are kept as well.
    """
    old_words = Words([row.text for row in old])
    pairs = match_words([(old_words.all, [fold_word(word) for word in words])])
    pairs = slide(old_words.all, old_words.firsts, pairs)
    cuts = set(old_words.firsts[1:-1])
    ours = {old_words.firsts[n] for n in _our_cuts(old, old_words, cues, unlabelled)}
    keep: dict[int, bool] = {}
    for (i, j), (next_i, next_j) in pairwise(pairs):
        if next_i != i + 1 or next_j - j > _FARTHEST:
            continue
        if next_i in ours:
            keep[_cut_between(words, j, next_j)] = True
        elif next_i not in cuts and next_j == j + 1:
            keep[next_j] = False
    return keep


def _our_cuts(old: Sequence[Old], old_words: Words, cues: bool, unlabelled: bool) -> Iterator[int]:
    """Numbers of the old statements before which the cut was ours."""
    lengths = [len(words) for words in old_words.of_statement]
    for n in range(1, len(old)):
        too_long = lengths[n - 1] + lengths[n] > LONG
        if (cues or too_long) if old[n - 1].voice == old[n].voice else unlabelled:
            yield n


def _cut_between(words: Sequence[str], before: int, after: int) -> int:
    """Where between words `before` and `after` a cut lies, should words have come between them.

    After the last of these that ends a sentence, else before `after`: a statement is rather
    continued than begun with half a sentence.
    """
    ends = (n + 1 for n in range(after - 1, before - 1, -1) if words[n].endswith(_SENTENCE_ENDS))
    return next(ends, after)
