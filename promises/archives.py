"""An archive of its own in a folder, used as people use it: by the command and over HTTP."""

import http.client
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlencode

from bench.corpus import write_manifest
from bench.site import free_port
from media.transcripts import read_transcript

GAUNG = Path(sys.executable).with_name("gaung")
PATIENCE = 60.0  # seconds until a site answers, or a request is given up
INDEX_EQUALS_DATABASE = dict.fromkeys(("missing", "stale", "extra", "pending", "damaged"), 0)


@dataclass(frozen=True)
class Answer:
    """What a site answers; status 0 where it did not. `seconds` until the last byte."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    seconds: float

    @property
    def data(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)


@dataclass(frozen=True)
class Site:
    """A running `gaung serve`."""

    port: int
    process: "subprocess.Popen[bytes]"

    def get(self, path: str, **parameters: str | int) -> Answer:
        """Ask for an address in a connection of its own; never raises for what the site does."""
        address = path + ("?" + urlencode(parameters, errors="surrogatepass") if parameters else "")
        start = time.monotonic()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request("GET", address)
            answer = connection.getresponse()
            status, headers, body = answer.status, dict(answer.headers), answer.read()
        except (OSError, http.client.HTTPException) as fault:
            status, headers, body = 0, {}, repr(fault).encode()
        finally:
            connection.close()
        return Answer(status, headers, body, time.monotonic() - start)


class Command(Protocol):
    """A command that was started."""

    def poll(self) -> int | None:
        """The exit status; None while it runs."""

    def wait(self, timeout: float | None = None) -> int:
        """The exit status, once it has ended."""

    def kill(self) -> None:
        """kill -9."""


class Archive:
    """An archive below a folder, with the files that it was made from."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.home = folder / "archive"
        self.index = self.home / "index"
        self.environment = {**os.environ, "GAUNG_HOME": str(self.home)}

    def start(self, *words: str) -> Command:
        """Start a command of which only the exit status is wanted."""
        return subprocess.Popen(
            [GAUNG, *words],
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def gaung(self, *words: str) -> Any:
        """The JSON document that a command prints. Raises RuntimeError where it is refused."""
        status, printed, said = self.run(*words, "--json")
        if status not in {0, 1} or not printed:
            reason = said.decode(errors="replace")[-500:]
            raise RuntimeError(f"`gaung {' '.join(words)}` ended with {status}: {reason}")
        return json.loads(printed)

    def run(self, *words: str) -> tuple[int, bytes, bytes]:
        """The exit status of a command, and what it printed."""
        done = subprocess.run(
            [GAUNG, *words], check=False, env=self.environment, capture_output=True
        )
        return done.returncode, done.stdout, done.stderr

    def fill(self, transcripts: int, seed: int = 1) -> set[str]:
        """Import and publish transcripts of a hundred statements each; the texts of all of them.

        More transcripts of the same seed begin with the same ones.
        """
        self.folder.mkdir(exist_ok=True)
        manifest = write_manifest(self.folder, transcripts, seed)
        self.gaung("import", "--manifest", str(manifest), "--publish")
        return {text for path in self.folder.glob("*.vtt") for text in texts_of(path)}

    def is_sound(self) -> bool:
        """Whether the index equals the database, as `gaung index check` says."""
        found = self.gaung("index", "check")
        return {key: found[key] for key in INDEX_EQUALS_DATABASE} == INDEX_EQUALS_DATABASE

    @contextmanager
    def serve(self, *words: str) -> Iterator[Site]:
        """Serve the archive, with a worker, on a free port."""
        port = free_port()
        with (self.folder / "served.log").open("ab") as log:
            process = subprocess.Popen(
                [GAUNG, "serve", "--port", str(port), *words],
                env=self.environment,
                stdout=log,
                stderr=log,
            )
        try:
            site = Site(port, process)
            await_answer(site)
            yield site
        finally:
            process.terminate()
            process.wait(timeout=PATIENCE)


def texts_of(transcript: Path) -> list[str]:
    """The statements of a transcript file, as they are stored."""
    read = read_transcript(transcript.read_bytes(), file_name=transcript.name)
    return [statement.text for statement in read.statements]


def await_answer(site: Site) -> None:
    """Return when the site answers. Raises RuntimeError where it ends or takes too long."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and site.process.poll() is None:
        if site.get("/sehat").status == 200:
            return
        time.sleep(0.1)
    raise RuntimeError("`gaung serve` did not answer")


def say(text: str) -> None:
    """Tell the person who waits; the report itself is printed at the end."""
    print("  " + text, file=sys.stderr, flush=True)
