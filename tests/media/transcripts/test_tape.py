import pytest

from media.transcripts import Turn
from media.transcripts.findings import Findings
from media.transcripts.tape import count_from_zero

HOUR = 3600.0


def turn(start: float | None, end: float | None = None) -> Turn:
    marks = ((0, round(start * 1000)),) if start is not None else ()
    return Turn("Kiki", "Halo.", start, end, marks, True, 1)


@pytest.mark.parametrize(
    ("first", "framed", "counted"),
    [
        (0.0, False, 0.0),
        (3599.0, True, 3599.0),
        (HOUR + 5, False, HOUR + 5),
        (HOUR + 5, True, 5.0),
        (4 * HOUR - 1, False, 4 * HOUR - 1),
        (4 * HOUR, False, 0.0),
        (10 * HOUR + 600, False, 600.0),
        (10 * HOUR + 601, False, 0.0),
    ],
)
def test_a_tape_is_counted_from_its_hour_or_its_first_time(
    first: float, framed: bool, counted: float
) -> None:
    turns = count_from_zero([turn(None), turn(first, first + 2)], Findings(), framed=framed)

    assert [(one.start, one.end, one.marks) for one in turns] == [
        (None, None, ()),
        (counted, counted + 2, ((0, round(counted * 1000)),)),
    ]


@pytest.mark.parametrize(
    ("first", "remarks"), [(60.0, 0), (HOUR, 1), (10 * HOUR, 1)], ids=["early", "doubt", "tape"]
)
def test_what_was_assumed_is_said(first: float, remarks: int) -> None:
    findings = Findings()

    count_from_zero([turn(first)], findings)

    assert len(findings.notes) == remarks


def test_what_lies_before_the_beginning_has_no_time() -> None:
    turns = count_from_zero([turn(10 * HOUR), turn(5.0, 9.0)], Findings())

    assert (turns[1].start, turns[1].end, turns[1].marks) == (None, None, ())
