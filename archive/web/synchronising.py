"""Times found for words that have none: what is asked, how far it is, what came of it, undone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, Response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from archive.calendar import UnreadableTimecode, parse_timecode
from archive.estimates import UNDONE, is_of_search, undo_times
from archive.outbox import SYNCHRONISE, begin_job
from archive.revisions import latest_revision
from archive.rows import Row
from archive.staff.drafts import OpenedEpisode, open_episode
from archive.staff.roles import NotAllowed, require
from archive.synchronised_rows import Probe, is_wanting, probes_of
from archive.transcripts import find_standing_recording
from archive.web.jobs import shown_jobs
from archive.web.parameters import text_of
from archive.web.posted import posted
from archive.web.reading import reading, resources
from archive.web.recordings import is_being_edited
from archive.web.visitor import current_user, writing_user

blueprint = Blueprint("synchronising", __name__)

ADDRESS = "/staf/episode/<slug:slug>/selaras"
RIGHT, OTHER = "ya", "bukan"


@dataclass(frozen=True, slots=True)
class Answer:
    """What the form says of one statement: `verdict` is RIGHT, OTHER or "", `written` a time."""

    probe: Probe
    verdict: str
    written: str

    @property
    def seconds(self) -> float | None:
        """When the statement begins, as somebody heard it; None where nothing was said.

        Raises UnreadableTimecode.
        """
        if self.verdict == RIGHT and self.probe.row.start is not None:
            return self.probe.row.start
        return parse_timecode(self.written) if self.written else None


@blueprint.get(ADDRESS)
def show(slug: str) -> Response:
    """What there is to find, or how far it is, or what was found and whether it is right."""
    return show_page(open_to_edit(slug))


@blueprint.post(ADDRESS)
def begin(slug: str) -> ResponseReturnValue:
    """Have the worker look for the times, between those that were confirmed in the form."""
    opened = open_to_edit(slug)
    answers = read_answers(opened.rows)
    problem = find_problem(opened, answers)
    if problem:
        return show_page(opened, 422, problem, answers)
    confirmed = {
        one.probe.row.statement_id: one.seconds for one in answers if one.seconds is not None
    }
    publish_it = posted("terbitkan") == "1"
    with resources().writing() as session:
        user = writing_user(session)
        episode = open_episode(session, slug, user).episode
        require(session, user, "edit", episode)
        if publish_it:
            require(session, user, "publish", episode)
        asked = {
            "actor": user.actor_id,
            "confirmed": confirmed,
            "publish": publish_it,
            "revision": opened.revision,
        }
        begin_job(session, SYNCHRONISE, episode.id, asked)
        session.commit()
    return redirect(url_for("synchronising.show", slug=slug), 303)


@blueprint.post(f"{ADDRESS}/urungkan")
def undo(slug: str) -> ResponseReturnValue:
    """Take back the times that were found, as they stand in the latest revision."""
    opened = open_to_edit(slug)
    if not may_undo(opened):
        return show_page(
            opened,
            422,
            _("Tidak ada waktu perkiraan dalam revisi terbaru, jadi tidak ada yang diurungkan."),
        )
    if is_being_edited(opened):
        return show_page(opened, 422)
    with resources().writing() as session:
        user = writing_user(session)
        episode = open_episode(session, slug, user).episode
        require(session, user, "edit", episode)
        undo_times(session, episode, user.actor)
        session.commit()
    return redirect(url_for("synchronising.show", slug=slug, sudah="urung"), 303)


def may_undo(opened: OpenedEpisode) -> bool:
    """Whether there are times that were found by a machine."""
    latest = latest_revision(reading(), opened.episode.id)
    return is_of_search(latest) or any(row.times_estimated for row in opened.rows)


def find_problem(opened: OpenedEpisode, answers: Sequence[Answer]) -> str:
    """Why the times cannot be looked for as the form says; "" for no reason."""
    if why_not(opened):
        return why_not(opened)
    if posted("terbitkan") == "1" and posted("revisi") != str(opened.revision):
        return str(_("Sementara itu ada revisi lain. Lihat dulu yang sekarang, lalu cari lagi."))
    for one in answers:
        try:
            seconds = one.seconds
        except UnreadableTimecode:
            return str(
                _("“%(time)s” bukan waktu. Tulis menit dan detik, misalnya 5:30.", time=one.written)
            )
        if one.verdict == OTHER and seconds is None:
            return str(
                _("Tulis waktu yang tepat untuk “%(words)s”, misalnya 5:30.", words=one.probe.words)
            )
    times = [one.seconds for one in answers if one.seconds is not None]
    if times != sorted(times):
        return str(
            _(
                "Waktu yang Anda berikan tidak berurutan: pernyataan yang belakangan tidak mungkin "
                "terdengar lebih dulu."
            )
        )
    return ""


def why_not(opened: OpenedEpisode) -> str:
    """Why there is nothing to look for; "" where there is."""
    reasons = (
        (opened.revision is None, _("Episode ini belum mempunyai transkrip.")),
        (
            find_standing_recording(reading(), opened.episode.id) is None,
            _("Episode ini belum mempunyai rekaman."),
        ),
        (
            is_being_edited(opened),
            _("Transkrip ini sedang disunting. Simpan atau buang suntingannya dulu."),
        ),
        (
            not any(map(is_wanting, opened.rows)),
            _("Setiap pernyataan sudah mempunyai waktu yang diberikan orang atau berkas."),
        ),
    )
    return next((str(said) for is_so, said in reasons if is_so), "")


def read_answers(rows: Sequence[Row]) -> list[Answer]:
    """What the form says of each statement that it asks about."""
    return [
        Answer(
            one, posted(f"benar-{one.row.statement_id}"), posted(f"waktu-{one.row.statement_id}")
        )
        for one in probes_of(rows)
    ]


def show_page(
    opened: OpenedEpisode, status: int = 200, problem: str = "", answers: Sequence[Answer] = ()
) -> Response:
    """The page, with what went wrong."""
    episode = opened.episode
    latest = latest_revision(reading(), episode.id)
    jobs = [one for one in shown_jobs(episode) if one.row.task == SYNCHRONISE]
    spoken = [row for row in opened.rows if row.text]
    page = render_template(
        "synchronising/show.html",
        opened=opened,
        recording=find_standing_recording(reading(), episode.id),
        why_not=why_not(opened),
        problem=problem,
        answers=answers or [Answer(one, "", "") for one in probes_of(opened.rows)],
        jobs=jobs,
        is_at_work=any(one.row.goes_on for one in jobs),
        result=latest.reason if latest and is_of_search(latest) else "",
        may_undo=may_undo(opened),
        is_undone=text_of("sudah") == "urung" and latest is not None and latest.reason == UNDONE,
        missing=[row for row in spoken if row.start is None],
        estimated=[row for row in spoken if row.times_estimated],
        given=[row for row in spoken if row.start is not None and not row.times_estimated],
    )
    return Response(page, status, mimetype="text/html")


def open_to_edit(slug: str) -> OpenedEpisode:
    """An episode that this user may edit. Raises NotFound, or NotAllowed for one only to read."""
    user = current_user()
    opened = open_episode(reading(), slug, user)
    if "edit" not in opened.acts:
        raise NotAllowed(user.role, "edit")
    return opened
