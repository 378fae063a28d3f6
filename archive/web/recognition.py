"""Speech recognised by machine, asked for by staff: what it would do, and the job that does it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from archive.outbox import RECOGNISE_SPEECH
from archive.queue import find_waiting
from archive.recognition import (
    begin_recognition,
    is_by_people,
    refuse_saved_since,
    setup_of,
)
from archive.revisions import latest_revision
from archive.staff.drafts import OpenedEpisode, open_episode
from archive.staff.roles import NotAllowed, require
from archive.transcripts import find_standing_recording
from archive.web.jobs import shown_jobs
from archive.web.posted import posted
from archive.web.reading import reading, resources, settings
from archive.web.visitor import current_user, writing_user
from media.errors import RecogniserUnavailable

blueprint = Blueprint("recognition", __name__)

ADDRESS = "/staf/episode/<slug:slug>/kenali"

REASONS: Mapping[str, Any] = {
    "no model": lazy_gettext(
        "Model untuk mengenali ucapan belum dipasang di server ini. Pengelola server: letakkan "
        "sebuah model di server, lalu sebut foldernya dalam GAUNG_ASR_MODEL "
        "(docs/recognition.md)."
    ),
    "no folder": lazy_gettext("GAUNG_ASR_MODEL menyebut %(folder)s, tetapi folder itu tidak ada."),
    "unknown": lazy_gettext(
        "Tidak ada pengenal ucapan bernama %(name)s; GAUNG_ASR_RECOGNISER boleh berisi %(known)s."
    ),
    "not installed": lazy_gettext(
        "%(name)s belum terpasang. Pengelola server: pip install 'gaung[asr]' "
        "(docs/recognition.md)."
    ),
    "no such model": lazy_gettext(
        "%(folder)s bukan model untuk %(name)s: di dalamnya tidak ada %(missing)s."
    ),
    "broken model": lazy_gettext("Model di %(folder)s tidak dapat dibuka: %(reason)s"),
    "broken plug-in": lazy_gettext("Pengenal ucapan %(name)s tidak dapat dipakai: %(reason)s"),
}
"""Kind of RecogniserUnavailable -> why, in the language of the page."""


@blueprint.get(ADDRESS)
def ask(slug: str) -> Response:
    """What recognising the recording would do, or why it cannot be done; or how far it is."""
    return ask_page(open_to_edit(slug))


@blueprint.post(ADDRESS)
def begin(slug: str) -> ResponseReturnValue:
    """Have the worker recognise the recording; a person's transcript is replaced only if asked."""
    opened = open_to_edit(slug)
    replaces = posted("ganti") == "1"
    if why_not() or find_standing_recording(reading(), opened.episode.id) is None:
        return ask_page(opened, 422)
    if is_kept(opened) and not replaces:
        return ask_page(opened, 422, _("Centang dulu bahwa transkrip yang ada boleh diganti."))
    if is_kept(opened) and posted("revisi") != str(opened.revision):
        return ask_page(
            opened, 422, _("Sementara itu ada revisi lain. Baca dulu, lalu minta sekali lagi.")
        )
    if find_waiting(reading(), RECOGNISE_SPEECH, opened.episode.id) is None:
        with resources().writing() as session:
            user = writing_user(session)
            episode = open_episode(session, slug, user).episode
            require(session, user, "edit", episode)
            refuse_saved_since(session, episode, opened.revision)
            begin_recognition(session, episode, user.actor, replace=replaces)
            session.commit()
    return redirect(url_for("recognition.ask", slug=slug), 303)


def ask_page(opened: OpenedEpisode, status: int = 200, problem: str = "") -> Response:
    """The page about recognising an episode."""
    episode = opened.episode
    jobs = [one for one in shown_jobs(episode) if one.row.task == RECOGNISE_SPEECH]
    page = render_template(
        "recognition/ask.html",
        opened=opened,
        recording=find_standing_recording(reading(), episode.id),
        why_not=why_not(),
        is_kept=is_kept(opened),
        is_at_work=any(one.row.goes_on for one in jobs),
        jobs=jobs,
        problem=problem,
    )
    return Response(page, status, mimetype="text/html")


def open_to_edit(slug: str) -> OpenedEpisode:
    """An episode that this user may edit. Raises NotFound, or NotAllowed for one only to read."""
    user = current_user()
    opened = open_episode(reading(), slug, user)
    if "edit" not in opened.acts:
        raise NotAllowed(user.role, "edit")
    return opened


def is_kept(opened: OpenedEpisode) -> bool:
    """Whether the latest transcript is by people, and stays unless somebody says otherwise."""
    latest = latest_revision(reading(), opened.episode.id)
    return latest is not None and is_by_people(reading(), latest)


def why_not() -> str:
    """Why speech cannot be recognised here, for a person; "" where it can."""
    try:
        setup_of(settings())
    except RecogniserUnavailable as refused:
        reason = REASONS.get(refused.kind)
        return str(reason % refused.details) if reason else str(refused)
    return ""
