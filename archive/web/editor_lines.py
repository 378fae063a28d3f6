"""One line of a transcript in a plain form: for browsers without JavaScript, and for who likes it.

A form carries the tag of the line as it was shown, and identifiers for its acts: what is sent twice
is done once, and what somebody else changed meanwhile is never overwritten.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import uuid4

from flask import Blueprint, Response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import BadRequest

from archive.calendar import UnreadableTimecode, format_timecode
from archive.differences import Step, difference
from archive.editing.ahead import look_ahead
from archive.editing.asked import read_act
from archive.editing.batches import do_acts, read_outcomes
from archive.editing.copies import view_copy
from archive.editing.lines import Line, Lines
from archive.editing.outcomes import Outcome
from archive.editing.presence import note_presence
from archive.editing.viewing import read_voices, see_lines, who_changed
from archive.errors import NotFound
from archive.models import Episode
from archive.web.editing import act_names, opened_to_edit, require_edit
from archive.web.editor_buttons import BUTTONS, Around, Typed, Values, typed_now
from archive.web.editor_undoing import TELLING
from archive.web.editor_words import sentence_of
from archive.web.languages import language
from archive.web.posted import posted, posted_text
from archive.web.reading import reading, resources
from archive.web.visitor import now

blueprint = Blueprint("editor_lines", __name__)

RULE = "/staf/transkrip/<slug:slug>/<string(length=8):identifier>"
MOST_ACTS = 3
"""Words, voice and times."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why nothing was done; `theirs` are the steps from what was typed to what stands there now."""

    sentence: str
    by: str | None = None
    theirs: tuple[Step, ...] = ()


@blueprint.get(RULE)
def show(slug: str, identifier: str) -> Response:
    """The form of a line. Raises NotFound."""
    episode = require_edit(slug)
    lines = view_copy(reading(), episode).lines
    around = look_around(lines, identifier)
    return form_page(episode, around, typed_of(around.seen.line), None, 200)


def look_around(lines: Lines, identifier: str) -> Around:
    """A line and its neighbours. Raises NotFound."""
    place = next((n for n, line in enumerate(lines) if line.id == identifier), None)
    if place is None:
        raise NotFound(f"The transcript has no statement {identifier}.")
    seen = see_lines(reading(), lines[place : place + 2])
    return Around(
        seen[0],
        lines[place - 1] if place else None,
        seen[1] if len(seen) > 1 else None,
        lines[place + 2] if place + 2 < len(lines) else None,
    )


def typed_of(line: Line) -> Typed:
    """The fields as the line stands."""
    row = line.row
    return Typed(row.text or "", row.voice or "", time_text(row.start), time_text(row.end))


def time_text(seconds: float | None) -> str:
    """A time as it is typed: "03.12,5"; "" for none."""
    if seconds is None:
        return ""
    parts = f"{seconds % 1:.3f}".rstrip("0").rstrip(".")[2:]
    whole = format_timecode(seconds, language())
    return f"{whole},{parts}" if parts else whole


def form_page(
    episode: Episode, around: Around, typed: Typed, trouble: Trouble | None, status: int
) -> Response:
    """The page of the form."""
    session = reading()
    voices = read_voices(session, episode, ())
    every = see_lines(session, view_copy(session, episode).lines)
    page = render_template(
        "editor/line.html",
        episode=episode,
        around=around,
        seen=around.seen,
        row=around.seen.line.row,
        shown=typed_of(around.seen.line),
        typed=typed,
        trouble=trouble,
        voices=voices,
        ahead=look_ahead(every, voices, around.seen.line.id),
        key=str(uuid4()),
    )
    return Response(page, status, mimetype="text/html")


@blueprint.post(RULE)
def change(slug: str, identifier: str) -> ResponseReturnValue:
    """Do what one of the buttons says, and go back to the line in the list."""
    episode = require_edit(slug)
    make = BUTTONS.get(posted("lakukan"))
    if make is None:
        raise BadRequest(_("Pilih salah satu tombol pada formulir."))
    outcomes = read_outcomes(reading(), episode, names_of_form())
    if not outcomes:
        try:
            around = look_around(view_copy(reading(), episode).lines, identifier)
            asked = make(around, identifier)
        except NotFound:
            return gone_page(episode, identifier)
        except UnreadableTimecode:
            said = _("Waktu ditulis seperti 03.12 atau 1.03.12,5: menit dan detik.")
            return form_page(episode, around, typed_now(), Trouble(said), 422)
        outcomes = send(slug, identifier, asked)
    return answer(slug, identifier, outcomes)


def answer(slug: str, identifier: str, outcomes: list[Outcome]) -> ResponseReturnValue:
    """Back to the line in the list, or why it is not as it was asked."""
    failed = next((one for one in outcomes if not one.done), None)
    if failed is not None:
        return not_done(slug, identifier, failed)
    names = {name: real for one in outcomes for name, real in one.names.items()}
    place = names.get("~baru") or names.get(identifier, identifier)
    if posted("lakukan") == "hapus":
        place = posted("berikut")
    told = outcomes[0].id if posted("lakukan") in TELLING else None
    return redirect(url_for("editor.show", slug=slug, tindakan=told, _anchor=place or None), 303)


def send(slug: str, identifier: str, asked: list[Values]) -> list[Outcome]:
    """Do acts in a transaction of their own."""
    acts = [read_act(values) for values in in_turn(identifier, asked)]
    with resources().writing() as session:
        episode, user = opened_to_edit(session, slug)
        outcomes = do_acts(session, episode, acts, user.actor, now()).outcomes
        note_presence(session, episode.id, user.id, identifier, now())
        session.commit()
    return outcomes


def in_turn(identifier: str, asked: list[Values]) -> list[Values]:
    """Acts of one form, each on what the one before it left; their identifiers are the form's."""
    made: list[Values] = []
    for name, values in zip(names_of_form(), asked, strict=False):
        seen = made[-1]["id"] if made else posted("terlihat")
        made.append({"id": name, "statement": identifier, "seen": seen, **values})
    return made


def names_of_form() -> list[str]:
    """The identifiers of the acts of this form. Raises BadRequest."""
    return act_names(range(MOST_ACTS))


def not_done(slug: str, identifier: str, failed: Outcome) -> ResponseReturnValue:
    """The form again, with what was typed, what stands there now, and why nothing was done."""
    with resources().reading() as session:
        episode = require_edit(slug)
        lines = view_copy(session, episode).lines
        name = failed.statement or identifier
        by = who_changed(session, episode, name) if failed.why != "refused" else None
    standing = next((line for line in lines if line.id == name), None)
    if standing is None:
        return gone_page(episode, identifier, by)
    typed = typed_now()
    mine, theirs = typed.text.split(), (standing.row.text or "").split()
    steps = tuple(difference(theirs, mine)) if failed.why == "changed" else ()
    trouble = Trouble(sentence_of(failed), by, steps)
    around = look_around(lines, name)
    return form_page(episode, around, typed, trouble, 422 if failed.why == "refused" else 409)


def gone_page(episode: Episode, identifier: str, by: str | None = None) -> Response:
    """409: the line is no longer there; what was typed is shown, to be taken elsewhere."""
    page = render_template(
        "editor/gone.html",
        episode=episode,
        by=by or who_changed(reading(), episode, identifier),
        typed=posted_text("kata") or posted_text("sisipan"),
    )
    return Response(page, 409, mimetype="text/html")
