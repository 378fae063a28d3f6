"""What the search box offers while someone types (`/cari/lengkapi`).

The table of completions is kept by the process and made anew beside the requests when the index
has moved on, so that no key press waits for it; names are there before words are counted. Names are
asked for in the database before they are offered: one that is no longer public is not, however old
the table. Words are offered only while the table is the index's own, or was a moment ago.
"""

from __future__ import annotations

import logging
import re
import time
from threading import Lock, Thread
from typing import Any

from flask import Blueprint, Flask, current_app, jsonify, url_for
from flask.typing import ResponseReturnValue
from flask_babel import ngettext, pgettext

from archive.calendar import format_number
from archive.catalogue.named import (
    ORGANISATION,
    PERSON,
    PROGRAMME,
    TOPIC,
    Named,
    list_named,
    read_open_names,
)
from archive.completing import Completions, add_words, collect_names
from archive.resources import Resources
from archive.web.addresses import public_address
from archive.web.browsers import SUGGESTIONS
from archive.web.labels import LABELS
from archive.web.languages import language
from archive.web.parameters import choice_of, text_of, typed_of
from archive.web.reading import reading, resources, settings
from search.labels import list_labels

logger = logging.getLogger(__name__)
blueprint = Blueprint("completion", __name__)

AS_OFFERS, AS_SUGGESTIONS = "daftar", "opensearch"
LONGEST = 100
"""Characters typed beyond which nothing is offered."""
MOST_NAMES = 5
ASKED_FOR = 12
"""Names that the database is asked about; some of them may be public no more."""
FIRST_PATIENCE, PATIENCE = 1.0, 0.02
"""Seconds that a request waits for the first table of a process, and for a later one: that of a
small archive is made by then, and until that of a large one is there the old one answers."""
REST = 5.0
"""Seconds between two beginnings of a table, while an import changes the index all the time."""
FRESH = 3.0
"""Seconds for which the words of a table may be offered after the index has moved on."""
WORDS, LABEL = "kata", "label"
_LABEL = re.compile(r"(?<!\w)label:\s*([\w -]*)$", re.IGNORECASE)
PAGES = {
    PERSON: "speakers.show",
    TOPIC: "topics.show",
    PROGRAMME: "programmes.show",
    ORGANISATION: "organisations.show",
}


class Keeper:
    """Keeps the table of completions of one archive; safe to share between threads."""

    def __init__(self, archive: Resources) -> None:
        self._archive = archive
        self._lock = Lock()
        self._table: Completions | None = None
        self._seq = -1
        self._right_at = self._begun_at = float("-inf")
        self._thread = Thread()

    def find(self) -> tuple[Completions | None, bool]:
        """The table, if there is one yet, and whether its words may be offered."""
        thread = self.prepare()
        with self._lock:
            patience = PATIENCE if self._table else FIRST_PATIENCE
        if thread.is_alive():
            thread.join(patience)
        with self._lock:
            return self._table, time.monotonic() < self._right_at + FRESH

    def prepare(self) -> Thread:
        """Have the table made where it is not that of the index; the thread that makes it."""
        seq = self._archive.index.applied_seq
        with self._lock:
            now = time.monotonic()
            if seq == self._seq:
                self._right_at = now
            elif not self._thread.is_alive() and now >= self._begun_at + REST:
                self._begin(now)
            return self._thread

    def _begin(self, now: float) -> None:
        self._begun_at = now
        self._thread = Thread(target=self._make, name="completions", daemon=True)
        self._thread.start()

    def _make(self) -> None:
        archive = self._archive
        seq, began = archive.index.applied_seq, time.monotonic()
        try:
            with archive.reading() as session:
                names = list_named(session, archive.settings["DEFAULT_RIGHTS"])
            table = collect_names(names)
            with self._lock:
                self._table = self._table or table
            table = add_words(table, archive.index)
        except Exception:  # the search box works without offers
            logger.exception("The table of completions could not be made.")
            return
        with self._lock:
            self._table, self._seq, self._right_at = table, seq, began


def prepare_offers(app: Flask) -> None:
    """Have the table made before the first key is pressed; for a process that begins to serve."""
    with app.app_context():
        keeper().prepare()


@blueprint.get("/cari/lengkapi")
def complete() -> ResponseReturnValue:
    """Names and words that begin like what was typed (`q`), as a JSON list; empty where none do.

    `bentuk=opensearch`: as browsers ask for them behind their address bar.
    """
    form = choice_of("bentuk", (AS_OFFERS, AS_SUGGESTIONS))
    offers = list_offers(text_of("q"))
    if form == AS_OFFERS:
        return jsonify(offers)
    answer = jsonify(suggestions_data(typed_of("q"), offers))
    answer.content_type = SUGGESTIONS
    return answer


def list_offers(typed: str) -> list[dict[str, Any]]:
    """What may be meant by what was typed, names first; behind `label:` the labels."""
    if begun := _LABEL.search(typed[:LONGEST]):
        return [label_data(typed[: begun.start(1)], code) for code in list_labels(begun[1])]
    table, has_words = keeper().find()
    if table is None or not typed or len(typed) > LONGEST:
        return []
    phrases = table.list_phrases(typed) if has_words else []
    return [*offer_names(table.list_names(typed)), *map(phrase_data, phrases)]


def keeper() -> Keeper:
    """The keeper of this application."""
    kept: Keeper = current_app.extensions.setdefault("gaung-completions", Keeper(resources()))
    return kept


def offer_names(found: list[Named]) -> list[dict[str, Any]]:
    """Those of the names that are public now, as they are called now."""
    asked = found[:ASKED_FOR]
    rights = settings()["DEFAULT_RIGHTS"]
    names = {
        kind: read_open_names(reading(), kind, slugs, rights)
        for kind in PAGES
        if (slugs := {one.slug for one in asked if one.kind == kind})
    }
    open_now = [one for one in asked if one.slug in names[one.kind]]
    return [name_data(one, names[one.kind][one.slug]) for one in open_now[:MOST_NAMES]]


def name_data(named: Named, text: str) -> dict[str, Any]:
    """A name in JSON; choosing it leads to its page."""
    address = url_for(PAGES[named.kind], slug=named.slug)
    return {
        "kind": named.kind,
        "text": text,
        "slug": named.slug,
        "query": None,
        "count": named.episodes,
        "url": address,
    }


def phrase_data(phrase: tuple[str, int]) -> dict[str, Any]:
    """Words in JSON; choosing them searches for them."""
    text, count = phrase
    address = url_for("search.results", q=text)
    return {
        "kind": WORDS,
        "text": text,
        "slug": None,
        "query": text,
        "count": count,
        "url": address,
    }


def label_data(before: str, code: str) -> dict[str, Any]:
    """A verification label in JSON; choosing it searches for what is labelled so."""
    text = f"{before}{code}"
    address = url_for("search.results", q=text)
    return {
        "kind": LABEL,
        "text": text,
        "slug": code,
        "query": text,
        "count": None,
        "url": address,
    }


def suggestions_data(typed: str, offers: list[dict[str, Any]]) -> list[Any]:
    """What OpenSearch Suggestions 1.1 asks for: the query as sent, and in three lists what it may
    be completed to, a description of each, and its address."""
    return [
        typed,
        [one["text"] for one in offers],
        [describe_offer(one) for one in offers],
        [public_address(one["url"]) for one in offers],
    ]


def describe_offer(offer: dict[str, Any]) -> str:
    """The kind of a name and in how many episodes it is; in how many statements words are said;
    what a label is called."""
    if offer["kind"] == LABEL:
        return str(LABELS[offer["slug"]].word)
    count = format_number(offer["count"], language())
    if offer["kind"] == WORDS:
        return str(
            ngettext("%(number)s pernyataan", "%(number)s pernyataan", offer["count"], number=count)
        )
    episodes = ngettext("%(number)s episode", "%(number)s episode", offer["count"], number=count)
    kinds = {
        PERSON: pgettext("satu", "Tokoh"),
        TOPIC: pgettext("satu", "Topik"),
        PROGRAMME: pgettext("satu", "Program"),
        ORGANISATION: pgettext("satu", "Lembaga"),
    }
    return f"{kinds[offer['kind']]} · {episodes}"
