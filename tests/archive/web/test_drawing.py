"""Waves, bars and time lines as numbers for SVG."""

import re
from datetime import date

import pytest
from factories import index_all, make_programme, make_published, make_recording

from archive.catalogue.people import TenureView
from archive.periods import UNTIL_NOW, Bound
from archive.web.charts import SCALE, draw_tenures, draw_years
from archive.web.waves import HEIGHT, WIDTH, wave_path

TODAY = date(2026, 12, 31)


UNKNOWN = Bound()


def held(began: Bound = UNKNOWN, ended: Bound = UNKNOWN, *days: date) -> TenureView:
    """A tenure of nobody in particular."""
    proofs = tuple((day, "berita") for day in days)
    return TenureView("Sekda", None, None, "definitif", began, ended, None, proofs)


def on(day: date) -> Bound:
    """A certain day."""
    return Bound(day, day)


@pytest.mark.parametrize(
    ("bars", "path"),
    [
        ("", ""),
        ("ff", f"M{WIDTH // 2} 1v{HEIGHT - 2}"),
        ("20", f"M{WIDTH // 2} 1v{HEIGHT - 2}"),
        ("00", f"M{WIDTH // 2} 15v2"),
        ("ff00", "M120 1v30M360 15v2"),
        ("9678", "M120 1v30M360 8v16"),
    ],
)
def test_a_wave_has_a_stroke_for_each_bar_about_the_middle(bars: str, path: str) -> None:
    assert wave_path(bars) == path


def test_a_wave_of_120_bars_is_small() -> None:
    assert len(wave_path("a7" * 120)) < 2000


def test_the_busiest_year_fills_the_chart_and_an_empty_one_is_empty() -> None:
    drawn = draw_years([(2022, 1), (2023, 0), (2024, 400)])

    assert [(bar.year, bar.height) for bar in drawn] == [(2022, 2), (2023, 0), (2024, 100)]


def test_a_tenure_lies_on_the_scale_between_its_days() -> None:
    chart = draw_tenures([held(on(date(2024, 1, 1)), on(date(2024, 12, 31)))], TODAY)

    bar = chart.bars[0]
    assert (bar.start, bar.earliest) == (0, 0)
    assert bar.end == bar.latest == pytest.approx(SCALE / 3, abs=2)
    assert [year for _, year in chart.years] == [2024, 2025, 2026]


def test_a_tenure_that_lasts_reaches_to_today() -> None:
    chart = draw_tenures([held(on(date(2026, 1, 1)), Bound(written=UNTIL_NOW))], TODAY)

    assert (chart.bars[0].start, chart.bars[0].end) == (0, SCALE)


def test_an_uncertain_beginning_is_only_possible_until_it_is_sure() -> None:
    began = Bound(date(2024, 1, 1), date(2024, 12, 31), "2024")

    bar = draw_tenures([held(began, on(date(2026, 12, 31)))], TODAY).bars[0]

    assert bar.earliest == 0
    assert bar.start == pytest.approx(SCALE / 3, abs=2)


def test_a_tenure_known_by_one_day_is_that_day_and_nothing_more() -> None:
    bar = draw_tenures([held(UNKNOWN, UNKNOWN, date(2022, 6, 15))], TODAY).bars[0]

    assert (bar.start, bar.end, bar.latest) == (None, None, 0)
    assert len(bar.days) == 1


def test_tenures_without_any_day_have_no_scale() -> None:
    chart = draw_tenures([held()], TODAY)

    assert chart.years == ()
    assert len(chart.bars) == 1


def test_the_line_of_an_episode_marks_all_that_was_found_in_it(own_shelf) -> None:
    said = [("Suara", f"Ladang ke {n}.", 10.0 * n) for n in range(5)]
    with own_shelf.archive.writing() as session:
        episode = make_published(session, make_programme(session, "Sore"), said)
        make_recording(session, episode, duration=100.0)
        session.commit()
    index_all(own_shelf.archive)

    page = own_shelf.client().get("/cari?q=ladang&jenis=pernyataan&kelompok=episode").text

    assert page.count('class="hit-link"') == 3
    (marks,) = re.findall(r'class="timeline-here" d="([^"]*)"', page)
    assert marks == "M0 3v6M48 3v6M96 3v6M144 3v6M192 3v6"
