"""All saved revisions of an episode, and the way back to an earlier one.

Going back saves the earlier statements as the next revision: nothing is rewritten, and nothing is
published by it.
"""

from __future__ import annotations

from flask import Blueprint, Response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.exceptions import Conflict

from archive.editing import is_edited
from archive.models import Episode
from archive.staff.drafts import open_episode
from archive.staff.history import list_revisions
from archive.transcript_files import find_revision
from archive.transcript_reverting import Return, plan_return, save_return
from archive.web.editing import opened_to_edit, require_edit
from archive.web.parameters import existing_page, page_number
from archive.web.posted import posted
from archive.web.reading import reading, resources
from archive.web.visitor import current_user

blueprint = Blueprint("revisions", __name__)

ADDRESS = "/staf/episode/<slug:slug>/riwayat"
MOST = 200
"""Statements that differ, on one page."""


@blueprint.get(ADDRESS)
def index(slug: str) -> str:
    """Every revision that was saved: when, by whom and why."""
    opened = open_episode(reading(), slug, current_user())
    page = existing_page(list_revisions(reading(), opened.episode, page_number()))
    return render_template("revisions/index.html", opened=opened, page=page)


@blueprint.get(f"{ADDRESS}/<int(max=2147483647):number>")
def ask(slug: str, number: int) -> Response:
    """What would change with going back to a revision, and why one does."""
    episode = require_edit(slug)
    return ask_page(episode, plan_back(reading(), episode, number))


@blueprint.post(f"{ADDRESS}/<int(max=2147483647):number>")
def go_back(slug: str, number: int) -> ResponseReturnValue:
    """Save the statements of a revision again, as it was looked at."""
    episode = require_edit(slug)
    planned = plan_back(reading(), episode, number)
    problem = find_problem(planned)
    if problem:
        return ask_page(episode, planned, 422, problem)
    with resources().writing() as session:
        episode, user = opened_to_edit(session, slug)
        planned = plan_back(session, episode, number)
        if str(planned.base.number) != posted("dasar"):
            raise Conflict(
                _("Sementara itu ada revisi lain. Lihat dulu bedanya dengan yang sekarang.")
            )
        saved = save_return(session, episode, planned, user.actor, posted("alasan"))
        session.commit()
        number = saved.revision.number
    return redirect(url_for("staff.episode", slug=slug, tersimpan=number), 303)


def plan_back(session: Session, episode: Episode, number: int) -> Return:
    """What going back to revision `number` comes to. Raises NotFound."""
    latest = find_revision(session, episode, None)
    return plan_return(session, latest, find_revision(session, episode, number))


def find_problem(planned: Return) -> str:
    """Why one cannot go back as the form says; "" for no reason."""
    if planned.is_said_before:
        return str(_("Revisi terbaru sudah berbunyi begitu; tidak ada yang perlu dikembalikan."))
    if not any(line.words for line in planned.lines):
        return str(
            _("Semua kata revisi itu sudah ditarik, jadi tidak ada yang dapat dikembalikan.")
        )
    if not posted("alasan"):
        return str(_("Tulis alasannya: orang yang mengutip akan membacanya di riwayat."))
    return ""


def ask_page(episode: Episode, planned: Return, status: int = 200, problem: str = "") -> Response:
    """The page, with what is wrong with the form."""
    statements = planned.statements
    touched = [one for one in statements if one.is_touched]
    revived = sum(one.fate == "revived" for one in statements)
    page = render_template(
        "revisions/ask.html",
        episode=episode,
        planned=planned,
        problem=problem,
        reason=posted("alasan") if problem else "",
        touched=touched[:MOST],
        gone=planned.gone[:MOST],
        unshown=max(0, len(touched) - MOST) + max(0, len(planned.gone) - MOST),
        kept=len(statements) - revived,
        revived=revived,
        is_edited=is_edited(reading(), episode),
    )
    return Response(page, status, mimetype="text/html")
