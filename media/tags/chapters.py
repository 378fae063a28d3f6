"""Chapters of any format, put in order."""

from collections.abc import Iterable, Sequence

from media.tags.fields import clean_line
from media.tags.model import Chapter

ROUNDING = 1.0
"""Seconds by which a chapter may begin behind the end: lengths are rounded, and cut by encoders."""


def tidy_chapters(chapters: Iterable[Chapter], duration: float | None) -> tuple[Chapter, ...]:
    """Chapters by their start; one without a believable end lasts until the next, or the end."""
    ordered = sorted(dict.fromkeys(chapters), key=lambda chapter: chapter.start)
    next_starts = [*(chapter.start for chapter in ordered[1:]), duration]
    return tuple(
        _with_end(chapter, next_start, duration)
        for chapter, next_start in zip(ordered, next_starts, strict=False)
    )


def split_late(
    chapters: Sequence[Chapter], duration: float | None
) -> tuple[list[Chapter], list[Chapter]]:
    """Those that begin within the recording, and those that begin behind its end."""
    end = float("inf") if duration is None else duration + ROUNDING
    late = [chapter for chapter in chapters if chapter.start >= end]
    return [chapter for chapter in chapters if chapter.start < end], late


def _with_end(chapter: Chapter, next_start: float | None, duration: float | None) -> Chapter:
    stated = chapter.end
    if stated is not None and duration is not None and duration > chapter.start:
        stated = min(stated, duration)
    ends = (end for end in (stated, next_start) if end is not None and end > chapter.start)
    return Chapter(chapter.start, next(ends, None), clean_line(chapter.title))
