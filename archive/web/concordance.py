"""Words in their context (`/konkordansi`): each place where something was said, line by line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from flask import Blueprint
from flask.typing import ResponseReturnValue

from archive.catalogue.hits import Found
from archive.catalogue.values import PAGE_SIZE, Page
from archive.finding import hit_data
from archive.web.addresses import address_of_episode, address_of_statement, public_address
from archive.web.asking import Asked, replaced
from archive.web.data import page_data
from archive.web.forms import answer, in_all_forms
from archive.web.parameters import choice_of, existing_page, page_number
from archive.web.searching import Answer, read_asked
from search import moment_at
from search.concordance import MOST_LINES, ORDERS, Line, list_lines, sort_lines

blueprint = Blueprint("concordance", __name__)

Kwic = Line[Found]


@in_all_forms(blueprint, "/konkordansi")
def show(form: str) -> ResponseReturnValue:
    """The lines of a query, of the latest broadcasts where there are very many."""
    order = choice_of("urut", ORDERS)
    asked = Asked(read_asked())
    found = search_statements()
    page = turn_to(sort_lines(read_lines(found), order), page_number())
    data = page_data("lines", page, line_data) | {
        "query": found.request.query,
        "described": found.described,
        "order": order,
        "statements": found.results.total,
    }
    context = {
        "asked": asked,
        "answer": found,
        "page": page,
        "order": order,
        "most": MOST_LINES,
        "address_of_line": address_of_line,
        "replaced": replaced,
    }
    return answer(form, "concordance/show.html", context, data, data["lines"])


def search_statements() -> Answer:
    """The latest statements that the address asks for; nothing without words."""
    request = read_asked(jenis=("pernyataan",))
    size = MOST_LINES if request.query else 1
    return Answer(replace(request, order="terbaru", page_size=size, facets=False))


def read_lines(answer: Answer) -> list[Kwic]:
    """Every place in the statements found."""
    return list_lines((found, found.text, found.highlights) for found in answer.found)


def turn_to(lines: Sequence[Kwic], number: int) -> Page[Kwic]:
    """One page of the lines. Raises NotFound past the last."""
    first = (number - 1) * PAGE_SIZE
    return existing_page(Page(lines[first : first + PAGE_SIZE], number, len(lines)))


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
    return {
        "left": line.left,
        "keyword": line.keyword,
        "right": line.right,
        **{name: hit[name] for name in names},
        "start": second_of(line),
        "url": public_address(address_of_statement(hit["id"])),
    }
