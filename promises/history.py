"""A history of changes to an index, made by rule: each number is one batch, always the same.

Episodes are replaced as a whole, as the archive does it; the first number and every ninth after it
build the index anew beside the old one and switch, so that building, adding, deleting, merging and
switching all come up.
"""

import itertools
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from random import Random

from bench.corpus import COMMON
from search import Change, Deletion, Document, Index

EPISODES = 40
REBUILD_EVERY = 9
FIRST_DAY = date(2020, 1, 1)
LABELS = ("mesin", "transkrip", "rekaman")


def statements_of(episode: int, version: int) -> list[Document]:
    """The statements of an episode as one batch leaves them; some batches leave few."""
    random = Random(f"{episode} {version}")
    return [
        Document(
            id=f"e{episode}s{number}",
            kind="pernyataan",
            text=" ".join([*random.choices(COMMON, k=random.randint(8, 40)), f"versi{version}"]),
            revision=version,
            episode=f"e{episode}",
            person=f"p{number % 2 * episode}",
            person_name=f"Penyiar {number % 2 * episode}",
            date=FIRST_DAY + timedelta(days=17 * episode),
            start=12.5 * number,
            marks=((0, 12_500 * number),),
            label=random.choice(LABELS),
        )
        for number in range(random.choice((1, 2, 20, 60)))
    ]


def episodes_of(seq: int) -> list[int]:
    """The episodes that a batch replaces."""
    return sorted(set(Random(seq).choices(range(EPISODES), k=3)))


def batch_of(seq: int) -> Iterator[Change]:
    """The changes of one batch."""
    for episode in episodes_of(seq):
        yield Deletion(episode=f"e{episode}")
        yield from statements_of(episode, seq)


def state_after(seq: int) -> list[Document]:
    """All documents there are once the batches 1 to `seq` are applied."""
    last = {episode: number for number in range(1, seq + 1) for episode in episodes_of(number)}
    return [one for episode, version in last.items() for one in statements_of(episode, version)]


def write_on(index: Index, after: int, acknowledge: Callable[[int], None], last: int = 0) -> None:
    """Write batch after batch, telling each number once it is in; without `last` for ever."""
    for seq in range(after + 1, last + 1) if last else itertools.count(after + 1):
        if seq % REBUILD_EVERY == 1:
            index.rebuild(state_after(seq), seq)
        else:
            index.apply(batch_of(seq), seq)
        acknowledge(seq)


def holds_all(index: Index, seq: int) -> bool:
    """Whether the index is what the batches up to `seq` made, and its files what was written."""
    found = index.check((document.id, document.version) for document in state_after(seq))
    return not (found.missing or found.stale or found.extra or found.damaged)


def recovers(index: Index, acknowledged: int) -> bool:
    """Whether an index lost nothing acknowledged and can be brought up to date as the worker does.

    The state may be behind the commit, never ahead of it: the next batch is applied again.
    """
    status = index.status()
    if not status.available or status.applied_seq < acknowledged:
        return False
    upto = status.applied_seq + 2
    for seq in range(status.applied_seq + 1, upto + 1):
        index.apply(batch_of(seq), seq)
    return holds_all(index, upto)
