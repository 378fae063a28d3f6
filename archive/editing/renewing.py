"""Lines that an act kept are put back over a newer revision than the one that they were of.

Words come from the statements of the revision that is edited now, and are heard in its recording;
what was kept says this of an older one.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from sqlalchemy.orm import Session

from archive.alignment import New, Old, fold_words, match_words, trace_words
from archive.editing.lines import Line, Lines, Origin
from archive.editing.recordings import follow_recording
from archive.editing.saving import open_lines
from archive.models import Revision


def renew(
    session: Session, base: Revision, lines: Lines, replaced: Lines, restored: Lines
) -> Lines:
    """The lines `restored`, which stand for `replaced` among `lines`, as lines over `base`."""
    before = open_lines(session, base)
    rows = [line.row for line in before]
    followed = follow_recording(session, base.episode_id, rows, restored)
    return traced_again(before, lines, replaced, followed)


def traced_again(before: Lines, lines: Lines, replaced: Lines, restored: Lines) -> Lines:
    """Lines with the origins of their words: in those that they replace, or in the lines `before`
    of the same statements that stand nowhere today."""
    standing = {line.id for line in lines} | {name for line in lines for name in line.held}
    names = {line.id for line in restored} - standing
    known = [*replaced, *(line for line in before if line.id in names)]
    sources = [line for line in known if line.row.text is not None]
    spoken = [line for line in restored if line.row.text is not None]
    traced = trace_words(
        [Old(line.id, line.row.text or "", line.row.voice) for line in sources],
        [New(line.row.text or "", line.row.voice) for line in spoken],
        [line.id for line in spoken],
    )
    found = [sources[one[0]].origins[one[1]] if one else None for words in traced for one in words]
    words = iter(filled(found, sources, spoken))
    origins = {line.id: tuple(islice(words, len(line.words))) for line in spoken}
    return tuple(Line(line.row, origins.get(line.id, ()), line.hearing) for line in restored)


def filled(
    found: Sequence[Origin | None], sources: Sequence[Line], spoken: Sequence[Line]
) -> list[Origin]:
    """Origins of the words of lines, as far as they are known, and else by one statement after the
    other: a word that was taken back alone is no run of words, and others were moved meanwhile."""
    new = [word for line in spoken for word in fold_words(line.row.text or "")]
    origins = dict(enumerate(found))
    for line in sources:
        for source, place in match_words([(fold_words(line.row.text or ""), new)]):
            origins[place] = origins[place] or line.origins[source]
    return [one or Origin() for one in origins.values()]
