"""For machines that watch over this one: health, and what crawlers may read."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, jsonify
from sqlalchemy import func, select

from archive.models import Job
from archive.outbox import last_seq
from archive.web.reading import reading, resources

log = logging.getLogger(__name__)

blueprint = Blueprint("health", __name__)

ROBOTS = "User-agent: *\nDisallow: /cari\nDisallow: /staf/\nDisallow: /unggah\nAllow: /\n"


@blueprint.get("/sehat")
def show() -> tuple[Response, int, dict[str, str]]:
    """Whether database, index and store answer, and what waits; 503 where the database is down.

    `pending` counts outbox rows that the index has not yet, and jobs that wait or failed.
    """
    database = attempt(lambda: last_seq(reading()))
    index = resources().index.status()
    store = attempt(resources().settings.store_path.is_dir)
    report: dict[str, Any] = {
        "status": "ok" if database is not None else "down",
        "database": database is not None,
        "index": index.available,
        "store": bool(store),
        "pending": {
            "index": max(0, (database or 0) - index.applied_seq) if index.available else database,
            **(attempt(count_jobs) or {"waiting": None, "failed": None}),
        },
    }
    return jsonify(report), 200 if report["database"] else 503, {"Cache-Control": "no-store"}


def count_jobs() -> dict[str, int]:
    """Jobs that wait or run, and jobs that failed."""
    found = reading().execute(select(Job.state, func.count()).group_by(Job.state))
    states = dict(found.all())
    return {
        "waiting": states.get("waiting", 0) + states.get("running", 0),
        "failed": states.get("failed", 0),
    }


def attempt(ask: Callable[[], Any]) -> Any:
    """The answer, or None where there is none; why stands in the log, not on a public page."""
    try:
        return ask()
    except Exception:
        log.exception("health check failed")
        return None


@blueprint.get("/robots.txt")
def robots() -> Response:
    """Everything public may be read but result pages, which are endless."""
    return Response(ROBOTS, mimetype="text/plain")
