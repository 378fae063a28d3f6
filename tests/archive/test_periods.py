"""How a day lies to a period whose bounds are only partly known."""

from datetime import date

import pytest

from archive.periods import UNTIL_NOW, Bound, Inside, place_day

DAY = date(2022, 6, 15)
EARLY, BEFORE = date(2020, 1, 1), date(2022, 6, 14)
AFTER, LATE = date(2022, 6, 16), date(2024, 1, 1)
UNKNOWN, NOW = Bound(), Bound(written=UNTIL_NOW)


def on(day):
    return Bound(day, day)


CASES = {
    "well inside": (on(EARLY), on(LATE), Inside.SURELY),
    "on the first day": (on(DAY), on(LATE), Inside.SURELY),
    "on the last day": (on(EARLY), on(DAY), Inside.SURELY),
    "on the only day": (on(DAY), on(DAY), Inside.SURELY),
    "a day too early": (on(AFTER), on(LATE), Inside.NOT),
    "a day too late": (on(EARLY), on(BEFORE), Inside.NOT),
    "still lasting": (on(EARLY), NOW, Inside.SURELY),
    "end unknown": (on(EARLY), UNKNOWN, Inside.POSSIBLY),
    "begin unknown": (UNKNOWN, on(LATE), Inside.POSSIBLY),
    "begin unknown, ended before": (UNKNOWN, on(BEFORE), Inside.NOT),
    "nothing known": (UNKNOWN, UNKNOWN, Inside.POSSIBLY),
    "perhaps begun": (Bound(BEFORE, AFTER), on(LATE), Inside.POSSIBLY),
    "surely begun": (Bound(EARLY, DAY), on(LATE), Inside.SURELY),
    "perhaps ended": (on(EARLY), Bound(BEFORE, AFTER), Inside.POSSIBLY),
    "surely not ended": (on(EARLY), Bound(DAY, LATE), Inside.SURELY),
    "begun before some day": (Bound(None, BEFORE), NOW, Inside.SURELY),
    "begun after some day": (Bound(AFTER, None), NOW, Inside.NOT),
    "begun at some time since": (Bound(EARLY, None), NOW, Inside.POSSIBLY),
    "as written only": (Bound(written="akhir 2021"), NOW, Inside.POSSIBLY),
    "no longer now": (on(EARLY), Bound(None, BEFORE, UNTIL_NOW), Inside.NOT),
}


@pytest.mark.parametrize(("began", "ended", "inside"), CASES.values(), ids=CASES)
def test_a_day_lies_surely_possibly_or_not_inside(began, ended, inside):
    assert place_day(DAY, began, ended) is inside


def test_a_bound_of_which_only_the_words_are_known_is_not_unknown():
    assert UNKNOWN.is_unknown
    assert not Bound(written="akhir 2021").is_unknown
