"""Topics in their hierarchy."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue

from archive.catalogue.episodes import list_episodes, on_topic
from archive.catalogue.topics import find_topic, list_topics
from archive.web.data import episode_data, page_data, topic_data, topic_row_data
from archive.web.exports import page_of, size_of
from archive.web.feeds import feed_of_episodes
from archive.web.forms import answer, in_all_forms
from archive.web.parameters import existing_page, page_number
from archive.web.reading import reading, settings

blueprint = Blueprint("topics", __name__)


@in_all_forms(blueprint, "/topik")
def index(form: str) -> ResponseReturnValue:
    """All topics that something published is about."""
    page = page_of(list_topics(reading()), form)
    data = page_data("topics", page, topic_row_data)
    return answer(form, "topics/index.html", {"page": page}, data, data["topics"])


@in_all_forms(blueprint, "/topik/<slug:slug>", feed=True)
def show(form: str, slug: str) -> ResponseReturnValue:
    """One topic with the episodes about it or a part of it."""
    topic = find_topic(reading(), slug)
    chosen = on_topic(topic.ids)
    page = existing_page(
        list_episodes(
            reading(), settings()["DEFAULT_RIGHTS"], chosen, page=page_number(), size=size_of(form)
        )
    )
    data = topic_data(topic) | page_data("listed", page, episode_data)
    context = {"topic": topic, "page": page}
    feed = feed_of_episodes(topic.link.name, chosen)
    return answer(form, "topics/show.html", context, data, data["listed"], feed)
