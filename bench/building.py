"""Building an index in a process of its own, so that what it costs is known."""

import importlib
import multiprocessing
import os
import resource
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TypeVar

from bench.statements import list_statements
from search import Document

T = TypeVar("T")
CHUNK = 2_000


@dataclass(frozen=True, slots=True)
class Built:
    """What building took: statements, seconds of processors and of the clock, bytes on the disk.

    Making the statements themselves is not counted.
    """

    statements: int
    cpu: float
    clock: float
    size: int

    @property
    def rate(self) -> float:
        """Statements per processor second."""
        return self.statements / self.cpu


class Meter:
    """Passes documents on, and knows what it took to make them."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._documents = iter(documents)
        self.cpu = self.clock = 0.0

    def __iter__(self) -> Iterator[Document]:
        while chunk := self._read_chunk():
            yield from chunk

    def _read_chunk(self) -> list[Document]:
        cpu, clock = time.thread_time(), time.perf_counter()
        chunk = list(islice(self._documents, CHUNK))
        self.cpu += time.thread_time() - cpu
        self.clock += time.perf_counter() - clock
        return chunk


def build_apart(peer: str, folder: Path, size: int) -> Built:
    """Let a module of `bench.peers` index the first `size` statements into a new folder."""
    folder.mkdir(parents=True)
    built = run_apart(build, peer, folder, size)
    print(
        f"  {peer}: {size:,} statements in {built.clock:,.0f} s, {built.rate:,.0f} per CPU second, "
        f"{built.size / 1e6:,.0f} MB",
        file=sys.stderr,
    )
    return built


def build(peer: str, folder: Path, size: int) -> Built:
    """As above, in this process."""
    work = importlib.import_module(f"bench.peers.{peer}").build
    meter = Meter(list_statements(size))
    cpu, clock = cpu_seconds(), time.perf_counter()
    work(folder, meter)
    cpu, clock = cpu_seconds() - cpu, time.perf_counter() - clock
    return Built(size, cpu - meter.cpu, clock - meter.clock, size_of(folder))


def run_apart(work: Callable[..., T], *values: object) -> T:
    """What a function returns in a new process that inherits nothing from this one."""
    fresh = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=fresh) as pool:
        return pool.submit(work, *values).result()


def cpu_seconds() -> float:
    """Processor time of this process, its threads and the children that have ended."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def size_of(folder: Path) -> int:
    """Bytes of all files below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def resident() -> dict[str, float]:
    """Resident memory of this process in MB: all of it, its own, and pages of mapped files."""
    status = Path(f"/proc/{os.getpid()}/status").read_text(encoding="ascii")
    found = dict(line.split(":", 1) for line in status.splitlines())
    names = {"all": "VmRSS", "own": "RssAnon", "files": "RssFile"}
    return {name: int(found[key].split()[0]) / 1024 for name, key in names.items()}
