"""What running processes take of memory, as Linux says in /proc."""

import os
from pathlib import Path

PROC = Path("/proc")
SITE = b"archive.cli.site"


def memory_of_site(serving: int) -> float:
    """MB that the site below a `gaung serve` takes: all its processes that answer requests.

    Processes that it started to read one file, and ended, are not among them.
    """
    return sum(memory_of(pid) for pid in descendants(serving) if SITE in command(pid))


def descendants(pid: int) -> set[int]:
    """All processes that a process started, and those that these started."""
    parents = {int(path.name): parent_of(int(path.name)) for path in PROC.glob("[0-9]*")}
    found: set[int] = set()
    border = {pid}
    while border:
        border = {child for child, parent in parents.items() if parent in border} - found
        found |= border
    return found


def parent_of(pid: int) -> int:
    """Who started a process; 0 where it is gone."""
    try:
        return int((PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return 0


def command(pid: int) -> bytes:
    """The words with which a process was started; nothing where it is gone."""
    try:
        return (PROC / str(pid) / "cmdline").read_bytes()
    except OSError:
        return b""


def memory_of(pid: int) -> float:
    """MB of memory that a process takes now; 0 where it is gone."""
    try:
        pages = int((PROC / str(pid) / "statm").read_text().split()[1])
    except OSError:
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6
