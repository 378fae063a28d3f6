"""Users: a name is given out once, an administrator stays, and every act is on the log."""

from datetime import UTC, datetime

import pytest
from factories import make_actor
from sqlalchemy import select

from archive.audit import verify_chain
from archive.errors import NotFound, Refused
from archive.models import AuditEntry, SignIn
from archive.staff.sign_ins import begin
from archive.staff.users import (
    LastAdministrator,
    add_user,
    change_role,
    disable_user,
    enable_user,
    find_user,
    list_users,
    require_user,
    set_password,
)

NOON = datetime(2024, 8, 14, 12, tzinfo=UTC)


@pytest.fixture
def actor(session):
    return make_actor(session)


def acts(session):
    return list(session.scalars(select(AuditEntry.act).order_by(AuditEntry.seq)))


@pytest.mark.parametrize("again", ["Siti Rahmah", "siti  rahmah", " SITI RAHMAH "])
def test_a_name_is_given_out_once_however_it_is_written(session, actor, again):
    made = add_user(session, "Siti  Rahmah ", "editor", actor)

    assert (made.name, made.password, made.actor.kind) == ("Siti Rahmah", None, "person")
    assert find_user(session, again) is made
    with pytest.raises(Refused, match="already"):
        add_user(session, again, "contributor", actor)


@pytest.mark.parametrize("name", ["", "  ", "a" * 81, "nama\u200btersembunyi", "a\x07b"])
def test_a_name_has_letters_that_can_be_seen(session, actor, name):
    with pytest.raises(Refused, match="1 to 80"):
        add_user(session, name, "editor", actor)


def test_a_user_who_is_disabled_is_out_at_once_and_may_come_back(session, actor):
    user = add_user(session, "Siti", "editor", actor)
    set_password(session, user, "hash", actor)
    begin(session, user, "", NOON)

    disable_user(session, user, actor)
    assert session.scalars(select(SignIn)).all() == []
    enable_user(session, user, actor)

    assert (user.disabled_at, user.password) == (None, "hash")


def test_another_password_ends_every_sign_in(session, actor):
    user = add_user(session, "Siti", "editor", actor)
    begin(session, user, "", NOON)

    set_password(session, user, "hash", actor)

    assert session.scalars(select(SignIn)).all() == []


def test_the_last_administrator_stays(session, actor):
    one = add_user(session, "Satu", "administrator", actor)
    with pytest.raises(LastAdministrator):
        change_role(session, one, "editor", actor)
    with pytest.raises(LastAdministrator):
        disable_user(session, one, actor)

    other = add_user(session, "Dua", "administrator", actor)
    disable_user(session, one, actor)

    with pytest.raises(LastAdministrator):
        disable_user(session, other, actor)


def test_every_act_is_on_the_log_without_names_and_once(session, actor):
    user = add_user(session, "Siti Rahmah", "contributor", actor)
    change_role(session, user, "editor", actor)
    change_role(session, user, "editor", actor)
    set_password(session, user, "hash", actor)
    disable_user(session, user, actor)
    disable_user(session, user, actor)
    enable_user(session, user, actor)

    assert acts(session) == [
        "user added: contributor",
        "role changed: editor",
        "password set",
        "user disabled",
        "user enabled",
    ]
    assert list(verify_chain(session)) == []
    assert not any("Siti" in body for body in session.scalars(select(AuditEntry.body)))


def test_users_are_listed_by_name(session, actor):
    for name in ("Zubaidah", "ahmad", "Budi"):
        add_user(session, name, "editor", actor)

    assert [user.name for user in list_users(session)] == ["ahmad", "Budi", "Zubaidah"]
    with pytest.raises(NotFound, match="gaung user list"):
        require_user(session, "Citra")
