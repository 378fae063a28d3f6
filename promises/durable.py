"""Writers are killed at any moment: what was acknowledged is there, and the index catches up."""

import contextlib
import signal
import tempfile
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random

from bench.corpus import write_manifest
from bench.report import Row
from promises.archives import Archive, say
from promises.children import child, receive_all
from promises.history import recovers, write_on
from search import Index

COMMAND_KILLS, FEW_COMMAND_KILLS = 200, 10
INDEX_KILLS, FEW_INDEX_KILLS = 400, 40
EPISODES = 3  # of each import
STEPS_BEFORE_A_KILL = 6
LONGEST = 30.0


def measure(*, quick: bool) -> list[Row]:
    """Kill writers of the index, then commands and workers of an archive."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder)
        index_rows = kill_writers(path / "index", FEW_INDEX_KILLS if quick else INDEX_KILLS)
        return index_rows + kill_commands(path, FEW_COMMAND_KILLS if quick else COMMAND_KILLS)


def kill_writers(home: Path, kills: int) -> list[Row]:
    """Kill a process that adds, merges, rebuilds and switches; then go on with its index."""
    index = Index.open(home)
    write_on(index, 0, lambda seq: None, last=1)
    lost = 0
    for number in range(kills):
        acknowledged = kill_one(home, index.applied_seq, Random(number))
        if not recovers(index, acknowledged):
            lost += 1
            say(f"kill {number}: {acknowledged} was acknowledged; {index.status()}")
            index.rebuild([], 0)
    index.close()
    return [
        Row("kills while the index was written", kills, "kills"),
        Row("acknowledged batches lost, or index unequal", lost, "kills", 0, better="less"),
    ]


def kill_one(home: Path, after: int, random: Random) -> int:
    """Kill a writer at some moment; the last number that it acknowledged."""
    with child(write, home, after) as (process, connection):
        received: list[int] = [
            connection.recv() for _ in range(random.randint(1, STEPS_BEFORE_A_KILL))
        ]
        time.sleep(random.random() * 0.1)
        process.kill()
        received += receive_all(connection)
    return max([after, *received])


def write(home: Path, after: int, acknowledged: Connection) -> None:
    """Write until killed."""
    write_on(Index.open(home), after, acknowledged.send)


def kill_commands(folder: Path, kills: int) -> list[Row]:
    """Kill imports, rebuilds and workers; in between, let a worker do what is left."""
    archive = Archive(folder / "own")
    archive.fill(EPISODES)
    first = make_manifest(archive.folder / "first", 1)
    longest = time_of(lambda: archive.gaung("import", "--manifest", str(first), "--publish"))
    acknowledged, unequal, slowest = [archive.folder / "manifest.csv", first], 0, 0.0
    for number in range(kills):
        manifest = make_manifest(archive.folder / f"import-{number}", number + 2)
        acknowledged += kill_command(archive, number, manifest, Random(number), longest)
        slowest = max(slowest, time_of(lambda: archive.start("worker", "--until-idle").wait()))
        if not archive.is_sound():
            unequal += 1
            say(f"kill {number}: {archive.gaung('index', 'check')}")
    lost = sum(count_lost(archive, manifest) for manifest in acknowledged)
    intact = archive.start("audit", "verify").wait() == 0
    return [
        Row("kills of import, rebuild and worker", kills, "kills"),
        Row("imports acknowledged", len(acknowledged), "imports"),
        Row("acknowledged episodes lost", lost, "episodes", 0, better="less"),
        Row("index unequal to the database afterwards", unequal, "kills", 0, better="less"),
        Row("longest until the index had caught up", slowest, "s", LONGEST, better="less"),
        Row("the audit log holds", int(intact), "(1: yes)", must=1),
    ]


def make_manifest(folder: Path, seed: int) -> Path:
    """A manifest of episodes that no other seed has; its identifiers carry the seed."""
    folder.mkdir()
    manifest = write_manifest(folder, EPISODES, seed)
    text = manifest.read_text(encoding="utf-8")
    manifest.write_text(text.replace("bench-", f"kill-{seed}-"), encoding="utf-8")
    return manifest


def kill_command(
    archive: Archive, number: int, manifest: Path, random: Random, longest: float
) -> list[Path]:
    """Kill one command, or the worker that does its work; the manifest if it was acknowledged."""
    worker = archive.start("worker") if number % 3 == 2 else None
    importing = archive.start("import", "--manifest", str(manifest), "--publish")
    victim = worker or importing
    if number % 3 == 1:
        importing.wait()
        victim = archive.start("index", "rebuild")
    time.sleep(longest * (0.3 + 0.65 * random.random()))
    with contextlib.suppress(ProcessLookupError):
        victim.send_signal(signal.SIGKILL)
    victim.wait()
    return [manifest] if importing.wait() == 0 else []


def count_lost(archive: Archive, manifest: Path) -> int:
    """Episodes of a manifest that would have to be created or changed by importing it again."""
    report = archive.gaung("import", "--manifest", str(manifest), "--publish", "--dry-run")
    return EPISODES - int(report["episodes"]["unchanged"])


def time_of(work: Callable[[], object]) -> float:
    """Seconds that some work takes."""
    start = time.monotonic()
    work()
    return time.monotonic() - start
