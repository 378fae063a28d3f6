"""A power failure without a disk to cut: what a writer did is recorded, then cut at every point.

strace tells what a process wrote, synced, named and removed, with every byte. What the disk may
hold after a cut is made of that: data that was not synced is there, lost or torn; names that were
not synced with their folder are there up to some point, in the order in which they were given (as
a file system with a journal keeps them).
"""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from promises.history import recovers, write_on
from search import Index, SearchError

CALLS = "openat,read,lseek,write,fsync,fdatasync,rename,renameat2,unlink,unlinkat,mkdir,rmdir"
TRACE = ("strace", "-xx", "-s", "100000000", "-e", f"trace={CALLS}")
LINE = re.compile(r"(\w+)\((.*)\) += (-?\d+)")
TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
SECTOR = 512
FIRST = 1
"""The batch that is on the disk before anything is recorded."""

DataLeft = Callable[[bytes, bytes, Random], bytes]
"""What is left of a file: of what was synced, and what was written."""


def torn(synced: bytes, written: bytes, random: Random) -> bytes:
    """Some sectors are there, others are as they were, or zeros."""
    length = random.choice((len(synced), len(written)))
    old, new = (one[:length].ljust(length, b"\0") for one in (synced, written))
    sectors = range(0, length, SECTOR)
    return b"".join(random.choice((old, new))[at : at + SECTOR] for at in sectors)


LEFT: dict[str, DataLeft] = {
    "lost": lambda synced, written, random: synced,
    "there": lambda synced, written, random: written,
    "torn": torn,
}


@dataclass
class File:
    """The bytes of a file as they were written, and as the disk has them for certain."""

    written: bytearray = field(default_factory=bytearray)
    synced: bytes = b""


@dataclass(frozen=True)
class Naming:
    """One change of names in a folder: a name that is given (to a file or folder) or taken away."""

    old: str | None
    new: str | None
    file: File | None = None

    def do(self, names: dict[str, File | None]) -> None:
        """Change the names; a folder has None for a file."""
        held = names.pop(self.old, None) if self.old else self.file
        if self.new:
            names[self.new] = held

    def is_in(self, folder: str) -> bool:
        """Whether a sync of the folder makes it durable."""
        return any(
            one is not None and str(Path(one).parent) == folder for one in (self.old, self.new)
        )


@dataclass
class Disk:
    """The files below a folder while recorded calls are done to them."""

    home: Path
    names: dict[str, File | None] = field(default_factory=dict)
    durable: dict[str, File | None] = field(default_factory=dict)
    pending: list[Naming] = field(default_factory=list)
    handles: dict[int, tuple[str, int]] = field(default_factory=dict)
    acknowledged: int = 0

    @classmethod
    def of(cls, home: Path) -> "Disk":
        """All that is below a folder now, taken for durable."""
        disk = cls(home)
        for path in (home, *home.rglob("*")):
            content = path.read_bytes() if path.is_file() else b""
            disk.names[str(path)] = File(bytearray(content), content) if path.is_file() else None
        disk.durable = dict(disk.names)
        return disk

    def contents(self) -> dict[str, bytes | None]:
        """The bytes of each file as they were written; None of a folder."""
        return {
            name: None if file is None else bytes(file.written) for name, file in self.names.items()
        }

    def do(self, line: str) -> bool:
        """Do a recorded call; whether it changed what a cut may leave."""
        call = LINE.match(line)
        if call is None or int(call[3]) < 0:
            return False
        texts = [bytes.fromhex(text.replace("\\x", "")) for text in TEXT.findall(call[2])]
        return self._do(call[1], call[2], texts, int(call[3]))

    def _do(self, name: str, words: str, texts: list[bytes], result: int) -> bool:
        match name:
            case "openat":
                return self._open(self._path(words, texts[0]), words, result)
            case "read" | "lseek" | "write" | "fsync" | "fdatasync":
                return self._use(int(words.split(",", maxsplit=1)[0]), name, texts, result)
            case "mkdir":
                return self._name(Naming(None, texts[0].decode()))
            case "unlink" | "rmdir":
                return self._name(Naming(texts[0].decode(), None))
            case "unlinkat":
                return self._name(Naming(self._path(words, texts[0]), None))
        return self._name(Naming(texts[0].decode(), texts[1].decode()))

    def _path(self, words: str, name: bytes) -> str:
        """A name that may be relative to an open folder, the first word of the call."""
        folder = words.split(",", maxsplit=1)[0]
        start = self.handles[int(folder)][0] if folder.isdigit() else "."
        return str(Path(start, name.decode()))

    def _open(self, path: str, words: str, handle: int) -> bool:
        self.handles[handle] = (path, 0)
        changed = "O_CREAT" in words and path not in self.names
        if changed:
            changed = self._name(Naming(None, path, File()))
        file = self.names.get(path)
        if "O_TRUNC" in words and file is not None:
            file.written.clear()
        return changed or ("O_TRUNC" in words and file is not None)

    def _use(self, handle: int, name: str, texts: list[bytes], result: int) -> bool:
        path, at = self.handles.get(handle, ("", 0))
        if name == "write" and handle == 1:
            self.acknowledged = int(texts[0])
            return False
        if name.endswith("sync"):
            return self._sync(path)
        self.handles[handle] = (path, result if name == "lseek" else at + result)
        file = self.names.get(path)
        if name != "write" or file is None:
            return False
        file.written.extend(bytes(max(0, at - len(file.written))))
        file.written[at : at + result] = texts[0]
        return True

    def _sync(self, path: str) -> bool:
        file = self.names.get(path)
        if file is not None:
            file.synced = bytes(file.written)
        for naming in [one for one in self.pending if one.is_in(path)]:
            naming.do(self.durable)
            self.pending.remove(naming)
        return path in self.names

    def _name(self, naming: Naming) -> bool:
        if not any(one and Path(one).is_relative_to(self.home) for one in (naming.old, naming.new)):
            return False
        naming.do(self.names)
        self.pending.append(naming)
        return True

    def leave(self, folder: Path, left: str, random: Random) -> None:
        """Write what a cut at this moment leaves into an empty folder."""
        names = dict(self.durable)
        upto = {"lost": 0, "there": len(self.pending)}.get(
            left, random.randint(0, len(self.pending))
        )
        for naming in self.pending[:upto]:
            naming.do(names)
        for name, file in sorted(names.items()):
            path = folder / Path(name).relative_to(self.home)
            if file is None:
                path.mkdir(parents=True, exist_ok=True)
            elif path.parent.is_dir():
                path.write_bytes(LEFT[left](file.synced, bytes(file.written), random))


@dataclass(frozen=True)
class Cuts:
    """What came of cutting: states the disk was left in, and those in which something was lost."""

    calls: int
    states: int
    lost: int
    faithful: bool
    """Whether the calls, done again, gave the very files that the writer left."""


def cut_everywhere(home: Path, last: int, *, every: int = 1, syncing: bool = True) -> Cuts:
    """Write batches up to `last` to the index in `home`; cut after each call (or some of them)."""
    disk, calls, states, lost = Disk.of(home), 0, 0, 0
    for line in record(home, last, syncing=syncing):
        if not disk.do(line):
            continue
        calls += 1
        if calls % every == 0:
            states += len(LEFT)
            lost += sum(not survives(disk, left, Random(calls)) for left in LEFT)
    return Cuts(calls, states, lost, disk.contents() == Disk.of(home).contents())


def survives(disk: Disk, left: str, random: Random) -> bool:
    """Whether an index that a cut left holds all that was acknowledged, and can be written on."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "index"
        disk.leave(home, left, random)
        index = Index.open(home)
        try:
            return recovers(index, max(FIRST, disk.acknowledged))
        except SearchError:
            return False
        finally:
            index.close()


def record(home: Path, last: int, *, syncing: bool) -> Iterator[str]:
    """The calls of a process that writes batches up to `last`."""
    log = home.with_name("calls")
    child = (sys.executable, "-m", "promises.replay", str(home), str(last), str(int(syncing)))
    subprocess.run([*TRACE, "-o", str(log), *child], check=True, stdout=subprocess.DEVNULL)
    with log.open(encoding="ascii") as lines:
        yield from lines


def can_record() -> bool:
    """Whether strace is here and may trace."""
    try:
        return subprocess.run(["strace", "true"], check=False, capture_output=True).returncode == 0
    except OSError:
        return False


def main(home: str, last: int, syncing: bool) -> None:
    """Write; each number that is acknowledged is one call on the standard output."""
    if not syncing:
        os.fsync = void
    index = Index.open(home)
    write_on(index, index.applied_seq, say_number, last)


def void(fd: object) -> None:
    """Sync nothing."""


def say_number(seq: int) -> None:
    """Acknowledge a batch."""
    os.write(1, b"%d" % seq)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3] == "1")
