"""A search within one episode: where its words stand in the transcript, and how to step through."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from archive.published.revisions import PublishedStatement
from archive.web.addresses import address_of_episode
from search import Index, SearchRequest

MOST_HITS = 500

Spans = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Place:
    """A statement that holds words of the search; `start` is the second of the first of them."""

    statement: str
    start: float | None


@dataclass(frozen=True, slots=True)
class Hits:
    """The words of a search within one episode: spans by statement, places in their order.

    `available` is False where there is no index to ask.
    """

    spans: Mapping[str, Spans]
    places: tuple[Place, ...] = ()
    available: bool = True

    @property
    def moments(self) -> tuple[float, ...]:
        """The seconds at which the words are heard, as far as they are known."""
        return tuple(place.start for place in self.places if place.start is not None)


@dataclass(frozen=True, slots=True)
class Step:
    """The place of a hit among all, from 1, and the addresses of its neighbours."""

    number: int
    before: str | None
    after: str | None


def find_hits(
    index: Index, query: str, slug: str, statements: Sequence[PublishedStatement]
) -> Hits:
    """Where the words of `query` stand in the transcript that is shown.

    The index may follow a moment later: what it knows of other words is left out. Raises
    QueryOverBudget.
    """
    if not query:
        return Hits({})
    texts = {one.id: one.row.text for one in statements}
    filters = {"episode": (slug,), "jenis": ("pernyataan",)}
    found = index.search(SearchRequest(query, filters, page_size=MOST_HITS, facets=False))
    fresh = [hit for hit in found.hits if hit.text == texts.get(hit.id)]
    order = {one.id: place for place, one in enumerate(statements)}
    fresh.sort(key=lambda hit: order[hit.id])
    return Hits(
        {hit.id: hit.highlights for hit in fresh},
        tuple(Place(hit.id, hit.start) for hit in fresh),
        found.available,
    )


def step_through(hits: Hits, slug: str, query: str, shown: Collection[str]) -> dict[str, Step]:
    """Each hit by its statement; a neighbour that this page does not show is on another part."""
    addresses = [
        f"#{place.statement}"
        if place.statement in shown
        else address_of_episode(slug, statement=place.statement, query=query)
        for place in hits.places
    ]
    befores, afters = [None, *addresses[:-1]], [*addresses[1:], None]
    steps = zip(hits.places, befores, afters, strict=True) if addresses else ()
    return {
        place.statement: Step(number, before, after)
        for number, (place, before, after) in enumerate(steps, 1)
    }
