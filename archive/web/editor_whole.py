"""Acts on a whole working copy: throwing it away, bringing it back."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from archive.editing.copies import read_head
from archive.editing.finishing import NothingToSave, bring_back, throw_away
from archive.errors import NotFound, Refused
from archive.web.editing import opened_to_edit, require_edit
from archive.web.reading import reading, resources

blueprint = Blueprint("editor_whole", __name__)


@blueprint.get("/staf/transkrip/<slug:slug>/buang")
def ask(slug: str) -> str:
    """Ask whether the working copy is to be thrown away."""
    episode = require_edit(slug)
    return render_template(
        "editor/discard.html", episode=episode, head=read_head(reading(), episode)
    )


@blueprint.post("/staf/transkrip/<slug:slug>/buang")
def discard(slug: str) -> ResponseReturnValue:
    """Throw the working copy away; for 30 days it can be brought back."""
    with resources().writing() as session:
        episode, user = opened_to_edit(session, slug)
        try:
            throw_away(session, episode, user.actor)
        except NothingToSave:
            return redirect(url_for("editor.show", slug=slug), 303)
        session.commit()
    return redirect(url_for("editor.show", slug=slug, sudah="buang"), 303)


@blueprint.post("/staf/transkrip/<slug:slug>/kembalikan")
def restore(slug: str) -> ResponseReturnValue:
    """Bring back what was thrown away last, where nothing else is being edited."""
    with resources().writing() as session:
        episode, user = opened_to_edit(session, slug)
        try:
            bring_back(session, episode, user.actor)
        except (NotFound, Refused):
            return redirect(url_for("editor.show", slug=slug), 303)
        session.commit()
    return redirect(url_for("editor.show", slug=slug, sudah="kembali"), 303)
