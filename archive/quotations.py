"""Quote check: what stands in quotation marks against what was said and is public.

The index proposes statements, the database says which of them are public and how they follow each
other, `search.quotes` finds the words. Whoever is quoted by name but did not speak them is told
from the one who did.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from archive.catalogue.statements import StatementRow, row_of, select_statements
from archive.catalogue.visibility import is_public_person
from archive.errors import Refused
from archive.finding import named
from archive.models import Person, PersonAlias, RevisionRow
from archive.names import match_key
from archive.published.cautions import look_around
from archive.published.timing import time_of_beginning, time_of_end
from archive.quotation_marks import Marked, list_quotations
from archive.quotation_warnings import Sides, Warned, warn
from archive.rows import Row, select_rows
from archive.rows import row_of as timed_row_of
from search import Index, IndexUnavailable
from search.differences import Step
from search.quotes import Candidate, Passage, Quoted, find_quotation

MOST_CHARACTERS: Final = 200_000
MOST_QUOTATIONS: Final = 200
MOST_WORDS: Final = 500
"""What one check takes: characters of a text, quotations in it, words of each."""
AS_GOOD: Final = 0.05
"""By how much words of the one who is named may be less alike and still be taken for the source."""


@dataclass(frozen=True, slots=True)
class Source:
    """Words `first` to `last` of a statement as published, and the seconds they are heard."""

    statement: StatementRow
    passage: Passage
    start: float | None
    end: float | None

    @property
    def around(self) -> Sides:
        """What turns the meaning of its words in the rest of their sentence, on both sides."""
        words, first, last = self.statement.text.split(), self.passage.first, self.passage.last
        return look_around(words[: first - 1], words[first - 1 : last], words[last:])

    def as_dict(self) -> dict[str, Any]:
        """An entry of `statements` in the shape of `gaung quote check`."""
        row = self.statement
        return {
            "id": row.id,
            "revision": row.revision,
            **named("episode", "title", row.episode),
            "date": row.on.isoformat(),
            **named("person", "name", row.speaker),
            "voice": row.voice,
            "position": row.position,
            "label": row.label,
            "checked_at": row.checked_at.isoformat() if row.checked_at else None,
            "start": self.start,
            "end": self.end,
            "from": self.passage.first,
            "to": self.passage.last,
            "text": self.passage.text,
        }


@dataclass(frozen=True, slots=True)
class Checked:
    """A quotation, whom its text names as the speaker, and what was found behind it.

    `verdict` is one of search.quotes, or "other-speaker".
    """

    text: str
    speaker: str | None
    verdict: str
    similarity: float
    sources: tuple[Source, ...] = ()
    difference: tuple[Step, ...] = ()

    @property
    def warnings(self) -> tuple[Warned, ...]:
        """What a reader of the quotation would take otherwise than it was said."""
        return warn(self.difference, [source.around for source in self.sources])

    def as_dict(self) -> dict[str, Any]:
        """An entry of `quotations` in the shape of `gaung quote check`."""
        return {
            "text": self.text,
            "speaker": self.speaker,
            "verdict": self.verdict,
            "similarity": self.similarity,
            "statements": [source.as_dict() for source in self.sources],
            "difference": [list(step) for step in self.difference],
            "warnings": [one.as_dict() for one in self.warnings],
        }


@dataclass(frozen=True, slots=True)
class _Spoken:
    """A public statement and where it stands: in which revision, as which of its rows."""

    statement: StatementRow
    revision_id: int
    ordinal: int

    @property
    def candidate(self) -> Candidate:
        """The statement as `search.quotes` takes it."""
        row = self.statement
        return Candidate(row.id, row.text, str(self.revision_id), self.ordinal)


def check_text(session: Session, index: Index, text: str, default_rights: str) -> list[Checked]:
    """Look up every quotation of a text; raises as the two functions do that it joins."""
    return check_quotations(session, index, read_quotations(text), default_rights)


def read_quotations(text: str) -> list[Marked]:
    """The quotations of a text; one without quotation marks is one quotation.

    Raises Refused for a text without words, and for one that is too long.
    """
    if len(text) > MOST_CHARACTERS:
        raise Refused(
            f"The text has {len(text):,} characters; at most {MOST_CHARACTERS:,} are checked at"
            " once. Split it."
        )
    if not _is_unicode(text):
        raise Refused("The text holds signs that are none. Save it as UTF-8 and try again.")
    marked = list_quotations(unicodedata.normalize("NFC", text))
    if not marked:
        raise Refused("There are no words in the text. Give the words that were quoted.")
    if len(marked) > MOST_QUOTATIONS:
        raise Refused(
            f"The text holds {len(marked)} quotations; at most {MOST_QUOTATIONS} are checked at"
            " once. Split it."
        )
    for one in marked:
        _refuse_long(one.text)
    return marked


def _is_unicode(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _refuse_long(quotation: str) -> None:
    words = len(quotation.split())
    if words > MOST_WORDS:
        raise Refused(
            f"A quotation of {words:,} words is too long to be looked up (at most {MOST_WORDS})."
            f" Put quotation marks around what was quoted; this begins “{quotation[:60]}…”."
        )


def check_quotations(
    session: Session, index: Index, marked: Iterable[Marked], default_rights: str
) -> list[Checked]:
    """Look up quotations; raises IndexUnavailable where there is no index to look in."""
    if not index.status().available:
        raise IndexUnavailable("There is no index to look for quotations in; rebuild it.")
    return [check_quotation(session, index, one, default_rights) for one in marked]


def check_quotation(session: Session, index: Index, marked: Marked, default_rights: str) -> Checked:
    """Look up one quotation among what the public may read."""
    ids = [document.id for document in index.find_candidates(marked.text)]
    spoken = _read_spoken(session, RevisionRow.statement_id.in_(ids), default_rights)
    ranked = [spoken[one] for one in ids if one in spoken]
    meant = _find_people(session, marked.speaker, default_rights) if marked.speaker else set()
    found = _find(session, marked.text, ranked, meant, default_rights)
    sources = tuple(_source(session, spoken | found[1], one) for one in found[0].passages)
    return Checked(
        text=marked.text,
        speaker=marked.speaker,
        verdict=_judge(found[0], sources, meant),
        similarity=found[0].similarity,
        sources=sources,
        difference=found[0].difference,
    )


def _find(
    session: Session,
    text: str,
    ranked: Sequence[_Spoken],
    meant: set[str],
    default_rights: str,
) -> tuple[Quoted, dict[str, _Spoken]]:
    """What is found, and the statements beside the proposed ones that it was looked for in."""
    best = find_quotation(text, [one.candidate for one in ranked])
    own = [one.candidate for one in ranked if _slug(one.statement) in meant]
    of_meant = find_quotation(text, own)
    if of_meant.passages and of_meant.similarity >= best.similarity - AS_GOOD:
        best = of_meant
    if best.verdict == "verbatim" or not ranked:
        return best, {}
    beside = _read_beside(session, ranked, best, default_rights)
    wider = find_quotation(text, [one.candidate for one in (*ranked, *beside.values())])
    return (wider if wider.similarity > best.similarity else best), beside


def _read_beside(
    session: Session, ranked: Sequence[_Spoken], found: Quoted, default_rights: str
) -> dict[str, _Spoken]:
    """The neighbours of what was found, else of the best proposals: a quotation may run on."""
    ids = {passage.id for passage in found.passages}
    around = [one for one in ranked if one.statement.id in ids] or ranked[:3]
    wanted = or_(
        *(
            and_(
                RevisionRow.revision_id == one.revision_id,
                RevisionRow.ordinal.between(one.ordinal - 1, one.ordinal + 1),
            )
            for one in around
        )
    )
    return _read_spoken(session, wanted, default_rights)


def _read_spoken(session: Session, wanted: Any, default_rights: str) -> dict[str, _Spoken]:
    """The public statements among the wanted rows, by identifier."""
    chosen = (
        select_statements(default_rights)
        .add_columns(RevisionRow.revision_id, RevisionRow.ordinal)
        .where(wanted)
    )
    found = (_Spoken(row_of(record[:-2]), *record[-2:]) for record in session.execute(chosen))
    return {one.statement.id: one for one in found}


def _source(session: Session, spoken: dict[str, _Spoken], passage: Passage) -> Source:
    one = spoken[passage.id]
    row = _read_timed(session, one)
    start, end = time_of_beginning(row, passage.first), time_of_end(row, passage.last)
    return Source(one.statement, passage, start, end)


def _read_timed(session: Session, one: _Spoken) -> Row:
    """The row of a statement with its marks."""
    chosen = select_rows().where(
        RevisionRow.revision_id == one.revision_id,
        RevisionRow.statement_id == one.statement.id,
    )
    return timed_row_of(session.execute(chosen).one())


def _judge(found: Quoted, sources: Iterable[Source], meant: set[str]) -> str:
    """The verdict, where the speakers count too.

    Words of two speakers are stitched, however closely they followed each other. Other-speaker
    needs a name that the archive knows and a voice that is known to be somebody else's.
    """
    speakers = {_slug(source.statement) or source.statement.voice for source in sources}
    known = {_slug(source.statement) for source in sources}
    if meant and known and None not in known and not known & meant:
        return "other-speaker"
    return "stitched" if len(speakers) > 1 else found.verdict


def _slug(row: StatementRow) -> str | None:
    return row.speaker.slug if row.speaker else None


def _find_people(session: Session, speaker: str, default_rights: str) -> set[str]:
    """Slugs of the public people whom a text may mean by these words; empty where it is unsure.

    A whole name may stand among titles ("Sekda Ambo Sakti"); a part of a name has to stand alone
    ("Ambo"). An office without a name means nobody: who held it depends on the day.
    """
    words = match_key(speaker).split()
    if not words:
        return set()
    keys = select(Person.slug, Person.key).where(_holds_any(Person.key, words))
    aliases = (
        select(Person.slug, PersonAlias.key)
        .join(PersonAlias, PersonAlias.person_id == Person.id)
        .where(_holds_any(PersonAlias.key, words), PersonAlias.kind != "title-region")
    )
    public = is_public_person(default_rights)
    found = [row for one in (keys, aliases) for row in session.execute(one.where(public))]
    return {slug for slug, key in found if _means(words, key.split())}


def _holds_any(column: Any, words: Iterable[str]) -> Any:
    return or_(*(column.contains(word, autoescape=True) for word in words))


def _means(words: list[str], name: list[str]) -> bool:
    """Whether words name somebody: they are part of the name, or hold all of it in its order.

    A name of one word has to stand alone: within a title it may be that of a place.
    """
    if set(words) <= set(name) or len(name) == 1:
        return set(words) <= set(name)
    starts = range(len(words) - len(name) + 1)
    return any(words[start : start + len(name)] == name for start in starts)
