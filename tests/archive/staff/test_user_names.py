"""Names of users: written with Latin letters, and no two that a reader would confuse."""

import unicodedata

import pytest
from factories import make_actor
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import Refused
from archive.models import User
from archive.staff.user_names import LONGEST_KEY, LONGEST_NAME, clean_name, key_of, looks_like
from archive.staff.users import NameTaken, add_user, find_user

NAMES = ["Siti", "Dr. H. Ambo-Sakka, M.Si", "Nur’aini", "Raden Ayu (RRI)", "siti@contoh", "José 2",
         "Łukasz Øst", "ß"]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_names_as_people_write_them_are_taken(name):
    assert clean_name(f"  {name} ") == name


@pytest.mark.parametrize(
    "name",
    [
        *("Сити", "Sitі", "Σiti", "ستي", "ꦱꦶꦠꦶ", "ａｎｉ", "𝐒iti", "ﬁrman", "ﷺ" * 80, "ǃani"),
        *("Si\u200bti", "Si\u00adti", "Si\u2060ti", "\u3164", "Si\u115fti", "Si\u2800ti"),
        *("Si\ufe0fti", "Si\u034fti", "S\u0332iti", "Si\u202eti", "Si\u0000ti", "Si\ud800ti"),
        *("...", "123", "<b>Siti</b>", "Siti;", "\u2019", "Siti\uff0eA"),
        *("f(Siti)", "Siti(RRI)", "//contoh.example/siti"),
    ],
)
def test_other_scripts_and_what_nobody_sees_are_refused(name):
    with pytest.raises(Refused, match="A name"):
        clean_name(name)


@given(st.text(max_size=100) | st.text("aAiIßéÉØ'ŉİ1 .\u0301", max_size=100))
def test_a_name_that_is_taken_fits_its_column_and_is_written_in_one_way(name):
    try:
        written = clean_name(name)
    except Refused:
        return

    assert 1 <= len(written) <= LONGEST_NAME
    assert len(key_of(written)) <= LONGEST_KEY
    assert clean_name(written) == written == unicodedata.normalize("NFC", written)
    assert looks_like(written, written.upper())


@pytest.mark.parametrize(
    ("known", "alike"),
    [
        *(("Ali", "AIi"), ("Ali", "A1i"), ("Joko", "J0ko"), ("OKKI", "0KKI"), ("Siti", "SITI")),
        *(("Purnama", "Pumama"), ("Wawan", "VVawan".lower()), ("José", "Jose"), ("Đani", "Dani")),
        *(("Siti Ani", "SitiAni"), ("Nur'aini", "Nur’aini"), ("Iwan", "lwan")),
    ],
)
def test_two_users_never_look_the_same(session, known, alike):
    actor = make_actor(session)
    add_user(session, known, "editor", actor)

    with pytest.raises(NameTaken, match="looks like it"):
        add_user(session, alike, "administrator", actor)

    assert session.query(User).count() == 1


@pytest.mark.parametrize(
    ("one", "other"), [("Wail", "Wali"), ("Ani", "Ina"), ("Siti 2", "Siti 3"), ("Ali", "Alif")]
)
def test_names_that_differ_to_the_eye_are_both_taken(session, one, other):
    actor = make_actor(session)

    made = [add_user(session, name, "editor", actor) for name in (one, other)]

    assert [find_user(session, user.name) for user in made] == made
