"""Asking every engine the same questions in turns, and what comes of it."""

import math
import statistics
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from random import Random

from bench.peers.peer import Peer
from bench.questions import Question

ROUNDS = 7  # after one that warms up
PATIENCE = 3.0  # seconds that an engine gets for all rounds of a question, once one is counted

Times = dict[str, list[float]]
"""Engine -> milliseconds of each round."""


@dataclass(frozen=True, slots=True)
class Race:
    """The times of every engine for every question."""

    names: tuple[str, ...]
    times: list[tuple[Question, Times]] = field(default_factory=list)

    @property
    def kinds(self) -> list[str]:
        """The kinds of questions in their order."""
        return list(dict.fromkeys(question.kind for question, _ in self.times))

    def ratio(
        self, name: str, base: str, kind: str | None = None, *, median: bool = False
    ) -> float:
        """Geometric mean of an engine's time by another's, over the questions of a kind or all.

        Of each question the quickest round counts, unless the median is asked for: what else the
        machine does only ever adds.
        """
        ours, theirs = (self.milliseconds(one, kind, median=median) for one in (name, base))
        return ours / theirs

    def milliseconds(self, name: str, kind: str | None = None, *, median: bool = False) -> float:
        """Geometric mean over the questions of their quickest round, or of their median."""
        return geometric_mean(
            statistics.median(times[name]) if median else min(times[name])
            for question, times in self.times
            if kind in (None, question.kind)
        )


def race(peers: Sequence[Peer], questions: Iterable[Question], rounds: int = ROUNDS) -> Race:
    """Ask every question of every engine in turns, in an order drawn anew each round; warm.

    Each comes after each of the others some time: whoever follows itself finds a warm processor.
    """
    result = Race(tuple(peer.name for peer in peers))
    for number, question in enumerate(questions):
        times: Times = {peer.name: [] for peer in peers}
        for turn in range(rounds + 1):
            for peer in Random(number * 100 + turn).sample(peers, len(peers)):
                if sum(times[peer.name]) < PATIENCE * 1000:
                    spent = ask(peer, question)
                    if turn or spent > PATIENCE * 1000:
                        times[peer.name].append(spent)
        result.times.append((question, times))
    return result


def ask(peer: Peer, question: Question) -> float:
    """Milliseconds until the answer is there."""
    peer.forget()
    start = time.perf_counter()
    peer.answer(question)
    return (time.perf_counter() - start) * 1000


def count_agreements(peers: Sequence[Peer], questions: Sequence[Question]) -> list[Question]:
    """The questions on which the engines do not count the same."""
    return [q for q in questions if len({peer.count(q) for peer in peers}) > 1]


def geometric_mean(values: Iterable[float]) -> float:
    """The mean of ratios and of times that differ by orders of magnitude."""
    return math.exp(statistics.fmean(map(math.log, values)))
