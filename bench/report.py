"""The report of a benchmark: one shape for people and for machines."""

import json
import os
import platform
from dataclasses import asdict, dataclass
from typing import Any, Literal


@dataclass(frozen=True)
class Row:
    """One figure. `must` is a bound that has to hold, `aim` where we want to be; None: no bound.

    better: whether the value should be at least ("more") or at most ("less") its bounds.
    """

    measure: str
    value: float
    unit: str
    must: float | None = None
    aim: float | None = None
    better: Literal["more", "less"] = "more"

    @property
    def holds(self) -> bool | None:
        """Whether the value keeps its must; None where there is none."""
        return None if self.must is None else self.keeps(self.must)

    def keeps(self, bound: float) -> bool:
        """Whether the value is on the right side of a bound."""
        return self.value >= bound if self.better == "more" else self.value <= bound


def machine() -> str:
    """What the figures were measured on: system, processor kind, cores, Python."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return (
        f"{platform.system()} {platform.machine()}, {cores} cores, "
        f"Python {platform.python_version()}"
    )


def as_json(name: str, rows: list[Row]) -> str:
    """The report as one JSON document."""
    listed: list[dict[str, Any]] = [{**asdict(row), "holds": row.holds} for row in rows]
    return json.dumps({"name": name, "machine": machine(), "rows": listed}, indent=1)


def as_table(name: str, rows: list[Row]) -> str:
    """The report as lines for a person."""
    head = f"{name}, on {machine()}"
    return "\n".join([head, *map(as_line, rows)])


def as_line(row: Row) -> str:
    """One row: the measure, its value, its bounds and whether they hold."""
    sign = "≥" if row.better == "more" else "≤"
    bounds = [
        f"{word} {sign} {bound:,.6g}" + ("" if row.keeps(bound) else ": NO")
        for word, bound in (("must", row.must), ("aim", row.aim))
        if bound is not None
    ]
    return f"  {row.measure:<48} {row.value:>12,.6g} {row.unit:<14} {', '.join(bounds)}".rstrip()
