"""Did you mean: a query whose words the archive does not know, in words that it does know.

Only the archive's own words and names are proposed. A word counts as misspelt where it is found
nowhere, also not by its stem, or where a neighbour is spelt almost the same and far commoner.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from math import log

from search.analysis.shadows import shadow
from search.analysis.stemming import stem
from search.analysis.words import tokenise
from search.lexicon import Lexicon
from search.query import (
    And,
    Days,
    Everything,
    Leaf,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Query,
    Word,
    format_query,
)

SHORTEST = 4
"""Letters below which a word has too many neighbours to guess."""
LONG = 6
"""Letters from which two of them may be wrong."""
FAR_COMMONER = 50
"""A neighbour of a known word has to occur so many times as often."""
RARE = 3
"""Documents up to which a known word may be a misspelling in the transcripts."""
PARTS_AT_LEAST = 3
"""Documents in which both halves of a word written together have to occur."""
MOST_FORMS = 50
"""Words beginning with a stem that are looked at for other forms of it."""
NAMES = ("tokoh",)
UNCHECKED = ("label", "tanggal", "tahun")
"""Fields of names, and fields whose words are no words of the archive."""

ALIKE, APART, FIRST_LETTER, COMMON = 0.5, 0.9, 0.5, 0.8
"""What a correction costs, in letters: of one that sounds the same, of a space that was left out,
beside other letters of another first one; and what the commonest word gains on the rarest."""


def suggest(query: Query, words: Lexicon, names: Lexicon) -> str | None:
    """The query as it was probably meant, None where nothing of it looks misspelt.

    `words` are those of all texts, titles and names; `names` those that `tokoh:` looks into.
    """
    root = correct(query.root, words, names)
    return None if root == query.root else format_query(Query(root))


def correct(node: Node, words: Lexicon, names: Lexicon) -> Node:
    """The tree with misspelt words put right."""
    match node:
        case And(parts) | Or(parts):
            return replace(node, parts=tuple(correct(part, words, names) for part in parts))
        case Near(parts):
            return replace(node, parts=tuple(correct_leaf(part, words, names) for part in parts))
        case Not(part):
            return Not(correct(part, words, names))
        case Days() | Everything():
            return node
        case _:
            return correct_leaf(node, words, names)


def correct_leaf(leaf: Leaf, words: Lexicon, names: Lexicon) -> Leaf:
    """A word or a phrase put right; a prefix and a fuzzy word say themselves that they guess."""
    if leaf.field in UNCHECKED or not isinstance(leaf, Word | Phrase):
        return leaf
    return replace(leaf, text=correct_text(leaf.text, names if leaf.field in NAMES else words))


def correct_text(text: str, lexicon: Lexicon) -> str:
    """A text with its misspelt words replaced, everything else as typed."""
    written, place = [], 0
    for token in tokenise(text):
        better = correct_word(token.word, lexicon)
        if better is not None:
            written += [text[place : token.start], better]
            place = token.end
    return "".join([*written, text[place:]])


def correct_word(word: str, lexicon: Lexicon) -> str | None:
    """The word that was probably meant, None where this one may stand or nothing is like it.

    What is proposed may be a misspelling in the transcripts itself, and is put right then.
    """
    if len(word) < SHORTEST or not word.isalpha():
        return None
    count = lexicon.count(word)
    if count > RARE or (not count and is_known_by_stem(word, lexicon)):
        return None
    costs = dict(list_corrections(word, lexicon) if not count else list_twins(word, count, lexicon))
    best = min(costs, key=lambda found: (costs[found], found), default=None)
    return best and (correct_word(best, lexicon) or best)


def is_known_by_stem(word: str, lexicon: Lexicon) -> bool:
    """Whether other forms of the word are found: its stem, or what begins with it."""
    root = stem(word)
    if root != word and lexicon.count(root):
        return True
    forms = lexicon.list_starting(root)[:MOST_FORMS]
    return any(stem(lexicon.words[place]) == root for place in forms)


def list_corrections(word: str, lexicon: Lexicon) -> Iterator[tuple[str, float]]:
    """Words near an unknown one and two words that it may be, with what each costs."""
    sound = shadow(word)
    for spelling in {word, sound}:
        for found, distance, count in lexicon.list_near(spelling, 1 + (len(word) >= LONG)):
            yield found, cost_of(word, found, sound, distance, count, lexicon)
    for place in range(2, len(word) - 2):
        parts = word[:place], word[place:]
        rarer = min(map(lexicon.count, parts))
        if rarer >= PARTS_AT_LEAST:
            yield " ".join(parts), APART - commonness(rarer, lexicon)


def list_twins(word: str, count: int, lexicon: Lexicon) -> Iterator[tuple[str, float]]:
    """Far commoner words one letter away from a known one that is long or sounds the same."""
    sound = shadow(word)
    for found, distance, many in lexicon.list_near(word, 1):
        alike = len(word) >= LONG or shadow(found) == sound
        if distance and alike and many >= FAR_COMMONER * count:
            yield found, cost_of(word, found, sound, distance, many, lexicon)


def cost_of(
    word: str, found: str, sound: str, distance: int, count: int, lexicon: Lexicon
) -> float:
    """How far off a correction is, in letters, common words being nearer than rare ones."""
    letters = ALIKE if shadow(found) == sound else float(distance)
    first = 0.0 if found[0] == word[0] or letters == ALIKE else FIRST_LETTER
    return letters + first - commonness(count, lexicon)


def commonness(count: int, lexicon: Lexicon) -> float:
    """What a word gains by how common it is, from nothing to COMMON."""
    return COMMON * log(1 + count) / log(2 + lexicon.highest)
