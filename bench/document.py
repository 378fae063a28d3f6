"""The figures of `./run bench search` written into docs/, between two marks in the text."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from bench.plot import draw_growth, draw_kinds
from bench.report import Row, machine

DOCS = Path(__file__).parent.parent / "docs"
DOCUMENT = DOCS / "search-benchmark.md"
KINDS, GROWTH = DOCS / "pictures" / "search-kinds.svg", DOCS / "pictures" / "search-growth.svg"
BEGIN, END = "<!-- figures: written by ./run bench search --write -->", "<!-- end of figures -->"


def write_document(sections: Sequence[str]) -> None:
    """Put the sections between the marks, in place of what stood there."""
    before, _, rest = DOCUMENT.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    today = datetime.now(UTC).strftime("%d %B %Y").lstrip("0")
    parts = [BEGIN, f"Measured on {today}, on {machine()}.", *sections, END]
    DOCUMENT.write_text(before + "\n\n".join(parts) + after, encoding="utf-8")


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
