"""A writer in a process of its own: commits batch after batch, says each number it has committed.

Run as `python writer_child.py FOLDER FIRST LAST [rebuild]`; killed by the tests that start it.
"""

from __future__ import annotations

import sys

from search import Deletion, Document, Index
from search.document import Change

EPISODES = 3
STATEMENTS = 8


def statements_of(episode: int, version: int) -> list[Document]:
    return [
        Document(
            id=f"e{episode}s{number}",
            kind="pernyataan",
            text=f"sama versi{version} nomor{number}",
            episode=f"e{episode}",
            revision=version,
        )
        for number in range(STATEMENTS)
    ]


def batch_of(seq: int) -> list[Change]:
    """Replaces all statements of one episode; of three in turn."""
    episode = seq % EPISODES
    return [Deletion(episode=f"e{episode}"), *statements_of(episode, seq)]


def state_after(seq: int) -> dict[str, Document]:
    """All documents there are once the batches 1 to seq are applied."""
    last = {number % EPISODES: number for number in range(1, seq + 1)}
    return {d.id: d for episode, number in last.items() for d in statements_of(episode, number)}


def main(folder: str, first: int, last: int, *, rebuild: bool) -> None:
    index = Index.open(folder)
    for seq in range(first, last + 1):
        if rebuild and seq % 4 == 0:
            index.rebuild(state_after(seq).values(), seq)
        else:
            index.apply(batch_of(seq), seq)
        print(seq, flush=True)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), rebuild=sys.argv[4:] == ["rebuild"])
