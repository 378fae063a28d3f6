"""SQLite's FTS5, as one would build this archive on it.

A table of the stored columns, and beside it a contentless FTS5 table of words as spoken, stems and
names, with their positions. `prefix` keeps an index of the beginnings that are asked for. Of the
forms in which a question can be put, these were the quickest; three FTS5 tables of one column each
are not quicker by more than a twentieth.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from bench.peers.peer import FACET_ROWS, HITS, find_spans, names_of, stems_of
from bench.questions import PREFIX, Question
from search import Document
from search.analysis.stemming import stem

FILE = "statements.sqlite"
BATCH = 20_000

COLUMNS = (
    "number INTEGER PRIMARY KEY, id, text, person, person_name, position, wording, organisation, "
    "programme, station, episode, episode_title, day INTEGER, start, label, revision, topics, marks"
)
SCHEMA = f"""
    CREATE TABLE statement ({COLUMNS});
    CREATE TABLE topic (topic, number INTEGER);
    CREATE VIRTUAL TABLE said USING fts5 (
        words, stems, names,
        content='', prefix='{PREFIX}', tokenize='unicode61 remove_diacritics 0'
    );
"""
FINISH = """
    CREATE INDEX statement_person ON statement (person, day);
    CREATE INDEX statement_day ON statement (day);
    CREATE INDEX topic_number ON topic (number, topic);
    INSERT INTO said (said) VALUES ('optimize');
    ANALYZE;
"""

BEST = f"""
    SELECT statement.* FROM
        (SELECT rowid AS hit, rank AS worth FROM said WHERE said MATCH ? ORDER BY rank LIMIT {HITS})
    JOIN statement ON number = hit ORDER BY worth
"""  # noqa: S608 - a number
FILTERED = f"""
    SELECT statement.* FROM said CROSS JOIN statement ON number = said.rowid
    WHERE said MATCH ? AND person = ? AND day BETWEEN ? AND ? ORDER BY rank LIMIT {HITS}
"""  # noqa: S608
LATEST = f"""
    SELECT statement.* FROM said JOIN statement ON number = said.rowid
    WHERE said MATCH ? ORDER BY day DESC LIMIT {HITS}
"""  # noqa: S608
FACETS = f"""
    WITH found AS MATERIALIZED (
        SELECT number, person, day / 10000 AS year
        FROM said JOIN statement ON number = said.rowid WHERE said MATCH ?
    )
    SELECT * FROM (
        SELECT 'person', person, count(*) AS held FROM found
        GROUP BY 2 ORDER BY held DESC LIMIT {FACET_ROWS}
    ) UNION ALL SELECT * FROM (
        SELECT 'topic', topic, count(*) AS held FROM found JOIN topic USING (number)
        GROUP BY 2 ORDER BY held DESC LIMIT {FACET_ROWS}
    ) UNION ALL SELECT 'year', year, count(*) FROM found GROUP BY 2
"""  # noqa: S608
COUNT = "SELECT count(*) FROM said WHERE said MATCH ?"
COUNT_FILTERED = """
    SELECT count(*) FROM said CROSS JOIN statement ON number = said.rowid
    WHERE said MATCH ? AND person = ? AND day BETWEEN ? AND ?
"""


def build(folder: Path, documents: Iterable[Document]) -> None:
    """Fill an empty folder."""
    database = sqlite3.connect(folder / FILE)
    database.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL")
    database.execute("PRAGMA cache_size = -200000")
    database.executescript(SCHEMA)
    rest = iter(enumerate(documents, 1))
    while batch := list(islice(rest, BATCH)):
        add(database, batch)
        database.commit()
    database.executescript(FINISH)
    database.close()


def add(database: sqlite3.Connection, batch: Sequence[tuple[int, Document]]) -> None:
    """Insert some numbered documents."""
    marks = ", ".join("?" * 18)
    database.executemany(f"INSERT INTO statement VALUES ({marks})", map(row_of, batch))  # noqa: S608
    topics = [(topic, number) for number, document in batch for topic in document.topics]
    database.executemany("INSERT INTO topic VALUES (?, ?)", topics)
    database.executemany(
        "INSERT INTO said (rowid, words, stems, names) VALUES (?, ?, ?, ?)",
        ((n, one.text, stems_of(one.text), names_of(one)) for n, one in batch),
    )


def row_of(numbered: tuple[int, Document]) -> tuple[Any, ...]:
    """The stored columns of a document."""
    number, one = numbered
    assert one.date  # noqa: S101 - every statement of the corpus has one
    return (
        *(number, one.id, one.text, one.person, one.person_name, one.position),
        *(one.position_wording, one.organisation, one.programme, one.station, one.episode),
        *(one.episode_title, int(one.date.strftime("%Y%m%d")), one.start, one.label, one.revision),
        *(",".join(one.topics), json.dumps(one.marks)),
    )


class Sqlite:
    """The database, open for searching, with 400 MB of cache and a memory map."""

    name = "SQLite FTS5"

    def __init__(self, folder: Path) -> None:
        self._database = sqlite3.connect(folder / FILE)
        self._database.execute("PRAGMA cache_size = -400000")
        self._database.execute("PRAGMA mmap_size = 8000000000")

    def answer(self, question: Question) -> Sequence[Any]:
        """The 20 best statements, and whatever else the kind asks for."""
        match, within = write_match(question), write_filter(question)
        if question.kind == "filter":
            return self._select(FILTERED, match, *within)
        if question.kind == "sortdate":
            return self._select(LATEST, match)
        hits = self._select(BEST, match)
        if question.kind == "facets":
            return [*hits, *self._select(FACETS, match)]
        if question.kind == "highlight":
            stems = [stem(word) for word in question.words]
            return [(hit, find_spans(hit[2], stems)) for hit in hits]
        return hits

    def count(self, question: Question) -> int:
        """How many statements fit."""
        sql = COUNT_FILTERED if question.kind == "filter" else COUNT
        return int(self._select(sql, write_match(question), *write_filter(question))[0][0])

    def forget(self) -> None:
        """Nothing: it keeps no answers."""

    def list_counts(self, column: str) -> dict[str, int]:
        """Every term of `words` or `stems`, and how many statements hold it."""
        self._database.execute(
            "CREATE VIRTUAL TABLE IF NOT EXISTS temp.terms USING fts5vocab (main, said, 'col')"
        )
        return dict(self._select("SELECT term, doc FROM temp.terms WHERE col = ?", column))

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def _select(self, sql: str, *values: Any) -> list[Any]:
        return self._database.execute(sql, values).fetchall()


def write_match(question: Question) -> str:
    """A question as FTS5 reads it."""
    if question.kind == "phrase":
        return f'words : "{" ".join(question.words)}"'
    if question.kind == "prefix":
        return f'words : "{question.words[0]}" *'
    operator = " OR " if question.kind in ("or3", "highlight") else " AND "
    return f"stems : ({operator.join(_quote(stem(word)) for word in question.words)})"


def write_filter(question: Question) -> Iterator[Any]:
    """Person, first and last day as the SQL of a filter takes them; nothing where there is none."""
    if question.kind == "filter" and question.since and question.until:
        yield question.person
        yield from (int(day.strftime("%Y%m%d")) for day in (question.since, question.until))


def _quote(word: str) -> str:
    return f'"{word}"'
