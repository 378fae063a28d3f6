"""`python -m promises [NAME…] [--quick] [--json]`: keep the promises; status 1 where one is not."""

import argparse
import importlib
import sys
import time
from collections.abc import Sequence
from dataclasses import replace

from bench import report
from bench.report import Row

NAMES = {
    "index-is-disposable": "promises.disposable",
    "withdrawal-is-immediate": "promises.withdrawal",
    "hostile-queries": "promises.hostile",
    "acknowledged-is-durable": "promises.durable",
    "power-failure": "promises.power",
    "flipped-byte": "promises.flipped",
    "malformed-transcripts": "promises.malformed",
    "malformed-documents": "promises.documents",
    "malformed-recordings": "promises.recordings",
    "bombs": "promises.bombs",
    "authorisation": "promises.authorisation",
    "brute-force": "promises.guessing",
    "xss": "promises.scripting",
    "permalinks": "promises.permanent",
    "identifiers": "promises.mistyped",
}
"""Each promise and the module that tests it: `measure(quick=…) -> list[Row]`."""


def main(words: Sequence[str] | None = None) -> int:
    """Test the promises that are named, or all; tell by the exit status whether they hold."""
    options = make_parser().parse_args(words)
    rows = [row for name in options.names or NAMES for row in keep(name, quick=options.quick)]
    print((report.as_json if options.json else report.as_table)("promises", rows))
    return 1 if any(row.holds is False for row in rows) else 0


def make_parser() -> argparse.ArgumentParser:
    """The words and options of the command."""
    parser = argparse.ArgumentParser(prog="./run promises", description="Put promises to the test.")
    parser.add_argument("names", nargs="*", metavar="NAME", type=promise, help=", ".join(NAMES))
    parser.add_argument("--quick", action="store_true", help="fewer faults, each in a minute or so")
    parser.add_argument("--json", action="store_true", help="one JSON document")
    return parser


def promise(name: str) -> str:
    """The name of a promise; raises ArgumentTypeError for any other word."""
    if name not in NAMES:
        raise argparse.ArgumentTypeError(f"no promise {name!r}; there are {', '.join(NAMES)}")
    return name


def keep(name: str, *, quick: bool) -> list[Row]:
    """The rows of one promise, each under its name, and how long it took as a last one."""
    print(f"{name} …", file=sys.stderr, flush=True)
    start = time.monotonic()
    rows = importlib.import_module(NAMES[name]).measure(quick=quick)
    rows.append(Row("tested in", time.monotonic() - start, "s"))
    return [replace(row, measure=f"{name}: {row.measure}") for row in rows]


if __name__ == "__main__":
    sys.exit(main())
