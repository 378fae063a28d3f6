"""Reading an untrusted file in a process that can do little harm and cannot hang its caller.

A confined process is a module of this package, run as a process of its own: its own session and
process group, an environment without secrets, no standard input, limits on memory, processor
time, file size and open files that it sets before it looks at anything, a deadline that its caller
keeps, and on Linux an end with its caller. It reports in JSON, a line each. What it cannot report -
it crashed, hung, ran out of a limit - its caller is told in the same way: UnreadableRecording.
"""

import ctypes
import io
import json
import os
import resource
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from media.errors import UnreadableRecording

PACKAGES = Path(__file__).parent.parent
PR_SET_PDEATHSIG = 1
NOTHING_MORE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Limits:
    """What a confined process may use: bytes, seconds of processor and of the clock, files."""

    memory: int
    cpu: int
    wall: int
    file_size: int
    open_files: int


def run_confined(
    module: str,
    arguments: Sequence[str],
    limits: Limits,
    environment: Mapping[str, str] = NOTHING_MORE,
) -> Iterator[dict[str, Any]]:
    """Run a module confined and yield its reports; leaving the loop ends the process.

    `environment` is added to the little that it is given of one. Raises UnreadableRecording where
    the process ends in any other way than by itself.
    """
    taken = json.dumps({"caller": os.getpid(), **asdict(limits)})
    process = _start(module, [taken, *arguments], environment)
    late = threading.Event()

    def end_late() -> None:
        late.set()
        _end(process)

    deadline = threading.Timer(limits.wall, end_late)
    deadline.start()
    try:
        yield from _reports(process)
        if process.wait() != 0:
            raise UnreadableRecording(_explain(process.returncode, late.is_set()))
    finally:
        deadline.cancel()
        _end(process)


def _start(
    module: str, arguments: Sequence[str], environment: Mapping[str, str]
) -> subprocess.Popen[bytes]:
    least = {"PYTHONPATH": str(PACKAGES), "OPENBLAS_NUM_THREADS": "1", "LC_ALL": "C.UTF-8"}
    return subprocess.Popen(  # noqa: S603  # a module of our own, its arguments as a list
        [sys.executable, "-m", module, *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        env={**least, **environment},
    )


def _reports(process: subprocess.Popen[bytes]) -> Iterator[dict[str, Any]]:
    """Reports as they come; a line that was cut off by the end of the process is none."""
    with process.stdout or io.BytesIO() as lines:
        for line in lines:
            if line.endswith(b"\n"):
                yield json.loads(line)


def _explain(status: int, late: bool) -> str:
    if late or status == -signal.SIGXCPU:
        return "The recording takes too long to decode: it is damaged, or far longer than it looks."
    return f"The recording is damaged in a way that ends its decoder (status {status})."


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the process and all that it may have started, and wait for it."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def confine(limits: str) -> None:
    """Called by the confined process first: take the limits that it was given as JSON.

    Processor time ends with SIGXCPU, by which the caller knows it, and a second later for certain.
    """
    taken = json.loads(limits)
    _end_with(taken.pop("caller"))
    given = Limits(**taken)
    resource.setrlimit(resource.RLIMIT_CPU, (given.cpu, given.cpu + 1))
    for kind, most in (
        (resource.RLIMIT_AS, given.memory),
        (resource.RLIMIT_FSIZE, given.file_size),
        (resource.RLIMIT_NOFILE, given.open_files),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (most, most))


def _end_with(caller: int) -> None:
    """Ask Linux to end this process when its caller ends; one that has ended was not waited for."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != caller:
        raise SystemExit("Whoever asked ended before this began.")


def report(**facts: Any) -> None:
    """Called by the confined process: tell its caller something."""
    print(json.dumps(facts), flush=True)
