"""A statement is marked as heard, or not after all, from the page of its episode."""

from __future__ import annotations

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import BadRequest

from archive.checking import check_by_ear, withdraw_check
from archive.web.editing import opened_to_edit
from archive.web.posted import posted
from archive.web.reading import resources

blueprint = Blueprint("checking", __name__)


@blueprint.post("/staf/episode/<slug:slug>/didengar")
def mark(slug: str) -> ResponseReturnValue:
    """Keep that this user heard a statement (`sudah`), or take a check back (`batal`)."""
    heard, undone = posted("sudah"), posted("batal")
    with resources().writing() as session:
        episode, user = opened_to_edit(session, slug)
        if not (heard or undone):
            raise BadRequest(_("Tidak disebutkan pernyataan mana yang sudah didengar."))
        if heard:
            done = check_by_ear(session, episode, [heard], user.actor)
        else:
            done = withdraw_check(session, episode, [undone], user.actor)
        session.commit()
    missed = "1" if done.passed_over else None
    there = heard or undone
    return redirect(url_for("staff.episode", slug=slug, terlewat=missed, _anchor=there), 303)
