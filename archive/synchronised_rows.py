"""What a fit of words and recording makes of the rows of a revision; nothing is saved here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from archive.models import Recording
from archive.rows import Marks, Row, to_milliseconds
from media.synchronising import Anchor, Fit, Heard

GIVEN_SLACK, MINUTE_SLACK, CONFIRMED_SLACK = 1.5, 20.0, 0.7
"""Seconds by which a time may be off: of a file, of a whole minute, of somebody who listened."""
MINUTE = 60
SURE = 0.5
"""Confidence from which a place counts as sure."""
LEAP = 50
"""Milliseconds by which a statement may begin before one whose time was given."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The rows with their times. Of `wanting` statements `placed` have one now, `sure` of them
    surely; `given` had one that stays. `confidences` are by identifier, 0 without a place.
    """

    rows: tuple[Row, ...]
    wanting: int
    placed: int
    sure: int
    given: int
    confidences: Mapping[str, float]


def words_of(row: Row) -> list[str]:
    """The words of a row; none where they were withdrawn."""
    return row.text.split(" ") if row.text else []


def is_wanting(row: Row) -> bool:
    """Whether a row has words and no time that a person or a file gave."""
    return bool(row.text) and (row.start is None or row.times_estimated)


def anchors_of(
    rows: Sequence[Row], recording_id: str, confirmed: Mapping[str, float]
) -> list[Anchor]:
    """What is known of when words are heard in this recording.

    A time on the whole minute is that of somebody who wrote "menit 5" where they noticed it.
    """
    anchors, word = [], 0
    for row in rows:
        count = len(words_of(row))
        seconds = confirmed.get(row.statement_id)
        if count and seconds is not None:
            anchors.append(Anchor(word, seconds, CONFIRMED_SLACK))
        elif count and not is_wanting(row) and row.start is not None and is_of(row, recording_id):
            slack = GIVEN_SLACK if row.start % MINUTE else MINUTE_SLACK
            anchors.append(Anchor(word, row.start, slack))
        word += count
    return anchors


def is_of(row: Row, recording_id: str) -> bool:
    """Whether the times of a row are those of this recording, as far as is known."""
    return row.recording_id in (None, recording_id)


def take_times(
    rows: Sequence[Row], fit: Fit, recording: Recording, confirmed: Mapping[str, float]
) -> Outcome:
    """The rows with the times of a fit, which go between those that were given."""
    timed, confidences, word, latest = [], {}, 0, 0
    following = following_starts(rows, recording.id)
    for row, sure, before in zip(rows, fit.confidences, following, strict=True):
        own = fit.words[word : word + len(words_of(row))]
        word += len(own)
        if row.statement_id in confirmed and row.text:
            new = confirm(row, confirmed[row.statement_id], recording)
        elif is_wanting(row):
            new = estimate(row, own, recording, latest, before)
            confidences[row.statement_id] = sure if new.start is not None else 0.0
        else:
            new = row
        if new.start is not None and is_of(new, recording.id):
            latest = max(latest, to_milliseconds(new.start) or 0)
        timed.append(new)
    placed = [one for one in confidences.values() if one > 0]
    return Outcome(
        rows=tuple(timed),
        wanting=len(confidences),
        placed=len(placed),
        sure=sum(one >= SURE for one in placed),
        given=sum(row.start is not None and not row.times_estimated for row in timed),
        confidences=confidences,
    )


def fit_of_rest(former: Sequence[Row], rows: Sequence[Row], fit: Fit) -> Fit:
    """The fit of the words of `former` without those that were withdrawn since, in `rows`."""
    left: list[Heard | None] = []
    word = 0
    for before, now in zip(former, rows, strict=True):
        own = fit.words[word : word + len(words_of(before))]
        word += len(own)
        left.extend(own if now.text is not None else ())
    return replace(fit, words=tuple(left))


def following_starts(rows: Sequence[Row], recording_id: str) -> list[int | None]:
    """For each row the next start that was given, in milliseconds."""
    found: list[int | None] = []
    following: int | None = None
    for row in reversed(rows):
        found.append(following)
        if row.start is not None and not is_wanting(row) and is_of(row, recording_id):
            following = to_milliseconds(row.start)
    return found[::-1]


def confirm(row: Row, seconds: float, recording: Recording) -> Row:
    """A row that begins where somebody who listened said; that is not an estimate."""
    return replace(
        row,
        start=round(seconds, 3),
        end=None,
        marks=(),
        times_estimated=False,
        times_carried=False,
        recording_id=recording.id,
    )


def estimate(
    row: Row, words: Sequence[Heard | None], recording: Recording, earliest: int, before: int | None
) -> Row:
    """A row with the times of its words; without any where these do not fit the given ones."""
    heard = [one for one in words if one is not None]
    bare = replace(row, start=None, end=None, marks=(), times_estimated=False, times_carried=False)
    if not heard or heard[0].start < earliest - LEAP:
        return bare
    if before is not None and heard[0].start > before:
        return bare
    last = heard[-1].end if before is None else max(min(heard[-1].end, before), heard[0].start)
    if recording.duration is not None:
        last = min(last, round(recording.duration * 1000))
    start = max(heard[0].start, earliest)
    if last < start:
        return bare
    return replace(
        row,
        start=start / 1000,
        end=last / 1000,
        marks=marks_of(row.text or "", words, start, last),
        times_estimated=True,
        times_carried=False,
        recording_id=recording.id,
    )


def marks_of(text: str, words: Sequence[Heard | None], start: int, end: int) -> Marks:
    """The moments of the words inside a statement, rising from its start to its end."""
    marks: list[tuple[int, int]] = []
    place, latest = 0, start
    for word, heard in zip(text.split(" "), words, strict=True):
        if heard is not None and place and latest < heard.start <= end:
            marks.append((place, heard.start))
            latest = heard.start
        place += len(word) + 1
    return tuple(marks)


APART = 300.0
"""Seconds between two statements that somebody is asked about."""
SECONDS_A_WORD = 0.45
"""About how long a word takes, where no time is known."""
SHOWN_WORDS = 12


@dataclass(frozen=True, slots=True)
class Probe:
    """A statement that somebody is asked to listen to, and how it begins."""

    row: Row
    words: str


def probes_of(rows: Sequence[Row]) -> list[Probe]:
    """Statements without a given time, one about every five minutes, the first one included."""
    probes: list[Probe] = []
    clock, latest = 0.0, -APART
    for row in rows:
        at = row.start if row.start is not None else clock
        if is_wanting(row) and at - latest >= APART:
            probes.append(Probe(row, first_words(row)))
            latest = at
        clock = at + SECONDS_A_WORD * len(words_of(row))
    return probes


def first_words(row: Row) -> str:
    """How a statement begins."""
    words = words_of(row)
    return " ".join(words[:SHOWN_WORDS]) + (" …" if len(words) > SHOWN_WORDS else "")
