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
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

from flask import Blueprint, Response, jsonify, render_template, stream_with_context
from flask.typing import ResponseReturnValue

HTML, JSON, CSV, ATOM = "html", "json", "csv", "atom"
CSV_TYPE = "text/csv; charset=utf-8; header=present"
ROWS_A_CHUNK = 100
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
        return link_next(jsonify(data), data)
    if form == CSV:
        return csv_answer(rows)
    return Response(render_template(template, **context), mimetype="text/html")


def link_next(page: Response, data: Mapping[str, Any]) -> Response:
    """The page of a list, with the address of the next one as a header too (RFC 8288)."""
    if data.get("next"):
        page.headers["Link"] = f'<{data["next"]}>; rel="next"'
    return page


def csv_answer(rows: Iterable[Mapping[str, Any]]) -> Response:
    """Lines as CSV (RFC 4180, UTF-8) under the keys of the first."""
    return Response("".join(write_csv(rows)), content_type=CSV_TYPE)


def stream_csv(rows: Iterable[Mapping[str, Any]]) -> Response:
    """The same for many rows, sent while they are read.

    The first are read at once, so that what goes wrong there is answered with an error page.
    """
    chunks = write_csv(rows)
    first = next(chunks, "")
    return Response(stream_with_context(chain((first,), chunks)), content_type=CSV_TYPE)


def write_csv(rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """The text of a CSV, ROWS_A_CHUNK rows at a time; nothing where there are no rows."""
    written = io.StringIO(newline="")
    writer = None
    for number, row in enumerate(rows, 1):
        if writer is None:
            writer = csv.DictWriter(written, fieldnames=list(row))
            writer.writeheader()
        writer.writerow({name: cell(value) for name, value in row.items()})
        if number % ROWS_A_CHUNK == 0:
            yield written.getvalue()
            written.seek(0)
            written.truncate()
    yield written.getvalue()


def cell(value: Any) -> Any:
    """A value as a cell: lists joined, nothing as empty, and no text that a spreadsheet runs."""
    if isinstance(value, list | tuple):
        value = "; ".join(map(str, value))
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return f"'{value}"
    return "" if value is None else value
