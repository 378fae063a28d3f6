"""Organisations and positions found by name or alias; how an office is held."""

import pytest
from factories import make_person

from archive.broadcasting import name_key
from archive.models import OrganisationAlias, PositionAlias
from archive.offices import (
    add_organisation,
    add_position,
    find_organisation,
    find_position,
    hold_position,
    parse_office,
)

WORDINGS = [
    ("Sekretaris Daerah", "definitif", "Sekretaris Daerah"),
    ("Plt. Sekretaris Daerah", "plt", "Sekretaris Daerah"),
    ("PLT Kepala Dinas", "plt", "Kepala Dinas"),
    ("Pelaksana Tugas Kepala Dinas", "plt", "Kepala Dinas"),
    ("Plh. Bupati", "plh", "Bupati"),
    ("Pelaksana Harian Bupati", "plh", "Bupati"),
    ("Pj. Bupati", "pj", "Bupati"),
    ("Penjabat Bupati", "pj", "Bupati"),
    ("Pjs. Gubernur", "pjs", "Gubernur"),
    ("Penjabat Sementara Gubernur", "pjs", "Gubernur"),
    ("Pejabat Pengelola Informasi", "definitif", "Pejabat Pengelola Informasi"),
    ("Pjok", "definitif", "Pjok"),
    ("Plt.", "definitif", "Plt."),
]


@pytest.mark.parametrize(("written", "kind", "name"), WORDINGS)
def test_how_an_office_is_held_is_parted_from_its_name(written, kind, name):
    office = parse_office(written)

    assert (office.kind, office.name) == (kind, name)


def test_an_organisation_is_found_by_name_alias_and_slug(session):
    body = add_organisation(session, "Dinas Pekerjaan Umum")
    body.aliases.append(OrganisationAlias(name="PUPR", key=name_key("PUPR")))
    session.flush()

    for name in ("dinas pekerjaan  umum", "PUPR", "dinas-pekerjaan-umum"):
        assert find_organisation(session, name) is body
    assert find_organisation(session, "Dinas Lain") is None


def test_positions_of_one_name_in_two_organisations_are_two(session):
    first, second = add_organisation(session, "Dinas A"), add_organisation(session, "Dinas B")
    head, other, homeless = (
        add_position(session, "Kepala", body) for body in (first, second, None)
    )
    head.aliases.append(PositionAlias(name="Kadis", key=name_key("Kadis")))
    session.flush()

    assert len({head.slug, other.slug, homeless.slug}) == 3
    assert find_position(session, "kadis", first) is head
    assert find_position(session, "Kadis", second) is None
    assert find_position(session, "Kepala", second) is other
    assert find_position(session, "Kepala", None) is homeless


def test_a_position_held_again_in_the_same_way_is_one_tenure(session):
    person = make_person(session)
    position = add_position(session, "Kepala", None)

    first = hold_position(session, person, position, "definitif")
    acting = hold_position(session, person, position, "plt")

    assert hold_position(session, person, position, "definitif") is first
    assert acting is not first
    assert first.began.is_unknown
    assert first.ended.is_unknown
