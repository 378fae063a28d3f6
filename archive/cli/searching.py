"""`gaung search`: what the public would find."""

import logging
import shlex
from typing import Any

import click

from archive.cli.answers import answer, json_option, say_findings, status_of
from archive.cli.archives import open_for_reading, revive_index

NOTHING = {
    "described": "",
    "total": 0,
    "hits": [],
    "facets": {},
    "suggestion": None,
    "notes": [],
    "ways": [],
}


@click.command()
@click.argument("query")
@click.option("--limit", type=click.IntRange(1, 1000), default=20, show_default=True)
@json_option
def search(query: str, limit: int, as_json: bool) -> int:
    """Search what is public for QUERY.

    Words, "phrases", AND, OR, NEAR, -without, word*, tokoh:name, tanggal:kemarin; docs/query.md.
    """
    from archive.calendar import today_in
    from archive.finding import Finding
    from search import SearchRequest

    resources = open_for_reading()
    if resources is None:
        answer({"query": query, **NOTHING}, as_json, say_hits)
        return 0
    with resources.reading() as session:
        today = today_in(resources.settings["ZONE"])
        request = SearchRequest(query, page_size=limit, today=today)
        rights = resources.settings["DEFAULT_RIGHTS"]
        logging.getLogger("search").setLevel(logging.CRITICAL)  # a broken index is said below
        found = Finding(session, resources.index, request, rights, "en")
        if not found.results.available and revive_index(resources):
            found = Finding(session, resources.index, request, rights, "en")
        answer(found.as_dict(), as_json, say_hits)
    return status_of(not found.results.available)


def say_hits(found: dict[str, Any]) -> None:
    """Print hits for a person: who, where, when, and the words."""
    from archive.calendar import format_timecode

    click.echo(f"{found['total']} hits: {found['described']}")
    for hit in found["hits"]:
        start = f" {format_timecode(hit['start'], 'en')}" if hit["start"] is not None else ""
        who = hit["person_name"] or hit["title"] or "–"
        where = f", {hit['episode']}{start}" if hit["episode"] else ""
        click.secho(f"{hit['id']}  {who}{where}", bold=True)
        click.echo(f"    {marked(hit['text'], hit['highlights'])}")
    for way in found["ways"]:
        query = shlex.quote(way["query"])
        click.echo(f"{way['total']} hits: {way['described']} (gaung search {query})")
    say_findings([], found["notes"])


def marked(text: str, highlights: list[list[int]]) -> str:
    """The text with what was found underlined."""
    pieces, last = [], 0
    for start, end in highlights:
        pieces += [text[last:start], click.style(text[start:end], underline=True)]
        last = end
    return "".join([*pieces, text[last:]])
