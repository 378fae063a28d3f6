"""What an audio file says of itself, in one shape for all formats."""

from dataclasses import asdict, dataclass, field, fields
from typing import Any


@dataclass(frozen=True, slots=True)
class Chapter:
    """A titled stretch of a recording; times in seconds, `end` None where nothing gives it."""

    start: float
    end: float | None
    title: str


@dataclass(frozen=True, slots=True)
class LyricLine:
    """A line of text inside the file; `start` in seconds, None where it is not timed."""

    start: float | None
    text: str


@dataclass(frozen=True, slots=True)
class Tags:
    """The tags of one audio file and its technical facts.

    duration in seconds, bitrate in bit/s, sample_rate in Hz; None is what the file does not say.
    `date` is the text of the file, as far as it is an ISO date only that. `problems` are sentences
    for the person who brought the file.
    """

    format: str | None = None
    duration: float | None = None
    bitrate: int | None = None
    sample_rate: int | None = None
    channels: int | None = None
    title: str | None = None
    artist: str | None = None
    album: str | None = None
    date: str | None = None
    genre: str | None = None
    comment: str | None = None
    language: str | None = None
    has_cover: bool = False
    chapters: tuple[Chapter, ...] = ()
    lyrics: tuple[LyricLine, ...] = ()
    problems: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """The shape that `gaung tags --json` prints: plain values, lists and dictionaries."""
        shape: dict[str, Any] = {item.name: getattr(self, item.name) for item in fields(self)}
        for name in ("chapters", "lyrics"):
            shape[name] = [asdict(entry) for entry in shape[name]]
        return shape | {"problems": list(self.problems)}


WORTH_A_WORD = 0.1
"""Seconds: a smaller difference is a rest of a frame or a block, and the header no lie."""


@dataclass(slots=True)
class Found:
    """What one reader found: facts as in Tags, and its texts under the names of its format.

    `doubt` says that the length is not believable: then the recording is heard. `is_silent` says
    that the file is whole and holds no audio, such as a film without sound.
    """

    duration: float | None = None
    bitrate: int | None = None
    sample_rate: int | None = None
    channels: int | None = None
    texts: dict[str, list[str]] = field(default_factory=dict)
    has_cover: bool = False
    chapters: list[Chapter] = field(default_factory=list)
    lyrics: list[LyricLine] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    doubt: bool = False
    is_silent: bool = False

    def correct_duration(self, there: float, where: str = "are in") -> None:
        """Take the length that is really there, and say what the header states instead."""
        stated, self.duration = self.duration, there
        if not stated:
            self.problems.append(
                f"The header states no length; the {there:.1f} seconds that {where} the file were "
                f"taken."
            )
        elif abs(there - stated) >= WORTH_A_WORD:
            self.problems.append(
                f"The header states a length of {stated:.1f} seconds; the {there:.1f} seconds that "
                f"{where} the file were taken."
            )

    def shorten_duration(self, stated: float, there: float) -> None:
        """Take the length that is there of a file that ends before what its header promises."""
        self.duration = there
        if stated - there >= WORTH_A_WORD:
            self.problems.append(
                f"The file is cut off: its header promises {stated:.1f} seconds, it holds "
                f"{there:.1f}."
            )

    def take_facts(self, info: Any) -> None:
        """Take duration, bit rate, sample rate and channels over from a mutagen stream info."""
        self.duration = getattr(info, "length", None)
        for name in ("bitrate", "sample_rate", "channels"):
            setattr(self, name, getattr(info, name, None))


def reason_of(error: Exception) -> str:
    """What an error of a parser says, on one line; most of those that say nothing met the end."""
    return " ".join(str(error).split())[:200].rstrip(".") or "it ends too early"
