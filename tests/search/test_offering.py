"""What a query may have meant beside what it says; today is Wednesday 15 June 2022."""

from __future__ import annotations

from datetime import date

import pytest

from search import Note, format_query, parse_query
from search.offering import MEANT_FIELDS
from search.query import FIELDS, list_leaves

TODAY = date(2022, 6, 15)


def _days(said: str, meant: str) -> Note:
    return Note("meant-days", said, meant)


@pytest.mark.parametrize(
    ("typed", "notes"),
    [
        # Dates that people say on air stay words; the filter is offered in their place.
        ("anggaran Juni 2022", [_days("Juni 2022", "anggaran tanggal:2022-06")]),
        ("anggaran 15 Juni 2022", [_days("15 Juni 2022", "anggaran tanggal:2022-06-15")]),
        ("Juni 2022, desa", [_days("Juni 2022", "tanggal:2022-06, desa")]),
        ("15/6/22", [_days("15/6/22", "tanggal:2022-06-15")]),
        ("Rabu, 15 Juni 2022", [_days("Rabu, 15 Juni 2022", "tanggal:2022-06-15")]),
        ("31 Juni 2022", [_days("31 Juni 2022", "tanggal:2022-06")]),
        ("kemarin", [_days("kemarin", "tanggal:kemarin")]),
        ("jalan tahun lalu", [_days("tahun lalu", 'jalan tanggal:"tahun lalu"')]),
        ("jalan 3 bulan yang lalu", [_days("3 bulan yang lalu", 'jalan tanggal:"3 bulan lalu"')]),
        (
            "Juni 2022 OR (desa Juli 2022)",
            [
                _days("Juni 2022", "tanggal:2022-06 OR (desa Juli 2022)"),
                _days("Juli 2022", "Juni 2022 OR (desa tanggal:2022-07)"),
            ],
        ),
        # A phrase is meant as it stands, and so is what stands behind a field or is no date.
        ('"tahun lalu" desa', []),
        ("tanggal:15 Juni 2022", []),
        ("tanggal:(Juni 2022 OR kemarin)", []),
        ("topik:kemarin", []),
        ("anggaran 2022", []),
        ("UU 6/2014 tahun 2022", []),
        ("Juni OR 2022", []),
        # English operators in small letters, between words; the Indonesian ones are too common.
        ("anggaran or desa", [Note("meant-operator", "or", "anggaran OR desa")]),
        ("a and b not c", [Note("meant-operator", "and", "a AND b NOT c")]),
        ("jalan near (desa)", [Note("meant-operator", "near", "jalan NEAR (desa)")]),
        ("anggaran dan desa atau jalan bukan dekat", []),
        ("or desa", []),
        ("desa or", []),
        ("tokoh:a or", []),
        ('"pro and contra"', []),
        # Words near each other as other engines write them.
        (
            'jalan "anggaran desa"~5 -hutan',
            [Note("meant-near", "~5", "jalan anggaran NEAR/5 desa -hutan")],
        ),
        ('"anggaran desa"~', [Note("meant-near", "~", "anggaran NEAR/1 desa")]),
        ('"anggaran desa"~999', [Note("meant-near", "~999", "anggaran NEAR/50 desa")]),
        # Fields by another name, or with one letter wrong.
        ("tokho:ambo x", [Note("meant-field", "tokho", "tokoh:ambo x")]),
        ("x Jabatn:sekda", [Note("meant-field", "Jabatn", "x jabatan:sekda")]),
        ("person:ambo", [Note("meant-field", "person", "tokoh:ambo")]),
        ("tgl:2022", [Note("meant-field", "tgl", "tanggal:2022")]),
        ("warna:hijau", [Note("unknown-field", "warna")]),
        ("08:30 http://desa", []),
        # Labels by another name, or with letters wrong.
        ("x label:rekman", [Note("meant-label", "rekman", "x label:rekaman")]),
        ("label:verified x", [Note("meant-label", "verified", "label:rekaman x")]),
        ('label:"mashine transcript"', [Note("meant-label", "mashine transcript", "label:mesin")]),
        ("label:hijau", [Note("unknown-label", "hijau")]),
        ("verifikasi:mesin", [Note("meant-field", "verifikasi", "label:mesin")]),
    ],
)
def test_what_may_have_been_meant_is_offered_as_a_query(typed: str, notes: list[Note]) -> None:
    assert list(parse_query(typed, TODAY).notes) == notes


@pytest.mark.parametrize(
    "typed", ["anggaran Juni 2022", "anggaran or desa", "tokho:ambo", "jalan tahun lalu"]
)
def test_an_offer_changes_nothing_of_the_query_and_needs_no_further_one(typed: str) -> None:
    query = parse_query(typed, TODAY)
    (note,) = query.notes

    assert format_query(query) == typed
    assert parse_query(note.query, TODAY).notes == ()
    assert parse_query(note.query, TODAY) != query


def test_nothing_is_offered_that_would_be_over_the_budget() -> None:
    room = "a" * (512 - len(" kemarin"))

    assert parse_query(f"{room} kemarin", TODAY).notes == ()
    assert parse_query(f"{room[9:]} kemarin", TODAY).notes != ()


def test_fields_by_other_names_are_fields() -> None:
    assert {*MEANT_FIELDS.values()} <= {*FIELDS}
    assert not {*MEANT_FIELDS} & {*FIELDS}


def test_words_of_near_are_words_of_the_query() -> None:
    query = parse_query("anggaran NEAR desa -jalan tanggal:2022", TODAY)

    assert [leaf.text for leaf in list_leaves(query.root)] == ["anggaran", "desa", "jalan"]
    assert [leaf.text for leaf in list_leaves(query.root, wanted_only=True)] == ["anggaran", "desa"]
