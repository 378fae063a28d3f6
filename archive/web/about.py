"""What this archive is, what it promises, and whom to write to."""

from __future__ import annotations

from flask import Blueprint, render_template

from archive.web.home import overview

blueprint = Blueprint("about", __name__)


@blueprint.get("/tentang")
def show() -> str:
    """The about page."""
    return render_template("about/show.html", holdings=overview().holdings)
