"""A Citation is put together from the record: as of the cited revision, never as of today."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby
from zoneinfo import ZoneInfo

from archive.calendar import Moment
from archive.catalogue.episodes import moment_of
from archive.citations import Citation, LaterName, OtherName, PressSource, Speaker, Speech
from archive.models import Episode
from archive.permalinks import Passage, format_passage
from archive.published.other_speakers import OthersById, OtherSpeaker
from archive.published.passages import Quoted, Stretch
from archive.published.revisions import PublishedStatement
from archive.published.sound import Sound
from archive.published.speakers import HeardSpeaker, Later
from archive.published.statements import StatementView


@dataclass(frozen=True, slots=True)
class Citing:
    """Where and when a citation is made: the archive's public address and name, and its zone.

    `unknown` is what an unknown voice is called in the reader's language.
    """

    public_url: str
    archive_name: str
    zone: str
    now: datetime
    unknown: str

    def day_of(self, at: datetime) -> date:
        """The day on which an instant falls where the archive is."""
        return at.astimezone(ZoneInfo(self.zone)).date()


def pinned_path(identifier: str, revision: int, passage: Passage | None = None) -> str:
    """The permanent address of a statement as it stands in a revision, or of a passage of it."""
    path = f"/s/{identifier}/r{revision}"
    return f"{path}/{format_passage(passage)}" if passage else path


def cite(
    view: StatementView,
    quoted: Quoted,
    passage: Passage | None,
    question: PublishedStatement | None,
    sound: Sound | None,
    others: OthersById,
    citing: Citing,
) -> Citation:
    """The citation of words, pinned to the revision that is shown.

    `passage` is None for a whole statement; `question` is what the words answer, `sound` the
    recording behind them, `others` those to whom other revisions give them.
    """
    episode, number = view.episode, view.revision.number
    path = pinned_path(view.statement.id, number, passage)
    return Citation(
        title=episode.title,
        moment=first_moment(episode),
        url=citing.public_url.rstrip("/") + path,
        accessed_on=citing.day_of(citing.now),
        speeches=tuple(list_speeches(quoted, others, citing)),
        programme=episode.programme.name,
        station=episode.programme.station.name if episode.programme.station else "",
        start=quoted.start if sound else None,
        end=quoted.end if sound else None,
        is_about=quoted.is_estimated,
        revision=number,
        label=quoted.label,
        checked_on=citing.day_of(quoted.checked_later) if quoted.checked_later else None,
        via=press_source(episode) if sound is None else None,
        question=speech_of(question, citing) if question else None,
        language=view.statement.row.language,
        archive=citing.archive_name,
    )


def list_speeches(quoted: Quoted, others: OthersById, citing: Citing) -> Iterator[Speech]:
    """The words by speaker; parted too where another revision gives some of them to another."""

    def who(stretch: Stretch) -> tuple[HeardSpeaker, tuple[OtherSpeaker, ...]]:
        return stretch.statement.speaker, others.get(stretch.statement.id, ())

    for (speaker, elsewhere), stretches in groupby(quoted.stretches, key=who):
        run = tuple(stretches)
        names = tuple(other_name(one, citing) for one in elsewhere)
        cited = replace(cited_speaker(speaker, citing), others=names)
        yield Speech(cited, " ".join(word for one in run for word in one.words), withheld_in(run))


def cite_episode(
    episode: Episode, speakers: tuple[Speaker, ...], revision: int | None, citing: Citing
) -> Citation:
    """The episode as a whole, with those who are announced for it."""
    return Citation(
        title=episode.title,
        moment=first_moment(episode),
        url=f"{citing.public_url.rstrip('/')}/episode/{episode.slug}",
        accessed_on=citing.day_of(citing.now),
        speeches=tuple(Speech(speaker) for speaker in speakers),
        programme=episode.programme.name,
        station=episode.programme.station.name if episode.programme.station else "",
        revision=revision,
        language=episode.language,
        archive=citing.archive_name,
    )


def first_moment(episode: Episode) -> Moment:
    """When the episode went on air first."""
    return moment_of(episode.broadcasts[0]) if episode.broadcasts else Moment(episode.on)


def cited_speaker(speaker: HeardSpeaker, citing: Citing) -> Speaker:
    """A speaker with the position of that day, and the later attribution as a dated correction."""
    named = speaker.named
    return Speaker(
        name=speaker.name,
        position=(named.position if named else None) or "",
        organisation=(named.organisation if named else None) or "",
        known=named is not None,
        later=later_name(speaker.later, citing) if speaker.later else None,
    )


def later_name(later: Later, citing: Citing) -> LaterName:
    """The dated correction, with the position where one is given."""
    named = later.named
    name = citing.unknown
    if named:
        name = named.person.name + (f" ({named.position})" if named.position else "")
    return LaterName(name, citing.day_of(later.at))


def other_name(other: OtherSpeaker, citing: Citing) -> OtherName:
    """Position and name of whoever another revision names; an unknown voice by its label."""
    speaker = other.speaker
    label = f"“{speaker.voice}”" if speaker.voice else ""
    named = (speaker.position, speaker.name) if speaker.named else ()
    name = " ".join(filter(None, named)) or ", ".join(filter(None, (label, citing.unknown)))
    return OtherName(name, other.revision)


def speech_of(statement: PublishedStatement, citing: Citing) -> Speech:
    """A whole statement as speech."""
    return Speech(cited_speaker(statement.speaker, citing), statement.row.text or "")


def withheld_in(run: tuple[Stretch, ...]) -> str | None:
    """The reason class of the first words that are withheld among these."""
    return next((one.statement.gap.because for one in run if one.statement.gap), None)


def press_source(episode: Episode) -> PressSource | None:
    """The press report through which an episode without a recording is known."""
    item = next(iter(episode.press_items), None)  # type: ignore[attr-defined]  # a backref
    if item is None:
        return None
    return PressSource(item.outlet, item.title, item.published_on, item.url or "")
