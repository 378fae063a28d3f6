"""Results of a search (`/cari`)."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint
from flask.typing import ResponseReturnValue

from archive.calendar import today_in
from archive.failed_searches import FEW, Failure, note_failure
from archive.web.asking import replaced
from archive.web.coverage import coverage, say_states
from archive.web.data import address_of_found, found_data, search_data
from archive.web.explaining import explain
from archive.web.exports import MOST_ROWS, export, find_whole, is_export, read_found
from archive.web.forms import HTML, answer, in_all_forms
from archive.web.highlighting import cut, excerpt
from archive.web.reading import resources, settings
from archive.web.searching import Answer, read_request
from archive.web.timelines import draw_timelines

blueprint = Blueprint("search", __name__)

UNAVAILABLE = 503
RETRY_SECONDS = "30"


@in_all_forms(blueprint, "/cari")
def results(form: str) -> ResponseReturnValue:
    """A page of hits with facets; 503, with what the page still can say, without an index.

    Hits stand alone in JSON and CSV, grouped or not; a CSV without `hal` holds those of all pages.
    """
    asked = read_request()
    found = Answer(asked if form == HTML else replace(asked, grouped=False))
    if is_export(form) and found.results.available:
        hits = find_whole(asked)
        return export("cari", map(found_data, read_found(hits)), len(hits), found.results.total)
    context = {
        "answer": found,
        "address_of_found": address_of_found,
        "explain": lambda: explain(found, resources().index, coverage()),
        "states": say_states,
        "timelines": draw_timelines(found.found),
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
        day = today_in(settings()["ZONE"])
        note_failure(settings().home, Failure(day, found.request.query, found.results.total))
    return page
