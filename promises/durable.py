"""Writers are killed at any moment: what was acknowledged is there, and the index catches up."""

import signal
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random

from bench.corpus import write_manifest
from bench.report import Row
from promises.archives import Archive, say
from promises.children import child, receive_all
from promises.history import recovers, write_on
from promises.warm import WarmArchive
from search import Index

COMMAND_KILLS, FEW_COMMAND_KILLS = 200, 10
KILLS_OF_AN_ARCHIVE = 50  # then a new one, so that looking at it takes no longer than killing
INDEX_KILLS, FEW_INDEX_KILLS = 400, 40
VICTIMS = ("import", "rebuild", "worker")
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
    rounds = Rounds()
    while rounds.kills < kills:
        archive = WarmArchive(folder / f"own-{rounds.kills}")
        rounds.put_through(archive, min(KILLS_OF_AN_ARCHIVE, kills - rounds.kills))
    return rounds.rows()


@dataclass
class Rounds:
    """What came of killing the commands of one archive after the other."""

    kills: int = 0
    tries: int = 0
    acknowledged: int = 0
    lost: int = 0
    unequal: int = 0
    unsound: int = 0
    slowest: float = 0.0
    struck: Counter[str] = field(default_factory=Counter)

    def put_through(self, archive: Archive, kills: int) -> None:
        """Kill commands of a new archive so often; then look for all that was acknowledged."""
        archive.fill(EPISODES)
        whole = [make_manifest(archive.folder / f"whole-{n}", -n) for n in (1, 2)]
        longest = min(time_of(partial(take_over, archive, one)) for one in whole)
        acknowledged, until = [archive.folder / "manifest.csv", *whole], self.kills + kills
        while self.kills < until:
            acknowledged += self.kill_once(archive, longest)
        self.acknowledged += len(acknowledged)
        self.lost += sum(count_lost(archive, manifest) for manifest in acknowledged)
        self.unsound += archive.start("audit", "verify").wait() != 0

    def kill_once(self, archive: Archive, longest: float) -> list[Path]:
        """Kill a command, or try to, and let the archive recover; the manifest if acknowledged."""
        self.tries += 1
        manifest = make_manifest(archive.folder / f"import-{self.tries}", self.tries + 1)
        victim, imported = kill_command(archive, self.tries, manifest, longest)
        self.slowest = max(
            self.slowest, time_of(lambda: archive.start("worker", "--until-idle").wait())
        )
        if victim:
            self.kills += 1
            self.struck[victim] += 1
        if not archive.is_sound():
            self.unequal += 1
            say(f"kill {self.kills}: {archive.gaung('index', 'check')}")
        return [manifest] if imported else []

    def rows(self) -> list[Row]:
        """The figures; only kills that met a process at work are counted."""
        return [
            *(Row(f"kills of a running {victim}", n, "kills") for victim, n in self.struck.items()),
            Row("imports acknowledged", self.acknowledged, "imports"),
            Row("acknowledged episodes lost", self.lost, "episodes", 0, better="less"),
            Row(
                "index unequal to the database afterwards", self.unequal, "kills", 0, better="less"
            ),
            Row("longest until the index had caught up", self.slowest, "s", LONGEST, better="less"),
            Row("audit logs that do not hold", self.unsound, "archives", 0, better="less"),
        ]


def take_over(archive: Archive, manifest: Path) -> None:
    """Import a manifest as a whole."""
    archive.gaung("import", "--manifest", str(manifest), "--publish")


def make_manifest(folder: Path, seed: int) -> Path:
    """A manifest of episodes that no other seed has; its identifiers carry the seed."""
    folder.mkdir()
    manifest = write_manifest(folder, EPISODES, seed)
    text = manifest.read_text(encoding="utf-8")
    manifest.write_text(text.replace("bench-", f"kill-{seed}-"), encoding="utf-8")
    return manifest


def kill_command(archive: Archive, number: int, manifest: Path, longest: float) -> tuple[str, bool]:
    """Kill one command, or the worker that does its work.

    What was killed, or nothing where it had ended before; and whether the import was acknowledged.
    """
    name = VICTIMS[number % len(VICTIMS)]
    worker = archive.start("worker") if name == "worker" else None
    importing = archive.start("import", "--manifest", str(manifest), "--publish")
    victim = worker or importing
    if name == "rebuild":
        importing.wait()
        victim = archive.start("index", "rebuild")
    time.sleep(longest * Random(number).random())
    victim.kill()
    struck = victim.wait() == -signal.SIGKILL
    return name if struck else "", importing.wait() == 0


def count_lost(archive: Archive, manifest: Path) -> int:
    """Episodes of a manifest that would have to be created or changed by importing it again."""
    report = archive.gaung("import", "--manifest", str(manifest), "--publish", "--dry-run")
    return EPISODES - int(report["episodes"]["unchanged"])


def time_of(work: Callable[[], object]) -> float:
    """Seconds that some work takes."""
    start = time.monotonic()
    work()
    return time.monotonic() - start
