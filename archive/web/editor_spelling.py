"""Help with the spelling of names: those of the archive, and words that are near one of them."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, render_template, request

from archive.editing.copies import view_copy
from archive.editing.spelling import find_doubts, list_names
from archive.editing.tags import tag_of
from archive.models import Episode
from archive.web.editing import require_edit
from archive.web.reading import reading, settings

blueprint = Blueprint("editor_spelling", __name__)

MOST_DOUBTS = 500


@blueprint.get("/staf/transkrip/<slug:slug>/nama")
def names(slug: str) -> Response:
    """The names that the public sees, and those of this episode."""
    return jsonify(names=known_names(require_edit(slug)))


def known_names(episode: Episode) -> list[str]:
    """The names that the editor of this episode may be told."""
    return list_names(reading(), episode, settings()["DEFAULT_RIGHTS"])


@blueprint.get("/staf/transkrip/<slug:slug>/ejaan")
def show(slug: str) -> Response:
    """What may be misprints of names: a page of links to lines, or JSON where that is asked for.

    `from` and `to` are signs of the words of a line.
    """
    episode = require_edit(slug)
    session = reading()
    doubts = find_doubts(view_copy(session, episode).lines, known_names(episode))[:MOST_DOUBTS]
    if request.accept_mimetypes.best != "application/json":
        page = render_template("editor/spelling.html", episode=episode, doubts=doubts)
        return Response(page, mimetype="text/html")
    return jsonify(
        lines=[
            {
                "id": one.line.id,
                "tag": tag_of(one.line),
                "from": one.start,
                "to": one.end,
                "found": one.found,
                "proposal": one.proposal,
            }
            for one in doubts
        ]
    )
