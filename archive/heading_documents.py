"""Search documents of people, organisations and topics: names and offices, never spoken words.

A person is found by every office ever held in public (`jabatan`): who asks for the head of an
office wants what was said in it, and who that was. A person is not found by topics (`topik`): what
is found is about the topic, and who spoke about it is counted beside it (the facet `tokoh`).

Names stand in `title` and, of people, in `names`; what else calls an organisation or a topic to
mind stands in `text`, since `tokoh:` looks into `names` and means people.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, joinedload, selectinload

from archive.catalogue.visibility import (
    is_heard,
    is_public,
    is_public_organisation,
    is_public_person,
    is_public_topic,
)
from archive.documents import read_topic_lines
from archive.headings import ORGANISATION, PERSON, TOPIC, Heading, in_parts
from archive.models import (
    Appearance,
    Attribution,
    Episode,
    MintedSlug,
    Organisation,
    Person,
    Position,
    Succession,
    Tenure,
    Topic,
)
from archive.names import Name, format_name
from archive.people import KIND_MARKS
from search import Change, Deletion, Document
from search.analysis import list_words

GOVERNMENT = {"pemerintah"}
"""What an organisation may be called besides its place: the regent of a regency needs no more."""

KIND_WORDS = {PERSON: "tokoh", ORGANISATION: "lembaga", TOPIC: "topik"}
"""Kind of heading -> kind of its document, which also begins its address."""


def document_id(kind: str, slug: str) -> str:
    """The id of a heading's document: its address without the first stroke, `tokoh/ambo-sakka`."""
    return f"{KIND_WORDS[kind]}/{slug}"


def replace_headings(
    session: Session, headings: Sequence[Heading], default_rights: str
) -> Iterator[Change]:
    """Take the documents of the headings out, under former slugs too; put in what is public now."""
    for kind, keys in parts_by_kind(headings):
        slugs = select(MintedSlug.slug).where(MintedSlug.kind == kind, MintedSlug.entity.in_(keys))
        yield from (Deletion(id=document_id(kind, slug)) for slug in session.scalars(slugs))
    yield from read_heading_documents(session, headings, default_rights)


def read_heading_documents(
    session: Session, headings: Sequence[Heading], default_rights: str
) -> Iterator[Document]:
    """The documents of the public ones among the headings; 500 take as many queries as one."""
    for kind, keys in parts_by_kind(headings):
        yield from READERS[kind](session, keys, default_rights)


def parts_by_kind(headings: Sequence[Heading]) -> Iterator[tuple[str, Sequence[str]]]:
    """The keys of the headings, some at a time, each part of one kind."""
    for kind in KIND_WORDS:
        keys = sorted({heading.key for heading in headings if heading.kind == kind})
        for some in in_parts(keys):
            yield kind, some


def list_public_headings(session: Session, default_rights: str) -> list[Heading]:
    """All headings that something published names."""
    chosen = {
        PERSON: select(Person.id).where(is_public_person(default_rights)),
        ORGANISATION: select(Organisation.id).where(is_public_organisation(default_rights)),
        TOPIC: select(Topic.id).where(is_public_topic()),
    }
    return [
        Heading(kind, str(key)) for kind, keys in chosen.items() for key in session.scalars(keys)
    ]


def read_people(session: Session, keys: Sequence[str], default_rights: str) -> Iterator[Document]:
    """The documents of those of the people that are public."""
    people = session.scalars(
        select(Person)
        .where(Person.id.in_(keys), is_public_person(default_rights))
        .options(
            selectinload(Person.aliases),
            selectinload(Person.tenures)
            .joinedload(Tenure.position)
            .options(joinedload(Position.organisation), selectinload(Position.aliases)),
        )
        .order_by(Person.id)
    ).all()
    wordings = read_wordings(session, [person.id for person in people], default_rights)
    return (document_of_person(person, wordings.get(person.id, ())) for person in people)


def document_of_person(person: Person, wordings: Sequence[str]) -> Document:
    """A person under all names and forms of address, with every position ever held in public."""
    written = format_name(Name(tuple(person.honorifics), person.name, tuple(person.degrees)))
    held = [tenure for tenure in person.tenures if tenure.deleted_at is None]
    held.sort(key=lambda tenure: (tenure.from_earliest or date.min, tenure.id), reverse=True)
    positions = without_repetitions([*map(tenure_words, held), *wordings])
    return Document(
        id=document_id(PERSON, person.slug),
        kind=KIND_WORDS[PERSON],
        title=person.name,
        names=" ".join([written, *(alias.name for alias in person.aliases)]),
        text=in_sentences("; ".join(positions), person.summary),
        person=person.slug,
        positions=tuple(sorted({tenure.position.slug for tenure in held})),
        wordings=tuple(wordings),
    )


def tenure_words(tenure: Tenure) -> str:
    """The office with how it is held, its organisation and its other wordings."""
    position = tenure.position
    organisation = position.organisation.name if position.organisation else None
    words = office_words(f"{KIND_MARKS[tenure.kind]}{position.name}", organisation)
    others = ", ".join(sorted({alias.name for alias in position.aliases}))
    return f"{words} ({others})" if others else words


def office_words(wording: str, organisation: str | None) -> str:
    """A position with its organisation, without what the wording says of that already.

    "Kepala Dinas Sosial" of "Dinas Sosial Kabupaten" is "Kepala Dinas Sosial Kabupaten".
    """
    if not organisation or set(list_words(organisation)) - GOVERNMENT <= set(list_words(wording)):
        return wording
    words, others = wording.split(), organisation.split()
    for size in range(min(len(words), len(others)), 0, -1):
        if fold_all(words[-size:]) == fold_all(others[:size]):
            return " ".join([*words, *others[size:]])
    return f"{wording}, {organisation}"


def fold_all(words: Sequence[str]) -> list[str]:
    """Words without the difference of capitals."""
    return [word.casefold() for word in words]


def without_repetitions(positions: Sequence[str]) -> list[str]:
    """The positions without those of which every word stands in one before."""
    kept: list[str] = []
    said: list[set[str]] = []
    for position in positions:
        words = set(list_words(position))
        if not any(words <= others for others in said):
            kept.append(position)
            said.append(words)
    return kept


def read_wordings(
    session: Session, person_ids: Sequence[str], default_rights: str
) -> dict[str, list[str]]:
    """The positions as worded in what is published of each person, in the order of the alphabet."""
    found: dict[str, set[str]] = {}
    announced = read_announced(session, person_ids)
    heard = read_heard(session, person_ids, default_rights)
    for person_id, wording, organisation in {*announced, *heard}:
        found.setdefault(person_id, set()).add(office_words(wording, organisation))
    return {person_id: sorted(wordings) for person_id, wordings in found.items()}


Worded = tuple[str, str, str | None]
"""(person, wording of a position, organisation)"""


def read_announced(session: Session, person_ids: Sequence[str]) -> list[Worded]:
    """The positions that people were announced with for published episodes."""
    found = session.execute(
        select(Appearance.person_id, Appearance.position_wording, Organisation.name)
        .join(Episode, Episode.id == Appearance.episode_id)
        .outerjoin(Organisation, Organisation.id == Appearance.organisation_id)
        .where(
            is_public(),
            Appearance.person_id.in_(person_ids),
            Appearance.position_wording.is_not(None),
        )
        .distinct()
    )
    return [(person_id, wording or "", body) for person_id, wording, body in found]


def read_heard(session: Session, person_ids: Sequence[str], default_rights: str) -> list[Worded]:
    """The positions of voices heard in open words.

    Someone is heard a thousand times in one office: one public time is looked for, not counted.
    """
    said = (
        select(Attribution.person_id, Attribution.position_wording, Attribution.organisation_id)
        .where(Attribution.person_id.in_(person_ids), Attribution.position_wording.is_not(None))
        .distinct()
        .subquery()
    )
    is_public_somewhere = exists().where(
        Attribution.person_id == said.c.person_id,
        Attribution.position_wording == said.c.position_wording,
        Attribution.organisation_id.is_not_distinct_from(said.c.organisation_id),
        is_heard(default_rights),
    )
    found = session.execute(
        select(said.c.person_id, said.c.position_wording, Organisation.name)
        .outerjoin(Organisation, Organisation.id == said.c.organisation_id)
        .where(is_public_somewhere)
    )
    return [(person_id, wording, body) for person_id, wording, body in found]


def read_organisations(
    session: Session, keys: Sequence[str], default_rights: str
) -> Iterator[Document]:
    """The documents of those of the organisations that are public."""
    organisations = session.scalars(
        select(Organisation)
        .where(Organisation.id.in_(list(map(int, keys))), is_public_organisation(default_rights))
        .options(
            joinedload(Organisation.parent),
            selectinload(Organisation.aliases),
            selectinload(Organisation.successions).joinedload(Succession.successor),
            selectinload(Organisation.precessions).joinedload(Succession.predecessor),
        )
        .order_by(Organisation.id)
    ).all()
    return map(document_of_organisation, organisations)


def document_of_organisation(organisation: Organisation) -> Document:
    """An organisation with its other names and those of its nearest kin."""
    near = [
        *([organisation.parent.name] if organisation.parent else []),
        *sorted(one.successor.name for one in organisation.successions),
        *sorted(one.predecessor.name for one in organisation.precessions),
    ]
    names = dict.fromkeys([*sorted(alias.name for alias in organisation.aliases), *near])
    return Document(
        id=document_id(ORGANISATION, organisation.slug),
        kind=KIND_WORDS[ORGANISATION],
        title=organisation.name,
        text=in_sentences("; ".join(names), organisation.summary),
        organisation=organisation.slug,
    )


def read_topics(session: Session, keys: Sequence[str], _default_rights: str) -> Iterator[Document]:
    """The documents of those of the topics that are public."""
    topics = session.scalars(
        select(Topic)
        .where(Topic.id.in_(list(map(int, keys))), is_public_topic())
        .options(selectinload(Topic.synonyms))
        .order_by(Topic.id)
    ).all()
    lines = read_topic_lines(session)
    return (document_of_topic(topic, lines[topic.id]) for topic in topics)


def document_of_topic(topic: Topic, line: tuple[str, ...]) -> Document:
    """A topic with its synonyms; `line` is its slug and those of the topics above it."""
    synonyms = sorted(synonym.name for synonym in topic.synonyms)
    return Document(
        id=document_id(TOPIC, topic.slug),
        kind=KIND_WORDS[TOPIC],
        title=topic.name,
        text=in_sentences("; ".join(synonyms), topic.summary),
        topics=line,
    )


def in_sentences(*texts: str | None) -> str:
    """Those of the texts that say something, each ended by a full stop where another follows."""
    said = [text for text in texts if text]
    ended = [text if text.endswith((".", "!", "?")) else f"{text}." for text in said[:-1]]
    return " ".join([*ended, *said[-1:]])


Reader = Callable[[Session, Sequence[str], str], Iterator[Document]]

READERS: dict[str, Reader] = {
    PERSON: read_people,
    ORGANISATION: read_organisations,
    TOPIC: read_topics,
}
