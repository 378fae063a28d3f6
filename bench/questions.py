"""The questions that every engine is asked: 98 of 11 kinds, chosen by rule from a lexicon.

Words are stems that are their own stem, taken by how many statements hold them; the same lexicon
gives the same questions. A plain word is looked up among the stems, a phrase and the beginning of
a word among the words as spoken.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from random import Random

from bench.statements import PEOPLE, Corpus, speaker_of
from search.analysis.stemming import stem
from search.budget import MAX_EXPANSIONS

RARE, MID, UPPER, COMMON = (3, 40), (5e-4, 5e-3), (5e-3, 3e-2), 25
"""Rare: in so many statements. Middling, upper: in such a share. Common: the first so many."""

COUNTS = {
    "rare": 10, "mid": 10, "common": 8, "and2": 8, "or3": 8, "phrase": 10, "prefix": 8,
    "filter": 12, "sortdate": 8, "facets": 8, "highlight": 8,
}  # fmt: skip
PREFIX = 4  # letters
PERSONS = (0, PEOPLE + 3, 7, PEOPLE + 12, 4, PEOPLE, 9, PEOPLE + 5, 3, PEOPLE + 30, 2, 1)
"""Busy guests, and hosts."""
PERIODS = ((2016, 2019), (2018, 2022), (2020, 2025))


@dataclass(frozen=True, slots=True)
class Question:
    """Words to look for, and within what; everybody fetches the stored fields of 20 statements.

    kind: "and2" all words, "or3" and "highlight" any of them, "phrase" side by side, "prefix" any
    word that begins so; "filter" one word, of a person and a period; "sortdate" the latest first;
    "facets" one word, and how many statements of each person, topic and year hold it.
    """

    kind: str
    words: tuple[str, ...]
    person: str | None = None
    since: date | None = None
    until: date | None = None

    @property
    def typed(self) -> str:
        """The words as a person types them into Gaung."""
        if self.kind in ("or3", "highlight"):
            return " OR ".join(self.words)
        form = {"phrase": '"{}"', "prefix": "{}*"}.get(self.kind, "{}")
        return form.format(" ".join(self.words))


class Bands:
    """The words of a lexicon by how common they are."""

    def __init__(
        self, counts: dict[str, int], spoken: Iterable[str], size: int, corpus: Corpus
    ) -> None:
        own = sorted(word for word in counts if _is_plain(word))
        self.rare = [word for word in own if RARE[0] <= counts[word] <= RARE[1]]
        self.mid = _within(own, counts, MID, size)
        self.upper = _within(own, counts, UPPER, size)
        self.common = sorted(own, key=lambda word: (-counts[word], word))[:COMMON]
        begun = Counter(word[:PREFIX] for word in spoken)
        starts = sorted({word[:PREFIX] for word in self.upper if len(word) > PREFIX})
        self.beginnings = [start for start in starts if begun[start] <= MAX_EXPANSIONS]
        said = (
            [str(w).lower() for w in pair] for pair in corpus.lexicon.words[corpus.lexicon.pairs]
        )
        self.pairs = [tuple(pair) for pair in islice(said, 200) if all(map(str.isalpha, pair))]


def choose_questions(
    counts: dict[str, int], spoken: Iterable[str], size: int, corpus: Corpus
) -> list[Question]:
    """The questions for `size` statements; `counts`: stem -> how many of them hold it.

    `spoken` are all words as spoken: we refuse a beginning that too many of them have.
    """
    random, bands = Random(5), Bands(counts, spoken, size, corpus)
    return [q for kind in COUNTS for q in _CHOOSERS[kind](bands, random, kind, COUNTS[kind])]


def _is_plain(word: str) -> bool:
    return len(word) > 2 and word.isascii() and word.isalpha() and stem(word) == word


def _within(
    words: Iterable[str], counts: dict[str, int], band: tuple[float, float], size: int
) -> list[str]:
    return [word for word in words if band[0] * size <= counts[word] < band[1] * size]


def _single(bands: Bands, random: Random, kind: str, count: int) -> Iterator[Question]:
    words = {"rare": bands.rare, "mid": bands.mid, "common": bands.common[:12]}[kind]
    return (Question(kind, (word,)) for word in random.sample(words, count))


def _turns(bands: Bands, number: int) -> Sequence[str]:
    return bands.common if number % 2 else bands.upper


def _and2(bands: Bands, random: Random, kind: str, count: int) -> Iterator[Question]:
    for n in range(count):
        yield Question(kind, _distinct(random, bands.upper, _turns(bands, n)))


def _or3(bands: Bands, random: Random, kind: str, count: int) -> Iterator[Question]:
    for n in range(count):
        yield Question(kind, _distinct(random, bands.mid, bands.upper, _turns(bands, n)))


def _phrase(bands: Bands, random: Random, kind: str, count: int) -> Iterator[Question]:
    """Words that like to stand together, and two pairs of the commonest words there are."""
    pairs = [*random.sample(bands.pairs, count - 2), ("yang", "di"), ("dan", "yang")]
    return (Question(kind, tuple(pair)) for pair in pairs)


def _prefix(bands: Bands, random: Random, kind: str, count: int) -> Iterator[Question]:
    return (Question(kind, (start,)) for start in random.sample(bands.beginnings, count))


def _filter(bands: Bands, random: Random, kind: str, count: int) -> Iterator[Question]:
    for n in range(count):
        word = random.choice(bands.mid if n % 2 else bands.upper)
        first, last = PERIODS[n % len(PERIODS)]
        person = speaker_of(PERSONS[n % len(PERSONS)]).slug
        yield Question(kind, (word,), person, date(first, 1, 1), date(last, 12, 31))


def _alternating(bands: Bands, random: Random, kind: str, count: int) -> Iterator[Question]:
    return (Question(kind, (random.choice(_turns(bands, n)),)) for n in range(count))


def _highlight(bands: Bands, random: Random, kind: str, count: int) -> Iterator[Question]:
    return (Question(kind, _distinct(random, bands.upper, bands.mid)) for _ in range(count))


def _distinct(random: Random, *bands: Sequence[str]) -> tuple[str, ...]:
    chosen: list[str] = []
    for band in bands:
        chosen.append(random.choice([word for word in band if word not in chosen]))
    return tuple(chosen)


_CHOOSERS = {
    "rare": _single, "mid": _single, "common": _single, "and2": _and2, "or3": _or3,
    "phrase": _phrase, "prefix": _prefix, "filter": _filter, "sortdate": _alternating,
    "facets": _alternating, "highlight": _highlight,
}  # fmt: skip
