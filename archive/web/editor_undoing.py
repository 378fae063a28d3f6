"""What a plain form has just done to the list of lines is said there, and can be undone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from flask import Blueprint, Response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext
from sqlalchemy.orm import Session

from archive.editing.asked import read_act
from archive.editing.batches import do_acts
from archive.editing.copies import Packed
from archive.editing.outcomes import Outcome
from archive.models import Episode, WorkingAct
from archive.web.editing import UUID_TEXT, act_names, opened_to_edit, require_edit
from archive.web.editor_words import SENTENCES as SAID
from archive.web.editor_words import sentence_of
from archive.web.parameters import text_of
from archive.web.posted import posted
from archive.web.reading import reading, resources
from archive.web.visitor import now

blueprint = Blueprint("editor_undoing", __name__)

TELLING = frozenset({"gabung", "pisah", "sisip", "hapus", "naik", "turun"})
"""Buttons of the plain form after which the list says what was done."""
SENTENCES: Mapping[str, Any] = {
    "delete": lazy_gettext("Baris dihapus: “%(words)s”"),
    "merge": lazy_gettext("Baris digabung dengan yang berikutnya."),
    "split": lazy_gettext("Baris dipisah."),
    "insert": lazy_gettext("Baris disisipkan."),
    "move": lazy_gettext("Baris dipindahkan."),
}
"""Act -> what is said of it."""
WORDS = 10


@dataclass(frozen=True, slots=True)
class DoneAct:
    """An act that was just done, and the key of a form that undoes it."""

    act: str
    key: str
    sentence: str
    can_be_undone: bool


def find_done(session: Session, episode: Episode) -> DoneAct | None:
    """The act that the address of the list names (`tindakan`), if it was done in this episode."""
    name = text_of("tindakan")
    act = session.get(WorkingAct, name) if UUID_TEXT.fullmatch(name) else None
    if act is None or act.episode_id != episode.id or not act.content["outcome"]["done"]:
        return None
    code = act.content["outcome"]["code"]
    sentence = SAID[code] if code else SENTENCES.get(act.content["act"])
    if sentence is None:
        return None
    said = str(sentence) % {"words": first_words(act.content["before"])}
    return DoneAct(act.id, str(uuid4()), said, not act.content.get("forgotten"))


def first_words(lines: list[Packed]) -> str:
    """How the first of these lines begins; "…" where nothing is left of its words."""
    words = (lines[0]["text"] or "").split() if lines else []
    return " ".join(words[:WORDS]) + (" …" if len(words) > WORDS else "") or "…"


@blueprint.post("/staf/transkrip/<slug:slug>/urung")
def undo(slug: str) -> ResponseReturnValue:
    """Undo one act, and go back to the list; what others changed since is left alone."""
    require_edit(slug)
    name = posted("tindakan")
    (identifier,) = act_names([name])
    asked = {"act": "undo", "id": identifier, "of": name}
    with resources().writing() as session:
        episode, user = opened_to_edit(session, slug)
        (outcome,) = do_acts(session, episode, [read_act(asked)], user.actor, now()).outcomes
        session.commit()
    if not outcome.done:
        return not_undone(slug, name, outcome)
    place = outcome.statement or place_of_undone(name)
    return redirect(url_for("editor.show", slug=slug, sudah="urung", _anchor=place), 303)


def place_of_undone(name: str) -> str | None:
    """The statement that an undone act had changed, or the one that it had put in after."""
    act = reading().get(WorkingAct, name)
    if act is None:
        return None
    names = [*(one["statement_id"] for one in act.content["before"]), act.content["previous"]]
    return next(map(str, filter(None, names)), None)


def not_undone(slug: str, name: str, outcome: Outcome) -> Response:
    """409: why the act was not undone, with the words that it took away."""
    episode = require_edit(slug)
    act = reading().get(WorkingAct, name) if UUID_TEXT.fullmatch(name) else None
    is_ours = act is not None and act.episode_id == episode.id
    lines = act.content.get("before", ()) if act is not None and is_ours else ()
    page = render_template(
        "editor/not_undone.html",
        episode=episode,
        sentence=sentence_of(outcome),
        texts=[one["text"] for one in lines if one["text"]],
    )
    return Response(page, 409, mimetype="text/html")
