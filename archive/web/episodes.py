"""One episode: player, transcript, and what the archive has of it and what it lacks."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue

from archive.catalogue.related import list_related
from archive.citations import meta_tags
from archive.published.citing import cite_episode
from archive.published.episodes import EpisodeView, find_episode, speakers_of
from archive.published.sound import read_wave
from archive.web.forms import HTML, answer, in_all_forms
from archive.web.languages import language
from archive.web.parameters import text_of
from archive.web.player import Wave, draw_wave, start_asked
from archive.web.reading import reading, resources, settings
from archive.web.statement_data import episode_view_data, statement_line
from archive.web.statements import citing
from archive.web.transcript import ALL, chapters_of, choose_part, lines_of, part_up
from archive.web.transcript_files import list_formats
from archive.web.within import Hits, find_hits, step_through

blueprint = Blueprint("episodes", __name__)


@in_all_forms(blueprint, "/episode/<slug:slug>")
def show(form: str, slug: str) -> ResponseReturnValue:
    """The episode; `q` marks hits, `t` is the second to begin at, `bagian` a part of the text."""
    view = find_episode(reading(), slug, settings()["DEFAULT_RIGHTS"])
    context = page_of(view) if form == HTML else {}
    data = episode_view_data(view) if form != HTML else {"statements": []}
    return answer(form, "episodes/show.html", context, data, map(statement_line, view.statements))


def page_of(view: EpisodeView) -> dict[str, object]:
    """What the page shows."""
    at, query = start_asked(), text_of("q")
    hits = find_hits(resources().index, query, view.episode.slug, view.statements)
    parts = part_up(view.statements)
    shown = choose_part(parts, at, next(iter(hits.spans), None))
    begin = at if at is not None else next(iter(hits.moments), None)
    revision = view.revision.number if view.revision else None
    citation = cite_episode(view.episode, speakers_of(view), revision, citing())
    return {
        "view": view,
        "chapters": chapters_of(lines_of(shown, hits.spans), view.episode.segments),
        "parts_list": parts,
        "shown": shown,
        "is_all": text_of("bagian") == ALL,
        "query": query,
        "hits": hits,
        "steps": step_through(hits, view.episode.slug, query, {one.id for one in shown}),
        "begin": begin,
        "wave": wave_of(view, hits),
        "citation": citation,
        "formats": list_formats(timed=view.is_timed),
        "related": list_related(reading(), view.episode),
        "tags": meta_tags(citation, language()),
    }


def wave_of(view: EpisodeView, hits: Hits) -> Wave | None:
    """The wave of a recording that may be heard."""
    sound = view.sound
    if sound is None or not sound.can_play or not sound.duration:
        return None
    return draw_wave(
        read_wave(reading(), sound),
        sound.duration,
        hits.moments,
        (segment.start for segment in view.episode.segments),
        view.statements,
    )
