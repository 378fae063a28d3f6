"""Words in their context (`/konkordansi`): each place where something was said, line by line.

Lines are sorted by their context among the statements that one request can read; where more hold
the words, the page says so, offers years or months that hold fewer, and by date shows them all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from flask import Blueprint, Response
from flask.typing import ResponseReturnValue

from archive.catalogue.hits import Found, read_hits
from archive.catalogue.values import PAGE_SIZE, Page
from archive.finding import hit_data
from archive.published.citing import pinned_path
from archive.web.addresses import (
    address_of_episode,
    address_of_statement,
    base_path,
    public_address,
    query_without,
    with_query,
)
from archive.web.asking import Asked, replaced
from archive.web.data import page_data
from archive.web.exports import export, find_whole, in_parts, is_export
from archive.web.forms import answer, in_all_forms
from archive.web.languages import language
from archive.web.parameters import choice_of, existing_page, page_number
from archive.web.periods import filter_period, replaced_by, say_period
from archive.web.reading import reading, resources, settings
from archive.web.searching import read_asked
from search import Hit, Results, SearchRequest, moment_at, note_sentence
from search.concordance import BY_DATE, MOST_SORTED, ORDERS, Line, list_lines, sort_lines

blueprint = Blueprint("concordance", __name__)

DEEPEST_PAGE = 500
"""Further pages by date are never read by people, and cost a sort of everything found."""

Kwic = Line[Found]


@dataclass(frozen=True, slots=True)
class Lines:
    """A page of lines. `total` counts those of all pages, None where only statements are counted:
    by date, of more statements than are read at once, a page holds the lines of some statements.

    `statements` hold the words; the lines of all pages are those of the latest `covered` of them.
    """

    page: Page[Kwic]
    total: int | None
    statements: int
    covered: int

    @property
    def is_whole(self) -> bool:
        """Whether the pages hold every line there is."""
        return self.covered == self.statements


@dataclass(frozen=True, slots=True)
class Part:
    """A year or a month, the statements of it that hold the words, and this page narrowed to it."""

    title: str
    statements: int
    address: str


@in_all_forms(blueprint, "/konkordansi")
def show(form: str) -> ResponseReturnValue:
    """The lines of a query, sorted by what follows, what goes before, or the latest first."""
    order = choice_of("urut", ORDERS)
    asked = Asked(read_asked())
    request = replace(
        read_asked(jenis=("pernyataan",)), order="terbaru", page_size=1, facets=False, suggest=False
    )
    counted = resources().index.search(request)
    if is_export(form) and request.query:
        return export_lines(request, order, counted.total)
    lines = read_lines(request, counted.total if request.query else 0, order, page_number())
    data = page_data("lines", lines.page, line_data) | {
        "total": lines.total,
        "query": request.query,
        "described": asked.describe(request),
        "order": order,
        "statements": lines.statements,
        "covered": lines.covered,
    }
    context = {
        "asked": asked,
        "request_": request,
        "described": data["described"],
        "available": counted.available,
        "notes": [*asked.remarks, *list_notes(counted)],
        "lines": lines,
        "order": order,
        "parts_of_time": list(list_parts(request, lines)),
        "address_of_line": address_of_line,
        "replaced": replaced,
    }
    return answer(form, "concordance/show.html", context, data, data["lines"])


def export_lines(request: SearchRequest, order: str, statements: int) -> Response:
    """Every line as a file: of the statements that one request can sort, or can read by date."""
    hits = find_whole(request).hits
    if order != BY_DATE:
        hits = hits[:MOST_SORTED]
        parts: Iterable[Sequence[Line[Hit]]] = in_parts(sort_lines(lines_of(hits), order))
    else:
        parts = map(lines_of, in_parts(hits))
    lines = (line_data(line) for part in parts for line in confirm(part))
    return export("konkordansi", lines, len(hits), statements)


def list_notes(results: Results) -> list[str]:
    """What was not taken as typed."""
    return [note_sentence(note, language()) for note in results.notes]


def read_lines(request: SearchRequest, statements: int, order: str, number: int) -> Lines:
    """A page of the lines of so many statements. Raises NotFound past the last."""
    if order == BY_DATE and statements > MOST_SORTED:
        return read_lines_of_page(request, statements, number)
    found = find_lines(request, 1, MOST_SORTED) if statements else []
    first = (number - 1) * PAGE_SIZE
    some = sort_lines(found, order)[first : first + PAGE_SIZE]
    page = existing_page(Page(confirm(some), number, len(found), PAGE_SIZE))
    return Lines(page, len(found), statements, min(statements, MOST_SORTED))


def read_lines_of_page(request: SearchRequest, statements: int, number: int) -> Lines:
    """The lines of one page of statements, the latest first. Raises NotFound past the last."""
    covered = min(statements, DEEPEST_PAGE * PAGE_SIZE)
    existing_page(Page((), number, covered, PAGE_SIZE))
    lines = find_lines(request, number, PAGE_SIZE)
    page = Page(confirm(lines), number, covered, PAGE_SIZE)
    return Lines(page, None, statements, covered)


def find_lines(request: SearchRequest, page: int, size: int) -> list[Line[Hit]]:
    """Every place in some of the statements that the index finds."""
    return lines_of(resources().index.search(replace(request, page=page, page_size=size)).hits)


def lines_of(hits: Sequence[Hit]) -> list[Line[Hit]]:
    """Every place in these statements."""
    return list_lines((hit, hit.text, hit.highlights) for hit in hits)


def confirm(lines: Sequence[Line[Hit]]) -> list[Kwic]:
    """Those of the lines whose words the database still shows to the public."""
    hits = list({line.source.id: line.source for line in lines}.values())
    shown = read_hits(reading(), hits, settings()["DEFAULT_RIGHTS"])
    found = {one.hit.id: one for one in shown if one.highlights}
    return [
        Line(found[line.source.id], line.left, line.keyword, line.right, line.offset)
        for line in lines
        if line.source.id in found
    ]


def list_parts(request: SearchRequest, lines: Lines) -> Iterator[Part]:
    """Years with fewer statements than there are in all, or the months of the only one; none where
    every line can be sorted."""
    if lines.statements <= MOST_SORTED:
        return
    index = resources().index
    counts = index.count_by_year(request)
    if len(counts) == 1:
        counts = index.count_by_year(request, months=True)
    if len(counts) > 1:
        for one in reversed(counts):
            if one.documents:
                yield Part(say_period(one.year), one.documents, narrow_to(one.year))


def narrow_to(period: str) -> str:
    """This page for a year ("2022") or a month ("2022-06") alone."""
    others = query_without("hal", *replaced_by(period))
    return with_query(base_path(), [*others, *filter_period(period)])


def second_of(line: Kwic) -> float | None:
    """The second at which the keyword is heard, else that of its statement."""
    found = line.source
    moment = moment_at(found.hit.document.marks, line.offset)
    return found.start if moment is None else moment


def address_of_line(line: Kwic, query: str) -> str:
    """The statement in its episode, from the keyword on."""
    statement = line.source.statement
    assert statement is not None  # noqa: S101 - only statements were asked for
    return address_of_episode(statement.episode.slug, second_of(line), statement.id, query)


def line_data(line: Kwic) -> dict[str, Any]:
    """A line with who said it, when and where."""
    hit = hit_data(line.source)
    names = ("id", "person", "person_name", "position", "episode", "episode_title", "date")
    added = ("voice", "end", "programme", "programme_title", "revision", "label", "checked_at")
    return {
        "left": line.left,
        "keyword": line.keyword,
        "right": line.right,
        **{name: hit[name] for name in names},
        "start": second_of(line),
        "url": public_address(address_of_statement(hit["id"])),
        **{name: hit[name] for name in added},
        "citable_url": public_address(pinned_path(hit["id"], hit["revision"])),
    }
