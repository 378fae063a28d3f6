"""What this archive is, what it promises, and whom to write to."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

from flask import Blueprint, render_template

from archive.failed_searches import FEW, KEPT_DAYS
from archive.web.home import overview

blueprint = Blueprint("about", __name__)


@blueprint.get("/tentang")
def show() -> str:
    """The about page."""
    return render_template(
        "about/show.html",
        holdings=overview().holdings,
        version=own_version(),
        FEW=FEW,
        KEPT_DAYS=KEPT_DAYS,
    )


def own_version() -> str:
    """The version of this software; "" where it runs without having been installed."""
    try:
        return version("gaung")
    except PackageNotFoundError:
        return ""
