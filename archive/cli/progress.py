"""Progress of a command: what is done of how much, how long it will take. Only on a terminal."""

import sys
import time
from types import TracebackType
from typing import Self

import click

from archive.indexing import Progress

REDRAW_SECONDS = 0.2


class Bar:
    """One line on standard error that tells how far a piece of work has come."""

    def __init__(self, title: str, unit: str) -> None:
        self.title = title
        self.unit = unit
        self.began = time.monotonic()
        self.drawn = 0.0
        self.shown = sys.stderr.isatty()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.shown and self.drawn:
            click.echo(err=True)

    def report(self, progress: Progress) -> None:
        """Draw the line anew, not too often."""
        now = time.monotonic()
        last = progress.done >= progress.total
        if self.shown and (last or now - self.drawn > REDRAW_SECONDS):
            self.drawn = now
            click.echo(f"\r{self.line(progress, now)}", nl=False, err=True)

    def report_share(self, share: float) -> None:
        """Draw the line anew for a part that is done, 0 to 1."""
        self.report(Progress(int(share * 100), 100))

    def line(self, progress: Progress, now: float) -> str:
        """The words of the line: done of all, and the seconds that are left."""
        left = ""
        if progress.done:
            seconds = (now - self.began) / progress.done * (progress.total - progress.done)
            left = f", {seconds:.0f} s left"
        return f"{self.title}: {progress.done} of {progress.total} {self.unit}{left}      "
