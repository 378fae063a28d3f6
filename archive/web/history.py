"""The history of a transcript: what was published when, and what changed between two revisions.

`/episode/<slug>/riwayat`, also as `.json` and `.csv`; `dari` and `sampai` name two revisions to be
compared, `penuh=1` shows also what did not change.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from flask import Blueprint
from flask.typing import ResponseReturnValue

from archive.catalogue.values import Page
from archive.published.citing import pinned_path
from archive.published.history import Compared, Comparison, Edition, History, compare, find_history
from archive.published.revisions import NoSuchRevision, PublishedStatement
from archive.web.addresses import address_of_episode, public_address
from archive.web.data import Row
from archive.web.forms import answer, in_all_forms
from archive.web.parameters import existing_page, page_number, text_of
from archive.web.reading import reading, settings
from archive.web.statement_data import revision_data, speaker_fields

blueprint = Blueprint("history", __name__)

NUMBER = re.compile(r"[1-9][0-9]{0,8}")
PER_PAGE = 50
"""Statements that changed, on one page of a comparison."""


@dataclass(frozen=True, slots=True)
class Passing:
    """A run of statements that changed, or that did not and are folded."""

    is_folded: bool
    statements: tuple[Compared, ...]


@in_all_forms(blueprint, "/episode/<slug:slug>/riwayat")
def show(form: str, slug: str) -> ResponseReturnValue:
    """Every published revision with the size of its change, and two of them side by side."""
    history = find_history(reading(), slug, settings()["DEFAULT_RIGHTS"])
    first, second = asked_revisions(history)
    compared = compare(reading(), history, first, second) if first and second else None
    editions = [edition_data(one) for one in history.editions]
    data = {
        "episode": history.episode.slug,
        "episode_title": history.episode.title,
        "revisions": editions,
        "comparison": comparison_data(compared) if compared else None,
        "url": public_address(f"{address_of_episode(history.episode.slug)}/riwayat"),
    }
    is_full = text_of("penuh") == "1"
    page = page_of(compared, is_full=is_full) if compared else None
    context = {
        "history": history,
        "compared": compared,
        "page": page,
        "runs": fold(page.rows, is_full=is_full) if page else (),
        "is_full": is_full,
        "chosen": chosen_revisions(history, first, second),
    }
    return answer(form, "history/show.html", context, data, editions)


def asked_revisions(history: History) -> tuple[int | None, int | None]:
    """The numbers of the two revisions to be compared; (None, None) where none was asked for.

    Where only one is named, the other is the one before or after it. Raises NoSuchRevision.
    """
    first, second = number_of("dari"), number_of("sampai")
    numbers = [one.number for one in history.comparable]
    if first is None and second is not None:
        first = max((number for number in numbers if number < second), default=second)
    if second is None and first is not None:
        second = min((number for number in numbers if number > first), default=first)
    return first, second


def chosen_revisions(
    history: History, first: int | None, second: int | None
) -> tuple[int | None, int | None]:
    """What the form shows as chosen: what was asked for, else the last two."""
    numbers = [None, None, *(one.number for one in history.comparable)]
    return first or numbers[-2], second or numbers[-1]


def number_of(name: str) -> int | None:
    """The number of a revision. Raises NoSuchRevision for what is none."""
    text = text_of(name).lower().removeprefix("r")
    if not text:
        return None
    if not NUMBER.fullmatch(text):
        raise NoSuchRevision(f"“{text}” is no number of a revision.")
    return int(text)


def page_of(compared: Comparison, *, is_full: bool) -> Page[Compared]:
    """The part of a comparison that is asked for: so many statements that changed, or of all."""
    touched = [n for n, one in enumerate(compared.statements) if is_full or one.is_touched]
    number = page_number()
    first, after = ((number - 1) * PER_PAGE, number * PER_PAGE)
    begins = touched[first] if 0 < first < len(touched) else 0
    ends = touched[after] if after < len(touched) else len(compared.statements)
    shown = compared.statements[begins:ends] if first < max(1, len(touched)) else ()
    return existing_page(Page(shown, number, len(touched), PER_PAGE))


def fold(statements: Sequence[Compared], *, is_full: bool) -> list[Passing]:
    """The statements in runs: those that changed, and those between them."""
    runs = groupby(statements, key=lambda one: not (one.is_touched or is_full))
    return [Passing(is_folded, tuple(run)) for is_folded, run in runs]


def edition_data(edition: Edition) -> Row:
    """A published revision and the size of its change; who saved it is not public."""
    revision, change = edition.revision, edition.change
    shown = revision_data(revision)
    withdrawn = revision.withdrawn_at
    return {
        **shown,
        "reason": shown["reason"] if revision.is_open else None,
        "by": "redaksi",
        "withdrawn_at": withdrawn.isoformat() if withdrawn else None,
        "since": edition.since.number if edition.since else None,
        "words_added": change.words_added if change else None,
        "words_removed": change.words_removed if change else None,
        "words_moved": change.words_moved if change else None,
        "statements_touched": change.statements_touched if change else None,
    }


def comparison_data(compared: Comparison) -> Row:
    """Two revisions by statement; those that are the same without their words."""
    return {
        "from": compared.before.number,
        "to": compared.after.number,
        "statements": [compared_data(one) for one in compared.statements],
    }


def compared_data(one: Compared) -> Row:
    """What became of a statement: same, changed, new, gone or withdrawn."""
    shown, before = one.shown, one.other_speaker
    words = shown.row.text if one.became in ("new", "gone") else None
    return {
        "id": shown.id,
        "became": one.became,
        "moved": one.has_moved,
        **speaker_fields(shown.speaker),
        "former_speaker": before.speaker.voice if before else None,
        "difference": [list(step) for step in one.steps]
        or ([["insert" if one.became == "new" else "drop", *pair_of(one, words)]] if words else []),
        "label": None if shown.gap else shown.label,
        "withdrawn": shown.gap.because if shown.gap else None,
        "url_before": standing_address(one.before),
        "url_after": standing_address(one.after),
    }


def pair_of(one: Compared, words: str) -> tuple[str, str]:
    """(old words, new words) of a statement that only one revision holds."""
    return ("", words) if one.became == "new" else (words, "")


def standing_address(standing: PublishedStatement | None) -> str | None:
    """The permanent address of a statement in a revision."""
    return public_address(pinned_path(standing.id, standing.revision)) if standing else None
