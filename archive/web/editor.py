"""The editor: a transcript line by line, saved as a revision when it is done.

The page is whole without JavaScript: every line has a form of its own (`editor_lines`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Blueprint, Response, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from archive.editing.ahead import look_ahead
from archive.editing.conflicts import count_open
from archive.editing.finishing import (
    NothingToSave,
    Stale,
    Unsettled,
    find_saved,
    find_thrown_away,
    save_copy,
)
from archive.editing.viewing import View, read_view
from archive.errors import Refused
from archive.intake import current_recording
from archive.models import Episode, Recording
from archive.web.editing import opened_to_edit, opened_to_read, require_edit
from archive.web.editor_carrying import unsettled_sentence
from archive.web.editor_keys import KEYS
from archive.web.editor_undoing import find_done
from archive.web.editor_words import put_back_sentence
from archive.web.parameters import text_of, whole_number
from archive.web.posted import posted
from archive.web.reading import reading, resources
from archive.web.visitor import current_user, now

blueprint = Blueprint("editor", __name__)


@dataclass(frozen=True, slots=True)
class Sound:
    """The recording of a transcript as the editor plays it; `id` is None where there is none."""

    id: str | None
    duration: float
    is_ready: bool


@blueprint.get("/staf/transkrip/<slug:slug>")
def show(slug: str) -> ResponseReturnValue:
    """The transcript as it is being worked on."""
    opened = opened_to_read(slug)
    view = read_view(reading(), opened.episode, current_user(), now())
    return render_template(
        "editor/show.html",
        episode=opened.episode,
        may_edit=opened.may_edit,
        may_publish=opened.may_publish,
        view=view,
        ahead=look_ahead(view.lines, view.voices),
        sound=find_sound(opened.episode, view),
        saved=saved_sentence(view),
        is_revision=text_of("sudah") == "simpan",
        done=find_done(reading(), opened.episode) if opened.may_edit else None,
        conflicts=count_open(reading(), opened.episode),
        notices=[put_back_sentence(one) for one in view.put_back],
        thrown_away=None if view.head.saved_at else find_thrown_away(reading(), opened.episode),
        keys=KEYS,
    )


def find_sound(episode: Episode, view: View) -> Sound:
    """The recording that the lines refer to, else the current one."""
    named = (one.line.row.recording_id for one in view.lines)
    identifier = next(filter(None, named), None)
    session = reading()
    recording = session.get(Recording, identifier) if identifier else None
    recording = recording or current_recording(session, episode.id)
    if recording is None:
        return Sound(None, 0.0, False)
    return Sound(recording.id, recording.duration or 0.0, recording.access_sha256 is not None)


def saved_sentence(view: View) -> str:
    """What was just done, said on the page that one comes back to."""
    done, number = text_of("sudah"), whole_number(text_of("revisi"))
    if done == "simpan" and number is not None:
        if number == view.head.latest.number and number != view.published:
            return str(_("Revisi %(number)s tersimpan, belum terbit.", number=number))
        return str(_("Revisi %(number)s tersimpan.", number=number))
    sentences = {
        "sama": _("Tidak ada kata, suara, atau waktu yang berubah, jadi tidak ada revisi baru."),
        "buang": _("Suntingan dibuang. Selama 30 hari masih dapat dikembalikan."),
        "kembali": _("Suntingan dikembalikan."),
        "urung": _("Diurungkan."),
        "bawa": _("Suntingan sudah dibawa ke revisi terbaru."),
    }
    return str(sentences.get(done, ""))


@blueprint.post("/staf/transkrip/<slug:slug>/simpan")
def save(slug: str) -> ResponseReturnValue:
    """Save the working copy as a revision; whatever stands in the way, nothing is lost."""
    require_edit(slug)
    reason, version = posted("alasan"), whole_number(posted("versi"))
    try:
        with resources().writing() as session:
            episode, user = opened_to_edit(session, slug)
            facts = find_saved(session, episode, user.actor, reason, version)
            if facts is None:
                facts = save_copy(session, episode, user.actor, reason, version).facts
            session.commit()
    except NothingToSave:
        return not_saved(slug, 409, _("Tidak ada suntingan yang belum disimpan."))
    except Stale as stale:
        return not_saved(slug, 409, stale_sentence(stale), is_behind=stale.is_behind)
    except Unsettled as open_still:
        said = unsettled_sentence(open_still.count)
        return not_saved(slug, 409, said, unsettled=open_still.count)
    except Refused:
        return not_saved(slug, 422, why_refused())
    return saved_answer(slug, facts)


def stale_sentence(stale: Stale) -> str:
    """What happened meanwhile."""
    if stale.is_behind:
        sentence = _(
            "Sementara itu revisi %(latest)s sudah disimpan, sedangkan suntingan ini dimulai dari "
            "revisi %(base)s. Suntingan Anda tetap tersimpan di sini.",
            latest=stale.latest,
            base=stale.base,
        )
    else:
        sentence = _(
            "Suntingan ini berubah sejak halaman Anda dibuka. Lihat dulu isinya yang sekarang, "
            "lalu simpan lagi. Tidak ada yang hilang."
        )
    return str(sentence)


def why_refused() -> str:
    """Why the words are no revision yet."""
    if not posted("alasan"):
        return str(_("Isi alasannya: apa yang diperbaiki, dan dari mana Anda tahu."))
    return str(_("Suntingan ini tidak memuat kata satu pun, jadi tidak disimpan sebagai revisi."))


def wants_json() -> bool:
    """Whether the browser code asks."""
    return request.accept_mimetypes.best == "application/json"


def saved_answer(slug: str, facts: Mapping[str, int | bool]) -> ResponseReturnValue:
    """The revision that was saved."""
    if wants_json():
        return jsonify(facts)
    done = (
        {"sudah": "simpan", "revisi": facts["revision"]} if facts["changed"] else {"sudah": "sama"}
    )
    return redirect(url_for("editor.show", slug=slug, **done), 303)


def not_saved(
    slug: str, status: int, happened: str, *, is_behind: bool = False, unsettled: int = 0
) -> ResponseReturnValue:
    """Why nothing was saved as a revision, and what to do.

    In JSON `behind` says that the way on is by the page of what is carried on.
    """
    if wants_json():
        told = {"message": happened, "behind": is_behind or unsettled > 0}
        answer = jsonify(told | ({"conflicts": unsettled} if unsettled else {}))
        answer.status_code = status
        return answer
    episode = opened_to_read(slug).episode
    page = render_template(
        "editor/not_saved.html",
        episode=episode,
        happened=happened,
        is_behind=is_behind,
        unsettled=unsettled,
        reason=posted("alasan"),
        view=read_view(reading(), episode, current_user(), now()),
    )
    return Response(page, status, mimetype="text/html")
