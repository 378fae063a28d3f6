"""Two small charts as SVG, in the colours of the site, light and dark as the reader has it."""

import math
from collections.abc import Iterable, Mapping, Sequence
from html import escape

WIDTH, ROW, TOP, LEFT, RIGHT = 720, 30, 56, 110, 44
BOTTOM = 44
STYLE = """
  text { font: 13px system-ui, sans-serif; fill: #22313a }
  .quiet { fill: #4c5a63 } .grid { stroke: #dcd8cf } .link { stroke: #8a949a }
  .s0 { fill: #0d5a66; stroke: #0d5a66 } .s1 { fill: #b3541e; stroke: #b3541e }
  .s2 { fill: #7a5fa8; stroke: #7a5fa8 } .line { fill: none; stroke-width: 2 }
  .paper { fill: #fbf9f5 }
  @media (prefers-color-scheme: dark) {
    text { fill: #ece8e0 } .quiet { fill: #b4bfc6 } .grid { stroke: #36424a }
    .link { stroke: #7b8790 } .s0 { fill: #7fd0d8; stroke: #7fd0d8 }
    .s1 { fill: #f0a36b; stroke: #f0a36b } .s2 { fill: #c3aee8; stroke: #c3aee8 }
    .paper { fill: #141d24 }
  }
"""


class Scale:
    """A logarithmic axis from the power of ten below the values to the one above."""

    def __init__(self, values: Iterable[float], start: float, end: float) -> None:
        exponents = [math.log10(value) for value in values]
        self._first, last = math.floor(min(exponents)), math.ceil(max(exponents))
        self._last = max(last, self._first + 1)
        self._start, self._end = start, end

    def at(self, value: float) -> float:
        """Where a value stands."""
        share = (math.log10(value) - self._first) / (self._last - self._first)
        return round(self._start + share * (self._end - self._start), 1)

    def ticks(self) -> list[float]:
        """The powers of ten."""
        return [10.0**exponent for exponent in range(self._first, self._last + 1)]


def draw_kinds(title: str, times: Mapping[str, Mapping[str, float]]) -> str:
    """A row for each kind of question, a dot for each engine: `times` is kind -> engine -> ms."""
    names = list(next(iter(times.values())))
    bottom = TOP + ROW * len(times)
    scale = Scale((ms for row in times.values() for ms in row.values()), LEFT, WIDTH - RIGHT)
    parts = [_grid_line(scale.at(tick), TOP - 8, bottom, tick) for tick in scale.ticks()]
    for number, (kind, row) in enumerate(times.items()):
        parts += _kind_row(kind, TOP + ROW * number + ROW / 2, row, names, scale)
    axis = _text(WIDTH - RIGHT, bottom + 36, "milliseconds, logarithmic: left is quicker", "end")
    return _picture(title, bottom + BOTTOM, [*_legend(names), *parts, axis])


def draw_growth(title: str, lines: Mapping[str, Mapping[int, float]]) -> str:
    """Milliseconds over statements, both logarithmic: `lines` is name -> size -> ms."""
    bottom = TOP + 260
    sizes = sorted({size for line in lines.values() for size in line})
    across = Scale(sizes, LEFT, WIDTH - RIGHT)
    up = Scale((ms for line in lines.values() for ms in line.values()), bottom, TOP)
    parts = [
        f'<line class="grid" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{up.at(tick)}" '
        f'y2="{up.at(tick)}"/>{_text(LEFT - 8, up.at(tick) + 4, f"{tick:g} ms", "end")}'
        for tick in up.ticks()
    ]
    parts += [_text(across.at(size), bottom + 22, f"{size:,}", "middle") for size in sizes]
    for number, line in enumerate(lines.values()):
        parts += _growth_line(number, [(across.at(n), up.at(ms)) for n, ms in line.items()])
    axis = _text(WIDTH - RIGHT, bottom + 40, "statements", "end")
    return _picture(title, bottom + BOTTOM + 6, [*_legend(list(lines)), *parts, axis])


def _kind_row(
    kind: str, y: float, row: Mapping[str, float], names: Sequence[str], scale: Scale
) -> list[str]:
    places = [scale.at(row[name]) for name in names]
    link = f'<line class="link" x1="{min(places)}" x2="{max(places)}" y1="{y}" y2="{y}"/>'
    return [_text(LEFT - 12, y + 4, kind, "end"), link, *_dots(enumerate((x, y) for x in places))]


def _growth_line(number: int, points: Sequence[tuple[float, float]]) -> list[str]:
    path = " ".join(f"{x},{y}" for x, y in points)
    line = f'<polyline class="s{number} line" style="fill: none" points="{path}"/>'
    return [line, *_dots((number, point) for point in points)]


def _dots(points: Iterable[tuple[int, tuple[float, float]]]) -> list[str]:
    return [f'<circle class="s{number}" cx="{x}" cy="{y}" r="5"/>' for number, (x, y) in points]


def _grid_line(x: float, top: float, bottom: float, tick: float) -> str:
    line = f'<line class="grid" x1="{x}" x2="{x}" y1="{top}" y2="{bottom}"/>'
    return line + _text(x, bottom + 18, f"{tick:g}", "middle")


def _legend(names: Sequence[str]) -> list[str]:
    return [
        f'<circle class="s{number}" cx="{LEFT + 150 * number}" cy="38" r="5"/>'
        f'<text x="{LEFT + 12 + 150 * number}" y="42">{escape(name)}</text>'
        for number, name in enumerate(names)
    ]


def _text(x: float, y: float, text: str, anchor: str) -> str:
    return f'<text class="quiet" x="{x}" y="{y}" text-anchor="{anchor}">{escape(text)}</text>'


def _picture(title: str, height: float, parts: Sequence[str]) -> str:
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:g}" role="img" '
        f'aria-label="{escape(title)}">'
    )
    named = f'<text x="{LEFT}" y="20" font-weight="600">{escape(title)}</text>'
    paper = f'<rect class="paper" width="{WIDTH}" height="{height:g}" rx="6"/>'
    return "\n".join([head, f"<style>{STYLE}</style>", paper, named, *parts, "</svg>", ""])
