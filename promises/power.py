"""The power fails: a file system on a loop device is cut off in the middle of writing.

ext4 is told to go down at once and to drop all that has not reached the device, its journal
included (EXT4_IOC_SHUTDOWN with NOLOGFLUSH, as the file system's own crash tests do it). Then it is
mounted again. Needs root and Linux; elsewhere what a writer did is recorded and cut (`replay`).
"""

import contextlib
import fcntl
import os
import struct
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random

from bench.report import Row
from promises.archives import Archive, say
from promises.children import child, receive_all
from promises.durable import EPISODES, count_lost, make_manifest, write
from promises.history import recovers, write_on
from promises.replay import can_record, cut_everywhere
from search import Index, SearchError

INDEX_CUTS, FEW_INDEX_CUTS = 100, 20
ARCHIVE_CUTS, FEW_ARCHIVE_CUTS = 20, 3
RECORDED_BATCHES, FEW_REPLAYED = 12, 10  # with a merge and a rebuild; one in so many cuts
IMAGE_BYTES = 512 * 1024 * 1024  # sparse
EXT4_IOC_SHUTDOWN = 0x8004587D
NOLOGFLUSH = 2


class Disk:
    """An ext4 file system in a file, mounted in a folder."""

    def __init__(self, folder: Path) -> None:
        self.image, self.mount = folder / "image", folder / "mount"
        self.mount.mkdir()
        self.image.touch()
        os.truncate(self.image, IMAGE_BYTES)
        run("mkfs.ext4", "-q", "-F", str(self.image))

    def attach(self) -> None:
        """Mount it; raises CalledProcessError where this machine does not let us."""
        run("mount", "-o", "loop", str(self.image), str(self.mount))

    def detach(self) -> None:
        """Take it off."""
        run("umount", str(self.mount))

    def cut(self) -> None:
        """Let the power fail: what has not reached the device never will."""
        handle = os.open(self.mount, os.O_RDONLY)
        try:
            fcntl.ioctl(handle, EXT4_IOC_SHUTDOWN, struct.pack("I", NOLOGFLUSH))
        finally:
            os.close(handle)

    def restart(self) -> None:
        """What the machine does when the power is back."""
        self.detach()
        self.attach()


def run(*words: str) -> None:
    """Run a program of the system."""
    subprocess.run(words, check=True, capture_output=True)


@contextmanager
def new_disk() -> Iterator[Disk | None]:
    """A disk whose power can be cut; None where this machine has none for us."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            disk = Disk(Path(folder))
            disk.attach()
        except (OSError, subprocess.CalledProcessError) as fault:
            say(f"no loop device can be mounted here: {fault}")
            yield None
            return
        try:
            yield disk
        finally:
            disk.detach()


def measure(*, quick: bool) -> list[Row]:
    """Cut the power under writers of an index, then under imports of an archive."""
    with new_disk() as disk:
        if disk is None:
            return replay(quick=quick)
        rows = cut_index(disk, FEW_INDEX_CUTS if quick else INDEX_CUTS)
        return rows + cut_archive(disk, FEW_ARCHIVE_CUTS if quick else ARCHIVE_CUTS)


def replay(*, quick: bool) -> list[Row]:
    """Cut what a writer of an index was recorded to do, where no disk can be cut."""
    if not can_record():
        return [Row("cuts (needs root and a loop device, or strace)", 0, "cuts", must=1)]
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "index"
        write_on(Index.open(home), 0, lambda seq: None, last=1)
        cuts = cut_everywhere(home, RECORDED_BATCHES, every=FEW_REPLAYED if quick else 1)
    return [
        Row("recorded calls that change the disk", cuts.calls, "calls"),
        Row("states a cut may leave (no loop device: replayed)", cuts.states, "states"),
        Row("acknowledged batches lost, or index unequal", cuts.lost, "states", 0, better="less"),
        Row("the calls, done again, give the same files", int(cuts.faithful), "(1: yes)", must=1),
    ]


def cut_index(disk: Disk, cuts: int) -> list[Row]:
    """Cut the power while an index is added to, merged, rebuilt and switched."""
    home = disk.mount / "index"
    write_on(Index.open(home), 0, lambda seq: None, last=1)
    lost = 0
    for number in range(cuts):
        acknowledged = cut_writer(disk, home, Random(number))
        index = Index.open(home)
        if not recovers(index, acknowledged):
            lost += 1
            say(f"cut {number}: {acknowledged} was acknowledged; {index.status()}")
            index.rebuild([], 0)
        index.close()
    return [
        Row("cuts while the index was written", cuts, "cuts"),
        Row("acknowledged batches lost, or index unequal", lost, "cuts", 0, better="less"),
    ]


def cut_writer(disk: Disk, home: Path, random: Random) -> int:
    """Cut the power at some moment of writing; the last number acknowledged before."""
    after = Index.open(home).applied_seq
    with child(write_until_cut, home, after) as (process, connection):
        received: list[int] = [connection.recv() for _ in range(random.randint(1, 4))]
        time.sleep(random.random() * 0.1)
        disk.cut()
        process.kill()
        received += receive_all(connection)
    disk.restart()
    return max([after, *received])


def write_until_cut(home: Path, after: int, acknowledged: Connection) -> None:
    """Write until the disk is gone or the process killed."""
    with contextlib.suppress(OSError, SearchError):
        write(home, after, acknowledged)


def cut_archive(disk: Disk, cuts: int) -> list[Row]:
    """Cut the power while an archive imports, publishes and indexes."""
    archive = Archive(disk.mount / "archive")
    archive.folder.mkdir()
    lost = unequal = 0
    with tempfile.TemporaryDirectory() as folder:
        manifests = [make_manifest(Path(folder) / f"{n}", n + 2) for n in range(cuts * 2)]
        for number in range(cuts):
            acknowledged = cut_import(disk, archive, manifests[number::cuts], Random(number))
            lost += sum(count_lost(archive, manifest) for manifest in acknowledged)
            archive.start("worker", "--until-idle").wait()
            unequal += not archive.is_sound()
        intact = archive.start("audit", "verify").wait() == 0
    return [
        Row(f"cuts while {EPISODES} episodes at a time were imported", cuts, "cuts"),
        Row("acknowledged episodes lost", lost, "episodes", 0, better="less"),
        Row("index unequal to the database afterwards", unequal, "cuts", 0, better="less"),
        Row("the audit log holds", int(intact), "(1: yes)", must=1),
    ]


def cut_import(disk: Disk, archive: Archive, manifests: list[Path], random: Random) -> list[Path]:
    """Import one manifest and be cut in the next; those that were acknowledged before the cut."""
    first, second = manifests
    archive.gaung("import", "--manifest", str(first), "--publish")
    importing = archive.start("import", "--manifest", str(second), "--publish")
    with contextlib.suppress(subprocess.TimeoutExpired):
        importing.wait(1 + random.random() * 3)
    acknowledged = [first, second] if importing.poll() == 0 else [first]
    disk.cut()
    importing.kill()
    importing.wait()
    disk.restart()
    return acknowledged
