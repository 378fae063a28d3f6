"""A wrong recording replaced by staff: a file is sent, waits, is looked at, and taken or not.

Nothing changes before somebody has decided what becomes of the times; the preview can be left and
opened again from any browser.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from threading import BoundedSemaphore

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.exceptions import RequestEntityTooLarge, ServiceUnavailable

from archive.editing import is_edited
from archive.models import Recording
from archive.replacing import (
    SameRecording,
    discard_offer,
    find_offer,
    keep_file,
    offer_recording,
    plan_replacement,
    replace_recording,
)
from archive.revisions import latest_revision
from archive.staff.drafts import OpenedEpisode, open_episode
from archive.staff.roles import NotAllowed, require
from archive.web.posted import LARGEST_RECORDING, posted, posted_stream
from archive.web.reading import reading, resources, settings
from archive.web.recording_previews import CHOICES, Choice, preview_of, say_seconds
from archive.web.turned_away import refusal
from archive.web.visitor import current_user, writing_user
from media.errors import UnreadableRecording

blueprint = Blueprint("recordings", __name__)

ADDRESS = "/staf/episode/<slug:slug>/rekaman"
AT_ONCE = BoundedSemaphore(2)
PATIENCE = 20.0


@blueprint.get(ADDRESS)
def show(slug: str) -> Response:
    """The recording that there is, and the form for another; or the preview of what waits."""
    return show_page(open_to_edit(reading(), slug))


@blueprint.post(ADDRESS)
def receive(slug: str) -> ResponseReturnValue:
    """Keep a file that was sent; it waits. What is no audio, or no other recording, is not kept."""
    opened = open_to_edit(reading(), slug)
    sent = posted_stream("berkas")
    if sent is None:
        return show_page(opened, 422, _("Pilih sebuah berkas audio."))
    if not AT_ONCE.acquire(timeout=PATIENCE):
        raise ServiceUnavailable(_("Terlalu banyak berkas yang dibaca bersamaan."), retry_after=30)
    try:
        with tempfile.TemporaryDirectory(dir=settings().home) as folder:
            path = sent.save_in(Path(folder))
            keep_offer(slug, path, sent.name)
    except SameRecording:
        return show_page(
            opened,
            422,
            _(
                "Berkas ini sama persis dengan rekaman yang sudah ada; tidak ada yang perlu "
                "diganti."
            ),
        )
    except UnreadableRecording:
        said = _(
            "Berkas ini bukan audio yang dapat dibaca, jadi tidak ada yang berubah. Kirim MP3, "
            "M4A, FLAC, Ogg, Opus, WAV, AIFF, atau WMA."
        )
        return show_page(opened, 422, said)
    finally:
        AT_ONCE.release()
    return redirect(url_for("recordings.show", slug=slug), 303)


def keep_offer(slug: str, path: Path, name: str) -> None:
    """Let the file wait. Raises as `keep_file` and `offer_recording` do."""
    kept = keep_file(resources().store, path, name)
    with resources().writing() as session:
        user = writing_user(session)
        episode = open_to_edit(session, slug).episode
        offer_recording(session, episode, kept, user.actor)
        session.commit()


@blueprint.post(f"{ADDRESS}/ganti")
def replace(slug: str) -> ResponseReturnValue:
    """Replace the recording, as it was looked at."""
    opened = open_to_edit(reading(), slug)
    choice = Choice(posted("waktu"), posted("detik"))
    problem = find_problem(opened, choice)
    if problem:
        return show_page(opened, 422, problem, choice=choice)
    publish_it = posted("terbitkan") == "1"
    with resources().writing() as session:
        user = writing_user(session)
        episode = open_to_edit(session, slug).episode
        if publish_it:
            require(session, user, "publish", episode)
        if has_moved_on(session, episode.id):
            session.rollback()
            said = _(
                "Sementara itu transkrip atau rekaman yang menunggu berubah. Periksa lagi, "
                "lalu ganti."
            )
            return show_page(opened, 409, said, choice=choice)
        done = replace_recording(
            session, episode, choice.shift, user.actor, posted("alasan"), publish_it=publish_it
        )
        session.commit()
    how = "terbit" if done.is_public else "tersimpan"
    return redirect(url_for("staff.episode", slug=slug, rekaman=how), 303)


def find_problem(opened: OpenedEpisode, choice: Choice) -> str:
    """Why the recording cannot be replaced as the form says; "" for no reason."""
    bare = opened.revision is None and opened.standing == "public"
    problems = (
        (
            find_offer(reading(), opened.episode) is None,
            _("Tidak ada rekaman yang menunggu. Kirim berkasnya dulu."),
        ),
        (choice.times not in CHOICES, _("Pilih apa yang terjadi dengan waktunya.")),
        (not choice.is_meant, say_no_seconds()),
        (
            not posted("alasan"),
            _("Tulis alasannya: orang yang mengutip akan membacanya di riwayat."),
        ),
        (
            is_being_edited(opened),
            _("Transkrip ini sedang disunting. Simpan atau buang suntingannya dulu."),
        ),
        (
            bare and posted("terbitkan") != "1",
            _(
                "Episode ini terbit tanpa transkrip: rekamannya diganti oleh yang boleh "
                "menerbitkan, dengan menerbitkannya."
            ),
        ),
    )
    return next((str(said) for is_so, said in problems if is_so), "")


def say_no_seconds() -> str:
    """What to write where a shift says no seconds."""
    return str(_("Tulis berapa detik waktunya digeser, misalnya -12,5."))


def has_moved_on(session: Session, episode_id: str) -> bool:
    """Whether another revision, or another recording, is there than was looked at."""
    latest = latest_revision(session, episode_id)
    waiting = session.query(Recording).filter_by(episode_id=episode_id, is_waiting=True).first()
    seen = (posted("dasar"), posted("rekaman"))
    return seen != (str(latest.number if latest else 0), waiting.id if waiting else "")


@blueprint.post(f"{ADDRESS}/buang")
def discard(slug: str) -> ResponseReturnValue:
    """Do without the recording that waits."""
    with resources().writing() as session:
        user = writing_user(session)
        episode = open_to_edit(session, slug).episode
        discard_offer(session, episode, user.actor)
        session.commit()
    return redirect(url_for("recordings.show", slug=slug), 303)


def open_to_edit(session: Session, slug: str) -> OpenedEpisode:
    """An episode that this user may edit. Raises NotFound, or NotAllowed for one only to read."""
    user = current_user()
    opened = open_episode(session, slug, user)
    if "edit" not in opened.acts:
        raise NotAllowed(user.role, "edit")
    return opened


def is_being_edited(opened: OpenedEpisode) -> bool:
    """Whether somebody's edits of the transcript are not saved yet."""
    return is_edited(reading(), opened.episode)


def show_page(
    opened: OpenedEpisode,
    status: int = 200,
    problem: str = "",
    choice: Choice | None = None,
) -> Response:
    """The page, with what went wrong."""
    seen = preview_of(opened.episode, choice)
    if seen is not None and not seen.choice.is_meant:
        problem = problem or say_no_seconds()
    former = plan_replacement(reading(), opened.episode, "", None, 0.0).former
    page = render_template(
        "recordings/replace.html" if seen else "recordings/show.html",
        opened=opened,
        former=former,
        seen=seen,
        problem=problem,
        reason=posted("alasan") if request.method == "POST" else "",
        is_edited=is_being_edited(opened),
        checked=sum(row.checked_at is not None for row in opened.rows),
        most=LARGEST_RECORDING,
        say_seconds=say_seconds,
    )
    return Response(page, status, mimetype="text/html")


@blueprint.errorhandler(RequestEntityTooLarge)
def say_too_large(_error: RequestEntityTooLarge) -> Response:
    """413: how large a file may be."""
    return refusal(
        413,
        _("Berkas ini terlalu besar"),
        _("Di halaman ini sebuah rekaman paling besar %(size)s MB.", size=LARGEST_RECORDING >> 20),
        _(
            "Pakai perintah gaung recording replace di komputer arsip, atau kirim berkas yang "
            "dimampatkan."
        ),
    )
