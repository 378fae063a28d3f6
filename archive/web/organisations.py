"""Organisations and their offices."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue

from archive.catalogue.episodes import from_organisation, list_episodes
from archive.catalogue.organisations import find_organisation, list_organisations
from archive.web.data import (
    episode_data,
    organisation_data,
    organisation_row_data,
    page_data,
)
from archive.web.exports import page_of, size_of
from archive.web.feeds import feed_of_episodes
from archive.web.forms import answer, in_all_forms
from archive.web.parameters import existing_page, page_number
from archive.web.reading import reading, settings

blueprint = Blueprint("organisations", __name__)


@in_all_forms(blueprint, "/lembaga")
def index(form: str) -> ResponseReturnValue:
    """All organisations that someone speaks for."""
    page = page_of(list_organisations(reading(), settings()["DEFAULT_RIGHTS"]), form)
    data = page_data("organisations", page, organisation_row_data)
    return answer(form, "organisations/index.html", {"page": page}, data, data["organisations"])


@in_all_forms(blueprint, "/lembaga/<slug:slug>", feed=True)
def show(form: str, slug: str) -> ResponseReturnValue:
    """One organisation: its neighbours, offices, holders, episodes."""
    rights = settings()["DEFAULT_RIGHTS"]
    organisation = find_organisation(reading(), slug, rights)
    chosen = from_organisation(organisation.id, rights)
    page = existing_page(
        list_episodes(reading(), rights, chosen, page=page_number(), size=size_of(form))
    )
    data = organisation_data(organisation) | page_data("listed", page, episode_data)
    context = {"organisation": organisation, "page": page}
    feed = feed_of_episodes(organisation.link.name, chosen)
    return answer(form, "organisations/show.html", context, data, data["listed"], feed)
