"""The latest saved revision of an episode is published, from the page of the episode."""

from __future__ import annotations

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import Conflict, UnprocessableEntity

from archive.publishing import publish
from archive.revisions import latest_revision
from archive.staff.drafts import find_episode
from archive.staff.roles import require
from archive.web.posted import posted
from archive.web.reading import resources
from archive.web.visitor import writing_user
from archive.withdrawing import follows_withdrawal

blueprint = Blueprint("publishing", __name__)


@blueprint.post("/staf/episode/<slug:slug>/terbitkan")
def release(slug: str) -> ResponseReturnValue:
    """Publish the revision of this number (`revisi`), which must be the latest one still."""
    with resources().writing() as session:
        user = writing_user(session)
        episode, _standing = find_episode(session, slug, user)
        require(session, user, "publish", episode)
        revision = latest_revision(session, episode.id)
        if revision is None or str(revision.number) != posted("revisi"):
            raise Conflict(
                _("Revisi itu bukan lagi yang terbaru. Buka episodenya, baca, lalu terbitkan.")
            )
        if follows_withdrawal(session, revision) and posted("diperiksa") != "1":
            raise UnprocessableEntity(
                _("Kata-kata transkrip ini pernah ditarik. Pastikan tidak ada yang kembali.")
            )
        publish(session, episode, revision, user.actor)
        session.commit()
    return redirect(url_for("staff.episode", slug=slug, terbit=revision.number), 303)
