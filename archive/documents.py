"""Search documents of published episodes, read in a constant number of queries for many at once."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from archive.attributions import with_people
from archive.models import (
    Appearance,
    Attribution,
    Episode,
    Person,
    Programme,
    Publication,
    Recording,
    Segment,
    Topic,
)
from archive.models.transcripts import publication_attributions
from archive.rights import words_are_public
from archive.rows import Row, read_rows_of
from search import Document


@dataclass(frozen=True, slots=True)
class Material:
    """What the documents of some episodes are made of, by episode or revision."""

    publications: Mapping[str, Publication]
    rows: Mapping[int, Sequence[Row]]
    attributions: Mapping[tuple[str, str], Attribution]
    recordings: Mapping[str, Recording]
    ancestors: Mapping[int, tuple[str, ...]]


def read_documents(
    session: Session, episode_ids: Sequence[str], default_rights: str
) -> Iterator[Document]:
    """The documents of those of the episodes that are public: their own, segments, statements."""
    episodes = read_public_episodes(session, episode_ids)
    material = read_material(session, [episode.id for episode in episodes])
    for episode in episodes:
        yield document_of_episode(episode, material)
        yield from (document_of_segment(segment, material) for segment in episode.segments)
        if words_are_public(episode, material.recordings.get(episode.id), default_rights):
            yield from documents_of_statements(episode, material)


def read_public_episodes(session: Session, episode_ids: Sequence[str]) -> Sequence[Episode]:
    """The published ones among the episodes, with what their documents say of them."""
    public = select(Episode).where(
        Episode.id.in_(episode_ids), Episode.state == "published", Episode.deleted_at.is_(None)
    )
    return session.scalars(
        public.options(
            joinedload(Episode.programme).joinedload(Programme.station),
            selectinload(Episode.topics),
            selectinload(Episode.segments).selectinload(Segment.topics),
            selectinload(Episode.appearances)
            .joinedload(Appearance.person)
            .selectinload(Person.aliases),
        ).execution_options(populate_existing=True)
    ).all()


def read_material(session: Session, episode_ids: Sequence[str]) -> Material:
    """Publications, rows, attributions, recordings and topic ancestors of the episodes."""
    publications = read_current_publications(session, episode_ids)
    return Material(
        publications=publications,
        rows=read_rows_of(session, [one.revision_id for one in publications.values()]),
        attributions=read_shown_attributions(session, publications.values()),
        recordings=read_current_recordings(session, episode_ids),
        ancestors=read_topic_lines(session),
    )


def read_current_publications(
    session: Session, episode_ids: Sequence[str]
) -> dict[str, Publication]:
    """The publication that the public reads, by episode."""
    newest = (
        select(func.max(Publication.id))
        .where(Publication.episode_id.in_(episode_ids), Publication.withdrawn_at.is_(None))
        .group_by(Publication.episode_id)
    )
    current = select(Publication).options(joinedload(Publication.revision))
    found = session.scalars(current.where(Publication.id.in_(newest)))
    return {publication.episode_id: publication for publication in found}


def read_shown_attributions(
    session: Session, publications: Iterable[Publication]
) -> dict[tuple[str, str], Attribution]:
    """Who the publications say is speaking, by episode and label of the voice."""
    chosen = with_people().options(
        joinedload(Attribution.voice), joinedload(Attribution.person).selectinload(Person.aliases)
    )
    frozen = chosen.join(publication_attributions).where(
        publication_attributions.c.publication_id.in_([one.id for one in publications])
    )
    return {(one.voice.episode_id, one.voice.label): one for one in session.scalars(frozen)}


def read_current_recordings(session: Session, episode_ids: Sequence[str]) -> dict[str, Recording]:
    """The current recording by episode."""
    current = select(Recording).where(
        Recording.episode_id.in_(episode_ids),
        Recording.is_current,
        Recording.deleted_at.is_(None),
    )
    return {recording.episode_id: recording for recording in session.scalars(current)}


def read_topic_lines(session: Session) -> dict[int, tuple[str, ...]]:
    """Of every topic its own slug and those above it: who asks for the whole finds the part."""
    topics = {
        topic_id: (slug, parent_id)
        for topic_id, slug, parent_id in session.execute(
            select(Topic.id, Topic.slug, Topic.parent_id)
        )
    }

    def line(topic_id: int | None, seen: frozenset[int] = frozenset()) -> tuple[str, ...]:
        if topic_id is None or topic_id in seen:
            return ()
        slug, parent_id = topics[topic_id]
        return (slug, *line(parent_id, seen | {topic_id}))

    return {topic_id: line(topic_id) for topic_id in topics}


def document_of_episode(episode: Episode, material: Material) -> Document:
    """The episode's own document: title, summary, people and topics, never transcript words."""
    people = [appearance.person for appearance in episode.appearances]
    return Document(
        id=episode.id,
        kind="episode",
        title=episode.title,
        text=episode.summary or "",
        names=" ".join(names_of(person) for person in people),
        start=0.0 if episode.id in material.recordings else None,
        **shared_fields(episode, episode.topics, material),
    )


def document_of_segment(segment: Segment, material: Material) -> Document:
    """A segment's document: its title, its own topics, where it begins."""
    return Document(
        id=f"segmen/{segment.id}",
        kind="segmen",
        title=segment.title,
        start=segment.start,
        **shared_fields(segment.episode, segment.topics, material),
    )


def documents_of_statements(episode: Episode, material: Material) -> Iterator[Document]:
    """A document for each statement whose words stand in the published revision.

    What they have in common is put together once: an archive is made of statements.
    """
    publication = material.publications.get(episode.id)
    if publication is None:
        return
    revision = publication.revision.number
    shared = shared_fields(episode, episode.topics, material)
    speakers: dict[str | None, dict[str, Any]] = {}
    for row in material.rows.get(publication.revision_id, ()):
        if row.text is None:
            continue
        if row.voice not in speakers:
            attribution = material.attributions.get((episode.id, row.voice or ""))
            speakers[row.voice] = speaker_fields(attribution, row.voice)
        about = shared | topic_fields(episode, row, material)
        yield document_of_statement(row, revision, speakers[row.voice] | about)


def document_of_statement(row: Row, revision: int, fields: dict[str, Any]) -> Document:
    """The document of one statement; `fields` say who speaks, with the position held that day."""
    return Document(
        id=row.statement_id,
        kind="pernyataan",
        text=row.text or "",
        revision=revision,
        label=row.verification,
        start=row.start,
        marks=row.moments,
        **fields | {"language": row.language},
    )


def topic_fields(episode: Episode, row: Row, material: Material) -> dict[str, Any]:
    """The topics of a statement, where a segment adds to those of the episode."""
    topics = list(topics_at(episode, row.start))
    return {"topics": lines_of([*episode.topics, *topics], material)} if topics else {}


def shared_fields(episode: Episode, topics: Iterable[Topic], material: Material) -> dict[str, Any]:
    """What the documents of one episode have in common, by field of Document."""
    station = episode.programme.station
    return {
        "language": episode.language,
        "topics": lines_of(topics, material),
        "programme": episode.programme.slug,
        "station": station.slug if station else None,
        "episode": episode.slug,
        "episode_title": episode.title,
        "date": episode.on,
    }


def speaker_fields(attribution: Attribution | None, voice: str | None) -> dict[str, Any]:
    """Who speaks, by field of Document: the person as attributed, else only the voice's label."""
    if attribution is None or attribution.person is None:
        return {"person_name": voice or ""}
    person = attribution.person
    return {
        "person": person.slug,
        "person_name": person.name,
        "names": names_of(person),
        "position": attribution.position.slug if attribution.position else None,
        "position_wording": attribution.position_wording or "",
        "organisation": attribution.organisation.slug if attribution.organisation else None,
    }


def names_of(person: Person) -> str:
    """All names that find a person."""
    return " ".join([person.name, *(alias.name for alias in person.aliases)])


def topics_at(episode: Episode, start: float | None) -> Iterable[Topic]:
    """Topics of the segment that is on air at `start` seconds."""
    if start is None:
        return ()
    return (
        topic
        for segment in episode.segments
        if segment.start <= start and (segment.end is None or start < segment.end)
        for topic in segment.topics
    )


def lines_of(topics: Iterable[Topic], material: Material) -> tuple[str, ...]:
    """The slugs of the topics and of those above them, each once, sorted."""
    return tuple(sorted({slug for topic in topics for slug in material.ancestors[topic.id]}))
