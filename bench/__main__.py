"""`python -m bench NAME [--quick] [--json] [--write]`: run one; status 1 where a must fails."""

import argparse
import importlib
import sys
from pathlib import Path

from bench import report

NAMES = ("align", "editor", "import", "page", "quotes", "search", "synchronise", "weight")


def module_of(name: str) -> str:
    """The module of a benchmark; a name that is a word of Python has an underscore behind it."""
    return f"bench.{name}_" if (Path(__file__).parent / f"{name}_.py").exists() else f"bench.{name}"


def main() -> int:
    """Measure, print, and tell by the exit status whether every must holds."""
    parser = argparse.ArgumentParser(prog="./run bench", description="Run one benchmark.")
    parser.add_argument("name", choices=NAMES)
    parser.add_argument("--quick", action="store_true", help="at most 100,000 statements")
    parser.add_argument("--json", action="store_true", help="one JSON document")
    parser.add_argument("--write", action="store_true", help="put the figures into docs/")
    options = parser.parse_args()
    work = importlib.import_module(module_of(options.name))
    if options.write and not hasattr(work, "measure_and_write"):
        parser.error(f"nothing in docs/ holds the figures of {options.name}")
    rows = (work.measure_and_write if options.write else work.measure)(quick=options.quick)
    print((report.as_json if options.json else report.as_table)(options.name, rows))
    return 1 if any(row.holds is False for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
