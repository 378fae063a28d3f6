"""A working copy is carried on to the newest revision; what does not fit is settled one by one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from archive.differences import Step, difference
from archive.editing.carrying import Carried, carry_copy, read_carried
from archive.editing.conflicts import MINE, THEIRS, Open, count_open, list_conflicts, seen_tag
from archive.editing.copies import read_head, view_copy
from archive.editing.finishing import NothingToSave
from archive.editing.lines import Lines
from archive.editing.settling import reopen, settle
from archive.editing.steps import ChangedSince
from archive.errors import NotFound, Refused
from archive.models import Episode
from archive.rows import Row
from archive.web.editing import opened_to_edit, require_edit
from archive.web.parameters import whole_number
from archive.web.posted import posted
from archive.web.reading import reading, resources

blueprint = Blueprint("editor_carrying", __name__)

CHOICES: Mapping[str, str | None] = {"saya": MINE, "sekarang": THEIRS, "lagi": None}
"""Value of a button -> how it settles a conflict; None takes that back."""
CHANGED = lazy_gettext(
    "Yang tersimpan di sana sudah berubah sejak halaman ini dibuka. Lihat lagi, lalu putuskan."
)
GONE = lazy_gettext("Pertentangan ini sudah tidak ada, atau sudah diputuskan dengan cara lain.")


@dataclass(frozen=True, slots=True)
class Beside:
    """Lines that could not be carried on beside those that stand there now, with the steps from
    theirs to mine.

    `conflict` and `seen` (what stands there, as a tag) are None before the copy is carried on.
    """

    mine: tuple[Row, ...]
    theirs: tuple[Row, ...]
    steps: tuple[Step, ...]
    conflict: Open | None = None
    seen: str | None = None


def beside(
    mine: Lines, theirs: Lines, conflict: Open | None = None, seen: str | None = None
) -> Beside:
    """Both sides, and how their words differ."""
    words = [" ".join(line.row.text or "" for line in side).split() for side in (theirs, mine)]
    steps = tuple(difference(*words)) if words[0] != words[1] else ()
    rows = [tuple(line.row for line in side) for side in (mine, theirs)]
    return Beside(rows[0], rows[1], steps, conflict, seen)


@blueprint.get("/staf/transkrip/<slug:slug>/bawa")
def show(slug: str) -> Response:
    """What carrying on to the newest revision will do, and conflicts to be settled."""
    return page_of(require_edit(slug), 200)


def page_of(episode: Episode, status: int, problem: str = "") -> Response:
    """The page, with why nothing was settled."""
    session = reading()
    kept = list_conflicts(session, episode)
    lines = view_copy(session, episode).lines if kept else ()
    sides = [beside(one.mine, one.standing(lines), one, seen_tag(one, lines)) for one in kept]
    carried = what_fits(episode)
    page = render_template(
        "editor/carry.html",
        episode=episode,
        head=read_head(session, episode),
        problem=problem,
        carried=carried,
        coming=[beside(one.mine, one.theirs) for one in carried.conflicts] if carried else [],
        left=[one for one in sides if one.conflict and not one.conflict.settled],
        settled=[one for one in sides if one.conflict and one.conflict.settled],
    )
    return Response(page, status, mimetype="text/html")


def what_fits(episode: Episode) -> Carried | None:
    """What carrying on will do; None where there is nothing to be carried."""
    try:
        return read_carried(reading(), episode)[2]
    except (NothingToSave, NotFound):
        return None


@blueprint.post("/staf/transkrip/<slug:slug>/bawa")
def act(slug: str) -> ResponseReturnValue:
    """Carry the copy on, or settle one conflict; nothing is overwritten unseen."""
    if posted("putuskan"):
        return decide(slug)
    with resources().writing() as session:
        episode, user = opened_to_edit(session, slug)
        try:
            carry_copy(session, episode, user.actor)
            session.commit()
        except (NothingToSave, NotFound):
            pass
        left = count_open(session, episode)
    if left:
        return redirect(url_for("editor_carrying.show", slug=slug), 303)
    return redirect(url_for("editor.show", slug=slug, sudah="bawa"), 303)


def decide(slug: str) -> ResponseReturnValue:
    """Settle a conflict in the way of the button, or take that back."""
    values: dict[str, Any] = {"act": posted("tindakan"), "number": whole_number(posted("nomor"))}
    choice = CHOICES.get(posted("putuskan"))
    try:
        with resources().writing() as session:
            episode, user = opened_to_edit(session, slug)
            if posted("putuskan") == "lagi":
                reopen(session, episode, user.actor, **values)
            else:
                seen = posted("terlihat")
                settle(session, episode, user.actor, **values, choice=choice or "", seen=seen)
            session.commit()
    except ChangedSince:
        return page_of(require_edit(slug), 409, str(CHANGED))
    except (NotFound, Refused):
        return page_of(require_edit(slug), 409, str(GONE))
    return redirect(url_for("editor_carrying.show", slug=slug), 303)


def unsettled_sentence(count: int) -> str:
    """Why a copy with open conflicts is not saved, and where they are settled."""
    return str(
        _(
            "Masih ada %(count)s pertentangan dengan revisi terbaru. Putuskan dulu satu per satu, "
            "di halaman “Bawa suntingan ke revisi terbaru”. Tidak ada yang hilang.",
            count=count,
        )
    )
