"""Signing in: who gets in, for how long, and what ends it."""

from datetime import UTC, datetime, timedelta

import pytest
from argon2 import PasswordHasher
from factories import make_actor
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from archive.models import AuditEntry, SignIn, SignInTry
from archive.staff import sign_ins
from archive.staff.passwords import TooBusy, hash_password, is_outdated, matches
from archive.staff.sign_ins import (
    Limits,
    NotSignedIn,
    begin,
    check_in,
    end,
    end_all,
    find_sign_in,
    is_due,
    list_sign_ins,
    note_seen,
    sweep,
)
from archive.staff.tokens import hash_token, make_token
from archive.staff.tries import MOST, TooManyTries
from archive.staff.users import add_user, disable_user, set_password

NOON = datetime(2024, 8, 14, 12, tzinfo=UTC)
HOUR, SECOND = timedelta(hours=1), timedelta(seconds=1)
LIMITS = Limits(idle=4 * HOUR, longest=24 * HOUR)
PASSWORD = "empat gelas teh hangat"
HASHED = hash_password(PASSWORD)


@pytest.fixture
def user(session):
    made = add_user(session, "Siti Rahmah", "editor", make_actor(session))
    set_password(session, made, HASHED, made.actor)
    return made


def enter(session, name="siti rahmah", password=PASSWORD, address="203.0.113.1", at=NOON):
    return check_in(session, name, password, address, at)


def log_of(session):
    entries = session.scalars(select(AuditEntry).order_by(AuditEntry.seq)).all()
    return [(entry.act, entry.entity) for entry in entries if "sign" in entry.act]


def test_name_and_password_let_a_user_in_and_leave_no_try_behind(session, user):
    assert enter(session) is user
    assert session.scalars(select(SignInTry)).all() == []


@pytest.mark.parametrize(
    ("name", "password"),
    [("siti rahmah", "salah salah salah"), ("siti rahmah", ""), ("siapa", PASSWORD), ("", "")],
)
def test_whatever_is_wrong_the_answer_is_the_same(session, user, name, password):
    with pytest.raises(NotSignedIn) as refused:
        enter(session, name, password)

    assert str(refused.value) == "Name and password do not belong together."
    assert len(session.scalars(select(SignInTry)).all()) == 2


def test_a_user_who_is_disabled_or_has_no_password_is_answered_like_nobody(session, user):
    add_user(session, "Baru", "editor", user.actor)
    disable_user(session, user, user.actor)

    for name in ("siti rahmah", "baru"):
        with pytest.raises(NotSignedIn):
            enter(session, name)


def test_too_many_failures_keep_even_the_right_password_out(session, user):
    for number in range(MOST):
        with pytest.raises(NotSignedIn):
            enter(session, password=f"salah {number}")

    with pytest.raises(TooManyTries):
        enter(session)
    assert enter(session, at=NOON + 301 * SECOND) is user


def test_signing_in_and_out_and_failing_are_on_the_log_without_what_was_typed(session, user):
    for name, password in (("siti rahmah", "salah salah"), ("kata-sandi-saya", "x")):
        with pytest.raises(NotSignedIn):
            enter(session, name, password)
    token = begin(session, enter(session), "Firefox, Linux", NOON)
    end(session, user, find_sign_in(session, token, LIMITS, NOON).id)
    end_all(session, user)

    own = f"user:{user.id}"
    assert log_of(session) == [
        ("sign-in failed", own),
        ("sign-in failed", "user:unknown"),
        ("signed in", own),
        ("signed out", own),
        ("signed out everywhere", own),
    ]
    bodies = " ".join(session.scalars(select(AuditEntry.body)))
    assert not any(word in bodies for word in ("kata-sandi", "salah", "Siti"))


def test_an_older_hash_is_made_anew_with_the_password_at_hand(session, user):
    weak = PasswordHasher(time_cost=1, memory_cost=8192, parallelism=1)
    user.password = weak.hash(PASSWORD)
    assert is_outdated(user.password)

    enter(session)

    assert not is_outdated(user.password)


def test_the_database_knows_no_token_and_a_new_sign_in_has_a_new_one(session, user):
    first = begin(session, user, "Firefox, Linux", NOON)

    second = begin(session, user, "Firefox, Linux", NOON, left=first)

    assert first != second
    assert len(first) == 43
    assert find_sign_in(session, first, LIMITS, NOON) is None
    rows = session.scalars(select(SignIn)).all()
    assert [row.token_hash for row in rows] == [hash_token(second)]


@pytest.mark.parametrize(
    ("began", "seen", "is_on"),
    [
        (0 * HOUR, 0 * HOUR, True),
        (5 * HOUR, 4 * HOUR - SECOND, True),
        (5 * HOUR, 4 * HOUR, False),
        (24 * HOUR - SECOND, 0 * HOUR, True),
        (24 * HOUR, 0 * HOUR, False),
    ],
)
def test_a_sign_in_ends_when_it_is_not_used_and_after_a_day(session, user, began, seen, is_on):
    token = begin(session, user, "", NOON - began)
    note_seen(session, session.scalars(select(SignIn.id)).one(), NOON - seen)
    session.flush()

    found = find_sign_in(session, token, LIMITS, NOON)
    listed = list_sign_ins(session, user, LIMITS, NOON)
    sweep(session, LIMITS, NOON)

    assert (found is not None, len(listed) == 1) == (is_on, is_on)
    assert len(session.scalars(select(SignIn.id)).all()) == is_on


def test_reading_pages_seldom_writes(session, user):
    token = begin(session, user, "", NOON)
    sign_in = find_sign_in(session, token, LIMITS, NOON)

    assert not is_due(sign_in, NOON + 299 * SECOND)
    assert is_due(sign_in, NOON + 300 * SECOND)


def test_nobody_ends_what_is_anothers(session, user):
    other = add_user(session, "Ahmad", "administrator", user.actor)
    token = begin(session, user, "", NOON)

    end(session, other, session.scalars(select(SignIn.id)).one())

    assert find_sign_in(session, token, LIMITS, NOON) is not None


@given(st.text(max_size=60))
def test_no_other_text_is_a_token(text):
    assert hash_token(text) != hash_token(make_token())


def test_a_password_that_is_changed_while_it_is_checked_lets_nobody_in(session, user, monkeypatch):
    def change_meanwhile(password, known):
        right = matches(password, known)
        set_password(session, user, hash_password("lima gelas kopi pahit"), user.actor)
        session.commit()
        return right

    monkeypatch.setattr(sign_ins, "matches", change_meanwhile)

    with pytest.raises(NotSignedIn):
        enter(session)


def test_a_try_whose_password_was_not_checked_is_none(session, user, monkeypatch):
    def be_busy(password, known):
        raise TooBusy("Too many people are signing in.")

    monkeypatch.setattr(sign_ins, "matches", be_busy)
    with pytest.raises(TooBusy):
        enter(session)

    assert session.scalars(select(SignInTry)).all() == []
