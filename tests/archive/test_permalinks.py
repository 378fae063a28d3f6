"""Identifiers notice every slip; slugs are plain; ranges of words read and write alike."""

from collections.abc import Callable
from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import MistypedIdentifier, MistypedPassage, NotFound
from archive.permalinks import (
    ALPHABET,
    Passage,
    check_character,
    episode_slug,
    format_identifier,
    format_passage,
    needs_redirect,
    new_identifier,
    next_free_slug,
    parse_identifier,
    parse_passage,
    person_slug,
    position_slug,
    slugify,
)

identifiers = st.text(ALPHABET, min_size=7, max_size=7).map(lambda s: s + check_character(s))


def drawn(seed: int) -> Callable[[int], int]:
    return Random(seed).randrange  # noqa: S311 - the same every time, which is the point


def is_refused(text: str) -> bool:
    try:
        parse_identifier(text)
    except MistypedIdentifier:
        return True
    return False


def test_the_check_character_is_the_weighted_sum_modulo_29() -> None:
    # 1*3 + 2*2 = 7 (k=17): "3" weighs 1, "2" weighs 2, and so on to weight 7
    assert check_character("3200000") == "7"
    assert check_character("0000001") == "7"
    assert check_character("000000z") == ALPHABET[7 * 28 % 29]


def test_an_identifier_is_drawn_from_the_whole_space() -> None:
    assert new_identifier(lambda size: 0) == "00000000"
    assert new_identifier(lambda size: size - 1) == "zzzzzzz" + check_character("zzzzzzz")
    assert len({new_identifier(drawn(seed)) for seed in range(500)}) == 500


@pytest.mark.parametrize("seed", range(5))
def test_every_single_wrong_sign_is_noticed(seed: int) -> None:
    identifier = new_identifier(drawn(seed))

    wrong = [
        identifier[:place] + sign + identifier[place + 1 :]
        for place in range(8)
        for sign in "0123456789abcdefghijklmnopqrstuvwxyz"
        if sign != identifier[place]
    ]

    assert len(wrong) == 8 * 35
    assert all(map(is_refused, wrong))


@given(identifiers, st.integers(0, 7), st.integers(0, 7))
def test_two_signs_that_changed_places_are_noticed(identifier: str, a: int, b: int) -> None:
    signs = list(identifier)
    signs[a], signs[b] = signs[b], signs[a]

    swapped = "".join(signs)

    assert swapped == identifier or is_refused(swapped)


@given(identifiers, st.integers(0, 7))
def test_a_sign_too_few_or_too_many_is_noticed(identifier: str, place: int) -> None:
    assert is_refused(identifier[:place] + identifier[place + 1 :])
    assert is_refused(identifier[:place] + "0" + identifier[place:])


@given(identifiers)
def test_case_and_hyphens_are_ignored_and_redirected(identifier: str) -> None:
    shown = format_identifier(identifier).upper()

    assert parse_identifier(shown) == identifier
    assert needs_redirect(shown)
    assert not needs_redirect(identifier)


@pytest.mark.parametrize(
    "text", ["", "-", "k3f9", "aaaaaaaa", "\u212a3f9m2xd", "0000000０", "00000000\n", "0000 0000"]
)
def test_what_is_no_identifier_is_mistyped_and_so_not_found(text: str) -> None:
    with pytest.raises(MistypedIdentifier) as caught:
        parse_identifier(text)

    assert isinstance(caught.value, NotFound)
    assert caught.value.text == text


@pytest.mark.parametrize(
    ("text", "passage"),
    [
        ("12-20", Passage(3, 12, None, 20)),
        ("1-1", Passage(3, 1, None, 1)),
        ("12-00000000.5", Passage(3, 12, "00000000", 5)),
    ],
)
def test_ranges_of_words_read_and_write_alike(text: str, passage: Passage) -> None:
    assert parse_passage(text, 3) == passage
    assert format_passage(passage) == text


def test_the_statement_in_a_range_may_be_written_as_pages_show_it() -> None:
    assert format_passage(parse_passage("12-0000-0000.5", 1)) == "12-00000000.5"


@pytest.mark.parametrize(
    "text",
    ["", "12", "20-12", "0-3", "01-3", "1-", "-3", "1-2-3", "1–3", "1-3.5.", "٣-٤", "1-1000000"],
)
def test_a_range_no_passage_can_have_is_mistyped(text: str) -> None:
    with pytest.raises(MistypedPassage):
        parse_passage(text, 1)


def test_a_mistyped_statement_in_a_range_is_noticed() -> None:
    with pytest.raises(MistypedIdentifier):
        parse_passage("12-00000001.5", 1)


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Jalan Desa & Jembatan", "jalan-desa-dan-jembatan"),
        ("  Qur'an, Jum’at — Ma`ruf  ", "quran-jumat-maruf"),
        ("Café Ærø Łódź Straße", "cafe-aero-lodz-strasse"),
        ("RT/RW 05: Apa Kabar?", "rt-rw-05-apa-kabar"),
        ("حوار", ""),
        ("x" * 200, "x" * 80),
        ("kata " * 40, "-".join(["kata"] * 16)),
    ],
)
def test_slugs_are_plain_words_between_hyphens(text: str, slug: str) -> None:
    assert slugify(text) == slug


@given(st.text())
def test_any_text_gives_an_address_of_plain_signs(text: str) -> None:
    assert set(slugify(text)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert slugify(slugify(text)) == slugify(text)


def test_the_slug_of_an_episode_is_date_and_title() -> None:
    day = date(2022, 6, 15)

    assert episode_slug(day, "Jalan Desa") == "2022-06-15-jalan-desa"
    assert episode_slug(day, "2022-06-15 Jalan Desa") == "2022-06-15-jalan-desa"
    assert episode_slug(day, "…") == "2022-06-15"


def test_the_slug_of_a_person_is_the_name_without_honorifics_and_degrees() -> None:
    assert person_slug("Dr. H. Ambo Sakka, M.Pd") == "ambo-sakka"
    assert person_slug("Kiki") == "kiki"
    assert person_slug("…") == "tokoh"


def test_the_slug_of_a_position_is_office_and_organisation_and_repeats_nothing() -> None:
    assert position_slug("Kepala Dinas", "Dinas Pertanian") == "kepala-dinas-dinas-pertanian"
    assert position_slug("Camat Kusan Hilir", "Kusan Hilir") == "camat-kusan-hilir"
    assert position_slug("Penyuluh", "") == "penyuluh"
    assert position_slug("", "") == "jabatan"


def test_a_taken_slug_gets_the_next_number() -> None:
    taken = {"jalan", "jalan-2", "jalan-3"}

    assert next_free_slug("jalan", taken.__contains__) == "jalan-4"
    assert next_free_slug("desa", taken.__contains__) == "desa"
