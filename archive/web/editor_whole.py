"""Acts on a whole working copy: throwing it away, bringing it back, carrying it on."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from archive.differences import Step, difference
from archive.editing.carrying import Carried, carry_copy, last_left, read_carried
from archive.editing.copies import read_copy, read_head
from archive.editing.finishing import NothingToSave, bring_back, throw_away
from archive.editing.lines import Lines
from archive.errors import NotFound, Refused
from archive.web.editing import opened_to_edit, require_edit
from archive.web.reading import reading, resources

blueprint = Blueprint("editor_whole", __name__)


@dataclass(frozen=True, slots=True)
class Beside:
    """Words that could not be carried on, beside those that stand there now (statement, text)."""

    mine: tuple[tuple[str, str], ...]
    theirs: tuple[tuple[str, str], ...]
    steps: tuple[Step, ...]


def beside(mine: Lines, theirs: Lines) -> Beside:
    """Both, with the steps from theirs to mine."""
    sides = [tuple((line.id, line.row.text or "") for line in side) for side in (mine, theirs)]
    words = [" ".join(text for _, text in side).split() for side in sides]
    return Beside(sides[0], sides[1], tuple(difference(words[1], words[0])))


@blueprint.get("/staf/transkrip/<slug:slug>/buang")
def ask(slug: str) -> str:
    """Ask whether the working copy is to be thrown away."""
    episode = require_edit(slug)
    return render_template(
        "editor/discard.html", episode=episode, head=read_head(reading(), episode)
    )


@blueprint.post("/staf/transkrip/<slug:slug>/buang")
def discard(slug: str) -> ResponseReturnValue:
    """Throw the working copy away; for 30 days it can be brought back."""
    with resources().writing() as session:
        episode, user = opened_to_edit(session, slug)
        try:
            throw_away(session, episode, user.actor)
        except NothingToSave:
            return redirect(url_for("editor.show", slug=slug), 303)
        session.commit()
    return redirect(url_for("editor.show", slug=slug, sudah="buang"), 303)


@blueprint.post("/staf/transkrip/<slug:slug>/kembalikan")
def restore(slug: str) -> ResponseReturnValue:
    """Bring back what was thrown away last, where nothing else is being edited."""
    with resources().writing() as session:
        episode, user = opened_to_edit(session, slug)
        try:
            bring_back(session, episode, user.actor)
        except (NotFound, Refused):
            return redirect(url_for("editor.show", slug=slug), 303)
        session.commit()
    return redirect(url_for("editor.show", slug=slug, sudah="kembali"), 303)


@blueprint.get("/staf/transkrip/<slug:slug>/bawa")
def carry(slug: str) -> str:
    """What carrying on to the newest revision will do; after it, what could not be carried."""
    episode = require_edit(slug)
    session = reading()
    carried: Carried | None = None
    left: list[Beside] = []
    try:
        _copy, _latest, carried = read_carried(session, episode)
        left = [beside(one.change.mine, one.theirs) for one in carried.conflicts]
    except NothingToSave:
        left = left_over(slug)
    except NotFound:
        pass
    return render_template(
        "editor/carry.html",
        episode=episode,
        head=read_head(session, episode),
        carried=carried,
        left=left,
    )


def left_over(slug: str) -> list[Beside]:
    """What the last carrying on left, beside what stands now."""
    session, episode = reading(), require_edit(slug)
    copy = read_copy(session, episode)
    by_name = {line.id: line for line in copy.lines}
    left = last_left(session, episode, copy.base)
    named = [dict.fromkeys((*one.statements, *(line.id for line in one.mine))) for one in left]
    return [
        beside(one.mine, tuple(by_name[name] for name in names if name in by_name))
        for one, names in zip(left, named, strict=True)
    ]


@blueprint.post("/staf/transkrip/<slug:slug>/bawa")
def carry_on(slug: str) -> ResponseReturnValue:
    """Carry the copy on to the newest revision; conflicts are shown, nothing is overwritten."""
    with resources().writing() as session:
        episode, user = opened_to_edit(session, slug)
        try:
            carried = carry_copy(session, episode, user.actor)
        except (NothingToSave, NotFound):
            return redirect(url_for("editor.show", slug=slug), 303)
        session.commit()
    if carried.conflicts:
        return redirect(url_for("editor_whole.carry", slug=slug), 303)
    return redirect(url_for("editor.show", slug=slug, sudah="bawa"), 303)
