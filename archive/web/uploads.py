"""A transcript file brought to an episode: sent, looked at, its voices named, saved as a revision.

What was sent is kept for its sender (archive/transcript_uploads.py); looking saves nothing, and a
form that is sent back with a remark never asks for the file again.
"""

from __future__ import annotations

import ctypes
from contextlib import suppress

from flask import Blueprint, Response, redirect, render_template, url_for
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from werkzeug.exceptions import RequestEntityTooLarge

from archive.catalogue.values import Page
from archive.editing import is_edited
from archive.staff.drafts import OpenedEpisode
from archive.transcript_previews import MOST_VOICES, Preview, is_overlong
from archive.transcript_uploads import (
    UploadGone,
    drop_upload,
    find_saved,
    finish_upload,
    hold_upload,
    keep_upload,
    list_uploads,
)
from archive.web.findings import say_note, say_place, say_problem, say_refusal
from archive.web.looking import Looked, NoSuchUpload, desk_of, look, open_to_edit, read_gently
from archive.web.naming import VoiceForm, list_people, read_forms, start_forms
from archive.web.parameters import existing_page, page_number
from archive.web.posted import drain, posted, posted_file, posted_text
from archive.web.reading import reading
from archive.web.turned_away import refusal
from archive.web.upload_saving import UnclearVoices, address_of, require_clear, save
from archive.web.visitor import current_user, now
from media.errors import UnreadableTranscript
from media.transcripts import SUFFIXES, Transcript

blueprint = Blueprint("uploads", __name__)

ADDRESS = "/staf/episode/<slug:slug>/transkrip"
FIRST_CHANGES = 20
PAGE = 100
UNCLEAR = lazy_gettext("Ada suara yang belum jelas siapa.")
UNSURE = lazy_gettext(
    "Berkas ini mungkin transkrip episode lain. Periksa dulu, lalu centang bahwa berkasnya benar."
)
MOVED = 409
"""Another revision is the latest one now; who looked at the file has to look once more."""
MOVED_ON = lazy_gettext("Sementara itu ada revisi lain yang disimpan. Periksa lagi, lalu simpan.")
OVERLONG = lazy_gettext(
    "Berkas ini lebih panjang daripada dua puluh jam bicara. Bagilah, lalu kirim bagian untuk "
    "episode ini saja."
)


@blueprint.get(ADDRESS)
def bring(slug: str) -> Response:
    """The form in which a file is chosen, or a text pasted."""
    return bring_page(open_to_edit(reading(), slug, current_user()), 200)


@blueprint.post(ADDRESS)
def receive(slug: str) -> ResponseReturnValue:
    """Keep what was sent and go on to the preview; nothing that cannot be read is kept."""
    opened = open_to_edit(reading(), slug, current_user())
    sent, pasted = posted_file("berkas"), posted_text("teks")
    name, data = (sent.name, sent.data) if sent else (None, pasted.encode("utf-8", "replace"))
    if sent is None and not pasted.strip():
        return bring_page(opened, 422, _("Pilih sebuah berkas, atau tempelkan teksnya."))
    try:
        if is_overlong(read_gently(data, name)):
            return bring_page(opened, 422, str(OVERLONG), pasted)
        key = keep_upload(desk_of(opened.episode), name, data, now())
    except UnreadableTranscript as unreadable:
        return bring_page(opened, 422, say_refusal(unreadable), pasted)
    return redirect(url_for("uploads.preview_page", slug=slug, key=key), 303)


@blueprint.get(f"{ADDRESS}/<string(length=64):key>")
def preview_page(slug: str, key: str) -> Response:
    """What saving would do, and the form that saves."""
    opened = open_to_edit(reading(), slug, current_user())
    looked = look(reading(), opened.episode, key)
    voices = start_forms(looked.preview.voices) if looked.preview else []
    return show_preview(opened, looked, voices, 200)


@blueprint.post(f"{ADDRESS}/<string(length=64):key>")
def confirm(slug: str, key: str) -> ResponseReturnValue:
    """Save the revision with its voices named; where something is amiss nothing is saved.

    Whoever sends the form once more is led to what was saved the first time.
    """
    opened = open_to_edit(reading(), slug, current_user())
    desk = desk_of(opened.episode)
    try:
        with hold_upload(desk, key):
            return confirm_held(opened, key)
    except UploadGone:
        saved = find_saved(desk, key)
        if saved is None:
            raise NoSuchUpload(slug) from None
        return redirect(saved, 303)


def confirm_held(opened: OpenedEpisode, key: str) -> ResponseReturnValue:
    """Save a file that nobody else can save meanwhile. Raises NoSuchUpload."""
    looked = look(reading(), opened.episode, key)
    if looked.preview is None:
        return show_preview(opened, looked, [], 422)
    voices = read_forms(reading(), looked.preview.voices)
    if looked.preview.doubts.any and posted("tetap") != "1":
        return show_preview(opened, looked, voices, 422, str(UNSURE))
    try:
        require_clear(voices)
        outcome = save(opened.episode.slug, looked)
    except UnclearVoices as unclear:
        return show_preview(opened, looked, unclear.voices, 422, str(UNCLEAR))
    if outcome is None:
        return show_preview(opened, looked, voices, MOVED, str(MOVED_ON))
    address = address_of(outcome, opened.episode.slug)
    finish_upload(desk_of(opened.episode), key, address)
    return redirect(address, 303)


@blueprint.get(f"{ADDRESS}/<string(length=64):key>/pernyataan")
def statements(slug: str, key: str) -> str:
    """Every statement as it would be saved, a page at a time."""
    opened = open_to_edit(reading(), slug, current_user())
    looked = look(reading(), opened.episode, key)
    rows = looked.preview.statements if looked.preview else ()
    number = page_number()
    page = existing_page(Page(rows[(number - 1) * PAGE : number * PAGE], number, len(rows), PAGE))
    return render_template("uploads/statements.html", opened=opened, looked=looked, page=page)


@blueprint.post(f"{ADDRESS}/<string(length=64):key>/buang")
def discard(slug: str, key: str) -> ResponseReturnValue:
    """Forget a file that was sent; nothing of it was saved."""
    opened = open_to_edit(reading(), slug, current_user())
    drop_upload(desk_of(opened.episode), key)
    return redirect(url_for("uploads.bring", slug=slug), 303)


def bring_page(opened: OpenedEpisode, status: int, problem: str = "", pasted: str = "") -> Response:
    """The form, with what went wrong, and what was sent before and not saved."""
    page = render_template(
        "uploads/bring.html",
        opened=opened,
        problem=problem,
        pasted=pasted,
        waiting=list_uploads(desk_of(opened.episode), now()),
        suffixes=",".join(sorted(SUFFIXES)),
    )
    return Response(page, status, mimetype="text/html")


def show_preview(
    opened: OpenedEpisode,
    looked: Looked,
    voices: list[VoiceForm],
    status: int,
    problem: str = "",
) -> Response:
    """The preview, with the form as it was filled in and what is wrong with it."""
    page = render_template(
        "uploads/preview.html",
        opened=opened,
        looked=looked,
        voices=voices,
        problem=problem,
        writer=posted("penulis") or writer_of(looked.preview),
        formats=FORMATS,
        reason=posted("alasan"),
        encoding=find_encoding(looked.transcript),
        is_published=posted("terbitkan") == "1",
        is_sure=posted("tetap") == "1" and status != MOVED,
        people=list_people(reading()) if looked.preview else [],
        is_edited=is_edited(reading(), opened.episode),
        most_changes=FIRST_CHANGES,
        most_voices=MOST_VOICES,
    )
    return Response(page, status, mimetype="text/html")


def writer_of(seen: Preview | None) -> str:
    """Who is taken to have written the words, before anyone says otherwise."""
    return "machine" if seen and seen.is_by_machine else "human"


def find_encoding(transcript: Transcript) -> str:
    """How the signs of a text file are encoded; what is not noted is UTF-8."""
    noted = (note.details["name"] for note in transcript.noted if note.kind == "encoding")
    return next(noted, "UTF-8")


@blueprint.teardown_request
def give_back(_error: BaseException | None) -> None:
    """Give the memory that a large file took back to the system, where its library can."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)


@blueprint.record_once
def use_findings(state: BlueprintSetupState) -> None:
    """Let templates say what was found in a file."""
    said = {"say_problem": say_problem, "say_note": say_note, "say_place": say_place}
    state.app.jinja_env.globals.update(said)


FORMATS = {
    "vtt": "WebVTT",
    "srt": "SRT",
    "ttml": "TTML",
    "json": "JSON (Podcasting 2.0)",
    "whisper": "JSON (Whisper)",
    "audacity": "Audacity",
    "txt": "TXT",
    "docx": "Word (DOCX)",
    "odt": "Writer (ODT)",
}
"""What a format is called where it was found."""


@blueprint.errorhandler(NoSuchUpload)
def say_gone(gone: NoSuchUpload) -> Response:
    """404: what to do where a kept file is no longer there."""
    return refusal(
        404,
        _("Berkas kiriman ini tidak ada lagi"),
        _("Mungkin sudah disimpan sebagai revisi, sudah dibuang, atau lewat tiga hari."),
        _("Lihat transkrip di halaman episodenya; kalau belum tersimpan, kirim lagi berkasnya."),
    )


@blueprint.errorhandler(RequestEntityTooLarge)
def say_too_large(_error: RequestEntityTooLarge) -> Response:
    """413: how large a file may be, once all of it has gone by."""
    drain()
    return refusal(
        413,
        _("Berkas ini terlalu besar"),
        _("Dokumen paling besar 32 MB dan teks 16 MB; teks yang ditempel paling panjang 4 MB."),
        _("Simpan dokumennya tanpa gambar, atau bagi teksnya, lalu kirim lagi."),
    )
