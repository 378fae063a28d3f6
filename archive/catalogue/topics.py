"""Topics that something published is about, in their small hierarchy."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from archive.catalogue.addresses import follow_slug
from archive.catalogue.values import Link
from archive.catalogue.visibility import is_public
from archive.models import Episode, Segment, Topic
from archive.models.broadcasting import episode_topics, segment_topics


@dataclass(frozen=True, slots=True)
class TopicRow:
    """A topic of the list, with how many published episodes are about it or a part of it.

    `depth` counts the topics above it.
    """

    link: Link
    depth: int
    episodes: int


@dataclass(frozen=True, slots=True)
class TopicView:
    """A topic's page; `ids` are its own and those of all topics below it."""

    ids: tuple[int, ...]
    link: Link
    summary: str | None
    synonyms: tuple[str, ...]
    above: tuple[Link, ...]
    """The topics above it, the widest first."""
    below: tuple[TopicRow, ...]


@dataclass(frozen=True, slots=True)
class Tree:
    """All topics with the published episodes that name them."""

    links: dict[int, Link]
    parents: dict[int, int | None]
    episodes: dict[int, frozenset[str]]

    def children_of(self, topic_id: int | None) -> list[int]:
        """Topics directly below, by name."""
        below = [key for key, parent in self.parents.items() if parent == topic_id]
        return sorted(below, key=lambda key: self.links[key].name)

    def line_of(self, topic_id: int) -> list[int]:
        """The topics above, the nearest first; a ring in the data is left where it closes."""
        line: list[int] = []
        parent = self.parents[topic_id]
        while parent is not None and parent not in (topic_id, *line):
            line.append(parent)
            parent = self.parents[parent]
        return line

    def family_of(self, topic_id: int) -> list[int]:
        """The topic and all below it."""
        family, waiting = [], [topic_id]
        while waiting:
            key = waiting.pop()
            if key not in family:
                family.append(key)
                waiting += self.children_of(key)
        return family

    def episodes_of(self, topic_id: int) -> frozenset[str]:
        """The published episodes that name the topic or one below it."""
        named = (self.episodes.get(one, frozenset()) for one in self.family_of(topic_id))
        return frozenset().union(*named)

    def list_public(self) -> list[int]:
        """The topics that have a page: those that lead to a published episode."""
        return [key for key in self.links if self.episodes_of(key)]

    def rows_below(self, topic_id: int | None, depth: int = 0) -> list[TopicRow]:
        """The rows of everything below that leads to a published episode, in reading order."""
        rows = []
        for key in self.children_of(topic_id):
            if episodes := self.episodes_of(key):
                rows.append(TopicRow(self.links[key], depth, len(episodes)))
                rows += self.rows_below(key, depth + 1)
        return rows


def list_topics(session: Session) -> list[TopicRow]:
    """Every topic that leads to something published, parts under their whole."""
    return read_tree(session).rows_below(None)


def find_topic(session: Session, slug: str) -> TopicView:
    """One topic that leads to something published. Raises Moved for a former slug, NotFound."""
    tree = read_tree(session)
    topic = session.scalar(
        select(Topic).options(selectinload(Topic.synonyms)).where(Topic.slug == slug)
    )
    if topic is None or not tree.episodes_of(topic.id):
        follow_slug(session, "topic", slug, Topic.id.in_(tree.list_public()))
    return TopicView(
        ids=tuple(tree.family_of(topic.id)),
        link=tree.links[topic.id],
        summary=topic.summary,
        synonyms=tuple(synonym.name for synonym in topic.synonyms),
        above=tuple(tree.links[key] for key in reversed(tree.line_of(topic.id))),
        below=tuple(tree.rows_below(topic.id)),
    )


def read_tree(session: Session) -> Tree:
    """All topics, and which published episodes name each: a controlled list, read whole."""
    topics = session.execute(select(Topic.id, Topic.slug, Topic.name, Topic.parent_id)).all()
    whole = select(episode_topics.c.topic_id, Episode.id).join(Episode).where(is_public())
    part = (
        select(segment_topics.c.topic_id, Episode.id)
        .join(Segment, Segment.id == segment_topics.c.segment_id)
        .join(Episode, Episode.id == Segment.episode_id)
        .where(is_public())
    )
    episodes: dict[int, set[str]] = {}
    for topic_id, episode_id in session.execute(whole.union(part)):
        episodes.setdefault(topic_id, set()).add(episode_id)
    return Tree(
        links={key: Link(slug, name) for key, slug, name, _ in topics},
        parents={key: parent for key, _, _, parent in topics},
        episodes={key: frozenset(found) for key, found in episodes.items()},
    )
