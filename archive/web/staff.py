"""The rooms of the staff: what waits for whoever signed in, and one episode as staff see it."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask_babel import lazy_gettext as _

from archive.intake import current_recording
from archive.replacing import find_offer
from archive.staff.drafts import list_drafts, list_edited, open_episode
from archive.staff.shelf import list_shelf
from archive.web.parameters import existing_page, page_number, text_of
from archive.web.reading import reading
from archive.web.visitor import current_user

blueprint = Blueprint("staff", __name__)

ROLES = {
    "contributor": _("kontributor"),
    "editor": _("editor"),
    "publisher": _("penerbit"),
    "administrator": _("administrator"),
}
STATES = {
    "draft": _("draf"),
    "review": _("menunggu ditinjau"),
    "published": _("terbit"),
    "withdrawn": _("ditarik"),
}
ACTS = {
    "read": _("membaca"),
    "edit": _("memperbaiki"),
    "delete": _("menghapus"),
    "publish": _("menerbitkan"),
    "withdraw": _("menarik"),
}
"""Words for the codes of roles, states and acts."""


@blueprint.app_context_processor
def words() -> dict[str, object]:
    """What the frame of staff pages says."""
    return {"ROLES": ROLES, "STATES": STATES, "current_user": current_user}


@blueprint.get("/staf/")
def home() -> str:
    """The home of the staff: what this user may go on with, and the drafts, their own first."""
    session, user = reading(), current_user()
    return render_template(
        "staff/home.html", drafts=list_drafts(session, user), edited=list_edited(session, user)
    )


@blueprint.get("/staf/episode")
def shelf() -> str:
    """All episodes that this user may read; `q` holds words of their titles or programmes."""
    words = text_of("q")
    page = existing_page(list_shelf(reading(), current_user(), words, page_number()))
    return render_template("staff/shelf.html", page=page, words=words)


@blueprint.get("/staf/episode/<slug:slug>")
def episode(slug: str) -> str:
    """An episode that this user may read, published or not, with its latest saved words."""
    opened = open_episode(reading(), slug, current_user())
    return render_template(
        "staff/episode.html",
        opened=opened,
        acts=[ACTS[a] for a in opened.acts],
        is_saved=bool(opened.revision) and text_of("tersimpan") == str(opened.revision),
        is_held_back=text_of("ditahan") == "1",
        is_passed_over=text_of("terlewat") == "1",
        is_waiting=find_offer(reading(), opened.episode) is not None,
        has_recording=current_recording(reading(), opened.episode.id) is not None,
        replaced=text_of("rekaman"),
        released=bool(opened.published) and text_of("terbit") == str(opened.published),
    )
