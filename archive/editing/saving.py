"""The lines of a working copy become a revision: tombstones, successors, what came back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.alignment import Old, descends, find_moved, fold_words
from archive.editing.lines import Lines, lines_of
from archive.errors import Refused
from archive.models import Actor, Episode, Revision, Statement
from archive.revisions import Change, Provenance, latest_revision, save_revision
from archive.rows import Row, read_minted_words, read_rows, read_tombstones
from archive.transcripts import Attached, said_before

SUCCESSOR_WORDS = 3
"""Words of a statement that make another one its successor (record.md "Alignment", 2)."""


def open_lines(session: Session, revision: Revision) -> Lines:
    """The lines of a working copy of this revision."""
    minted_for = read_minted_words(session, revision.episode_id)
    return lines_of(read_rows(session, revision.id), minted_for)


def save_lines(
    session: Session,
    episode: Episode,
    base: Revision,
    lines: Lines,
    actor: Actor,
    reason: str,
) -> Attached:
    """Save the lines, which began as those of `base`, as the episode's next revision.

    Lines that say what `base` says make no revision. Raises Refused without a reason, without
    words, or where another revision was saved since.
    """
    latest = latest_revision(session, episode.id)
    if latest is None or latest.id != base.id:
        raise Refused(
            f"A revision was saved since revision {base.number}; nothing was changed. Compare"
            " both, then edit the latest one."
        )
    if not reason.strip():
        raise Refused("A revision is saved with a reason.")
    if not any(line.words for line in lines):
        raise Refused("The working copy holds no words; nothing was changed.")
    old = read_rows(session, base.id)
    graves = read_tombstones(session, episode.id, base.id)
    known = {row.statement_id: row for row in (*graves, *old)}
    lines = bring_back(session, episode.id, lines, known)
    rows = [with_known_wording(line.row, known.get(line.id)) for line in lines]
    if said_before(rows, old) and known_before(rows, old):
        return Attached(base, False, kept=len(rows), new=0, gone=0, revived=0)
    change = change_of(session, lines, old)
    revision = save_revision(
        session, episode, rows, change, actor, Provenance("corrected", reason.strip())
    )
    kept = len({row.statement_id for row in old}) - len(change.gone)
    new = len(change.minted)
    return Attached(
        revision, True, kept=kept, new=new, gone=len(change.gone), revived=len(rows) - kept - new
    )


def known_before(rows: Sequence[Row], old: Sequence[Row]) -> bool:
    """Whether it is known as before in which recording rows are heard, and who found the times."""
    return [(row.recording_id, row.times_estimated) for row in rows] == [
        (row.recording_id, row.times_estimated) for row in old
    ]


def bring_back(session: Session, episode_id: str, lines: Lines, known: Mapping[str, Row]) -> Lines:
    """Lines under new identifiers that hold the words of one that is gone get that one back.

    As from a file (record.md "Alignment", 4): so a merge that is split again is undone.
    """
    living = {line.id for line in lines}
    new = unknown_of(session, living)
    free = {place: fold_words(line.row.text or "") for place, line in enumerate(lines)}
    free = {place: words for place, words in free.items() if lines[place].id in new}
    if not free:
        return lines
    lost = [row for name, row in known.items() if name not in living and row.text is not None]
    said = {number: fold_words(row.text or "") for number, row in enumerate(lost)}
    minted_for = read_minted_words(session, episode_id)
    names = {
        place: lost[number].statement_id
        for number, place in find_moved(said, free).items()
        if descends(old_of(lost[number], minted_for), said[number], free[place])
    }
    return tuple(
        replace(line, row=replace(line.row, statement_id=names.get(place, line.id)))
        for place, line in enumerate(lines)
    )


def old_of(row: Row, minted_for: Mapping[str, str]) -> Old:
    """A row as the alignment sees it."""
    name = row.statement_id
    return Old(name, row.text or "", row.voice, minted_for=minted_for.get(name))


def with_known_wording(row: Row, known: Row | None) -> Row:
    """The row with the wording that its statement had before, where the words are the same."""
    if row.wording_id is not None or known is None or known.text is None or known.text != row.text:
        return row
    return replace(row, wording_id=known.wording_id, wording_hash=known.wording_hash)


def change_of(session: Session, lines: Lines, old: Sequence[Row]) -> Change:
    """What the lines do to the identifiers of the rows that they began as.

    A line that is new succeeds the statements that it was taken from, however few words these are:
    the editor split them, so nothing has to be guessed.
    """
    living = {line.id for line in lines}
    gone = {row.statement_id: row for row in old if row.statement_id not in living}
    held = Counter({(name, line.id): n for line in lines for name, n in line.held.items()})
    pairs = {pair for pair, words in held.items() if words >= SUCCESSOR_WORDS}
    pairs |= set(heirs_of_gone(gone, held))
    minted = unknown_of(session, living)
    pairs |= {pair for pair in held if pair[1] in minted}
    return Change(
        minted=frozenset(minted),
        gone={name: row.wording_id for name, row in gone.items()},
        successors=tuple(sorted(pair for pair in pairs if pair[0] != pair[1])),
    )


def heirs_of_gone(
    gone: Mapping[str, Row], held: Counter[tuple[str, str]]
) -> Iterable[tuple[str, str]]:
    """For each statement that is gone, however short, the line that took on most of its words."""
    heirs: dict[str, Counter[str]] = {}
    for (name, line), words in held.items():
        if name in gone:
            heirs.setdefault(name, Counter())[line] = words
    for name, lines in heirs.items():
        if 2 * lines.total() >= len((gone[name].text or "").split(" ")):
            yield name, lines.most_common(1)[0][0]


def unknown_of(session: Session, identifiers: Iterable[str]) -> set[str]:
    """Those that are not yet statements of the archive."""
    wanted = set(identifiers)
    known = select(Statement.id).where(Statement.id.in_(wanted))
    return wanted.difference(session.scalars(known))
