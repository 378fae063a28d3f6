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

    `depth` counts the topics above it; one that no episode names itself has no page (`is_named`
    False) and only gathers those below.
    """

    link: Link
    depth: int
    episodes: int
    is_named: bool


@dataclass(frozen=True, slots=True)
class TopicView:
    """A topic's page; `ids` are its own and those of all topics below it."""

    ids: tuple[int, ...]
    link: Link
    summary: str | None
    synonyms: tuple[str, ...]
    above: tuple[tuple[Link, bool], ...]
    """The topics above it, the widest first, each with whether it has a page."""
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

    def rows_below(self, topic_id: int | None, depth: int = 0) -> list[TopicRow]:
        """The rows of everything below that leads to a published episode, in reading order."""
        rows = []
        for key in self.children_of(topic_id):
            episodes = frozenset().union(
                *(self.episodes.get(one, frozenset()) for one in self.family_of(key))
            )
            if episodes:
                rows.append(TopicRow(self.links[key], depth, len(episodes), key in self.episodes))
                rows += self.rows_below(key, depth + 1)
        return rows


def list_topics(session: Session) -> list[TopicRow]:
    """Every topic that leads to something published, parts under their whole."""
    return read_tree(session).rows_below(None)


def find_topic(session: Session, slug: str) -> TopicView:
    """One topic that a published episode names. Raises Moved for a former slug, NotFound."""
    tree = read_tree(session)
    topic = session.scalar(
        select(Topic).options(selectinload(Topic.synonyms)).where(Topic.slug == slug)
    )
    if topic is None or topic.id not in tree.episodes:
        follow_slug(session, "topic", slug, Topic.id.in_(tree.episodes))
    return TopicView(
        ids=tuple(tree.family_of(topic.id)),
        link=tree.links[topic.id],
        summary=topic.summary,
        synonyms=tuple(synonym.name for synonym in topic.synonyms),
        above=tuple(
            (tree.links[key], key in tree.episodes) for key in reversed(tree.line_of(topic.id))
        ),
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
