"""What a confined process may try; run as `python -m tests.media.confined_acts LIMITS ACT PATH`."""

import os
import resource
import signal
import sys
import time
from pathlib import Path

from media.confinement import confine, report


def say_limits(path: str) -> None:
    report(
        limits=[
            resource.getrlimit(kind)[0]
            for kind in (resource.RLIMIT_AS, resource.RLIMIT_FSIZE, resource.RLIMIT_NOFILE)
        ],
        group=os.getpgid(0) == os.getpid(),
        secrets=sorted(name for name in os.environ if name.startswith("GAUNG")),
    )


def hang(path: str) -> None:
    report(process=os.getpid())
    time.sleep(3600)


def burn(path: str) -> None:
    while True:
        pass


def crash(path: str) -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def break_off(path: str) -> None:
    sys.stdout.write('{"half": ')
    sys.stdout.flush()
    os._exit(3)


def devour(path: str) -> None:
    try:
        bytearray(1 << 30)
    except MemoryError:
        report(refused=True)


def fill(path: str) -> None:
    try:
        Path(path).write_bytes(bytes(2 << 20))
    except OSError:
        report(refused=True)


ACTS = {act.__name__: act for act in (say_limits, hang, burn, crash, break_off, devour, fill)}

if __name__ == "__main__":
    limits, act, path = sys.argv[1:]
    confine(limits)
    ACTS[act](path)
