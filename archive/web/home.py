"""The home page: a search box, what the archive holds, what is new."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, render_template

from archive.catalogue.episodes import list_episodes
from archive.catalogue.holdings import (
    Counted,
    Holdings,
    count_holdings,
    list_most_heard,
    list_most_spoken_of,
)
from archive.web.counting import counted
from archive.web.reading import reading, resources, settings
from search import Index, SearchRequest

LATEST, PEOPLE, TOPICS, EXAMPLES = 6, 8, 14, 2

blueprint = Blueprint("home", __name__)


@dataclass(frozen=True, slots=True)
class Overview:
    """What is counted over the whole archive."""

    holdings: Holdings
    people: tuple[Counted, ...]
    topics: tuple[Counted, ...]
    examples: tuple[str, ...]


@blueprint.get("/")
def show() -> str:
    """The home page."""
    rights = settings()["DEFAULT_RIGHTS"]
    latest = list_episodes(reading(), rights, size=LATEST)
    return render_template("home/show.html", latest=latest, overview=overview())


def overview() -> Overview:
    """The overview, counted again only after something was published, withdrawn or changed."""
    return counted("overview", count_overview)


def count_overview() -> Overview:
    """Count everything once."""
    session = reading()
    topics = list_most_spoken_of(session, TOPICS)
    people = list_most_heard(session, PEOPLE)
    return Overview(
        holdings=count_holdings(session, settings()["DEFAULT_RIGHTS"]),
        people=tuple(people),
        topics=tuple(topics),
        examples=choose_examples(resources().index, topics, people),
    )


def choose_examples(index: Index, topics: list[Counted], people: list[Counted]) -> tuple[str, ...]:
    """Two queries that find statements in this very archive: words, and words by one person."""
    words = [topic.link.name.lower() for topic in topics]
    plain = next((query for query in words if finds_statements(index, query)), None)
    by_person = (
        f"{query} tokoh:{person.link.name.split()[0].lower()}"
        for query in words
        if query != plain
        for person in people
    )
    spoken = next((query for query in by_person if finds_statements(index, query)), None)
    return tuple(query for query in (plain, spoken) if query)


def finds_statements(index: Index, query: str) -> bool:
    """Whether a query finds something that was said."""
    request = SearchRequest(query, {"jenis": ("pernyataan",)}, page_size=1, facets=False)
    return index.search(request).total > 0
