"""Find and replace in a transcript: every line that would change is shown before anything does."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import uuid4

from flask import Blueprint, Response, render_template
from flask.typing import ResponseReturnValue

from archive.editing.asked import Reword
from archive.editing.batches import do_acts, read_outcomes
from archive.editing.copies import view_copy
from archive.editing.replacing import MOST_HITS, Hit, Wanted, find_hits
from archive.editing.tags import tag_of
from archive.models import Episode
from archive.web.editing import act_names, opened_to_edit, require_edit
from archive.web.parameters import clean, text_of
from archive.web.posted import posted, posted_all
from archive.web.reading import reading, resources
from archive.web.visitor import now

blueprint = Blueprint("editor_replacing", __name__)

RULE = "/staf/transkrip/<slug:slug>/ganti"


@blueprint.get(RULE)
def show(slug: str) -> Response:
    """The form, and what would change."""
    episode = require_edit(slug)
    wanted = Wanted(
        text_of("cari"),
        text_of("dengan"),
        whole_words=text_of("bagian") != "1",
        same_case=text_of("huruf") == "1",
    )
    return page_of(episode, wanted, find_hits(view_copy(reading(), episode).lines, wanted))


def page_of(
    episode: Episode, wanted: Wanted, hits: Sequence[Hit], done: int | None = None, left: int = 0
) -> Response:
    """The page; `done` lines were just replaced, `left` were not as they were shown."""
    page = render_template(
        "editor/replace.html",
        episode=episode,
        wanted=wanted,
        hits=[(hit, tag_of(hit.line)) for hit in hits[:MOST_HITS]],
        count=len(hits),
        done=done,
        left=left,
        key=str(uuid4()),
    )
    return Response(page, mimetype="text/html")


@blueprint.post(RULE)
def replace(slug: str) -> ResponseReturnValue:
    """Replace in the lines that were chosen, as far as they are as they were shown."""
    require_edit(slug)
    wanted = Wanted(
        clean(posted("cari")),
        clean(posted("dengan")),
        whole_words=posted("bagian") != "1",
        same_case=posted("huruf") == "1",
    )
    chosen = dict(pair.split(":", 1) for pair in posted_all("baris") if ":" in pair)
    names = dict(zip(chosen, act_names(chosen), strict=True))
    with resources().writing() as session:
        episode, user = opened_to_edit(session, slug)
        hits = {hit.line.id: hit for hit in find_hits(view_copy(session, episode).lines, wanted)}
        acts = [
            Reword(id=names[name], statement=name, seen=tag, text=hits[name].text)
            for name, tag in list(chosen.items())[:MOST_HITS]
            if name in hits
        ]
        outcomes = read_outcomes(session, episode, list(names.values()))
        outcomes = outcomes or do_acts(session, episode, acts, user.actor, now()).outcomes
        session.commit()
        done = sum(outcome.done for outcome in outcomes)
        remaining = find_hits(view_copy(session, episode).lines, wanted)
        return page_of(episode, wanted, remaining, done, len(chosen) - done)
