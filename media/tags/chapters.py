"""Chapters of any format, put in order."""

from collections.abc import Iterable

from media.tags.fields import clean
from media.tags.model import Chapter


def tidy_chapters(chapters: Iterable[Chapter], duration: float | None) -> tuple[Chapter, ...]:
    """Chapters by their start; one without a believable end lasts until the next, or the end."""
    ordered = sorted(chapters, key=lambda chapter: chapter.start)
    next_starts = [*(chapter.start for chapter in ordered[1:]), duration]
    return tuple(map(_with_end, ordered, next_starts))


def _with_end(chapter: Chapter, next_start: float | None) -> Chapter:
    ends = (end for end in (chapter.end, next_start) if end is not None and end > chapter.start)
    return Chapter(chapter.start, next(ends, None), clean(chapter.title))
