"""Background work as the staff see it: how far it is, what went wrong, cancelled or tried again.

`shown_jobs` is for other pages that show the jobs of their episode (templates/_partials/
progress.html): the same words, the same buttons.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import Blueprint, Response, jsonify, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext, ngettext

from archive.errors import NotFound
from archive.models import Episode
from archive.outbox import PREPARE_RECORDING, RECOGNISE_SPEECH, SYNCHRONISE
from archive.queue import JobRow, cancel_job, find_job, list_jobs, list_jobs_of, try_again
from archive.recognition import SAVED_SINCE
from archive.staff.asking import NOT_ALLOWED_ANY_MORE, WITHDRAWN_SINCE
from archive.staff.drafts import open_episode
from archive.staff.roles import NotAllowed
from archive.synchronising import (
    MAY_NOT_PUBLISH,
    MOVED_ON,
    NOT_FOUND,
    SOME_LOST,
    UNSEEN,
    WORDS_WITHDRAWN,
)
from archive.web.parameters import text_of
from archive.web.reading import reading, resources
from archive.web.visitor import current_user, now, writing_user
from media.errors import SPEECH_MISSING
from media.recognition import GAVE_UP, NO_MODEL

blueprint = Blueprint("jobs", __name__)

ADDRESS = "/staf/episode/<slug:slug>/pekerjaan/<int(max=2147483647):number>"
MINUTE, HOUR = 60, 3600

TASKS: Mapping[str, Any] = {
    PREPARE_RECORDING: lazy_gettext("Menyiapkan rekaman untuk didengarkan"),
    RECOGNISE_SPEECH: lazy_gettext("Mengenali ucapan dengan mesin"),
    SYNCHRONISE: lazy_gettext("Mencari waktu kata-kata dalam rekaman"),
}
STATES: Mapping[str, Any] = {
    "waiting": lazy_gettext("menunggu"),
    "running": lazy_gettext("berjalan"),
    "done": lazy_gettext("selesai"),
    "failed": lazy_gettext("gagal"),
    "cancelled": lazy_gettext("dibatalkan"),
}
ADVICE: Mapping[str, Any] = {
    PREPARE_RECORDING: lazy_gettext(
        "Berkas aslinya tetap tersimpan. Coba lagi; kalau gagal lagi, ganti dengan salinan rekaman "
        "yang utuh."
    ),
    RECOGNISE_SPEECH: lazy_gettext(
        "Transkrip yang ada tidak berubah. Benahi sebabnya, lalu coba lagi."
    ),
    SYNCHRONISE: lazy_gettext(
        "Waktu yang sudah ada tidak berubah. Benahi sebabnya, lalu coba lagi."
    ),
}
"""What to do where a task failed."""
NO_ROOM = "There is no room left for the access copy."
REASONS: Mapping[str, Any] = {
    "The worker ended each time it tried.": lazy_gettext(
        "Pekerja latar berhenti setiap kali mencobanya; mungkin ingatan mesin ini habis."
    ),
    "The recording takes too long to decode: it is damaged, or far longer than it looks.": (
        lazy_gettext(
            "Membaca rekaman ini terlalu lama: rekamannya rusak, atau jauh lebih panjang daripada "
            "yang tampak."
        )
    ),
    "This is not an audio file that can be read, or it is empty.": lazy_gettext(
        "Berkas ini bukan rekaman yang dapat dibaca, atau kosong."
    ),
    "The recording holds nothing that can be heard.": lazy_gettext(
        "Rekaman ini tidak berisi apa pun yang terdengar."
    ),
    "The recogniser heard no words in this recording; nothing was changed.": lazy_gettext(
        "Pengenal ucapan tidak mendengar kata-kata dalam rekaman ini."
    ),
    GAVE_UP: lazy_gettext(
        "Pengenal ucapan berhenti sebelum selesai: paling sering karena ingatan mesin ini tidak "
        "cukup untuk modelnya, atau mesinnya terlalu lambat. Pakai model yang lebih kecil."
    ),
    "The recording was replaced meanwhile; nothing was saved.": lazy_gettext(
        "Rekamannya diganti ketika sedang dikenali; tidak ada yang disimpan."
    ),
    SAVED_SINCE: lazy_gettext(
        "Sesudah diminta, orang menyimpan revisi lain; tidak ada yang berubah. Baca dulu, lalu "
        "minta sekali lagi."
    ),
    NO_MODEL: lazy_gettext(
        "Model untuk mengenali ucapan belum dipasang di server ini (GAUNG_ASR_MODEL)."
    ),
    NOT_FOUND: lazy_gettext(
        "Kata-kata transkrip ini tidak ditemukan dalam rekaman ini. Apakah keduanya sesiaran?"
    ),
    SOME_LOST: lazy_gettext(
        "Sebagian pernyataan tidak ditemukan tempatnya dalam rekaman, jadi tetap tanpa waktu."
    ),
    MOVED_ON: lazy_gettext(
        "Sementara itu transkrip atau rekamannya berubah, jadi waktunya perlu dicari sekali lagi."
    ),
    UNSEEN: lazy_gettext(
        "Waktunya tersimpan tetapi belum diterbitkan: sesudah diminta, transkripnya berubah. Baca "
        "yang sekarang, lalu terbitkan."
    ),
    MAY_NOT_PUBLISH: lazy_gettext(
        "Waktunya tersimpan tetapi belum diterbitkan: yang memintanya tidak lagi boleh menerbitkan."
    ),
    WORDS_WITHDRAWN: lazy_gettext(
        "Waktunya tersimpan tetapi belum diterbitkan: kata-kata transkrip ini pernah ditarik. "
        "Periksa dulu bahwa tidak ada yang kembali."
    ),
    WITHDRAWN_SINCE: lazy_gettext("Sementara itu episode ini ditarik; tidak ada yang disimpan."),
    NOT_ALLOWED_ANY_MORE: lazy_gettext(
        "Yang memintanya tidak lagi boleh mengubah episode ini; tidak ada yang disimpan."
    ),
    SPEECH_MISSING: lazy_gettext(
        "espeak-ng, yang mengucapkan naskah, belum terpasang di server ini. Pengelola server: "
        "apt install espeak-ng."
    ),
    NO_ROOM: lazy_gettext(
        "Tempat penyimpanan penuh: salinan untuk didengarkan tidak muat. Kosongkan tempat di "
        "server, lalu coba lagi."
    ),
}
"""Reasons that the worker keeps in English, in the language of the page; others stand as kept."""
SAY_WHAT_TO_DO = frozenset(
    {NO_ROOM, NO_MODEL, GAVE_UP, SPEECH_MISSING, SAVED_SINCE, WITHDRAWN_SINCE, NOT_ALLOWED_ANY_MORE}
)
"""Reasons to which nothing has to be added."""


@dataclass(frozen=True, slots=True)
class ShownJob:
    """A job in the words of the page; `trouble` is English where `is_foreign`."""

    row: JobRow
    what: str
    state: str
    percent: int
    said: str
    trouble: str
    is_foreign: bool
    advice: str


@blueprint.get("/staf/pekerjaan")
def index() -> str:
    """What is going on in the background, and what became of it in the last days."""
    queue = list_jobs(reading(), current_user(), now())
    return render_template("jobs/index.html", jobs=show_all(queue.rows), has_more=queue.has_more)


@blueprint.get("/staf/pekerjaan.json")
def index_json() -> Response:
    """The same for programs; `episode` (a slug) asks for the jobs of that one."""
    slug = text_of("episode")
    if slug:
        rows: Iterable[JobRow] = list_jobs_of(reading(), current_user(), opened(slug), now())
    else:
        rows = list_jobs(reading(), current_user(), now()).rows
    return jsonify({"jobs": [as_json(shown) for shown in show_all(rows)]})


@blueprint.post(f"{ADDRESS}/batalkan")
def cancel(slug: str, number: int) -> ResponseReturnValue:
    """Have a job not go on; nothing that it has saved is undone."""
    require_job(slug, number)
    with resources().writing() as session:
        cancel_job(session, number, writing_user(session).actor)
        session.commit()
    return redirect(url_for("jobs.index"), 303)


@blueprint.post(f"{ADDRESS}/ulangi")
def again(slug: str, number: int) -> ResponseReturnValue:
    """Let a job wait again that failed or was cancelled."""
    require_job(slug, number)
    with resources().writing() as session:
        try_again(session, number, writing_user(session).actor)
        session.commit()
    return redirect(url_for("jobs.index"), 303)


def require_job(slug: str, number: int) -> None:
    """Raise NotFound unless this is a job of the episode, NotAllowed for one only to be read."""
    user = current_user()
    episode = open_episode(reading(), slug, user)
    if "edit" not in episode.acts:
        raise NotAllowed(user.role, "edit")
    if find_job(reading(), user, number).episode != slug:
        raise NotFound(f"There is no job {number}.")


def opened(slug: str) -> Episode:
    """An episode that this user may read. Raises NotFound."""
    return open_episode(reading(), slug, current_user()).episode


def shown_jobs(episode: Episode) -> list[ShownJob]:
    """The jobs of an episode, for a page about it."""
    return show_all(list_jobs_of(reading(), current_user(), episode, now()))


def show_all(rows: Iterable[JobRow]) -> list[ShownJob]:
    """Jobs in words."""
    moment = now()
    return [show(row, moment) for row in rows]


def say_reasons(message: str) -> str | None:
    """The reasons of the worker in the language of the page; None where not all are known."""
    said, left = [], message
    while left:
        known = next(filter(left.startswith, REASONS), None)
        if known is None:
            return None
        said.append(str(REASONS[known]))
        left = left.removeprefix(known).lstrip()
    return " ".join(said)


def show(row: JobRow, moment: datetime) -> ShownJob:
    """A job in words."""
    message = row.message or ""
    known = say_reasons(message)
    state = str(STATES[row.state])
    left = say_left(row.seconds_left(moment))
    percent = int(row.progress * 100)
    done = _("%(percent)s%% selesai", percent=percent) if row.state == "running" else ""
    return ShownJob(
        row=row,
        what=str(TASKS.get(row.task, row.task)),
        state=state,
        percent=percent,
        said=", ".join(filter(None, (done, left))) or state,
        trouble=message if known is None else known,
        is_foreign=known is None,
        advice="" if row.state != "failed" or message in SAY_WHAT_TO_DO else advice_on(row),
    )


def advice_on(row: JobRow) -> str:
    """What to do where it failed."""
    known = ADVICE.get(row.task)
    return str(known or _("Coba lagi; kalau gagal lagi, lihat catatan pekerja latar."))


def say_left(seconds: float | None) -> str:
    """How long it still takes, roughly; "" where that is not known."""
    if seconds is None:
        return ""
    if seconds < MINUTE:
        return str(_("kurang dari semenit lagi"))
    if seconds < HOUR:
        left = round(seconds / MINUTE)
        return str(ngettext("kira-kira %(num)s menit lagi", "kira-kira %(num)s menit lagi", left))
    left = round(seconds / HOUR)
    return str(ngettext("kira-kira %(num)s jam lagi", "kira-kira %(num)s jam lagi", left))


def as_json(shown: ShownJob) -> dict[str, Any]:
    """A job for programs, and for the browser code that keeps a page up to date."""
    row = shown.row
    return {
        "job": row.seq,
        "task": row.task,
        "episode": row.episode,
        "episode_title": row.title,
        "state": row.state,
        "progress": round(row.progress, 3),
        "seconds_left": row.seconds_left(now()),
        "message": row.message,
        "said": shown.said,
    }
