"""Passwords: which are taken, how they are kept, and that nobody's takes as long as somebody's."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.staff.breached import SHORTEST, bare, is_breached, list_breached
from archive.staff.passwords import (
    HASHER,
    LONGEST,
    NOBODYS,
    PasswordRefused,
    check_strength,
    hash_new,
    hash_password,
    is_outdated,
    matches,
)

TAKEN = (
    "kuda baterai staples benar",
    "empat gelas teh",
    "xkqvmwzjhypb",
    "aaaaaaaaaaaabcde fgh",
    "ayam👩‍👩‍👧 goreng sore",
    "!?#%&/()=+*-",
    "пароль из слов",
)
REFUSED = (
    ("", "short"),
    ("sebelas hrf", "short"),
    ("a" * (LONGEST + 1), "long"),
    ("aaaaaaaaaaaaaaaaaaaa", "breached"),
    ("121212121212", "breached"),
    ("password1234", "breached"),
    ("Rahasia-2024!!!", "breached"),
    ("qwertyuiop[]", "breached"),
    ("qwertyuiopasdf", "breached"),
    ("1q2w3e4r5t6y", "breached"),
    ("tanahbumbu2024", "breached"),
    ("p455w0rd2024", "breached"),
    ("sitirahmah12", "name"),
    ("Siti Rahmah 99", "name"),
)


@pytest.mark.parametrize("password", TAKEN)
def test_any_long_enough_password_is_taken_whatever_it_is_made_of(password):
    check_strength(password, "Siti Rahmah")


@pytest.mark.parametrize(("password", "why"), REFUSED)
def test_a_password_that_is_guessed_first_is_refused_and_told_why(password, why):
    with pytest.raises(PasswordRefused) as refused:
        check_strength(password, "Siti Rahmah")

    assert refused.value.why == why


@given(st.sampled_from(sorted(list_breached())[::37]), st.data())
def test_capitals_and_signs_between_do_not_help(password, data):
    signs = data.draw(st.lists(st.sampled_from(["", "!", "-", " ", "@"]), min_size=len(password),
                               max_size=len(password)))  # fmt: skip
    written = "".join(letter.upper() + sign for letter, sign in zip(password, signs, strict=True))

    assert bare(written) == password
    assert is_breached(written)
    assert len(password) >= SHORTEST


def test_a_password_is_kept_as_argon2id_with_a_salt_of_its_own():
    one, other = (hash_new("kuda baterai staples", "Siti") for _ in range(2))

    assert one != other
    assert re.match(r"\$argon2id\$v=19\$m=19456,t=2,p=1\$", one)
    assert matches("kuda baterai staples", one)
    assert not matches("kuda baterai Staples", one)


def test_accents_typed_in_another_way_are_the_same_password():
    hashed = hash_password("caf\u00e9 di tepi sungai")

    assert matches("cafe\u0301 di tepi sungai", hashed)


def test_nobodys_hash_costs_what_a_users_costs_and_fits_no_password():
    assert not HASHER.check_needs_rehash(NOBODYS)
    assert not is_outdated(hash_password("kuda baterai staples"))
    assert is_outdated(NOBODYS.replace("t=2", "t=1"))
    assert not matches("", None)
    assert not matches("kuda baterai staples", None)
    assert not matches("kuda baterai staples", "what is no hash")
