"""People on a date: which positions they held, who held an office, who is meant by a name."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache

from sqlalchemy import ColumnElement, Integer, Select, bindparam, or_, select, union_all
from sqlalchemy.orm import Session, contains_eager, selectinload

from archive.broadcasting import name_key
from archive.minting import enter_slug, free_slug, mint_identifier
from archive.models import (
    Appearance,
    Episode,
    Organisation,
    Person,
    PersonAlias,
    Position,
    PositionAlias,
    Tenure,
    TenureEvidence,
)
from archive.names import match_key, parse_name, similarity
from archive.periods import Inside, place_day
from archive.permalinks import person_slug

KIND_MARKS = {"definitif": "", "plt": "Plt. ", "plh": "Plh. ", "pj": "Pj. ", "pjs": "Pjs. "}
"""Kind of tenure -> what stands before the office."""

LOOK_ALIKE = 0.6
"""Trigram similarity of match keys from which two people are named as look-alikes."""


@dataclass(frozen=True, slots=True)
class Held:
    """A position that a person held on a day, surely or possibly, by this tenure."""

    tenure: Tenure
    inside: Inside

    @property
    def position(self) -> Position:
        """The office itself."""
        return self.tenure.position

    @property
    def person(self) -> Person:
        """Who held it."""
        return self.tenure.person

    @property
    def wording(self) -> str:
        """The office in words, with how it was held: "Plt. Sekretaris Daerah"."""
        return f"{KIND_MARKS[self.tenure.kind]}{self.position.name}"


def list_positions_on(session: Session, person_id: str, day: date) -> list[Held]:
    """Positions that the person held on `day`, sure ones first, then possible ones."""
    return holdings_on(read_tenures(session, Tenure.person_id == person_id), day)


def resolve_office(session: Session, wording: str, day: date) -> list[Held]:
    """Who held the office called `wording` ("Sekda Tanbu") on `day`; sure holders first.

    An office is found by its name or an alias; two offices of one name are both looked at.
    """
    key = name_key(wording)
    aliased = select(PositionAlias.position_id).where(PositionAlias.key == key)
    named = select(Position.id).where(or_(Position.key == key, Position.id.in_(aliased)))
    return holdings_on(read_tenures(session, Tenure.position_id.in_(named)), day)


def read_tenures(session: Session, chosen: ColumnElement[bool]) -> Sequence[Tenure]:
    """Tenures that the SQL condition chooses, with person, position and evidence."""
    return (
        session.scalars(
            select(Tenure)
            .join(Tenure.position)
            .options(
                contains_eager(Tenure.position).joinedload(Position.organisation),
                selectinload(Tenure.evidence),
                selectinload(Tenure.person),
            )
            .where(chosen, Tenure.deleted_at.is_(None))
            .order_by(Tenure.id)
        )
        .unique()
        .all()
    )


def holdings_on(tenures: Sequence[Tenure], day: date) -> list[Held]:
    """The tenures that may have lasted on `day`, the sure ones first."""
    placed = [Held(tenure, place_in_tenure(tenure, day)) for tenure in tenures]
    possible = [held for held in placed if held.inside is not Inside.NOT]
    return sorted(possible, key=lambda held: held.inside is not Inside.SURELY)


def place_in_tenure(tenure: Tenure, day: date) -> Inside:
    """How `day` lies to a tenure; evidence of that very day makes it sure.

    A tenure known by evidence alone says nothing of other days.
    """
    if any(proof.held_on == day for proof in tenure.evidence):
        return Inside.SURELY
    began, ended = tenure.began, tenure.ended
    if began.is_unknown and ended.is_unknown and tenure.evidence:
        return Inside.NOT
    return place_day(day, began, ended)


def find_person(session: Session, slug: str) -> Person | None:
    """The person of a slug, former slugs included only where they are still the current one."""
    return session.scalar(select(Person).where(Person.slug == slug))


def add_person(session: Session, written: str, fictional: bool = False) -> Person:
    """A new person under the name as written ("Dr. H. Ambo Sakka, M.Pd")."""
    name = parse_name(written)
    identifier = mint_identifier(session, "person")
    slug = free_slug(session, "person", person_slug(written))
    enter_slug(session, "person", slug, identifier)
    person = Person(
        id=identifier,
        slug=slug,
        name=name.name,
        honorifics=list(name.honorifics),
        degrees=list(name.degrees),
        key=match_key(written),
        fictional=fictional,
        created_at=datetime.now(UTC),
    )
    session.add(person)
    session.flush()
    return person


def meet_person(
    session: Session, written: str, organisation: Organisation | None, programme_id: int
) -> Person | None:
    """The person of the same full name with the same organisation, or the same programme.

    Only these meet without a person's word; whoever else is similar is a look-alike.
    """
    full_name = parse_name(written).name
    circle = seen_in() if organisation is None else seen_with()
    seen = programme_id if organisation is None else organisation.id
    candidates = session.scalars(circle, {"key": match_key(written), "seen": seen})
    return next((one for one in candidates if one.name.casefold() == full_name.casefold()), None)


@cache
def seen_in() -> Select[Person]:
    """People of the key `:key` who appeared in the programme `:seen`."""
    appeared = select(Appearance.person_id).join(Episode)
    return with_key(Person.id.in_(appeared.where(Episode.programme_id == bindparam("seen"))))


@cache
def seen_with() -> Select[Person]:
    """People of the key `:key` who appeared for the organisation `:seen` or held an office."""
    appeared = select(Appearance.person_id)
    held = select(Tenure.person_id).join(Position)
    seen = bindparam("seen", type_=Integer)
    return with_key(
        or_(
            Person.id.in_(appeared.where(Appearance.organisation_id == seen)),
            Person.id.in_(held.where(Position.organisation_id == seen)),
        )
    )


def with_key(circle: ColumnElement[bool]) -> Select[Person]:
    """People of the key `:key` in a circle, those first whom the archive knew first."""
    same_key = (Person.key == bindparam("key"), Person.deleted_at.is_(None))
    return select(Person).where(*same_key, circle).order_by(Person.created_at)


def list_look_alikes(session: Session, written: str, limit: int = 3) -> list[Person]:
    """People whose name or alias resembles `written`, most alike first."""
    scores = score_names(session, written)
    alike = [person_id for person_id, score in scores.items() if score >= LOOK_ALIKE]
    people = select(Person).where(Person.id.in_(alike), Person.deleted_at.is_(None))
    ordered = sorted(session.scalars(people), key=lambda one: (-scores[one.id], one.slug))
    return ordered[:limit]


def score_names(session: Session, written: str) -> dict[str, float]:
    """How much the best name of a person resembles `written`, of those with its first letter."""
    start = f"{match_key(written)[:1]}%"
    named = select(Person.id, Person.name).where(Person.key.like(start))
    aliased = select(PersonAlias.person_id, PersonAlias.name).where(PersonAlias.key.like(start))
    scores: dict[str, float] = {}
    for person_id, name in session.execute(union_all(named, aliased)):
        scores[person_id] = max(resemblance(name, written), scores.get(person_id, 0.0))
    return scores


def resemblance(one: str, other: str) -> float:
    """Similarity of two names; a name that is a part of the other is a look-alike at least."""
    first, second = (set(match_key(name).split()) for name in (one, other))
    contained = first and second and (first <= second or second <= first)
    return max(similarity(one, other), LOOK_ALIKE if contained else 0.0)


def add_evidence(tenure: Tenure, day: date, wording: str | None, source: str) -> None:
    """Note that a position was held on `day`; the same proof twice is kept once."""
    known = {(proof.held_on, proof.wording) for proof in tenure.evidence}
    if (day, wording) not in known:
        tenure.evidence.append(TenureEvidence(held_on=day, wording=wording, source=source))
