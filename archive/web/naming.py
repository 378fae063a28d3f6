"""Who the voices of a transcript are, as a form: read, checked, shown again as it was filled in.

For each voice one of the people offered, or a name that is typed and wins over what is chosen above
it; the name of nobody in the archive makes a new person only where that is asked for. Words that
the file gives to nobody may be given a label.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.attaching import Naming
from archive.audit import record_act
from archive.models import Actor, Person
from archive.names import match_key
from archive.people import add_person, find_person, list_look_alikes
from archive.proposals import find_named
from archive.transcript_previews import PreviewedVoice
from archive.web.posted import posted

MOST_LISTED = 2000
"""People that are listed beside the field; others are found by their full name all the same."""
SOURCE = "named by a person who attached the transcript"
LONGEST = 200

_WITH_SLUG = re.compile(r"(?P<name>.*)\((?P<slug>[a-z0-9-]+)\)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class VoiceForm:
    """A voice with what the form says of it.

    `chosen` is the slug of a person or "" for an unknown voice, `typed` a name, `is_new` whether
    it is that of a new person; `slug` is who is meant in the end, `problem` why that is not clear.
    `number` counts the voices that nobody is proposed for.
    """

    voice: PreviewedVoice
    chosen: str = ""
    typed: str = ""
    is_new: bool = False
    slug: str = ""
    problem: str = ""
    number: int = 0


def start_forms(voices: Iterable[PreviewedVoice]) -> list[VoiceForm]:
    """The form before anyone has filled it in: with who is proposed."""
    forms = []
    unknown = 0
    for voice in voices:
        proposed = voice.proposal.proposed if voice.proposal else None
        unknown += proposed is None
        slug = proposed.person.slug if proposed else ""
        forms.append(VoiceForm(voice, slug, slug=slug, number=0 if proposed else unknown))
    return forms


def read_forms(session: Session, voices: Sequence[PreviewedVoice]) -> list[VoiceForm]:
    """The form as it was sent, with what is not clear in it."""
    numbers = (form.number for form in start_forms(voices))
    forms = zip(range(len(voices)), voices, numbers, strict=True)
    return [read_form(session, place, voice, number) for place, voice, number in forms]


def read_form(session: Session, place: int, voice: PreviewedVoice, number: int) -> VoiceForm:
    """What was sent for one voice."""
    if voice.label is None:
        return read_nameless(session, voice, number)
    if voice.proposal is None:
        return VoiceForm(voice, number=number)
    chosen, typed = posted(f"suara-{place}"), posted(f"tokoh-{place}")[:LONGEST]
    is_new = posted(f"baru-{place}") == "1"
    slug, problem = (chosen, "") if not typed else find_typed(session, typed, is_new=is_new)
    if is_new and not typed:
        problem = _("Tulis nama orang baru itu.")
    if chosen and not typed and find_person(session, chosen) is None:
        slug, problem = "", _("Tokoh yang dipilih tidak ada lagi.")
    return VoiceForm(voice, chosen, typed, is_new, slug, problem, number)


def read_nameless(session: Session, voice: PreviewedVoice, number: int) -> VoiceForm:
    """What the words that the file gives to nobody are to stand under: a name, or any label."""
    label = posted("sebutan")[:LONGEST]
    found = find_named(session, label) if label else []
    slug = found[0].slug if len(found) == 1 else ""
    return VoiceForm(voice, typed=label, slug=slug, number=number)


def find_typed(session: Session, typed: str, *, is_new: bool) -> tuple[str, str]:
    """The slug of whoever is meant by a typed name ("" for somebody new), and what is unclear."""
    with_slug = _WITH_SLUG.fullmatch(typed)
    person = find_person(session, with_slug["slug"] if with_slug else typed)
    found = [person] if person else find_named(session, typed)
    if is_new and found:
        return "", _(
            "Di arsip sudah ada %(people)s. Pilih dia, atau tulis nama yang lebih lengkap.",
            people=list_names(found),
        )
    if len(found) > 1:
        return "", _(
            "Ada beberapa orang yang bernama begitu: %(people)s. Tulis salah satu seperti itu.",
            people=list_names(found),
        )
    if found:
        return found[0].slug, ""
    return "", "" if is_new else say_unknown(session, typed)


def say_unknown(session: Session, typed: str) -> str:
    """That nobody is called so, and who is called almost so."""
    alike = list_look_alikes(session, typed)
    unknown = (
        _(
            "Di arsip tidak ada “%(name)s”. Mungkin %(people)s? Kalau memang orang baru, centang "
            "kotaknya.",
            name=typed,
            people=list_names(alike),
        )
        if alike
        else _(
            "Di arsip tidak ada “%(name)s”. Periksa ejaannya; kalau memang orang baru, centang "
            "kotaknya.",
            name=typed,
        )
    )
    return str(unknown)


def list_names(people: Sequence[Person]) -> str:
    """People as they can be typed: the name with the slug, which no two share."""
    return "; ".join(f"{person.name} ({person.slug})" for person in people)


def list_people(session: Session) -> list[str]:
    """Names to choose from, with the slug where two share one."""
    alive = Person.deleted_at.is_(None), Person.merged_into_id.is_(None)
    known = session.execute(
        select(Person.name, Person.slug).where(*alive).order_by(Person.name).limit(MOST_LISTED)
    ).all()
    names = [name for name, _slug in known]
    shared = {name for name in names if names.count(name) > 1}
    return [f"{name} ({slug})" if name in shared else name for name, slug in known]


def make_people(session: Session, forms: Iterable[VoiceForm], actor: Actor) -> Naming:
    """Whom the form names; people who are new are added. Voices that stay as they are, are not."""
    people: dict[str, Person | None] = {}
    added: dict[str, Person] = {}
    nameless = None
    for form in forms:
        if form.voice.label is None and form.typed:
            nameless = form.typed
            people |= {form.typed: find_person(session, form.slug)} if form.slug else {}
        if form.voice.label is None or form.voice.proposal is None or stays(form):
            continue
        key = match_key(form.typed)
        if form.typed and not form.slug and key not in added:
            added[key] = add_person(session, form.typed)
            record_act(session, actor, "person added", added[key].id)
        new = added.get(key) if form.typed and not form.slug else None
        people[form.voice.label] = new or find_person(session, form.slug)
    return Naming(people, SOURCE, nameless)


def stays(form: VoiceForm) -> bool:
    """Whether a voice that somebody named before is said to be the same person."""
    candidates = form.voice.proposal.candidates if form.voice.proposal else ()
    return any(one.because == "named" and one.person.slug == form.slug for one in candidates)
