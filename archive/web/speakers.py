"""People: who spoke, in which office, about what."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue

from archive.catalogue.episodes import list_episodes, with_person
from archive.catalogue.people import find_person, list_people, list_topics_of
from archive.catalogue.statements import count_statements_by_year, list_statements_by
from archive.web.charts import draw_tenures, draw_years
from archive.web.data import episode_data, page_data, person_data, person_row_data
from archive.web.exports import size_of
from archive.web.feeds import feed_of_episodes
from archive.web.forms import answer, in_all_forms
from archive.web.parameters import existing_page, page_number
from archive.web.reading import reading, settings

LATEST_STATEMENTS, TOPICS = 5, 12

blueprint = Blueprint("speakers", __name__)


@in_all_forms(blueprint, "/tokoh")
def index(form: str) -> ResponseReturnValue:
    """Everyone named by something published, by name."""
    page = existing_page(
        list_people(reading(), settings()["DEFAULT_RIGHTS"], page_number(), size_of(form))
    )
    data = page_data("people", page, person_row_data)
    return answer(form, "speakers/index.html", {"page": page}, data, data["people"])


@in_all_forms(blueprint, "/tokoh/<slug:slug>", feed=True)
def show(form: str, slug: str) -> ResponseReturnValue:
    """One person: posts, years, topics, latest statements, episodes."""
    rights = settings()["DEFAULT_RIGHTS"]
    person = find_person(reading(), slug, rights)
    chosen = with_person(person.id, rights)
    page = existing_page(
        list_episodes(reading(), rights, chosen, page=page_number(), size=size_of(form))
    )
    years = count_statements_by_year(reading(), person.id, rights)
    data = person_data(person, years) | page_data("listed", page, episode_data)
    context = {
        "person": person,
        "page": page,
        "years": draw_years(years),
        "tenures": draw_tenures(person.tenures),
        "topics": list_topics_of(reading(), person.id, TOPICS),
        "statements": list_statements_by(reading(), person.id, rights, LATEST_STATEMENTS),
    }
    feed = feed_of_episodes(person.link.name, chosen)
    return answer(form, "speakers/show.html", context, data, data["listed"], feed)
