"""How fast `gaung import` takes over a manifest, and that doing it again changes nothing."""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from bench.corpus import STATEMENTS, write_manifest
from bench.document import table_of_rows, write_document
from bench.report import Row

GAUNG = Path(sys.executable).with_name("gaung")
TRANSCRIPTS, FEW_TRANSCRIPTS = 1_000, 100


def measure(*, quick: bool) -> list[Row]:
    """Import a manifest twice through the command, in an archive of its own."""
    count = FEW_TRANSCRIPTS if quick else TRANSCRIPTS
    with tempfile.TemporaryDirectory() as folder:
        manifest = write_manifest(Path(folder), count)
        archive = Path(folder) / "archive"
        first, seconds = import_manifest(archive, manifest)
        used = resource.getrusage(resource.RUSAGE_CHILDREN)  # by the only child so far
        processor, memory = used.ru_utime + used.ru_stime, used.ru_maxrss / 1024
        again, seconds_again = import_manifest(archive, manifest)
        check = gaung(archive, "index", "check", "--json")
    statements, spent = first["statements"], first["seconds"]
    database, together = statements / spent["database"], statements / sum(spent.values())
    wrong = sum(check[key] for key in ("missing", "stale", "extra", "pending"))
    rate = "statements/s"
    return [
        Row("statements taken over", statements, "statements", must=count * STATEMENTS),
        Row("problems", len(first["problems"]), "rows", must=0, better="less"),
        Row("database, revisions and identifiers", database, rate, must=2000),
        Row("together with the index", together, rate, must=2000, aim=5000),
        Row("the whole command, by the clock", statements / seconds, rate),
        Row("the whole command, by processor time", statements / processor, rate),
        Row("memory of the import at most", memory, "MiB"),
        Row("again: episodes unchanged", again["episodes"]["unchanged"], "episodes", must=count),
        Row("again: the whole command, by the clock", statements / seconds_again, rate),
        Row("index: missing, stale, extra, pending", wrong, "documents", must=0, better="less"),
    ]


def measure_and_write(*, quick: bool) -> list[Row]:
    """As `measure`, and the figures go into docs/."""
    rows = measure(quick=quick)
    write_document("import", [table_of_rows(rows)])
    return rows


def import_manifest(archive: Path, manifest: Path) -> tuple[Any, float]:
    """What `gaung import` reports, and how long it took by the clock."""
    start = time.monotonic()
    report = gaung(archive, "import", "--manifest", str(manifest), "--publish", "--json")
    return report, time.monotonic() - start


def gaung(archive: Path, *words: str) -> Any:
    """The JSON document that a command prints; ends the benchmark where it is refused."""
    done = subprocess.run(
        [GAUNG, *words],
        check=False,  # 1 says that something was not taken over, which is a row of the report
        env={**os.environ, "GAUNG_HOME": str(archive)},
        stdout=subprocess.PIPE,
    )
    if done.returncode > 1 or not done.stdout:
        sys.exit(f"The benchmark ends here: `gaung {' '.join(words)}` was refused.")
    return json.loads(done.stdout)
