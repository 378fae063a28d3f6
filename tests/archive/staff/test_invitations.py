"""An address for one use: a day, once, and only for whom it was made."""

from datetime import UTC, datetime, timedelta

import pytest
from factories import make_actor
from sqlalchemy import select

from archive.errors import NotFound, Refused
from archive.models import OneTimeAddress
from archive.staff.invitations import accept, address_of, find_invitation, invite, invite_first
from archive.staff.users import add_user, disable_user, find_user

NOON = datetime(2024, 8, 14, 12, tzinfo=UTC)
DAY = timedelta(hours=24)


@pytest.fixture
def actor(session):
    return make_actor(session)


def test_the_first_one_makes_an_administrator_and_only_once(session, actor):
    token = invite_first(session, actor, NOON)

    user = accept(session, token, "Siti", "hash", NOON)

    assert (user.role, user.password) == ("administrator", "hash")
    assert invite_first(session, actor, NOON) is None
    with pytest.raises(NotFound):
        accept(session, token, "Penyusup", "hash", NOON)
    assert find_user(session, "Penyusup") is None


def test_whoever_comes_second_finds_the_archive_taken(session, actor):
    token = invite_first(session, actor, NOON)
    add_user(session, "Siti", "editor", actor)

    with pytest.raises(NotFound):
        accept(session, token, "Penyusup", "hash", NOON)


def test_only_the_newest_of_a_users_addresses_is_good(session, actor):
    user = add_user(session, "Siti", "editor", actor)
    first, second = (invite(session, user, actor, NOON) for _ in range(2))

    with pytest.raises(NotFound):
        find_invitation(session, first, NOON)
    assert accept(session, second, "", "hash", NOON) is user
    assert user.password == "hash"


def test_it_ends_after_a_day_and_with_its_user(session, actor):
    user, other = (add_user(session, name, "editor", actor) for name in ("Siti", "Ahmad"))
    token, others = (invite(session, one, actor, NOON) for one in (user, other))

    find_invitation(session, token, NOON + DAY - timedelta(seconds=1))
    with pytest.raises(NotFound):
        find_invitation(session, token, NOON + DAY)
    disable_user(session, other, actor)
    with pytest.raises(NotFound):
        find_invitation(session, others, NOON)


def test_a_name_that_cannot_be_one_uses_nothing_up(session, actor):
    token = invite_first(session, actor, NOON)

    with pytest.raises(Refused):
        accept(session, token, "", "hash", NOON)

    assert find_invitation(session, token, NOON)


def test_the_database_knows_no_token(session, actor):
    token = invite_first(session, actor, NOON)

    row = session.scalars(select(OneTimeAddress)).one()
    assert token not in (row.token_hash, str(row.id))
    assert len(row.token_hash) == 64
    assert address_of("https://arsip.example/", token) == (
        f"https://arsip.example/staf/undangan/{token}"
    )
