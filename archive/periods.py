"""Time that is only partly known: a bound is (earliest, latest, as written), a period has two.

The Popolo and EDTF standards know such dates; here they serve one question: was a day inside?
"""

from dataclasses import dataclass
from datetime import date
from enum import Enum

UNTIL_NOW = "sekarang"
"""The written form of an end that has not come."""


@dataclass(frozen=True, slots=True)
class Bound:
    """A day that lies between `earliest` and `latest`, both inclusive; None is unknown."""

    earliest: date | None = None
    latest: date | None = None
    written: str | None = None

    @property
    def is_unknown(self) -> bool:
        """Whether nothing is known of it."""
        return self.earliest is None and self.latest is None and self.written is None

    @property
    def is_now(self) -> bool:
        """Whether this is the end of something that still lasts."""
        return self.written == UNTIL_NOW and self.latest is None


class Inside(Enum):
    """How a day lies to a period."""

    SURELY = "surely"
    POSSIBLY = "possibly"
    NOT = "not"


def place_day(day: date, began: Bound, ended: Bound) -> Inside:
    """Say whether `day` lies inside the period from `began` to `ended` (both days inclusive).

    Surely: after the latest possible beginning and before the earliest possible end.
    Not: before the earliest possible beginning or after the latest possible end.
    """
    if began.earliest and day < began.earliest:
        return Inside.NOT
    if ended.latest and day > ended.latest:
        return Inside.NOT
    after_beginning = began.latest is not None and day >= began.latest
    before_end = ended.is_now or (ended.earliest is not None and day <= ended.earliest)
    return Inside.SURELY if after_beginning and before_end else Inside.POSSIBLY
