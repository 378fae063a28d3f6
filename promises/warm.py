"""`gaung` in forks of a process that has imported it, so that a kill meets the work and no import.

Each command is a process of its own, as any other, and does all that the command does; only what
Python reads before it begins is read once for all. Most of a short command is that.
"""

import os
import sys
import tempfile
from dataclasses import dataclass
from multiprocessing.process import BaseProcess
from pathlib import Path

import archive.cli.auditing
import archive.cli.importing
import archive.cli.indexing
import archive.cli.serving
import archive.jobs  # noqa: F401 - imported in the process that is forked
from archive.cli import main
from promises.archives import Archive
from promises.children import FORKS


@dataclass(frozen=True)
class Fork:
    """A command that runs in a fork: as much of a Popen as is needed."""

    process: BaseProcess

    def poll(self) -> int | None:
        """The exit status; None while it runs."""
        return self.process.exitcode

    def wait(self, timeout: float | None = None) -> int:
        """The exit status, once it has ended. Raises TimeoutError."""
        self.process.join(timeout)
        if self.process.exitcode is None:
            raise TimeoutError(self.process.name)
        return self.process.exitcode

    def kill(self) -> None:
        """kill -9."""
        self.process.kill()


class WarmArchive(Archive):
    """An archive whose commands are forks."""

    def start(self, *words: str) -> Fork:
        """Start a command of which only the exit status is wanted."""
        return self._fork(words, Path(os.devnull), Path(os.devnull))

    def run(self, *words: str) -> tuple[int, bytes, bytes]:
        """The exit status of a command, and what it printed."""
        with tempfile.TemporaryDirectory() as folder:
            printed, said = Path(folder) / "printed", Path(folder) / "said"
            status = self._fork(words, printed, said).wait()
            return status, printed.read_bytes(), said.read_bytes()

    def _fork(self, words: tuple[str, ...], printed: Path, said: Path) -> Fork:
        process = FORKS.Process(
            target=become, args=(words, self.environment["GAUNG_HOME"], printed, said)
        )
        process.start()
        return Fork(process)


def become(words: tuple[str, ...], home: str, printed: Path, said: Path) -> None:
    """Be the command from now on."""
    os.environ["GAUNG_HOME"] = home
    sys.argv = ["gaung", *words]
    for number, path in ((1, printed), (2, said)):
        handle = os.open(path, os.O_WRONLY | os.O_CREAT, 0o600)
        os.dup2(handle, number)
        os.close(handle)
    main()
