"""Results of a search (`/cari`)."""

from __future__ import annotations

from flask import Blueprint, render_template

blueprint = Blueprint("search", __name__)


@blueprint.get("/cari")
def results() -> str:
    """A page of hits."""
    return render_template("search/results.html")
