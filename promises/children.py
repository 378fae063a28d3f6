"""Work in a process of its own, which may be killed or may crash."""

import multiprocessing
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any

FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(["promises.history", "promises.warm", "search"])


@contextmanager
def child(work: Callable[..., None], *words: Any) -> Iterator[tuple[BaseProcess, Connection]]:
    """Start `work(*words, connection)`; what it sends can be received also after its death."""
    ours, theirs = FORKS.Pipe(duplex=False)
    process = FORKS.Process(target=work, args=(*words, theirs), daemon=True)
    process.start()
    theirs.close()
    try:
        yield process, ours
    finally:
        process.kill()
        process.join()
        ours.close()


def receive_all(connection: Connection) -> list[Any]:
    """All that a process sent until it ended."""
    received = []
    while True:
        try:
            received.append(connection.recv())
        except (EOFError, OSError):
            return received
