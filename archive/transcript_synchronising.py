"""A transcript is synchronised with its recording by command: anchors read, the outcome said."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from archive.audit import find_actor
from archive.calendar import UnreadableTimecode, format_timecode, parse_timecode
from archive.errors import Refused
from archive.indexing import Progress
from archive.named_episodes import find_named_episode
from archive.publishing import current_publication, require_publishable
from archive.resources import Resources
from archive.rows import Row
from archive.synchronised_rows import CONFIRMED_SLACK, Outcome, take_times, words_of
from archive.synchronising import (
    Plan,
    again,
    find_times,
    keep_times,
    plan_synchronising,
    problems_of,
    publish_times,
)
from media.synchronising import Anchor

HUNDRED = 100


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for: an episode by its name, anchors as they were written."""

    episode: str
    anchors: Sequence[str]
    publish: bool


def synchronise_named(
    resources: Resources,
    asked: Asked,
    actor: tuple[str, str],
    on_progress: Callable[[Progress], None],
    *,
    dry_run: bool,
) -> dict[str, Any]:
    """Synchronise; with `dry_run` nothing is saved. Returns the shape of the command.

    Raises NotFound, Refused, MediaError; then nothing was changed.
    """
    with resources.reading() as session:
        episode = find_named_episode(session, asked.episode)
        if asked.publish and not dry_run:
            require_publishable(episode)
        plan = plan_synchronising(session, resources.store, episode)
        plan = with_anchors(plan, asked.anchors)
        slug = episode.slug
    found = find_times(
        resources, plan, lambda part: on_progress(Progress(int(part * HUNDRED), HUNDRED))
    )
    if dry_run:
        outcome = take_times(plan.rows, found.fit, plan.recording, plan.confirmed)
        return shape_of(slug, None, outcome, [], problems_of(outcome))
    with resources.writing() as session:
        episode = find_named_episode(session, asked.episode)
        who = find_actor(session, *actor)
        plan, found = again(session, resources.store, episode, plan, found)
        kept = keep_times(session, plan, found, who)
        problems = [*kept.problems]
        if asked.publish:
            problems += publish_times(session, episode, kept, who)
        published = current_publication(session, episode.id)
        revision = kept.attached.revision
        is_public = published is not None and published.revision_id == revision.id
        session.commit()
        notes = [] if is_public else ["Nobody sees the times before the revision is published."]
        return shape_of(slug, revision.number, kept.outcome, notes, problems)


def with_anchors(plan: Plan, written: Sequence[str]) -> Plan:
    """The plan with anchors as they were written. Raises Refused for one that names no word."""
    words = [word for row in plan.rows for word in words_of(row)]
    given = [parse_anchor(one, words) for one in written]
    firsts = first_words(plan.rows)
    confirmed = {firsts[word]: seconds for word, seconds in given if word in firsts}
    inside = [Anchor(word, seconds, CONFIRMED_SLACK) for word, seconds in given]
    return replace(
        plan, confirmed={**plan.confirmed, **confirmed}, anchors=(*plan.anchors, *inside)
    )


def first_words(rows: Sequence[Row]) -> dict[int, str]:
    """The numbers, from 0, of the first words of statements -> the statements."""
    firsts, at = {}, 0
    for row in rows:
        if row.text:
            firsts[at] = row.statement_id
        at += len(words_of(row))
    return firsts


def parse_anchor(written: str, words: Sequence[str]) -> tuple[int, float]:
    """`WORD=MM:SS`: a number from 1, or words that stand only once -> (number from 0, seconds)."""
    named, _, time = written.rpartition("=")
    try:
        seconds = parse_timecode(time.strip())
    except UnreadableTimecode:
        raise Refused(
            f"--anchor {written!r} has no time: write “120=05:30”, or “terima kasih=05:30”."
        ) from None
    return find_word(named.strip(), words), seconds


def find_word(named: str, words: Sequence[str]) -> int:
    """The number of a word, from 0. Raises Refused where it is none, or not one alone."""
    if named.isdecimal():
        if not 1 <= int(named) <= len(words):
            raise Refused(f"There is no word {named}: the transcript has {len(words)} words.")
        return int(named) - 1
    wanted = [fold(word) for word in named.split() if fold(word)]
    folded = [fold(word) for word in words]
    found = [
        at
        for at in range(len(folded) - len(wanted) + 1)
        if wanted and folded[at : at + len(wanted)] == wanted
    ]
    if len(found) != 1:
        often = f"stand {len(found)} times" if found else "do not stand"
        raise Refused(f"The words “{named}” {often} in the transcript; name words that stand once.")
    return found[0]


def fold(word: str) -> str:
    """A word without case and signs."""
    return re.sub(r"\W+", "", word.casefold())


def shape_of(
    slug: str,
    revision: int | None,
    outcome: Outcome,
    notes: Sequence[str],
    problems: Sequence[str],
) -> dict[str, Any]:
    """The JSON shape of `transcript synchronise`; `revision` is None where nothing was saved."""
    return {
        "episode": slug,
        "revision": revision,
        "wanting": outcome.wanting,
        "placed": outcome.placed,
        "sure": outcome.sure,
        "given": outcome.given,
        "statements": [
            {
                "id": row.statement_id,
                "start": row.start,
                "end": row.end,
                "estimated": row.times_estimated,
                "confidence": outcome.confidences.get(row.statement_id),
                "text": row.text,
            }
            for row in outcome.rows
        ],
        "problems": list(problems),
        "notes": list(notes),
    }


def say_row(row: dict[str, Any]) -> str:
    """One statement of the shape, for a person: time, how sure, first words."""
    time = format_timecode(row["start"], "en") if row["start"] is not None else "–"
    sure = "" if row["confidence"] is None else f"{row['confidence']:.0%}"
    return f"{time:>8} {sure:>5}  {(row['text'] or '')[:70]}"
