"""The forms of a list or result page: HTML to read, JSON and CSV to take away, Atom to follow.

    @in_all_forms(blueprint, "/episode")
    def episodes(form: str) -> ResponseReturnValue:
        ...
        return answer(form, "programmes/episodes.html", context, data, rows)

`data` is the JSON document, `rows` the lines of the CSV (dictionaries with the same keys). A list
that grows also makes a feed (`feed` of both).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from flask import Blueprint, Response, jsonify, render_template
from flask.typing import ResponseReturnValue

HTML, JSON, CSV, ATOM = "html", "json", "csv", "atom"
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")

View = Callable[..., ResponseReturnValue]


def in_all_forms(blueprint: Blueprint, rule: str, *, feed: bool = False) -> Callable[[View], View]:
    """Serve a view at `rule`, `rule.json` and `rule.csv`; it is told which as `form`."""
    others = f"{JSON},{CSV},{ATOM}" if feed else f"{JSON},{CSV}"

    def register(view: View) -> View:
        blueprint.add_url_rule(rule, view_func=view, defaults={"form": HTML})
        blueprint.add_url_rule(f"{rule}.<any({others}):form>", view_func=view)
        return view

    return register


def answer(
    form: str,
    template: str,
    context: Mapping[str, Any],
    data: Mapping[str, Any],
    rows: Iterable[Mapping[str, Any]],
    feed: Callable[[], Response] | None = None,
) -> Response:
    """The page in the form that was asked for; only that form is made."""
    if form == ATOM and feed is not None:
        return feed()
    if form == JSON:
        return jsonify(data)
    if form == CSV:
        return csv_answer(list(rows))
    return Response(render_template(template, **context), mimetype="text/html")


def csv_answer(rows: Sequence[Mapping[str, Any]]) -> Response:
    """Lines as CSV (RFC 4180, UTF-8) under the keys of the first."""
    written = io.StringIO(newline="")
    if rows:
        writer = csv.DictWriter(written, fieldnames=list(rows[0]))
        writer.writeheader()
        writer.writerows({name: cell(value) for name, value in row.items()} for row in rows)
    return Response(written.getvalue(), content_type="text/csv; charset=utf-8; header=present")


def cell(value: Any) -> Any:
    """A value as a cell: lists joined, nothing as empty, and no text that a spreadsheet runs."""
    if isinstance(value, list | tuple):
        value = "; ".join(map(str, value))
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return f"'{value}"
    return "" if value is None else value
