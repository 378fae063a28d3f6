"""How fast search is, beside SQLite FTS5, tantivy and Whoosh as it comes, all in one run.

Everybody indexes the same statements (bench/statements.py) with the same fields and answers the
same questions (bench/questions.py). docs/search-benchmark.md explains what is compared and how.
"""

import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path

from bench.building import Built, build_apart, resident, run_apart
from bench.document import table, table_of_rows, write_document, write_pictures
from bench.growth import choose_common, choose_rare
from bench.peers.gaung import Gaung, GaungFirst, GaungPage
from bench.peers.peer import Peer
from bench.peers.sqlite import Sqlite
from bench.peers.stock import StockWhoosh
from bench.peers.tantivy_index import Tantivy
from bench.questions import Question, choose_questions
from bench.racing import Race, count_agreements, race
from bench.report import Row
from bench.statements import the_corpus
from bench.visible import Visible, measure_visible, meet_words

FULL, QUICK = 500_000, 50_000
STOCK = 10_000
"""Statements for stock Whoosh, which would take an hour for more."""
GROWTH, GROWTH_QUICK = (10_000, 100_000, 500_000, 1_000_000), (10_000, 50_000)
STOCK_ROUNDS = 3
OURS, FIRST, PAGE = Gaung.name, GaungFirst.name, GaungPage.name
FTS, TANTIVY, SLOW = Sqlite.name, Tantivy.name, StockWhoosh.name


@dataclass(frozen=True, slots=True)
class Outcome:
    """All that was measured. `rare` and `common` are milliseconds by number of statements."""

    size: int
    built: dict[str, Built]
    race: Race
    stock_race: Race
    differing: list[Question]
    memory: dict[str, float]
    visible: dict[str, Visible]
    rare: dict[int, float]
    common: dict[int, float]


def measure(*, quick: bool) -> list[Row]:
    """Build, ask and add; some three minutes with `quick`, some twenty without."""
    return rows_of(run(quick=quick), quick=quick)


def measure_and_write(*, quick: bool) -> list[Row]:
    """As `measure`, and the figures go into docs/."""
    outcome = run(quick=quick)
    rows = rows_of(outcome, quick=quick)
    write_document("search", sections_of(outcome, rows))
    write_pictures(
        {kind: times_of(outcome.race, kind, (OURS, FTS, TANTIVY)) for kind in outcome.race.kinds},
        {"rare words": outcome.rare, "common words": outcome.common},
        outcome.size,
    )
    return rows


def run(*, quick: bool) -> Outcome:
    """Do everything in a folder of its own, which is removed at the end."""
    size = QUICK if quick else FULL
    with tempfile.TemporaryDirectory(prefix="gaung-bench-") as home:
        folder = Path(home)
        built = build_all(folder, size)
        questions = choose(folder, size)
        say(f"asking {len(questions)} questions of each in turns")
        raced, differing = race_big(folder, size, questions)
        stock_race = race_stock(folder, questions)
        memory = run_apart(ask_and_weigh, ours_at(folder, size), questions)
        say("growing")
        grown = dict(measure_growth(folder, GROWTH_QUICK if quick else GROWTH))
        return Outcome(
            size=size,
            built=built,
            race=raced,
            stock_race=stock_race,
            differing=differing,
            memory=memory,
            visible=measure_added(folder, size),
            rare={count: one.milliseconds(FIRST, "rare") for count, one in grown.items()},
            common={count: one.milliseconds(FIRST, "common") for count, one in grown.items()},
        )


def say(text: str) -> None:
    """Tell a person how far it is; standard output belongs to the report."""
    print(f"  {text}", file=sys.stderr, flush=True)


def ours_at(folder: Path, size: int) -> Path:
    """Where our index of this size is."""
    return folder / f"gaung-{size}"


def build_all(folder: Path, size: int) -> dict[str, Built]:
    """Every index that the questions are asked of, by engine; ours also as small as stock's."""
    build_apart("gaung", ours_at(folder, STOCK), STOCK)
    return {
        OURS: build_apart("gaung", ours_at(folder, size), size),
        FTS: build_apart("sqlite", folder / "sqlite", size),
        TANTIVY: build_apart("tantivy_index", folder / "tantivy", size),
        SLOW: build_apart("stock", folder / "stock", STOCK),
    }


def choose(folder: Path, size: int) -> list[Question]:
    """The questions, by how many statements hold each word."""
    with closing(Sqlite(folder / "sqlite")) as peer:
        stems, words = peer.list_counts("stems"), peer.list_counts("words")
    return choose_questions(stems, words, size, the_corpus())


def race_big(folder: Path, size: int, questions: Sequence[Question]) -> tuple[Race, list[Question]]:
    """The race at full size, and the questions on which the engines do not count the same."""
    with ExitStack() as stack:
        peers: list[Peer] = [
            stack.enter_context(closing(peer))
            for peer in (
                Gaung(ours_at(folder, size)),
                GaungFirst(ours_at(folder, size)),
                GaungPage(ours_at(folder, size)),
                Sqlite(folder / "sqlite"),
                Tantivy(folder / "tantivy"),
            )
        ]
        differing = count_agreements(peers, questions)
        return race(peers, questions), differing


def race_stock(folder: Path, questions: Sequence[Question]) -> Race:
    """The race against stock Whoosh, at its size."""
    with (
        closing(Gaung(ours_at(folder, STOCK))) as ours,
        closing(StockWhoosh(folder / "stock")) as stock,
    ):
        return race([ours, stock], questions, STOCK_ROUNDS)


def ask_and_weigh(folder: Path, questions: Sequence[Question]) -> dict[str, float]:
    """Resident memory of this process in MB when every question was asked twice."""
    with closing(Gaung(folder)) as peer:
        race([peer], questions, rounds=1)
        return resident()


def measure_growth(folder: Path, sizes: Sequence[int]) -> Iterator[tuple[int, Race]]:
    """Our times for rare and for common words asked first, for each size of the archive."""
    for size in sizes:
        if not ours_at(folder, size).exists():
            build_apart("gaung", ours_at(folder, size), size)
        with closing(GaungFirst(ours_at(folder, size))) as peer:
            yield size, race([peer], [*choose_rare(peer, size), *choose_common()])


def measure_added(folder: Path, size: int) -> dict[str, Visible]:
    """Until an added episode is found: ours at full size, stock Whoosh at its own."""
    meet_words()
    with (
        closing(Gaung(ours_at(folder, size))) as ours,
        closing(StockWhoosh(folder / "stock")) as stock,
    ):
        return {OURS: measure_visible(ours), SLOW: measure_visible(stock)}


@dataclass(frozen=True, slots=True)
class Bounds:
    """Must and aim of each measure."""

    fts: tuple[float, float]
    tantivy: tuple[float, float]
    worst: tuple[float, float]
    bulk: tuple[float, float]
    visible: tuple[float, float]
    memory: tuple[float, float]
    rare: tuple[float, float]
    common: tuple[float, float]


BOUNDS = Bounds(
    fts=(0.10, 0.04),
    tantivy=(1.5, 0.9),
    worst=(1.0, 0.5),
    bulk=(1.0, 1.5),
    visible=(1 / 10, 1 / 30),
    memory=(400, 250),
    rare=(2.0, 1.2),
    common=(1.0, 0.5),
)
BOUNDS_QUICK = Bounds(
    fts=(0.25, 0.15),
    tantivy=(1.2, 0.8),
    worst=(1.2, 0.7),
    bulk=(1.1, 1.5),
    visible=(1 / 8, 1 / 20),
    memory=(150, 100),
    rare=(2.0, 1.2),
    common=(1.0, 0.5),
)
"""On a small index what every search costs weighs more, and FTS5 has little to read."""


def rows_of(outcome: Outcome, *, quick: bool) -> list[Row]:
    """The report; ratios are ours by theirs, so that less is better."""
    bounds, raced = BOUNDS_QUICK if quick else BOUNDS, outcome.race
    worst, kind = max((raced.ratio(OURS, FTS, kind), kind) for kind in raced.kinds)
    smallest, largest = min(outcome.rare), max(outcome.rare)
    growth = outcome.common[largest] / outcome.common[smallest] / (largest / smallest)
    ours, stock = outcome.visible[OURS], outcome.visible[SLOW]
    bulk = outcome.built[OURS].rate / outcome.built[FTS].rate
    times = f"of {smallest:,}"
    return [
        Row("statements", outcome.size, "statements"),
        Row("questions", len(raced.times), "questions", must=95),
        Row(
            "counted differently by an engine", len(outcome.differing), "questions", 0, None, "less"
        ),
        _less("query time", raced.ratio(OURS, FTS), f"of {FTS}", bounds.fts),
        _less("query time", raced.ratio(OURS, TANTIVY), f"of {TANTIVY}", bounds.tantivy),
        _less(f"query time, worst kind: {kind}", worst, f"of {FTS}", bounds.worst),
        Row("query time, by the medians", raced.ratio(OURS, FTS, median=True), f"of {FTS}"),
        Row("query time, asked first", raced.ratio(FIRST, FTS), f"of {FTS}"),
        Row("query time, asked first", raced.ratio(FIRST, TANTIVY), f"of {TANTIVY}"),
        Row(f"query time, asked first: {kind}", raced.ratio(FIRST, FTS, kind), f"of {FTS}"),
        Row("query time, for a page", raced.ratio(PAGE, FTS), f"of {FTS}"),
        Row(f"query time at {STOCK:,}", outcome.stock_race.ratio(OURS, SLOW), f"of {SLOW}", None),
        Row("bulk indexing per CPU second", bulk, f"of {FTS}", *bounds.bulk),
        Row("bulk indexing", outcome.built[OURS].rate, "per CPU s"),
        _less(
            "added episode visible, CPU time", ours.cpu / stock.cpu, f"of {SLOW}", bounds.visible
        ),
        _less(
            "added episode visible, by the clock",
            ours.clock / stock.clock,
            f"of {SLOW}",
            bounds.visible,
        ),
        Row("added episode visible, by the clock", ours.clock * 1000, "ms"),
        _less("resident memory after all questions", outcome.memory["all"], "MB", bounds.memory),
        Row("of that, not mapped from files", outcome.memory["own"], "MB"),
        _less(
            f"rare words at {largest:,}",
            outcome.rare[largest] / outcome.rare[smallest],
            times,
            bounds.rare,
        ),
        _less(f"common words at {largest:,}, per statement", growth, times, bounds.common),
    ]


def sections_of(outcome: Outcome, rows: Sequence[Row]) -> list[str]:
    """What goes into the document: the report, the kinds of questions, the indexes, growth."""
    kinds = [*outcome.race.kinds, None]
    return [
        table_of_rows(rows),
        f"Milliseconds of a question at {outcome.size:,} statements, by its quickest round:",
        table(
            ("kind", *outcome.race.names, f"of {FTS}", f"of {TANTIVY}"),
            [line_of(outcome.race, kind) for kind in kinds],
        ),
        "The indexes, each built by one process:",
        table(
            ("engine", "statements", "per CPU second", "minutes", "MB on disk"),
            [
                (name, one.statements, one.rate, one.clock / 60, one.size / 1e6)
                for name, one in outcome.built.items()
            ],
        ),
        "Milliseconds of a question as the archive grows, asked first:",
        table(
            ("statements", "rare words", "common words"),
            [(size, outcome.rare[size], outcome.common[size]) for size in sorted(outcome.rare)],
        ),
    ]


def line_of(raced: Race, kind: str | None) -> tuple[object, ...]:
    """A kind of question, or all of them: the times, and ours by theirs."""
    ratios = (raced.ratio(OURS, other, kind) for other in (FTS, TANTIVY))
    times = times_of(raced, kind, raced.names).values()
    return (kind or "all, geometric mean", *times, *ratios)


def times_of(raced: Race, kind: str | None, names: Sequence[str]) -> dict[str, float]:
    """Engine -> milliseconds of a kind of question, or of all."""
    return {name: raced.milliseconds(name, kind) for name in names}


def _less(measure: str, value: float, unit: str, bounds: tuple[float, float]) -> Row:
    must, aim = bounds
    return Row(measure, value, unit, must=must, aim=aim, better="less")
