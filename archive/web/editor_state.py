"""A working copy by JSON: what stands in it, and what the browser code of the editor does to it.

    GET  /staf/transkrip/<slug>/keadaan?sejak=<version>
    POST /staf/transkrip/<slug>/suntingan   {"acts": […], "since": version, "at": statement}

A batch of acts is one transaction; an act that is sent again answers as it did.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import wraps
from typing import Any

import msgspec
from flask import Blueprint, Response, jsonify, request
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.exceptions import (
    BadRequest,
    HTTPException,
    RequestEntityTooLarge,
    UnsupportedMediaType,
)

from archive.editing.asked import Act, Unreadable, read_act
from archive.editing.batches import do_acts
from archive.editing.copies import view_copy
from archive.editing.outcomes import CHANGED, GONE, Outcome
from archive.editing.presence import is_due, note_presence
from archive.editing.viewing import SeenLine, View, read_view, see_lines, who_changed
from archive.models import Episode
from archive.web.editing import opened_to_edit, opened_to_read, require_edit
from archive.web.editor_data import results_data, view_data
from archive.web.forgery import form_token
from archive.web.parameters import text_of, whole_number
from archive.web.reading import reading, resources
from archive.web.visitor import current_user, now

blueprint = Blueprint("editor_state", __name__)

LARGEST = 1024 * 1024
MOST_ACTS = 500
IDENTIFIER = re.compile(r"[0-9a-z]{8}")


class Batch(msgspec.Struct, frozen=True):
    """What the browser sends; an act is read by itself, so that a bad one holds up no others."""

    acts: list[Any] = []  # msgspec copies an empty list
    since: int | None = None
    at: str | None = None


def in_json(view: Callable[..., Response]) -> Callable[..., Response]:
    """Answer what cannot be read with a JSON message."""

    @wraps(view)
    def answered(**values: Any) -> Response:
        try:
            return view(**values)
        except (BadRequest, RequestEntityTooLarge, UnsupportedMediaType) as refused:
            return message(refused)

    return answered


def message(refused: HTTPException) -> Response:
    """A sentence for a person, as JSON."""
    answer = jsonify(message=str(refused.description))
    answer.status_code = refused.code or 400
    return answer


@blueprint.get("/staf/transkrip/<slug:slug>/keadaan")
@in_json
def show(slug: str) -> Response:
    """What stands in the working copy, or what changed in it since a version."""
    opened = opened_to_read(slug)
    at = now()
    if opened.may_edit:
        notice(opened.episode, None, at)
    return answer(read_view(reading(), opened.episode, current_user(), at, version_asked()))


def version_asked() -> int | None:
    """`sejak`, if it is there. Raises BadRequest for what is no version."""
    text = text_of("sejak")
    if text and whole_number(text) is None:
        raise BadRequest(_("Versi (sejak) harus berupa angka."))
    return whole_number(text)


@blueprint.post("/staf/transkrip/<slug:slug>/suntingan")
@in_json
def take_acts(slug: str) -> Response:
    """Do acts, say what became of them and what else changed."""
    episode = require_edit(slug)
    batch = read_batch()
    acts = read_acts(batch.acts)
    at = now()
    if not acts:
        notice(episode, batch.at, at)
        return answer(read_view(reading(), episode, current_user(), at, batch.since))
    with resources().writing() as session:
        episode, user = opened_to_edit(session, slug)
        done = do_acts(session, episode, acts, user.actor, at)
        note_presence(session, episode.id, user.id, statement_of(batch.at), at)
        view = read_view(session, episode, user, at, batch.since, done.copy)
        results = results_of(session, episode, acts, done.outcomes)
        session.commit()
    return answer(view, results)


def notice(episode: Episode, statement: str | None, at: datetime) -> None:
    """Note that this user is here, where that is not known yet."""
    user, statement = current_user(), statement_of(statement)
    if not is_due(reading(), episode.id, user.id, statement, at):
        return
    with resources().writing() as session:
        note_presence(session, episode.id, user.id, statement, at)
        session.commit()


def statement_of(text: str | None) -> str | None:
    """The identifier of a statement, if it can be one; a new line has none yet."""
    return text if text and IDENTIFIER.fullmatch(text) else None


def read_batch() -> Batch:
    """The body. Raises UnsupportedMediaType, RequestEntityTooLarge, BadRequest."""
    if request.mimetype != "application/json":
        raise UnsupportedMediaType(_("Kirim perubahan sebagai JSON."))
    request.max_content_length = LARGEST
    try:
        return msgspec.json.decode(request.get_data(), type=Batch)
    except RequestEntityTooLarge:
        raise RequestEntityTooLarge(_("Terlalu banyak perubahan sekaligus.")) from None
    except ValueError:
        raise BadRequest(_("Perubahan ini tidak dapat dibaca.")) from None


def read_acts(sent: Sequence[Any]) -> list[Act | Unreadable]:
    """The acts. Raises RequestEntityTooLarge, BadRequest for one without an identifier."""
    if len(sent) > MOST_ACTS:
        raise RequestEntityTooLarge(_("Terlalu banyak perubahan sekaligus."))
    try:
        return [read_act(one) for one in sent]
    except ValueError:
        raise BadRequest(_("Perubahan ini tidak dapat dibaca.")) from None


def results_of(
    session: Session,
    episode: Episode,
    acts: Sequence[Act | Unreadable],
    outcomes: Sequence[Outcome],
) -> list[dict[str, Any]]:
    """What became of acts, with the lines that stood in the way and whoever changed them."""
    not_done = {one.id: one for one in outcomes if not one.done}
    if not not_done:
        return results_data(outcomes, {}, {})
    wanted = {one.statement for one in not_done.values() if one.statement}
    lines = [line for line in view_copy(session, episode).lines if line.id in wanted]
    seen: dict[str, SeenLine] = {one.line.id: one for one in see_lines(session, lines)}
    asked = {act.id: getattr(act, "statement", None) for act in acts}
    changed_by = {
        name: who_changed(session, episode, statement)
        for name, one in not_done.items()
        if one.why in (CHANGED, GONE) and (statement := one.statement or asked[name])
    }
    return results_data(outcomes, seen, changed_by)


def answer(view: View, results: list[dict[str, Any]] | None = None) -> Response:
    """The state as JSON, with who it was made for and a token to go on with."""
    data = view_data(view) | {"you": {"name": current_user().name, "token": form_token()}}
    if results is not None:
        data["results"] = results
    return Response(msgspec.json.encode(data), mimetype="application/json")
