"""Results of a search (`/cari`)."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, Response
from flask.typing import ResponseReturnValue

from archive.calendar import today_in
from archive.failed_searches import FEW, Failure, note_failure
from archive.web.asking import replaced
from archive.web.coverage import coverage, say_states
from archive.web.data import address_of_found, found_data, search_data
from archive.web.explaining import count_found, explain, filters_set
from archive.web.exports import MOST_ROWS, export, find_whole, is_export, read_found
from archive.web.forms import HTML, answer, in_all_forms
from archive.web.highlighting import cut, excerpt
from archive.web.reading import resources, settings
from archive.web.searching import Answer, read_request
from archive.web.timelines import Timeline, draw_groups, draw_timelines
from search import SearchRequest

blueprint = Blueprint("search", __name__)

UNAVAILABLE = 503
RETRY_SECONDS = "30"


@in_all_forms(blueprint, "/cari")
def results(form: str) -> ResponseReturnValue:
    """A page of hits with facets; 503, with what the page still can say, without an index.

    Hits stand alone in JSON and CSV, grouped or not; a CSV without `hal` holds those of all pages.
    """
    asked = read_request()
    if is_export(form):
        return export_found(asked)
    found = Answer(asked if form == HTML else replace(asked, grouped=False))
    context = {
        "answer": found,
        "address_of_found": address_of_found,
        "explain": lambda: explain(found, resources().index, coverage()),
        "states": say_states,
        "timelines": timelines_of(found),
        "most_rows": MOST_ROWS,
        "cut": cut,
        "excerpt": excerpt,
        "replaced": replaced,
    }
    data = search_data(found)
    page = answer(form, "search/results.html", context, data, map(found_data, found.found))
    if not found.results.available:
        page.status_code = UNAVAILABLE
        page.headers["Retry-After"] = RETRY_SECONDS
    elif form == HTML and found.request.query and found.results.total < FEW:
        note_words(found.request, found.results.total)
    return page


def export_found(asked: SearchRequest) -> Response:
    """Everything that was found as a file. Raises IndexUnavailable."""
    whole = find_whole(asked)
    rows = map(found_data, read_found(whole.hits))
    return export("cari", rows, len(whole.hits), whole.total)


def timelines_of(found: Answer) -> dict[str, Timeline]:
    """Time lines by statement, or by episode where results stand so."""
    if found.request.grouped:
        return draw_groups(resources().index, found.request, found.groups)
    return draw_timelines(found.found)


def note_words(request: SearchRequest, found: int) -> None:
    """Note a search whose words find little; where filters hid what there is, nothing is amiss."""
    if filters_set(request):
        bare = replace(request, filters={}, since=None, until=None)
        found = count_found(resources().index, bare)
    if found < FEW:
        day = today_in(settings()["ZONE"])
        note_failure(settings().home, Failure(day, request.query, found))
