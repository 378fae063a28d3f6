"""Words that are withdrawn leave whatever was kept for editors, too: lines, and hashes of them.

forget_words    the working copy, copies that were thrown away, and every act
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.editing.copies import Packed, read_kept, tell_closed, unpack_all, write_copy
from archive.editing.finishing import PUT_BACK, note
from archive.editing.lines import Line, Lines
from archive.editing.packing import pack, unpack
from archive.editing.putting_back import Gone, Rid, rid_of, without_words
from archive.editing.saving import open_lines
from archive.editing.tags import tag_of
from archive.models import Actor, Episode, Revision, WorkingAct

Content = dict[str, Any]


def forget_words(session: Session, episode_id: str, gone: Gone, actor: Actor) -> None:
    """Take withdrawn words out of the working copy and its acts, wherever they went.

    Lines that held any of them read as gaps or as in the revision that is edited, which is noted
    for whoever edits; an act that would bring them back no longer can, and no tag confirms a guess
    at them. Whoever has the transcript open hears of it as of any change.
    """
    acts = session.scalars(select(WorkingAct).where(WorkingAct.episode_id == episode_id)).all()
    kept = read_kept(session, episode_id)
    packed = [one["line"] for one in kept.content["lines"]] if kept and kept.based_on_id else []
    forgetting = Forgetting(session, gone, [act.content for act in acts], unpack_all(packed))
    for act in acts:
        act.content = forgetting.of_act(act.content)
    session.flush()
    if kept is None or kept.based_on_id is None:
        tell_closed(session, episode_id, actor)
    else:
        forget_in_copy(session, episode_id, forgetting, actor)


def forget_in_copy(session: Session, episode_id: str, forgetting: Forgetting, actor: Actor) -> None:
    """The same for the working copy alone; what was put back into it is noted."""
    kept = read_kept(session, episode_id)
    if kept is None or kept.based_on_id is None:
        return
    version = kept.version + 1
    rid = forgetting.rid(forgetting.copy, kept.based_on_id)
    known = {one["line"]["statement_id"]: one for one in kept.content["lines"]}
    former = {line.id: line for line in forgetting.copy}
    entries = [
        known[line.id] if line is former.get(line.id) else {"line": pack(line), "changed": version}
        for line in rid.lines
    ]
    content = {"ordered": version, "lines": entries}
    values = {"content": content, "version": version, "saved_at": datetime.now(UTC)}
    write_copy(session, episode_id, values)
    if rid.put_back:
        episode = session.get_one(Episode, episode_id)
        told = {"base": kept.based_on_id, PUT_BACK: list(rid.put_back)}
        note(session, episode, actor, version, PUT_BACK, {}, told)


@dataclass
class Forgetting:
    """Words that are forgotten, the acts of their transcript and the lines of its copy as they
    were."""

    session: Session
    gone: Gone
    acts: list[Content]
    copy: Lines
    bases: dict[int, Lines] = field(default_factory=dict)

    def rid(self, lines: Lines, base: int) -> Rid:
        """Lines over a revision without the words."""
        if base not in self.bases:
            self.bases[base] = open_lines(self.session, self.session.get_one(Revision, base))
        return rid_of(lines, self.gone, self.bases[base])

    def of_act(self, content: Content) -> Content:
        """What an act keeps, without the words and without hashes of lines that held them.

        Lines are kept under "before" (of a whole copy, where no "moved" stands beside it) and, of
        what could not be carried on, under "conflicts".
        """
        held = self.is_held(content)
        changed = self.without_tags(content)
        if changed.get("after") != content.get("after") and not content.get("moved"):
            changed["forgotten"] = True
        if not held:
            return changed
        changed["forgotten"] = True
        if "moved" in content:
            changed["before"] = self.forget_lines(content["before"])
        elif content.get("before"):
            rid = self.rid(unpack_all(content["before"]), content["base"])
            changed["before"] = list(map(pack, rid.lines))
            changed[PUT_BACK] = [*content.get(PUT_BACK, ()), *rid.put_back]
        if "conflicts" in content:
            changed["conflicts"] = [
                {**one, "mine": self.forget_lines(one["mine"])} for one in content["conflicts"]
            ]
        return changed

    def is_held(self, content: Content) -> bool:
        """Whether an act keeps any of the words."""
        return any(self.gone.stands_in(line) for line in lines_in(content))

    def forget_lines(self, packed: Iterable[Packed]) -> list[Packed]:
        """Packed lines without the words."""
        return list(map(pack, without_words(unpack_all(packed), self.gone)))

    def without_tags(self, content: Content) -> Content:
        """What an act keeps, its tags blank where they are of such words."""
        after = [
            [name, "" if self.is_telling(name, tag) else tag]
            for name, tag in content.get("after", ())
        ]
        left = {
            name: tag
            for name, tag in content.get("left", {}).items()
            if not self.is_telling(name, tag)
        }
        return {**content, **({"after": after} if after else {}), "left": left}

    def is_telling(self, name: str, tag: str) -> bool:
        """Whether a tag would confirm a guess at the words."""
        return name == self.gone.statement or tag in self.telling

    @cached_property
    def telling(self) -> set[str]:
        """Tags of lines that held the words.

        Lines that an act left are known by their tags alone: all count of which no line is known
        that holds other words.
        """
        known = [*self.copy, *(line for content in self.acts for line in lines_in(content))]
        telling = {tag_of(line) for line in known if self.gone.stands_in(line)}
        for content in self.acts:
            if self.is_held(content):
                telling |= set(tags_in(content))
        return telling - {tag_of(line) for line in known if not self.gone.stands_in(line)}


def lines_in(content: Mapping[str, Any]) -> Iterator[Line]:
    """All lines that an act keeps."""
    yield from map(unpack, content.get("before", ()))
    for conflict in content.get("conflicts", ()):
        yield from map(unpack, conflict["mine"])


def tags_in(content: Mapping[str, Any]) -> Iterator[str]:
    """All tags that an act keeps."""
    yield from (tag for _, tag in content.get("after", ()))
    yield from content.get("left", {}).values()
