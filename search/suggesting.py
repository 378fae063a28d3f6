"""Did you mean: a query whose words the archive does not know, in words that it does know.

Only the archive's own words and names are proposed. A word counts as misspelt where it is found
nowhere, also not by its stem, or where a neighbour is spelt almost the same and far commoner. A
word or an abbreviation that the language has is never taken for another, though nobody said it
here; names can be spelt in any way.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import log

from search.analysis.abbreviations import find_expansions
from search.analysis.roots import is_known_stem
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
    list_leaves,
)

SHORTEST = 4
"""Letters below which a word has too many neighbours to guess."""
SHORTEST_AMONG_KNOWN = 3
"""The same where all other words of the query are known, so that a guess can be tried."""
PASSES = 2
"""A short word may be tried once the others have been put right."""
SHORTEST_PART = 4
"""Letters of each half at least, where a known word is taken for two written together."""
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
    root = query.root
    for _ in range(PASSES):
        root = Corrector(words, names, shortest_of(root, words, names)).correct(root)
    return None if root == query.root else format_query(Query(root))


def shortest_of(root: Node, words: Lexicon, names: Lexicon) -> int:
    """The letters that a word must have to be put right: fewer where it alone is unknown."""
    unknown = [
        lexicon.count(token.word) == 0 and not is_known_by_stem(token.word, lexicon)
        for leaf in list_leaves(root)
        if leaf.field not in UNCHECKED
        for lexicon in (names if leaf.field in NAMES else words,)
        for token in tokenise(leaf.text)
    ]
    return SHORTEST_AMONG_KNOWN if len(unknown) > 1 and sum(unknown) == 1 else SHORTEST


@dataclass(frozen=True, slots=True)
class Corrector:
    """Puts trees right in words that occur; words shorter than `shortest` may stand."""

    words: Lexicon
    names: Lexicon
    shortest: int

    def correct(self, node: Node) -> Node:
        """The tree with misspelt words put right."""
        match node:
            case And(parts) | Or(parts):
                return replace(node, parts=tuple(map(self.correct, parts)))
            case Near(parts):
                return replace(node, parts=tuple(map(self.correct_leaf, parts)))
            case Not(part):
                return Not(self.correct(part))
            case Days() | Everything():
                return node
            case _:
                return self.correct_leaf(node)

    def correct_leaf(self, leaf: Leaf) -> Leaf:
        """A word or a phrase put right; a prefix and a fuzzy word say that they guess."""
        if leaf.field in UNCHECKED or not isinstance(leaf, Word | Phrase):
            return leaf
        of_name = leaf.field in NAMES
        return replace(leaf, text=self.correct_text(leaf.text, of_name=of_name))

    def correct_text(self, text: str, *, of_name: bool) -> str:
        """A text with its misspelt words replaced, everything else as typed."""
        lexicon = self.names if of_name else self.words
        written, place = [], 0
        for token in tokenise(text):
            known = not of_name and is_of_language(token.word)
            short = len(token.word) < self.shortest
            better = None if short else correct_word(token.word, lexicon, known=known)
            if better is not None:
                written += [text[place : token.start], better]
                place = token.end
        return "".join([*written, text[place:]])


def correct_word(word: str, lexicon: Lexicon, *, known: bool = False) -> str | None:
    """The word that was probably meant, None where this one may stand or nothing is like it.

    What is proposed may be a misspelling in the transcripts itself, and is put right then. A word
    that is `known` to the language can only be two that were written together.
    """
    if not word.isalpha():
        return None
    count = lexicon.count(word)
    if count > RARE or (not count and is_known_by_stem(word, lexicon)):
        return None
    costs = dict(list_costs(word, count, lexicon, known=known))
    best = min(costs, key=lambda found: (costs[found], found), default=None)
    return best and (correct_word(best, lexicon, known=is_of_language(best)) or best)


def list_costs(
    word: str, count: int, lexicon: Lexicon, *, known: bool
) -> Iterator[tuple[str, float]]:
    """What may have been meant by a word that occurs so often, with what each costs."""
    if known:
        yield from () if count else list_parts(word, SHORTEST_PART, lexicon)
    elif len(word) >= SHORTEST and count:
        yield from list_twins(word, count, lexicon)
    elif not count:
        yield from list_corrections(word, lexicon)
        yield from list_parts(word, 2, lexicon)


def is_of_language(word: str) -> bool:
    """Whether the language has the word or a form of it, or government the abbreviation."""
    return is_known_stem(stem(word)) or bool(find_expansions(word))


def is_known_by_stem(word: str, lexicon: Lexicon) -> bool:
    """Whether other forms of the word are found: its stem, or what begins with it."""
    root = stem(word)
    if root != word and lexicon.count(root):
        return True
    forms = lexicon.list_starting(root)[:MOST_FORMS]
    return any(stem(lexicon.words[place]) == root for place in forms)


def list_corrections(word: str, lexicon: Lexicon) -> Iterator[tuple[str, float]]:
    """Words near an unknown one, with what each costs."""
    sound = shadow(word)
    for spelling in {word, sound}:
        for found, distance, count in lexicon.list_near(spelling, 1 + (len(word) >= LONG)):
            yield found, cost_of(word, found, sound, distance, count, lexicon)


def list_parts(word: str, shortest: int, lexicon: Lexicon) -> Iterator[tuple[str, float]]:
    """Two words that an unknown one may be, each of so many letters, with what they cost."""
    for place in range(shortest, len(word) - shortest + 1):
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
