"""Who may use which route: one table, and what is not in it is refused.

`EVERYONE`, or the least role. What a role may do to a single episode is in archive/staff/roles.py.
Every write needs a form of ours (archive/web/forgery.py), whoever sends it.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping

from flask import Flask, Response, request
from werkzeug.exceptions import Forbidden, SecurityError

from archive.errors import Refused
from archive.staff.invitations import PATH as INVITATIONS
from archive.staff.roles import CONTRIBUTOR, NotAllowed, reaches
from archive.web.cookies import carries_sign_in
from archive.web.forgery import READS, require_own_form
from archive.web.posted import allow_body
from archive.web.transport import PlainLine, is_safe_line
from archive.web.visitor import current_sign_in

log = logging.getLogger(__name__)

STAFF_AREA = "/staf"
SECRETS = INVITATIONS.rstrip("/")
"""Below it every address holds a secret, right or mistyped: no other page hears of it."""
EVERYONE = "everyone"
ANY_STAFF = CONTRIBUTOR

ROUTES: Mapping[str, str] = {
    **dict.fromkeys(
        (
            *("about.show", "assets.show", "audio.play", "browsers.opensearch"),
            *("completion.complete", "concordance.show", "coverage.show", "episodes.show"),
            *("feeds.search", "health.robots", "health.show", "history.show", "home.show"),
            *("organisations.index", "organisations.show"),
            *("programmes.episodes", "programmes.index", "programmes.show"),
            *("search.results", "speakers.index", "speakers.show"),
            *("statements.export", "statements.quote", "statements.show", "statements.show_json"),
            *("stations.index", "stations.show", "topics.index", "topics.show", "trends.show"),
            "transcript_files.take",
        ),
        EVERYONE,
    ),
    "signing.enter": EVERYONE,
    "signing.invitation": EVERYONE,
    "signing.accept_invitation": EVERYONE,
    "signing.leave": ANY_STAFF,
    "staff.home": ANY_STAFF,
    "staff.shelf": ANY_STAFF,
    "staff.episode": ANY_STAFF,
    "jobs.index": ANY_STAFF,
    "jobs.index_json": ANY_STAFF,
    "jobs.cancel": ANY_STAFF,
    "jobs.again": ANY_STAFF,
    "recognition.ask": ANY_STAFF,
    "recognition.begin": ANY_STAFF,
    "synchronising.show": ANY_STAFF,
    "synchronising.begin": ANY_STAFF,
    "synchronising.undo": ANY_STAFF,
    "checking.mark": ANY_STAFF,
    "publishing.release": ANY_STAFF,
    "revisions.index": ANY_STAFF,
    "revisions.ask": ANY_STAFF,
    "revisions.go_back": ANY_STAFF,
    "recordings.show": ANY_STAFF,
    "recordings.receive": ANY_STAFF,
    "recordings.replace": ANY_STAFF,
    "recordings.discard": ANY_STAFF,
    "uploads.bring": ANY_STAFF,
    "uploads.receive": ANY_STAFF,
    "uploads.preview_page": ANY_STAFF,
    "uploads.confirm": ANY_STAFF,
    "uploads.statements": ANY_STAFF,
    "uploads.discard": ANY_STAFF,
    **dict.fromkeys(
        (
            *("editor.show", "editor.save", "editor_lines.show", "editor_lines.change"),
            *("editor_state.show", "editor_state.take_acts"),
            *("editor_whole.ask", "editor_whole.discard", "editor_whole.restore"),
            *("editor_carrying.show", "editor_carrying.act", "editor_undoing.undo"),
            *("editor_replacing.show", "editor_replacing.replace"),
            *("editor_spelling.show", "editor_spelling.names"),
            *("staff_audio.play", "staff_audio.peaks"),
        ),
        ANY_STAFF,
    ),
    "account.show": ANY_STAFF,
    "account.change_password": ANY_STAFF,
    "account.end_sign_in": ANY_STAFF,
    "account.end_all_sign_ins": ANY_STAFF,
}
"""Endpoint -> who may use it."""


class SignInNeeded(Refused):
    """This is for staff, and nobody is signed in."""


def use_admission(app: Flask) -> None:
    """Ask the table before every view, and keep what staff see out of shared caches."""
    app.before_request(admit)
    app.after_request(keep_private)


def admit() -> None:
    """Let the request through, or raise why not."""
    if isinstance(request.routing_exception, SecurityError):
        return
    if in_staff_area() and not is_safe_line():
        raise PlainLine("Staff sign in over TLS, or on the machine of the archive itself.")
    least = least_role()
    if least != EVERYONE:
        require_role(least)
    allow_body(request.endpoint)
    if request.method not in READS and request.endpoint is not None:
        require_own_form(staff=least != EVERYONE)


def least_role() -> str:
    """Who may use the route of this request. Raises Forbidden where that was never declared."""
    if request.endpoint is None:  # no such page: the staff area does not even say that
        return ANY_STAFF if in_staff_area() else EVERYONE
    if request.endpoint not in ROUTES:
        log.error("%s declares nobody who may use it (archive/web/admission.py)", request.endpoint)
        raise Forbidden
    return ROUTES[request.endpoint]


def require_role(least: str) -> None:
    """Raise SignInNeeded for anybody, NotAllowed for a role that does not go so far."""
    sign_in = current_sign_in()
    if sign_in is None:
        raise SignInNeeded("This page is for staff.")
    if not reaches(sign_in.user.role, least):
        raise NotAllowed(sign_in.user.role, "open")


def in_staff_area() -> bool:
    """Whether the address is one of the staff's."""
    return request.path == STAFF_AREA or request.path.startswith(f"{STAFF_AREA}/")


def keep_private(response: Response) -> Response:
    """Staff pages are kept by nobody, other pages of a staff browser by that browser alone."""
    if in_staff_area():
        response.headers["Cache-Control"] = "no-store"
        if request.path.startswith(SECRETS):
            response.headers["Referrer-Policy"] = "no-referrer"
    elif carries_sign_in() and request.endpoint != "assets.show":
        kept = response.headers.get("Cache-Control", "no-cache")
        if "no-store" not in kept:
            response.headers["Cache-Control"] = f"private, {kept.replace('public, ', '')}"
    return response
