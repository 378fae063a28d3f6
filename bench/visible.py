"""How long it takes until an episode that was just published can be found."""

import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Protocol

from msgspec.structs import replace

from bench.building import cpu_seconds
from bench.peers.peer import Peer, stems_of
from bench.questions import Question
from bench.statements import list_statements, stream
from search import Document

FIRST = 90_000
"""The first of the episodes that are added: none of any corpus."""
EPISODES, STATEMENTS = 16, 150
MET = 20_000
"""Statements whose words the process has stemmed before, as one that has been at work for a day."""


class Growing(Peer, Protocol):
    """An engine that takes further documents."""

    def add(self, documents: Sequence[Document]) -> None:
        """Add documents; the next search sees them."""


@dataclass(frozen=True, slots=True)
class Visible:
    """Seconds of the clock and of the processor until the added statements were found."""

    clock: float
    cpu: float


def measure_visible(peer: Growing) -> Visible:
    """The means over some episodes, added one after another: what is merged now and then counts."""
    taken = [add_episode(peer, number) for number in range(EPISODES)]
    return Visible(
        statistics.fmean(one.clock for one in taken), statistics.fmean(one.cpu for one in taken)
    )


def meet_words() -> None:
    """Stem the words of many statements, so that only new ones are to be stemmed later."""
    for one in list_statements(MET):
        stems_of(one.text)


def add_episode(peer: Growing, number: int) -> Visible:
    """Add an episode and look for a word that nothing else holds."""
    word = f"tanda{number}baru"
    first, *others = islice(stream(FIRST + 2 * number), STATEMENTS)
    documents = [replace(first, text=f"{first.text} {word}"), *others]
    cpu, clock = cpu_seconds(), time.perf_counter()
    peer.add(documents)
    found = peer.answer(Question("rare", (word,)))
    taken = Visible(time.perf_counter() - clock, cpu_seconds() - cpu)
    if len(found) != 1:
        raise RuntimeError(f"{peer.name} did not find what was added")
    return taken
