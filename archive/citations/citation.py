"""The Citation: everything that has to be said so that a passage is found again and believed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from archive.calendar import Moment

#: Verification labels, from what was checked by ear down to what somebody else passed on.
LABELS = ("rekaman", "transkrip", "mesin", "pers-langsung", "pers-taklangsung", "dikutip")


def weakest_label(labels: set[str]) -> str:
    """The label that a passage over several statements carries; "" for no labels."""
    return max(labels, key=LABELS.index, default="")


@dataclass(frozen=True, slots=True)
class LaterName:
    """The dated correction beside a frozen name: from that day on the voice is attributed so."""

    name: str
    on: date


@dataclass(frozen=True, slots=True)
class OtherName:
    """Whom another revision of the transcript gives the words to, all of them or some."""

    name: str
    revision: int
    is_partly: bool = False


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who is cited, as the cited revision shows it.

    `name` stands as written, honorifics and degrees included, and is never taken apart; for an
    unknown voice (`known` False) it is the label heard in the episode, or "" where there is none.
    `position` and `organisation` are the wordings of that day, `others` those who speak the same
    words in other published revisions.
    """

    name: str
    position: str = ""
    organisation: str = ""
    known: bool = True
    later: LaterName | None = None
    others: tuple[OtherName, ...] = ()

    @property
    def office(self) -> str:
        """Position and organisation; one that the position already names is not said twice."""
        if self.organisation.casefold() in self.position.casefold():
            return self.position
        return ", ".join(filter(None, (self.position, self.organisation)))


def merge_others(speakers: Sequence[Speaker]) -> Speaker:
    """One speaker of several speeches; what is said of some of these alone is said to be partly."""
    named = dict.fromkeys(other for one in speakers for other in one.others)
    others = tuple(
        replace(other, is_partly=any(other not in one.others for one in speakers))
        for other in named
    )
    return replace(speakers[0], others=others)


@dataclass(frozen=True, slots=True)
class Speech:
    """One speaker's words in a passage; `withheld` is the reason class of withdrawn ones."""

    speaker: Speaker
    text: str = ""
    withheld: str | None = None


@dataclass(frozen=True, slots=True)
class PressSource:
    """The press report through which words are known that no recording holds."""

    outlet: str
    title: str
    published_on: date | None = None
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """The reference to an episode, a statement or a passage.

    `speeches` are the words in order, one entry per change of speaker; an episode is cited with
    its speakers and without words. `start` and `end` are seconds in the recording, None where
    there is none; with `is_about` they are estimates. `url` is the permanent address,
    `revision` the number of the transcript's revision, `label` a key of LABELS or "" (an
    episode has none), `checked_on` the day of a check by ear that came after the revision was
    published, `via` the press report where there is no recording, `question` what the passage
    answers, `language` that of the words.
    """

    title: str
    moment: Moment
    url: str
    accessed_on: date
    speeches: tuple[Speech, ...] = ()
    programme: str = ""
    station: str = ""
    start: float | None = None
    end: float | None = None
    is_about: bool = False
    revision: int | None = None
    label: str = ""
    checked_on: date | None = None
    via: PressSource | None = None
    question: Speech | None = None
    language: str = "id"
    archive: str = ""

    @property
    def speakers(self) -> tuple[Speaker, ...]:
        """Every speaker once, in the order of speech."""
        parts: dict[Speaker, list[Speaker]] = {}
        for speech in self.speeches:
            parts.setdefault(replace(speech.speaker, others=()), []).append(speech.speaker)
        return tuple(merge_others(speakers) for speakers in parts.values())

    @property
    def text(self) -> str:
        """All words of the passage in one, without those that are withheld."""
        return " ".join(speech.text for speech in self.speeches if speech.text)

    @property
    def withheld(self) -> str | None:
        """The reason class of the first words that are withheld; None where all are shown."""
        return next((speech.withheld for speech in self.speeches if speech.withheld), None)
