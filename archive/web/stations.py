"""Stations and what they broadcast."""

from __future__ import annotations

from datetime import date

from flask import Blueprint
from flask.typing import ResponseReturnValue

from archive.calendar import zone_label
from archive.catalogue.episodes import list_episodes, of_station
from archive.catalogue.programmes import find_station, list_programmes, list_stations
from archive.web.data import episode_data, page_data, station_data
from archive.web.exports import page_of, size_of
from archive.web.feeds import feed_of_episodes
from archive.web.forms import answer, in_all_forms
from archive.web.parameters import existing_page, page_number
from archive.web.reading import reading, settings

blueprint = Blueprint("stations", __name__)


@in_all_forms(blueprint, "/stasiun")
def index(form: str) -> ResponseReturnValue:
    """All stations."""
    page = page_of(list_stations(reading()), form)
    data = page_data("stations", page, station_data)
    return answer(form, "stations/index.html", {"page": page}, data, data["stations"])


@in_all_forms(blueprint, "/stasiun/<slug:slug>", feed=True)
def show(form: str, slug: str) -> ResponseReturnValue:
    """One station, its programmes and its episodes, relayed ones included."""
    station = find_station(reading(), slug)
    chosen = of_station(station.id)
    page = existing_page(
        list_episodes(
            reading(), settings()["DEFAULT_RIGHTS"], chosen, page=page_number(), size=size_of(form)
        )
    )
    data = {**station_data(station), **page_data("listed", page, episode_data)}
    context = {
        "station": station,
        "zone": zone_label(station.zone, date.today()),
        "programmes": list_programmes(reading(), station.id),
        "page": page,
    }
    feed = feed_of_episodes(station.link.name, chosen)
    return answer(form, "stations/show.html", context, data, data["listed"], feed)
