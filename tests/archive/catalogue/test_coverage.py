"""What the archive says it holds and lacks, by programme and year."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from factories import (
    hear,
    make_actor,
    make_programme,
    make_published,
    make_recording,
    make_revision,
    new_archive,
)
from sqlalchemy.orm import Session

from archive.catalogue.coverage import (
    Material,
    ProgrammeCoverage,
    YearCoverage,
    read_coverage,
    sum_material,
)
from archive.catalogue.values import Link
from archive.models import Programme
from archive.publishing import publish

SAID = [("Kadis", "Anggaran jalan.", 10.0), ("Kadis", "Jalan desa.", 20.0)]
"""Ends at second 25 (each statement of a factory lasts five)."""


def cover(folder: Path, furnish) -> tuple[ProgrammeCoverage, ...]:  # type: ignore[no-untyped-def]
    with new_archive(folder).writing() as session:
        furnish(session, make_programme(session))
        return read_coverage(session, "public")


def test_each_year_counts_broadcasts_by_what_there_is_of_them(tmp_path: Path) -> None:
    def furnish(session: Session, programme: Programme) -> None:
        whole = make_published(session, programme, SAID, title="A", on=date(2023, 1, 4))
        make_recording(session, whole, duration=60.0)
        heard = make_published(session, programme, title="B", on=date(2023, 2, 1))
        make_recording(session, heard, duration=90.0)
        make_published(session, programme, SAID, title="C", on=date(2023, 3, 1))
        make_published(session, programme, title="D", on=date(2023, 4, 5))

    (programme,) = cover(tmp_path, furnish)

    assert programme.years == (
        YearCoverage(2023, Material(4, 1, 1, 1, 1, 1, 175.0, 150.0, 85.0, 0.0)),
    )


def test_only_what_somebody_heard_word_for_word_counts_as_checked(tmp_path: Path) -> None:
    def furnish(session: Session, programme: Programme) -> None:
        episode = make_published(session, programme)
        heard = make_recording(session, episode)
        said = [*SAID, ("Kadis", "Sekolah.", 30.0)]
        revision = make_revision(session, episode, said, label="rekaman", recording=heard)
        publish(session, episode, revision, make_actor(session))
        hear(session, episode, 1, 2)

    (programme,) = cover(tmp_path, furnish)

    assert programme.total.checked == 10.0


def test_a_year_between_two_known_ones_is_named_though_nothing_is_known(tmp_path: Path) -> None:
    def furnish(session: Session, programme: Programme) -> None:
        make_published(session, programme, title="A", on=date(2021, 1, 4))
        make_published(session, programme, title="B", on=date(2023, 1, 4))

    (programme,) = cover(tmp_path, furnish)

    assert [one.year for one in programme.years] == [2021, 2022, 2023]
    assert programme.years[1].material == Material()


def test_closed_words_are_recorded_but_not_transcribed(tmp_path: Path) -> None:
    def furnish(session: Session, programme: Programme) -> None:
        episode = make_published(session, programme, SAID)
        make_recording(session, episode, duration=60.0, rights="staff-only")

    (programme,) = cover(tmp_path, furnish)

    assert (programme.total.recorded, programme.total.transcribed) == (60.0, 0.0)
    assert programme.total.recording_only == 1


def test_a_draft_counts_nowhere(tmp_path: Path) -> None:
    def furnish(session: Session, programme: Programme) -> None:
        make_published(session, programme).state = "draft"
        session.flush()

    assert cover(tmp_path, furnish) == ()


def test_material_is_summed_over_the_programmes_and_years_asked_for() -> None:
    coverage = tuple(
        ProgrammeCoverage(
            Link(slug, slug),
            None,
            False,
            tuple(YearCoverage(year, Material(episodes=count)) for year, count in years),
        )
        for slug, years in (("a", ((2022, 1), (2023, 2))), ("b", ((2023, 4),)))
    )

    assert sum_material(coverage).episodes == 7
    assert sum_material(coverage, lambda one, year: one.programme.slug == "b").episodes == 4
    assert sum_material(coverage, lambda one, year: year < 2023).episodes == 1
