"""Statements made by rule: any number of them, always the same, the first ones of any number too.

Episodes of 100 to 150 statements of 20 to 120 words. Host and guests take turns; what they say
leans towards the topics of the episode. Words follow Zipf's law: function words as often as in
talk, inflected Indonesian words, words that like to stand together, and a long tail of made-up
names, so that an index meets common, rare and single words. Nobody in here exists.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import accumulate, chain, count, islice
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.vocabulary import FUNCTION_WORDS, list_inflected, name_of
from search import Document

SEED = 20_261_124
NAMES, PEOPLE, HOSTS, ORGANISATIONS, TOPICS, PAIRS = 140_000, 6_000, 40, 300, 200, 5_000
WORDS_OF_TOPIC, NAMES_OF_TOPIC = 140, 10
FIRST_DAY, DAYS = date(2015, 1, 5), 4_318  # until the end of October 2026
SECONDS_OF_WORD = 0.45
WORDS_BETWEEN_MARKS = 14

SHARES = {"function": 0.44, "content": 0.36, "name": 0.05, "number": 0.01, "topic": 0.14}
"""Of all words, in the order in which a Lexicon numbers them; pairs are laid over them."""
SHARE_OF_PAIRS, SHARE_OF_STOPS = 0.04, 0.09

PROGRAMMES = {
    "Suara Pagi": 22, "Dialog Kota": 17, "Bincang Sore": 13, "Ruang Publik": 11, "Jurnal Malam": 9,
    "Forum Desa": 7, "Debat Terbuka": 6, "Kabar Ekonomi": 5, "Sehat Bersama": 4, "Teras Budaya": 3,
    "Tanya Polisi": 2, "Obrolan Warung": 1,
}  # fmt: skip
STATIONS = ("radio-karangan", "radio-rimba", "radio-muara")
OFFICES = (
    "Kepala Dinas", "Sekretaris Dinas", "Kepala Bidang", "Kepala Bagian", "Kepala Seksi", "Camat",
    "Lurah", "Kepala Badan", "Sekretaris Badan", "Direktur", "Anggota Dewan", "Ketua Komisi",
)  # fmt: skip
LABELS = ("mesin", "transkrip", "rekaman")

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Speaker:
    """Someone who speaks: slugs and wordings, as a document has them."""

    slug: str
    name: str
    position: str
    wording: str
    organisation: str


class Choice:
    """Draws numbers by weight."""

    def __init__(self, weights: Any) -> None:
        self._steps = np.cumsum(np.asarray(weights, dtype=np.float64))
        self._steps /= self._steps[-1]

    def draw(self, random: np.random.Generator, count: int) -> Numbers:
        """That many numbers, each from 0 to below the number of weights."""
        return np.searchsorted(self._steps, random.random(count), side="right")


def zipf(size: int, shift: float, power: float = 1.0) -> NDArray[np.float64]:
    """Weights of `size` ranks; the larger the shift, the less the first stand out."""
    return np.asarray(1 / (np.arange(size) + shift) ** power)


class Lexicon:
    """All words by number: function words, inflected words, names, figures; and how to draw them.

    `topics` holds for each topic the numbers of its words, `pairs` words that stand together.
    """

    def __init__(self) -> None:
        inflected = list_inflected()
        names, figures = [name_of(number) for number in range(NAMES)], list_figures()
        parts = [list(FUNCTION_WORDS), list(inflected), names, figures]
        self.words: NDArray[np.object_] = np.array([*chain(*parts)], dtype=object)
        self.first = dict(zip(SHARES, accumulate(map(len, parts), initial=0), strict=False))
        self.choices = {
            "function": Choice(list(FUNCTION_WORDS.values())),
            "content": Choice(list(inflected.values())),
            "name": Choice(zipf(NAMES, 20, 1.05)),
            "number": Choice(zipf(len(figures), 4)),
            "topic": Choice(zipf(WORDS_OF_TOPIC + NAMES_OF_TOPIC, 3)),
            "pair": Choice(zipf(PAIRS, 5)),
            "kind": Choice(list(SHARES.values())),
        }
        self._choose_company(np.argsort(-np.array(list(inflected.values())), kind="stable"))

    def _choose_company(self, ranked: Numbers) -> None:
        """Make the pairs and the topics of inflected words, the commonest of which come first."""
        random = np.random.default_rng(SEED)
        content, name = self.first["content"], self.first["name"]
        self.pairs = content + ranked[random.integers(30, 4_000, (PAIRS, 2))]
        words = content + ranked[random.integers(100, 9_000, (TOPICS, WORDS_OF_TOPIC))]
        names = name + random.integers(0, NAMES, (TOPICS, NAMES_OF_TOPIC))
        self.topics = random.permuted(np.concatenate([words, names], axis=1), axis=1)

    def draw(self, random: np.random.Generator, count: int, topics: Numbers) -> Numbers:
        """That many words of talk about these topics, as numbers."""
        kinds = self.choices["kind"].draw(random, count)
        words = np.empty(count, dtype=np.int64)
        for number, kind in enumerate(SHARES):
            places = np.flatnonzero(kinds == number)
            words[places] = self._draw_kind(random, kind, len(places), topics)
        first = np.flatnonzero(random.random(count - 1) < SHARE_OF_PAIRS)
        pairs = self.pairs[self.choices["pair"].draw(random, len(first))]
        words[first], words[first + 1] = pairs[:, 0], pairs[:, 1]
        return words

    def _draw_kind(
        self, random: np.random.Generator, kind: str, count: int, topics: Numbers
    ) -> Numbers:
        if kind != "topic":
            return self.first[kind] + self.choices[kind].draw(random, count)
        rows = topics[random.integers(0, len(topics), count)]
        chosen: Numbers = self.topics[rows, self.choices["topic"].draw(random, count)]
        return chosen


class Corpus:
    """The statements, episode after episode."""

    def __init__(self) -> None:
        self.lexicon = Lexicon()
        self.programmes = tuple(PROGRAMMES)
        self._programme = Choice(list(PROGRAMMES.values()))
        self._person = Choice(zipf(PEOPLE, 8))
        self._topic = Choice(zipf(TOPICS, 4))

    def list_episode(self, number: int) -> list[Document]:
        """The statements of one episode, which depend on nothing but its number."""
        random = np.random.default_rng([SEED, number])
        size = int(random.integers(100, 151))
        lengths = np.clip(random.lognormal(3.85, 0.45, size), 20, 120).astype(int).tolist()
        topics = np.unique(self._topic.draw(random, 3))
        words = self.lexicon.words[self.lexicon.draw(random, sum(lengths), topics)].tolist()
        punctuate(words, np.flatnonzero(random.random(len(words)) < SHARE_OF_STOPS).tolist())
        shared = self._describe(random, number)
        voices = self._list_voices(random, size)
        extents = np.where(random.random(size) > 0.7, 2, 1).tolist()
        made, at, heard = [], 0, 2.0
        for place, (length, voice) in enumerate(zip(lengths, voices, strict=True)):
            text, marks = join(words[at : at + length], heard)
            about = topics[: extents[place]]
            made.append(make(f"s{number:05}{place:03}", text, marks, voice, about, shared))
            at, heard = at + length, round(heard + length * SECONDS_OF_WORD + 0.5, 2)
        return made

    def _describe(self, random: np.random.Generator, number: int) -> dict[str, Any]:
        programme = self.programmes[int(self._programme.draw(random, 1)[0])]
        day = FIRST_DAY + timedelta(days=int(random.integers(0, DAYS)))
        return {
            "programme": slug_of(programme),
            "station": STATIONS[len(programme) % len(STATIONS)],
            "episode": f"{slug_of(programme)}-{number:05}",
            "episode_title": f"{programme} edisi {number}",
            "date": day,
            "label": LABELS[int(random.integers(0, len(LABELS)))],
        }

    def _list_voices(self, random: np.random.Generator, size: int) -> list[Speaker]:
        """Who speaks: the host, then a guest, in turns, so that nobody speaks twice in a row."""
        host = speaker_of(int(random.integers(0, HOSTS)) + PEOPLE)
        guests = self._person.draw(random, int(random.integers(2, 5))).tolist()
        turns = random.integers(0, len(guests), size).tolist()
        return [speaker_of(guests[t]) if n % 2 else host for n, t in enumerate(turns)]


def stream(first_episode: int = 0) -> Iterator[Document]:
    """Statements without end, from the first of this episode on."""
    for number in count(first_episode):
        yield from the_corpus().list_episode(number)


def list_statements(size: int) -> Iterator[Document]:
    """The first `size` statements."""
    return islice(stream(), size)


@cache
def the_corpus() -> Corpus:
    """The corpus, made once: it holds no statement, only what they are made of."""
    return Corpus()


def list_figures() -> list[str]:
    """Numbers as they are spoken of: amounts and years."""
    return [str(value) for value in (*range(2, 100), *range(100, 1000, 50), *range(2010, 2031))]


def punctuate(words: list[str], stops: list[int]) -> None:
    """Put a comma or a full stop behind these words; after a full stop a capital follows."""
    for place in stops:
        words[place] += "," if place % 3 else "."
        if not place % 3 and place + 1 < len(words):
            follower = words[place + 1]
            words[place + 1] = follower[0].upper() + follower[1:]


def join(words: list[str], heard: float) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The text of some words, and its marks: every so many words, when it is heard."""
    parts, marks, offset = [], [], 0
    for first in range(0, len(words), WORDS_BETWEEN_MARKS):
        marks.append((offset, round((heard + first * SECONDS_OF_WORD) * 1000)))
        part = " ".join(words[first : first + WORDS_BETWEEN_MARKS])
        parts.append(part)
        offset += len(part) + 1
    text = " ".join(parts).rstrip(",.") + "."
    return text[0].upper() + text[1:], tuple(marks)


def make(
    identifier: str,
    text: str,
    marks: tuple[tuple[int, int], ...],
    speaker: Speaker,
    topics: Numbers,
    shared: dict[str, Any],
) -> Document:
    """One statement."""
    return Document(
        id=identifier,
        kind="pernyataan",
        text=text,
        revision=1,
        person=speaker.slug,
        person_name=speaker.name,
        names=speaker.name,
        position=speaker.position,
        position_wording=speaker.wording,
        organisation=speaker.organisation,
        topics=tuple(map(topic_of, topics.tolist())),
        start=marks[0][1] / 1000,
        marks=marks,
        **shared,
    )


@cache
def speaker_of(number: int) -> Speaker:
    """The person of a number, with an office; the same number is always the same person."""
    name = f"{name_of(number * 3 + 1)} {name_of(number * 7 + 5)}"
    place = name_of(number * 11 % ORGANISATIONS)
    office = OFFICES[number % len(OFFICES)]
    organisation = f"Lembaga {place}"
    return Speaker(
        slug=f"{slug_of(name)}-{number}",
        name=name,
        position=slug_of(f"{office} {place}"),
        wording=f"{office} {place}",
        organisation=slug_of(organisation),
    )


@cache
def topic_of(number: int) -> str:
    """The slug of a topic."""
    return f"topik-{name_of(number * 13 + 2).lower()}-{number}"


def slug_of(text: str) -> str:
    """Words as part of an address."""
    return text.lower().replace(" ", "-")
