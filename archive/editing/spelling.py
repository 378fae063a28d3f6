"""Words of a transcript that look like a misprint of a name that the archive knows.

A word or a pair of words with a capital is doubted where a name of the archive is near: at most one
letter in five is another one. Common words are not, nor what the archive knows to be right: its
names, abbreviations (Sekda is a person, Setda the office), how the voices of the transcript are
called. A person decides.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist
from sqlalchemy import Select, exists, select, union_all
from sqlalchemy.orm import Session

from archive.attributions import read_attributions
from archive.catalogue.visibility import (
    is_public,
    is_public_organisation,
    is_public_person,
    is_public_topic,
)
from archive.editing.lines import Line
from archive.models import (
    Episode,
    Organisation,
    OrganisationAlias,
    Person,
    PersonAlias,
    Position,
    PositionAlias,
    Programme,
    Station,
    Topic,
)
from archive.names import parse_name
from search import is_known_word

LETTERS_AN_EDIT = 5
SHORTEST = 5
"""Letters of a single word that is doubted; shorter ones are near too many others."""
SPOKEN = ("id", "bjn")
"""Languages whose words `search.is_known_word` knows."""
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")

COUNTRIES = frozenset(
    """
    Afganistan Albania Aljazair Amerika Angola Arab Argentina Armenia Australia Austria Azerbaijan
    Bahrain Bangladesh Belanda Belarus Belgia Bhutan Bolivia Bosnia Botswana Brasil Brunei Bulgaria
    Ceko Chad Cile Denmark Djibouti Ekuador Eritrea Estonia Etiopia Eropa Filipina Finlandia Gabon
    Gambia Georgia Ghana Guatemala Guinea Haiti Honduras Hungaria India Indonesia Inggris Irak Iran
    Irlandia Islandia Israel Italia Jamaika Jepang Jerman Kamboja Kamerun Kanada Kazakhstan Kenya
    Kolombia Kongo Korea Kroasia Kuba Kuwait Laos Latvia Lebanon Liberia Libya Lituania Luksemburg
    Madagaskar Makedonia Maladewa Malaysia Mali Malta Maroko Mauritania Meksiko Mesir Moldova
    Mongolia Mozambik Myanmar Namibia Nepal Niger Nigeria Nikaragua Norwegia Oman Pakistan Palestina
    Panama Papua Paraguay Peru Polandia Portugal Prancis Qatar Rumania Rusia Rwanda Samoa Senegal
    Serbia Singapura Siprus Slovenia Slowakia Somalia Spanyol Sudan Suriah Suriname Swedia Swiss
    Taiwan Tajikistan Tanzania Thailand Tiongkok Togo Tunisia Turki Uganda Ukraina Uruguay
    Uzbekistan Vatikan Venezuela Vietnam Yaman Yordania Yunani Zambia Zimbabwe
    """.casefold().split()
)
"""Right where they stand alone; in the name of a person they may yet be a misprint."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Signs `start` to `end` of a line that are perhaps a misprint of `proposal`."""

    line: Line
    start: int
    end: int
    found: str
    proposal: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A word or a pair of words of a line."""

    line: Line
    start: int
    end: int
    text: str


def list_names(session: Session, episode: Episode, default_rights: str) -> list[str]:
    """The names that the public sees and those of this episode, each once, in order.

    Names of people, bodies, offices, programmes, stations and topics; not those that are known as
    misprints. What stands in drafts of others, or was withdrawn, is proposed to nobody.
    """
    public = session.scalars(union_all(*public_names(default_rights)))
    found = [*public, *names_of(episode), *names_of_voices(session, episode)]
    bare = {parse_name(name).name for name in found}
    return sorted(name for name in bare if name)


def public_names(default_rights: str) -> Iterator[Select[str]]:
    """Queries for the names of everything that has a public page."""
    person, body = is_public_person(default_rights), is_public_organisation(default_rights)
    yield select(Person.name).where(person)
    yield (
        select(PersonAlias.name)
        .join(Person, Person.id == PersonAlias.person_id)
        .where(PersonAlias.kind != "misprint", person)
    )
    yield select(Organisation.name).where(body)
    for part in (OrganisationAlias, Position):
        yield (
            select(part.name)
            .join(Organisation, Organisation.id == part.organisation_id)
            .where(body)
        )
    yield (
        select(PositionAlias.name)
        .join(Position, Position.id == PositionAlias.position_id)
        .join(Organisation, Organisation.id == Position.organisation_id)
        .where(body)
    )
    yield select(Topic.name).where(is_public_topic())
    on_air = exists().where(Episode.programme_id == Programme.id, is_public())
    yield select(Programme.name).where(on_air)
    yield select(Station.name).join(Programme, Programme.station_id == Station.id).where(on_air)


def names_of(episode: Episode) -> Iterator[str]:
    """The names that stand in the catalogue entry of an episode."""
    yield episode.programme.name
    if episode.programme.station is not None:
        yield episode.programme.station.name
    for topic in episode.topics:
        yield topic.name
    for appearance in episode.appearances:
        yield from names_of_person(appearance.person)
        if appearance.position_wording:
            yield appearance.position_wording
        if appearance.organisation is not None:
            yield appearance.organisation.name
            yield from (alias.name for alias in appearance.organisation.aliases)
        if appearance.position is not None:
            yield appearance.position.name
            yield from (alias.name for alias in appearance.position.aliases)


def names_of_voices(session: Session, episode: Episode) -> Iterator[str]:
    """The names and offices of those to whom voices of an episode are attributed."""
    for attribution in read_attributions(session, episode.id).values():
        if attribution.person is not None:
            yield from names_of_person(attribution.person)
        if attribution.position_wording:
            yield attribution.position_wording


def names_of_person(person: Person) -> Iterator[str]:
    """The names of a person but for those that are known as misprints."""
    yield person.name
    yield from (alias.name for alias in person.aliases if alias.kind != "misprint")


def find_doubts(lines: Sequence[Line], names: Iterable[str]) -> list[Doubt]:
    """What may be misprints, in the order of the lines; what overlaps is said once."""
    terms = terms_of(names)
    labels = frozenset(words_of(line.row.voice or "" for line in lines))
    pieces = [
        piece for line in lines for piece in pieces_of(line) if is_doubted(piece, terms, labels)
    ]
    found = {piece.text.casefold() for piece in pieces}
    proposals = nearest(sorted(found), terms)
    doubts = []
    for piece in pieces:
        proposal = proposals.get(piece.text.casefold())
        if proposal is not None:
            doubts.append(Doubt(piece.line, piece.start, piece.end, piece.text, proposal))
    return list(without_overlaps(doubts))


def terms_of(names: Iterable[str]) -> dict[str, str]:
    """Words with a capital and pairs of these out of names: folded -> as written."""
    terms: dict[str, str] = {}
    for name in names:
        words = WORD.findall(name)
        capital = [word for word in words if word[:1].isupper()]
        pairs = [f"{a} {b}" for a, b in pairwise(words) if is_pair(a, b)]
        for term in (*pairs, *(word for word in capital if len(word) >= SHORTEST)):
            terms.setdefault(term.casefold(), term)
    return terms


def is_pair(one: str, other: str) -> bool:
    """Whether two words are a pair that may be a name."""
    return one[:1].isupper() and other[:1].isupper()


def pieces_of(line: Line) -> Iterator[Piece]:
    """Pairs of words with capitals, then single ones; pairs come first since they say more.

    Of speech in another language, whose words are not known, only pairs.
    """
    text = line.row.text or ""
    words = list(WORD.finditer(text))
    for one, other in pairwise(words):
        if is_pair(one[0], other[0]) and text[one.end() : other.start()] == " ":
            yield Piece(line, one.start(), other.end(), f"{one[0]} {other[0]}")
    for word in words if line.row.language in SPOKEN else ():
        if word[0][:1].isupper() and len(word[0]) >= SHORTEST:
            yield Piece(line, word.start(), word.end(), word[0])


def is_doubted(piece: Piece, terms: Container[str], labels: Container[str]) -> bool:
    """Whether a piece is no name that is known, and holds no other word that is known.

    `labels` are the words by which voices are called, folded as the terms are.
    """
    folded = piece.text.casefold()
    if folded in terms or is_known(piece.text):
        return False
    if folded in COUNTRIES:
        return False
    others = [word for word in piece.text.split(" ") if word.casefold() not in terms]
    return bool(others) and not any(word.casefold() in labels or is_known(word) for word in others)


@lru_cache(maxsize=1 << 14)
def is_known(written: str) -> bool:
    """Whether what is written is a word of the language or an abbreviation, not a name."""
    return is_known_word(written)


def words_of(texts: Iterable[str]) -> Iterator[str]:
    """The words of some texts, folded."""
    for text in texts:
        yield from (word.casefold() for word in WORD.findall(text))


def nearest(found: Sequence[str], terms: dict[str, str]) -> dict[str, str]:
    """The nearest term of each text, where one is near enough: one edit in five letters."""
    known = list(terms)
    if not found or not known:
        return {}
    most = max(len(text) for text in found) // LETTERS_AN_EDIT + 1
    distances = cdist(found, known, scorer=OSA.distance, score_cutoff=most, dtype=np.uint8)
    proposals = {}
    for text, row in zip(found, distances, strict=True):
        place = int(row.argmin())
        near = known[place]
        edits = min(len(text), len(near)) // LETTERS_AN_EDIT
        if 0 < row[place] <= edits and near.count(" ") == text.count(" "):
            proposals[text] = terms[near]
    return proposals


def without_overlaps(doubts: Iterable[Doubt]) -> Iterator[Doubt]:
    """Doubts that touch no earlier one of their line, in the order of the words."""
    taken: dict[str, list[Doubt]] = {}
    for doubt in doubts:
        held = taken.setdefault(doubt.line.id, [])
        if all(doubt.end <= one.start or doubt.start >= one.end for one in held):
            held.append(doubt)
    for held in taken.values():
        yield from sorted(held, key=lambda doubt: doubt.start)
