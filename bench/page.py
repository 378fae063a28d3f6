"""The whole page of results: Gaung's beside Datasette's, both really served, over the same words.

Statements are imported with `gaung import`; a SQLite file with an FTS5 table of the same texts is
made from the archive's database. Datasette shows its table page with `_search` and the facets of
its configuration, Gaung its page with facets, marked words and links. Both are asked in turns,
without compression, over connections opened before the clock runs: a server closes one that nobody
has used for five seconds, which is how long the others may take. Datasette finds words as they are
written, Gaung all forms of them, which are more.
"""

import json
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, closing
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from bench.document import table, table_of_rows, write_document
from bench.import_ import GAUNG, import_manifest
from bench.peers.peer import HITS
from bench.questions import Question, choose_questions
from bench.racing import Race, Times
from bench.report import Row
from bench.site import free_port, served
from bench.statements import the_corpus
from bench.transcripts import write_transcripts

STATEMENTS, FEW_STATEMENTS = 100_000, 20_000
ROUNDS = 3  # after one that warms up; a page of Datasette takes most of a second
WARM = 1
KINDS = ("rare", "mid", "common", "and2", "phrase", "sortdate")
OURS, DATASETTE, LEAN = "Gaung", "Datasette", "Datasette without suggestions"
"""As it comes, Datasette also looks for further facets to suggest, which takes most of its time."""
FACETS = ("speaker", "programme", "year")

SELECT = """
    SELECT s.statement_id, w.text, v.label, p.name, e.title, e."on", substr(e."on", 1, 4), s.start
    FROM archive.revision_rows s
    JOIN archive.wordings w ON w.id = s.wording_id
    JOIN archive.revisions r ON r.id = s.revision_id
    JOIN archive.episodes e ON e.id = r.episode_id
    JOIN archive.programmes p ON p.id = e.programme_id
    LEFT JOIN archive.voices v ON v.id = s.voice_id
    ORDER BY s.revision_id, s.ordinal
"""
SCHEMA = """
    CREATE TABLE statement (
        number INTEGER PRIMARY KEY, id, text, speaker, programme, episode, day, year, start
    );
    CREATE INDEX statement_day ON statement (day);
    CREATE VIRTUAL TABLE statement_fts
        USING fts5 (text, content='statement', content_rowid='number');
"""
FILL = """
    INSERT INTO statement_fts (statement_fts) VALUES ('rebuild');
    INSERT INTO statement_fts (statement_fts) VALUES ('optimize');
    ANALYZE;
"""


def measure(*, quick: bool) -> list[Row]:
    """Import, serve both and ask; some two minutes with `quick`, some ten without."""
    return rows_of(*run(quick=quick))


def measure_and_write(*, quick: bool) -> list[Row]:
    """As `measure`, and the figures go into docs/."""
    size, race = run(quick=quick)
    rows = rows_of(size, race)
    write_document("page", sections_of(race, rows))
    return rows


def run(*, quick: bool) -> tuple[int, Race]:
    """How many statements were imported, and the times of all three over them."""
    with tempfile.TemporaryDirectory(prefix="gaung-bench-") as home:
        archive, database = Path(home) / "archive", Path(home) / "statements.db"
        manifest = write_transcripts(Path(home), FEW_STATEMENTS if quick else STATEMENTS)
        import_manifest(archive, manifest)
        size = copy_statements(archive / "gaung.sqlite3", database)
        questions = choose(database, size)
        with (
            gaung_site(archive) as ours,
            datasette_site(database) as theirs,
            datasette_site(database, "--setting", "suggest_facets", "off") as lean,
        ):
            sites = {OURS: ours, DATASETTE: theirs, LEAN: lean}
            return size, ask_in_turns(sites, questions)


def copy_statements(archive: Path, database: Path) -> int:
    """Make the file that Datasette serves of the archive's statements; how many there are."""
    with closing(sqlite3.connect(database)) as copy:
        copy.executescript(SCHEMA)
        copy.execute("ATTACH ? AS archive", (str(archive),))
        rows = enumerate(copy.execute(SELECT).fetchall(), 1)
        marks = ", ".join("?" * 9)
        copy.executemany(
            f"INSERT INTO statement VALUES ({marks})",  # noqa: S608 - question marks
            ((number, *row) for number, row in rows),
        )
        copy.executescript(FILL)
        copy.commit()
        return int(copy.execute("SELECT count(*) FROM statement").fetchone()[0])


def choose(database: Path, size: int) -> list[Question]:
    """The questions of the kinds that both pages know."""
    with closing(sqlite3.connect(database)) as copy:
        copy.execute("CREATE VIRTUAL TABLE temp.v USING fts5vocab (main, statement_fts, 'row')")
        counts = dict(copy.execute("SELECT term, doc FROM temp.v"))
    questions = choose_questions(counts, counts, size, the_corpus())
    return [one for one in questions if one.kind in KINDS]


def gaung_site(archive: Path) -> AbstractContextManager[str]:
    """The archive, served as it is in production."""
    port = free_port()
    words = (GAUNG, "serve", "--no-worker", "--host", "127.0.0.1", "--port", port)
    return served(words, port, "/sehat", {"GAUNG_HOME": str(archive)})


def datasette_site(database: Path, *settings: str) -> AbstractContextManager[str]:
    """The SQLite file in Datasette, as one that never changes, with facets like ours."""
    port, metadata = free_port(), database.with_suffix(".json")
    table = {"facets": FACETS, "size": HITS}
    described = {"databases": {database.stem: {"tables": {"statement": table}}}}
    metadata.write_text(json.dumps(described), encoding="utf-8")
    program = Path(sys.executable).with_name("datasette")
    words = (program, "serve", "-i", database, "-m", metadata, "-p", port, *settings)
    return served(words, port, "/")


def path_of_gaung(question: Question) -> str:
    """Where Gaung answers a question."""
    latest = {"urut": "terbaru"} if question.kind == "sortdate" else {}
    return "/cari?" + urlencode({"q": question.typed} | latest)


def path_of_datasette(question: Question) -> str:
    """Where Datasette answers a question."""
    latest = {"_sort_desc": "day"} if question.kind == "sortdate" else {}
    return "/statements/statement?" + urlencode({"_search": question.typed} | latest)


PATHS: Mapping[str, Callable[[Question], str]] = {
    OURS: path_of_gaung,
    DATASETTE: path_of_datasette,
    LEAN: path_of_datasette,
}


def ask_in_turns(sites: Mapping[str, str], questions: Sequence[Question]) -> Race:
    """Ask every site every question, in the one order and the other."""
    race = Race(tuple(sites))
    connections = {
        name: HTTPConnection(urlsplit(base).netloc, timeout=60) for name, base in sites.items()
    }
    for question in questions:
        times: Times = {name: [] for name in sites}
        for turn in range(WARM + ROUNDS):
            for name in sorted(sites, reverse=bool(turn % 2)):
                spent = fetch(connections[name], PATHS[name](question))
                if turn >= WARM:
                    times[name].append(spent)
        race.times.append((question, times))
    for connection in connections.values():
        connection.close()
    return race


def fetch(connection: HTTPConnection, path: str) -> float:
    """Milliseconds until the whole page is there. Raises RuntimeError where it is none."""
    connection.close()
    connection.connect()
    start = time.perf_counter()
    connection.request("GET", path)
    answer = connection.getresponse()
    body = answer.read()
    spent = (time.perf_counter() - start) * 1000
    if answer.status != 200 or b"</html>" not in body:
        raise RuntimeError(f"{path} was answered with {answer.status}")
    return spent


def rows_of(size: int, race: Race) -> list[Row]:
    """The report: medians of all, and ours by theirs."""
    return [
        Row("statements", size, "statements", must=FEW_STATEMENTS),
        Row("questions", len(race.times), "questions"),
        *(
            Row(f"page of results, {name}", race.milliseconds(name, median=True), "ms")
            for name in race.names
        ),
        Row(
            "page of results",
            race.ratio(OURS, DATASETTE, median=True),
            f"of {DATASETTE}",
            must=0.5,
            aim=0.2,
            better="less",
        ),
        Row(
            "page of results",
            race.ratio(OURS, LEAN, median=True),
            f"of {LEAN}",
            aim=0.5,
            better="less",
        ),
        *(
            Row(
                f"page of results: {kind}",
                race.ratio(OURS, DATASETTE, kind, median=True),
                f"of {DATASETTE}",
            )
            for kind in race.kinds
        ),
    ]


def sections_of(race: Race, rows: Sequence[Row]) -> list[str]:
    """What goes into the document: the report, and milliseconds by kind of question."""
    return [
        table_of_rows(rows[: -len(race.kinds)]),
        "Milliseconds of a page, by the medians:",
        table(
            ("kind", *race.names, *(f"of {name}" for name in (DATASETTE, LEAN))),
            [line_of(race, kind) for kind in (*race.kinds, None)],
        ),
    ]


def line_of(race: Race, kind: str | None) -> tuple[object, ...]:
    """A kind of question, or all of them: the times, and ours by theirs."""
    times = (race.milliseconds(name, kind, median=True) for name in race.names)
    ratios = (race.ratio(OURS, name, kind, median=True) for name in (DATASETTE, LEAN))
    return (kind or "all, geometric mean", *times, *ratios)
