"""Finding quotations among 100,000 statements: verbatim ones, and damaged as the press does it.

Quotations of 10 to 25 words, cut from statements by rule. The right statement has to come first;
of stitched ones both passages. Some were never said: those have to stay unfound.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory

from bench.document import table_of_rows, write_document
from bench.report import Row
from bench.statements import list_statements
from search import Document, Index
from search.quotes import Candidate, Quoted, find_quotation

STATEMENTS = 100_000
OF_EACH, OF_EACH_QUICKLY = 300, 60
SHORTEST, LONGEST = 10, 25
LETTERS = "aiueonktrs"

Damage = Callable[[Random, list[str]], list[str]]


@dataclass(frozen=True)
class Cut:
    """A quotation and the statements that its passages come from; none where it was never said."""

    kind: str
    text: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Trial:
    """What was found behind a quotation, and in how many seconds."""

    cut: Cut
    found: Quoted
    seconds: float

    @property
    def is_right(self) -> bool:
        """Whether the right statements were found, each in its turn."""
        return (
            tuple(dict.fromkeys(passage.id for passage in self.found.passages)) == self.cut.sources
        )


def measure(*, quick: bool) -> list[Row]:
    """Look up quotations of every kind; the index is built first and is not part of the time."""
    documents = list(list_statements(STATEMENTS))
    with TemporaryDirectory(prefix="gaung-bench-") as folder:
        index = Index.open(Path(folder))
        index.rebuild(documents, seq=1)
        trials = try_all(index, documents, OF_EACH_QUICKLY if quick else OF_EACH)
        index.close()
    return report(trials)


def measure_and_write(*, quick: bool) -> list[Row]:
    """As `measure`, and the figures go into docs/."""
    rows = measure(quick=quick)
    write_document("quotes", [table_of_rows(rows)])
    return rows


def try_all(index: Index, documents: Sequence[Document], count: int) -> list[Trial]:
    """Cut `count` quotations of each kind and look each of them up."""
    random = Random(3)
    cuts = [cut for kind in KINDS for cut in KINDS[kind](kind, random, documents, count)]
    find_quotation(cuts[0].text, list_candidates(index, cuts[0].text))  # opens the index
    return [try_one(index, cut) for cut in cuts]


def try_one(index: Index, cut: Cut) -> Trial:
    """Look one quotation up."""
    start = time.perf_counter()
    found = find_quotation(cut.text, list_candidates(index, cut.text))
    return Trial(cut, found, time.perf_counter() - start)


def list_candidates(index: Index, text: str) -> list[Candidate]:
    """Statements that may hold the text; their number ends with their place in the episode."""
    return [
        Candidate(one.id, one.text, one.episode or "", int(one.id[-3:]))
        for one in index.find_candidates(text)
    ]


def report(trials: Sequence[Trial]) -> list[Row]:
    """How often each kind was found right, and how long one quotation took."""
    seconds = sorted(trial.seconds for trial in trials)
    said = [trial for trial in trials if trial.cut.sources]
    damaged = [trial for trial in said if trial.cut.kind != "verbatim"]
    invented = [trial for trial in trials if not trial.cut.sources]
    exact = [trial for trial in said if trial.cut.kind == "verbatim"]
    called = share(exact, lambda trial: trial.found.verdict == "verbatim")
    unfound = share(invented, lambda trial: trial.found.verdict == "not-found")
    return [
        Row("right statement first: verbatim", share(exact, is_right), "%", must=99, aim=100),
        Row("right statement first: damaged", share(damaged, is_right), "%", must=95, aim=98),
        *(
            Row(f"  {kind}", share([t for t in damaged if t.cut.kind == kind], is_right), "%")
            for kind in dict.fromkeys(trial.cut.kind for trial in damaged)
        ),
        Row("verbatim ones called verbatim", called, "%", must=99, aim=100),
        Row("never said, and not found", unfound, "%", must=95, aim=99),
        Row("one quotation, median", median(seconds) * 1000, "ms", must=50, aim=25, better="less"),
        Row("one quotation, p95", seconds[len(seconds) * 95 // 100] * 1000, "ms", better="less"),
    ]


def is_right(trial: Trial) -> bool:
    """Whether a trial found the right statements."""
    return trial.is_right


def share(trials: Sequence[Trial], holds: Callable[[Trial], bool]) -> float:
    """The percentage of the trials for which it holds."""
    return 100 * sum(map(holds, trials)) / len(trials)


def cut_one(kind: str, random: Random, documents: Sequence[Document], count: int) -> Iterator[Cut]:
    """Quotations of one passage, damaged as their kind says."""
    for _ in range(count):
        document, words = choose(random, documents, random.randint(SHORTEST, LONGEST))
        yield Cut(kind, " ".join(DAMAGES[kind](random, words)), (document.id,))


def cut_two(kind: str, random: Random, documents: Sequence[Document], count: int) -> Iterator[Cut]:
    """Quotations stitched from two statements of one episode."""
    while count:
        size = random.randint(SHORTEST, LONGEST)
        place = random.randrange(len(documents) - 12)
        first, second = documents[place], documents[place + random.randint(2, 11)]
        if first.episode == second.episode:
            parts = [take(random, one.text.split(" "), size // 2) for one in (first, second)]
            yield Cut(kind, " ".join(parts[0] + parts[1]), (first.id, second.id))
            count -= 1


def invent(kind: str, random: Random, documents: Sequence[Document], count: int) -> Iterator[Cut]:
    """Quotations that nobody said: words of many statements."""
    for _ in range(count):
        size = random.randint(SHORTEST, LONGEST)
        words = (random.choice(random.choice(documents).text.split(" ")) for _ in range(size))
        yield Cut(kind, " ".join(words), ())


def choose(random: Random, documents: Sequence[Document], size: int) -> tuple[Document, list[str]]:
    """A statement and so many words in a row of it."""
    document = random.choice(documents)
    return document, take(random, document.text.split(" "), size)


def take(random: Random, words: list[str], size: int) -> list[str]:
    """So many words in a row, fewer where there are no more."""
    first = random.randint(0, max(0, len(words) - size))
    return words[first : first + size]


def repunctuate(random: Random, words: list[str]) -> list[str]:
    """Other marks and capitals, as an editor sets them."""
    bare = [word.strip(",.") for word in words]
    marked = [word + "," if random.random() < 0.1 else word for word in bare]
    return [marked[0].capitalize(), *marked[1:-1], marked[-1] + "."]


def drop(random: Random, words: list[str]) -> list[str]:
    """One to three words left out."""
    gone = set(random.sample(range(1, len(words) - 1), random.randint(1, 3)))
    return [word for place, word in enumerate(words) if place not in gone]


def swap(random: Random, words: list[str]) -> list[str]:
    """Two neighbours that changed places."""
    place = random.randrange(1, len(words) - 2)
    words[place], words[place + 1] = words[place + 1], words[place]
    return words


def misspell(random: Random, words: list[str]) -> list[str]:
    """One to three words with a letter dropped, changed or doubled."""
    for place in random.sample(range(len(words)), random.randint(1, 3)):
        word = words[place]
        at = random.randrange(len(word))
        instead = random.choice(("", random.choice(LETTERS), word[at] * 2))
        words[place] = word[:at] + instead + word[at + 1 :] or word
    return words


def all_of(random: Random, words: list[str]) -> list[str]:
    """Words dropped and swapped, misspelt ones, other marks: all at once."""
    return repunctuate(random, misspell(random, swap(random, drop(random, words))))


DAMAGES: dict[str, Damage] = {
    "verbatim": lambda random, words: words,
    "other marks": repunctuate,
    "dropped": drop,
    "swapped": swap,
    "misspelt": misspell,
    "all of these": all_of,
}
KINDS: dict[str, Callable[[str, Random, Sequence[Document], int], Iterator[Cut]]] = {
    **dict.fromkeys(DAMAGES, cut_one),
    "stitched": cut_two,
    "never said": invent,
}
