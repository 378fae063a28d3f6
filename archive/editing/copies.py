"""The working copy of a transcript: saved again and again while it is edited, never public.

Its row stays when the copy is closed, since versions never go back: a browser that was away asks
what has changed since the one that it knows. A closed copy reads as the latest revision does.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any, NamedTuple

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.orm import Session

from archive.database import table_of
from archive.editing.lines import Line, Lines, lines_of
from archive.editing.packing import pack, unpack
from archive.editing.recent import Recent
from archive.errors import NotFound
from archive.models import Actor, Episode, Revision, RevisionRow, Wording, WorkingCopy
from archive.revisions import latest_revision
from archive.rows import read_minted_words, read_rows

Packed = dict[str, Any]
COPIES = table_of(WorkingCopy).c


class Kept(NamedTuple):
    """The row of a working copy, open or closed (`based_on_id` None)."""

    based_on_id: int | None
    content: dict[str, Any]
    version: int
    actor_id: int
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class Copy:
    """The lines that are being worked on, and the revision that they began as.

    `version` grows with each change; `changed` says of lines at which version they came to be as
    they are, `ordered` when a line last came, went or moved. `packed` are lines as they were read,
    so that only what changed is packed again. `saved_at` is None where nobody has changed anything.
    """

    base: Revision
    lines: Lines
    version: int = 0
    ordered: int = 0
    changed: Mapping[str, int] = field(default_factory=dict)
    packed: Mapping[str, tuple[Line, Packed]] = field(default_factory=dict)
    saved_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Whether it holds changes that were not saved as a revision."""
        return self.saved_at is not None


RECENT: Recent[Copy] = Recent(most=8)
"""Copies by (episode, version, moment), so that an act does not read all lines anew."""


def read_copy(session: Session, episode: Episode) -> Copy:
    """The working copy of an episode. Raises NotFound where nobody edits it.

    Words withdrawn since are gaps in it, too.
    """
    copy = find_copy(session, episode)
    if copy is None:
        raise NotFound(f"{episode.slug} has no working copy.")
    return copy


def find_copy(session: Session, episode: Episode) -> Copy | None:
    """The working copy that is open, if there is one."""
    light = session.execute(LIGHT, {"episode": episode.id}).first()
    base = session.get(Revision, light.based_on_id) if light and light.based_on_id else None
    if light is None or base is None:
        return None
    known = RECENT.find((episode.id, light.version, light.saved_at))
    if known is not None:
        return replace(known, base=base)
    kept = read_kept(session, episode.id)
    return remember(episode, unpacked(session, base, kept)) if kept is not None else None


def remember(episode: Episode, copy: Copy) -> Copy:
    """The copy, which the next act will need again."""
    RECENT.put((episode.id, copy.version, copy.saved_at), copy)
    return copy


def unpacked(session: Session, base: Revision, kept: Kept) -> Copy:
    """The copy that its row holds."""
    entries = kept.content["lines"]
    gaps = find_gaps(session, base.id)
    packed = {one["line"]["statement_id"]: (unpack(one["line"]), one["line"]) for one in entries}
    return Copy(
        base,
        tuple(line_today(line, gaps) for line, _ in packed.values()),
        kept.version,
        kept.content["ordered"],
        {one["line"]["statement_id"]: one["changed"] for one in entries},
        packed,
        kept.saved_at,
    )


def view_copy(session: Session, episode: Episode) -> Copy:
    """The working copy, or where nobody edits the latest revision, to be read only.

    Lines that nobody edits are without origins. Raises NotFound where there is no transcript.
    """
    return read_or_begin(session, episode, for_editing=False)


def open_copy(session: Session, episode: Episode) -> Copy:
    """The working copy, or a new one of the latest revision; it is kept with the first change.

    Raises NotFound where there is no transcript.
    """
    return read_or_begin(session, episode, for_editing=True)


def read_or_begin(session: Session, episode: Episode, *, for_editing: bool) -> Copy:
    """The working copy, or the lines of the latest revision."""
    copy = find_copy(session, episode)
    if copy is not None:
        return copy
    latest = latest_revision(session, episode.id)
    if latest is None:
        raise NotFound(f"{episode.slug} has no transcript.")
    rows = read_rows(session, latest.id)
    if for_editing:
        lines = lines_of(rows, read_minted_words(session, episode.id))
    else:
        lines = tuple(Line(row, ()) for row in rows)
    version = version_when_closed(read_kept(session, episode.id), latest)
    return Copy(latest, lines, version, version, {line.id: version for line in lines})


def version_when_closed(kept: Kept | None, latest: Revision) -> int:
    """The version of a copy that nobody edits: a revision saved elsewhere counts as a change."""
    closed_at = kept.content.get("closed", 0) if kept is not None else 0
    return (kept.version if kept is not None else 0) + latest.number - int(closed_at)


def tell_closed(session: Session, episode_id: str, actor: Actor) -> None:
    """Raise the version of a copy that nobody edits: the revision that it shows reads otherwise."""
    latest = latest_revision(session, episode_id)
    if latest is None:
        return
    values = {
        "based_on_id": None,
        "content": {"closed": latest.number},
        "version": version_when_closed(read_kept(session, episode_id), latest) + 1,
        "actor_id": actor.id,
        "saved_at": datetime.now(UTC),
    }
    write_copy(session, episode_id, values)


def keep_copy(
    session: Session,
    episode: Episode,
    base: Revision,
    lines: Lines,
    actor: Actor,
    former: Copy | None = None,
) -> Copy:
    """Keep the lines as the episode's working copy, one version after `former`.

    `former` is what `open_copy` gave, which is read where it is not given.
    """
    before = former or open_copy(session, episode)
    version = before.version + 1
    packed: dict[str, tuple[Line, Packed]] = {}
    changed: dict[str, int] = {}
    known = {line.id: line for line in before.lines}
    for line in lines:
        held = before.packed.get(line.id)
        is_same = line is known.get(line.id) or line == known.get(line.id)
        packed[line.id] = held if held and held[0] is line else (line, pack(line))
        changed[line.id] = before.changed.get(line.id, version) if is_same else version
    is_ordered = list(known) == list(packed)
    ordered = before.ordered if is_ordered else version
    entries = [{"line": one, "changed": changed[name]} for name, (_, one) in packed.items()]
    saved_at = datetime.now(UTC)
    values = {
        "based_on_id": base.id,
        "content": {"ordered": ordered, "lines": entries},
        "version": version,
        "actor_id": actor.id,
        "saved_at": saved_at,
    }
    write_copy(session, episode.id, values)
    return remember(episode, Copy(base, lines, version, ordered, changed, packed, saved_at))


def drop_copy(session: Session, episode: Episode) -> None:
    """Close the working copy, if there is one: what stands is the latest revision again."""
    kept = read_kept(session, episode.id)
    latest = latest_revision(session, episode.id)
    if kept is None or kept.based_on_id is None or latest is None:
        return
    closed = {"closed": latest.number}
    values = {"based_on_id": None, "content": closed, "version": kept.version + 1}
    write_copy(session, episode.id, values)


@dataclass(frozen=True, slots=True)
class Head:
    """Where a working copy stands, without its lines; `saved_at` is None where nobody edits."""

    version: int
    base: Revision
    latest: Revision
    saved_at: datetime | None


def read_head(session: Session, episode: Episode) -> Head:
    """Where the working copy stands. Raises NotFound where there is no transcript."""
    latest = latest_revision(session, episode.id)
    if latest is None:
        raise NotFound(f"{episode.slug} has no transcript.")
    light = session.execute(LIGHT, {"episode": episode.id}).first()
    if light is None or light.based_on_id is None:
        kept = read_kept(session, episode.id)
        return Head(version_when_closed(kept, latest), latest, latest, None)
    base = session.get_one(Revision, light.based_on_id)
    return Head(light.version, base, latest, light.saved_at)


LIGHT = select(COPIES.based_on_id, COPIES.version, COPIES.saved_at).where(
    COPIES.episode_id == bindparam("episode")
)
"""The working copy of the episode `:episode` without its lines."""


def is_edited(session: Session, episode: Episode) -> bool:
    """Whether a working copy of the episode is open."""
    light = session.execute(LIGHT, {"episode": episode.id}).first()
    return light is not None and light.based_on_id is not None


def read_kept(session: Session, episode_id: str) -> Kept | None:
    """The row of a working copy, open or closed."""
    found = session.execute(KEPT, {"episode": episode_id}).first()
    return Kept(*found) if found is not None else None


KEPT = select(
    COPIES.based_on_id, COPIES.content, COPIES.version, COPIES.actor_id, COPIES.saved_at
).where(COPIES.episode_id == bindparam("episode"))
"""The working copy of the episode `:episode`."""


def write_copy(session: Session, episode_id: str, values: Mapping[str, Any]) -> None:
    """Put values into the row of a working copy, which is made where there is none."""
    changed = update(WorkingCopy).where(WorkingCopy.episode_id == episode_id).values(**values)
    changed = changed.execution_options(synchronize_session=False)
    if not session.execute(changed).rowcount:  # type: ignore[attr-defined]  # a CursorResult
        session.execute(insert(table_of(WorkingCopy)).values(episode_id=episode_id, **values))


def find_gaps(session: Session, revision_id: int) -> dict[str, Line]:
    """The lines of a revision whose words were withdrawn, as they read today."""
    if session.scalar(WITHDRAWN, {"revision": revision_id}) is None:
        return {}
    rows = read_rows(session, revision_id)
    return {row.statement_id: Line(row, ()) for row in rows if row.text is None}


WITHDRAWN = (
    select(RevisionRow.ordinal)
    .join(Wording, Wording.id == RevisionRow.wording_id)
    .where(RevisionRow.revision_id == bindparam("revision"), Wording.text.is_(None))
    .limit(1)
)
"""A row of the revision `:revision` whose words were withdrawn."""


def line_today(line: Line, gaps: Mapping[str, Line]) -> Line:
    """The line, or the gap that it is today."""
    gap = gaps.get(line.id)
    return line if gap is None or line.row.text is None else gap


def unpack_all(packed: Iterable[Packed]) -> Lines:
    """Several lines that `pack` made JSON of."""
    return tuple(map(unpack, packed))
