"""The demo archive as a running site, and an address for each kind of page."""

import os
import random
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from http.client import HTTPException
from pathlib import Path
from types import MappingProxyType
from typing import IO

from bench.pages import PUBLIC, find_address, list_kinds

GAUNG = Path(sys.executable).with_name("gaung")
PATIENCE = 120  # seconds until the demo archive is made and answers
LAST_BREATH = 2  # seconds in which a server that refuses connections is seen to have ended
PORTS = range(20_000, 32_000)  # below those that the system lends to whoever connects somewhere
LAST_LINES = 30  # of what a server said, in an error
NO_SETTINGS: Mapping[str, str] = MappingProxyType({})


@contextmanager
def demo_site() -> Iterator[str]:
    """Serve the demo archive from a folder of its own on a free port; its base address."""
    with tempfile.TemporaryDirectory() as folder:
        port = free_port()
        words = ("demo", "--host", "127.0.0.1", "--port", str(port))
        with served([GAUNG, *words], port, "/sehat", {"GAUNG_HOME": f"{folder}/archive"}) as base:
            yield base


@contextmanager
def served(
    argv: Sequence[object], port: int, path: str, settings: Mapping[str, str] = NO_SETTINGS
) -> Iterator[str]:
    """Run a server until the block ends; its base address, once `path` is answered.

    Raises RuntimeError with what the server said last where it does not come up, or where the
    block fails to reach it and it is gone. An answer that the block refuses with a RuntimeError is
    told with what the server said of it.
    """
    words = [str(word) for word in argv]
    with tempfile.TemporaryFile() as log:
        server = subprocess.Popen(words, env={**os.environ, **settings}, stdout=log, stderr=log)
        try:
            base = f"http://127.0.0.1:{port}"
            wait_for(base + path, server)
            yield base
        except (OSError, HTTPException) as error:
            if not has_ended(server):
                raise
            raise RuntimeError(last_words(server, log)) from error
        except RuntimeError as error:
            error.add_note(last_words(server, log))
            raise
        finally:
            server.terminate()
            server.wait(timeout=30)


def free_port() -> int:
    """A port of this machine that nobody listens on.

    Not one that the system would choose: it may lend that to any connection before we listen.
    """
    while True:
        port = random.choice(PORTS)
        with closing(socket.socket()) as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


def wait_for(address: str, server: "subprocess.Popen[bytes]") -> None:
    """Return when the address answers. Raises RuntimeError where the server ends or is too slow."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and server.poll() is None:
        try:
            read(address)
            return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError(f"{address} is not answered")


def has_ended(server: "subprocess.Popen[bytes]") -> bool:
    """Whether a server is gone, or goes within moments."""
    try:
        server.wait(timeout=LAST_BREATH)
    except subprocess.TimeoutExpired:
        return False
    return True


def last_words(server: "subprocess.Popen[bytes]", log: IO[bytes]) -> str:
    """What was run, how it ended and what it said last."""
    log.seek(0)
    said = log.read().decode(errors="replace").splitlines()[-LAST_LINES:]
    ended = "runs" if server.returncode is None else f"ended with status {server.returncode}"
    command = server.args if isinstance(server.args, list) else [repr(server.args)]
    head = f"`{' '.join(map(str, command))}` {ended}; it said last:"
    return "\n  ".join([head, *(said or ["(nothing)"])])


def read(address: str) -> str:
    """The text of a page, also of an error page."""
    try:
        with urllib.request.urlopen(address, timeout=30) as answer:  # noqa: S310 - our own site
            return str(answer.read().decode())
    except urllib.error.HTTPError as error:
        if error.code >= 500:
            raise
        return error.read().decode()


def find_pages(base: str) -> dict[str, str]:
    """Kind of page -> address on a running site; kinds that it does not link to are left out."""
    pages = {}
    for kind in list_kinds(PUBLIC):
        with suppress(LookupError):
            pages[kind] = base + find_address(kind, lambda path: read(base + path))
    return pages
