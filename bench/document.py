"""The figures of `./run bench NAME --write` put into docs/, between two marks in the text."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from bench.plot import draw_growth, draw_kinds
from bench.report import Row, machine

DOCS = Path(__file__).parent.parent / "docs"
DOCUMENTS = {
    "editor": DOCS / "editor-benchmark.md",
    "import": DOCS / "import-benchmark.md",
    "page": DOCS / "search-benchmark.md",
    "quotes": DOCS / "quotes.md",
    "search": DOCS / "search-benchmark.md",
    "synchronise": DOCS / "synchronising-benchmark.md",
}
"""Benchmark -> where its figures stand."""
KINDS, GROWTH = DOCS / "pictures" / "search-kinds.svg", DOCS / "pictures" / "search-growth.svg"
END = "<!-- end of figures -->"


def write_document(name: str, sections: Sequence[str]) -> None:
    """Put the sections of a benchmark into its document."""
    document = DOCUMENTS[name]
    today = datetime.now(UTC).strftime("%d %B %Y").lstrip("0")
    figures = [f"Measured on {today}, on {machine()}.", *sections]
    text = replace_figures(document.read_text(encoding="utf-8"), name, figures)
    document.write_text(text, encoding="utf-8")


def replace_figures(text: str, name: str, sections: Sequence[str]) -> str:
    """The text with the sections between the marks of this benchmark, in place of what stood there.

    Raises ValueError where the marks are missing.
    """
    begin = f"<!-- figures: written by ./run bench {name} --write -->"
    before, found, rest = text.partition(begin)
    _, ended, after = rest.partition(END)
    if not found or not ended:
        raise ValueError(f"The document has no place for figures: {begin} … {END}.")
    return before + "\n\n".join([begin, *sections, END]) + after


def write_pictures(
    kinds: dict[str, dict[str, float]], growth: dict[str, dict[int, float]], size: int
) -> None:
    """Draw both charts."""
    KINDS.write_text(draw_kinds(f"Query time at {size:,} statements", kinds), encoding="utf-8")
    GROWTH.write_text(draw_growth("How query time grows", growth), encoding="utf-8")


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table of Markdown; the first column is text, the others are figures."""
    lines = [head, ["---", *("---:" for _ in head[1:])], *rows]
    return "\n".join("| " + " | ".join(map(say, line)) + " |" for line in lines)


def table_of_rows(rows: Iterable[Row]) -> str:
    """The report as a table."""
    return table(
        ("measure", "value", "unit", "must", "aim"),
        [
            (row.measure, row.value, row.unit, say_bound(row, row.must), say_bound(row, row.aim))
            for row in rows
        ],
    )


def say(value: object) -> str:
    """A cell: three digits of a small number, thousands apart of a large one."""
    if isinstance(value, int) or (isinstance(value, float) and value >= 1000):
        return f"{value:,.0f}"
    return f"{value:.3g}" if isinstance(value, float) else str(value)


def say_bound(row: Row, bound: float | None) -> str:
    """A must or an aim; nothing where there is none."""
    sign = "≥" if row.better == "more" else "≤"
    return "" if bound is None else f"{sign} {say(float(bound))}"
