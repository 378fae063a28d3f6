"""How the time of a search grows with the archive.

Rare words are made-up names that about ten statements hold, whatever the size: their cost should
stay. Common words are held by the same share of the statements at every size: theirs may grow as
the archive does.
"""

from collections.abc import Iterator

import numpy as np

from bench.peers.peer import Peer
from bench.questions import Question
from bench.statements import NAMES, SHARES, zipf
from bench.vocabulary import FUNCTION_WORDS, name_of
from search.analysis.stemming import stem

WORDS_OF_STATEMENT = 50  # about
HELD_BY = 12
NEARLY = range(10, 15)
ASKED = 10


def choose_rare(peer: Peer, size: int) -> list[Question]:
    """Names that few of `size` statements hold."""
    return [question for _, question in zip(range(ASKED), _list_rare(peer, size), strict=False)]


def choose_common() -> list[Question]:
    """The commonest words of talk."""
    ranked = sorted(FUNCTION_WORDS, key=lambda word: -FUNCTION_WORDS[word])
    return [Question("common", (word,)) for word in ranked if stem(word) == word][:ASKED]


def _list_rare(peer: Peer, size: int) -> Iterator[Question]:
    for number in range(_rank_held_by(HELD_BY, size), NAMES):
        word = name_of(number).lower()
        question = Question("rare", (word,))
        if stem(word) == word and peer.count(question) in NEARLY:
            yield question


def _rank_held_by(statements: int, size: int) -> int:
    """The rank of a name that so many of `size` statements hold on average."""
    weights = zipf(NAMES, 20, 1.05)
    expected = size * WORDS_OF_STATEMENT * SHARES["name"] * weights / weights.sum()
    return min(int(np.searchsorted(-expected, -statements)), NAMES - 100 * ASKED)
