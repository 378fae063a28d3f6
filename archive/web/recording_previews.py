"""What would become of the times, as a page shows it before a recording is replaced."""

from __future__ import annotations

from dataclasses import dataclass

from archive.models import Episode, Recording
from archive.published.sound import has_failed
from archive.replacing import Plan, find_offer, plan_replacement, suggest_shift
from archive.rows import Row
from archive.web.laid_waves import LaidWaves, lay_waves
from archive.web.languages import language
from archive.web.parameters import text_of
from archive.web.reading import reading
from media.offsets import Offset

KEEP, SHIFT, DROP = CHOICES = ("tetap", "geser", "lepas")
"""What may become of the times, as fields of the form say it."""
SAMPLES = 3
"""Statements that are offered to be heard at their new times."""
NOTICED = 0.15
"""Seconds below which two recordings begin together for everybody."""
LONGEST = 1_000_000.0


def parse_seconds(text: str) -> float | None:
    """Seconds as people write them ("-12,5"); None for what is no number."""
    try:
        number = float(text.replace(",", ".").replace("−", "-"))
    except ValueError:
        return None
    return number if abs(number) < LONGEST else None


@dataclass(frozen=True, slots=True)
class Choice:
    """What is to become of the times: one of CHOICES, and the seconds as they were typed."""

    times: str
    seconds: str = ""

    @property
    def is_meant(self) -> bool:
        """Whether a shift says how far."""
        return self.times != SHIFT or parse_seconds(self.seconds) is not None

    @property
    def shift(self) -> float | None:
        """Seconds to add, 0 for what is no number, of which no result is shown; None drops them."""
        if self.times == DROP:
            return None
        return (parse_seconds(self.seconds) or 0.0) if self.times == SHIFT else 0.0


@dataclass(frozen=True, slots=True)
class Preview:
    """The recording that waits, and what would become of the times."""

    offered: Recording
    offset: Offset | None
    choice: Choice
    plan: Plan
    waves: LaidWaves | None
    samples: tuple[Row, ...]
    is_ready: bool
    has_failed: bool


def preview_of(episode: Episode, choice: Choice | None) -> Preview | None:
    """What would become of the times; None where no recording waits."""
    session = reading()
    offered = find_offer(session, episode)
    if offered is None:
        return None
    former = plan_replacement(session, episode, offered.id, offered.duration, 0.0).former
    offset = suggest_shift(former, offered)
    chosen = choice or chosen_here() or choose(offset)
    shift = chosen.shift
    plan = plan_replacement(session, episode, offered.id, offered.duration, shift)
    samples = choose_samples(plan.retimed.rows)
    return Preview(
        offered=offered,
        offset=offset,
        choice=chosen,
        plan=plan,
        waves=waves_of(former, offered, shift or 0.0, samples),
        samples=samples,
        is_ready=offered.access_sha256 is not None,
        has_failed=has_failed(session, offered),
    )


def chosen_here() -> Choice | None:
    """What the address asks for; None where it asks for nothing that there is."""
    asked = Choice(text_of("waktu"), text_of("detik"))
    return asked if asked.times in CHOICES else None


def choose(offset: Offset | None) -> Choice:
    """What is proposed: the shift where it is sure and can be heard, else that the times stay."""
    if offset is None or not offset.is_sure or abs(offset.seconds) < NOTICED:
        return Choice(KEEP)
    return Choice(SHIFT, say_seconds(offset.seconds))


def say_seconds(seconds: float) -> str:
    """Seconds with their sign, as the language of the page writes a fraction."""
    said = f"{seconds:+g}".replace("-", "−")
    return said.replace(".", ",") if language() == "id" else said


def choose_samples(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """A few timed statements from beginning to end."""
    timed = [row for row in rows if row.start is not None and row.text]
    if len(timed) <= SAMPLES:
        return tuple(timed)
    places = (round(step * (len(timed) - 1) / (SAMPLES - 1)) for step in range(SAMPLES))
    return tuple(timed[place] for place in places)


def waves_of(
    former: Recording | None, offered: Recording, shift: float, samples: tuple[Row, ...]
) -> LaidWaves | None:
    """Both waves one above the other; None before both are prepared."""
    if former is None:
        return None
    known = [(one.peaks or b"", one.duration or 0.0) for one in (former, offered)]
    return lay_waves(known[0], known[1], shift, [row.start or 0.0 for row in samples])
