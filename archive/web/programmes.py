"""Programmes, and their episodes by date."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from archive.catalogue.episodes import list_episodes, of_programme
from archive.catalogue.programmes import find_programme, list_programmes
from archive.web.data import episode_data, page_data, programme_data
from archive.web.exports import page_of, size_of
from archive.web.feeds import feed_of_episodes
from archive.web.forms import answer, in_all_forms
from archive.web.parameters import existing_page, page_number
from archive.web.reading import reading, settings

blueprint = Blueprint("programmes", __name__)


@in_all_forms(blueprint, "/episode", feed=True)
def episodes(form: str) -> ResponseReturnValue:
    """All published episodes, latest first."""
    page = existing_page(
        list_episodes(
            reading(), settings()["DEFAULT_RIGHTS"], page=page_number(), size=size_of(form)
        )
    )
    data = page_data("episodes", page, episode_data)
    feed = feed_of_episodes(_("Episode"))
    return answer(form, "programmes/episodes.html", {"page": page}, data, data["episodes"], feed)


@in_all_forms(blueprint, "/program")
def index(form: str) -> ResponseReturnValue:
    """All programmes."""
    page = page_of(list_programmes(reading()), form)
    data = page_data("programmes", page, programme_data)
    return answer(form, "programmes/index.html", {"page": page}, data, data["programmes"])


@in_all_forms(blueprint, "/program/<slug:slug>", feed=True)
def show(form: str, slug: str) -> ResponseReturnValue:
    """One programme and its episodes."""
    programme = find_programme(reading(), slug)
    chosen = of_programme(programme.id)
    page = existing_page(
        list_episodes(
            reading(), settings()["DEFAULT_RIGHTS"], chosen, page=page_number(), size=size_of(form)
        )
    )
    data = {**programme_data(programme), **page_data("listed", page, episode_data)}
    context = {"programme": programme, "page": page}
    feed = feed_of_episodes(programme.link.name, chosen)
    return answer(form, "programmes/show.html", context, data, data["listed"], feed)
