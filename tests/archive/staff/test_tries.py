"""At most ten failures in five minutes, for a name and from an address, whoever counts."""

from datetime import UTC, datetime, timedelta
from threading import Thread

import pytest
from sqlalchemy import func, select

from archive.models import SignInTry
from archive.staff.tries import MOST, WINDOW, TooManyTries, give_back, network_of, take_try

NOON = datetime(2024, 8, 14, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def try_often(session, times, *, name="siti", address="203.0.113.1", at=NOON):
    """How many of so many tries were allowed; `name` and `address` may hold {} for the number."""
    allowed = 0
    for number in range(times):
        try:
            take_try(session, name.format(number), address.format(number), at)
        except TooManyTries:
            continue
        allowed += 1
    return allowed


@pytest.mark.parametrize(
    ("name", "address"),
    [("siti", "203.0.113.{}"), ("orang {}", "203.0.113.1"), ("siti", "203.0.113.1")],
)
def test_ten_tries_are_allowed_for_a_name_and_for_an_address(session, name, address):
    assert try_often(session, 30, name=name, address=address) == MOST


def test_others_are_not_kept_waiting(session):
    try_often(session, 30)

    assert try_often(session, 3, name="ahmad", address="203.0.113.2") == 3


def test_after_five_minutes_one_may_try_again_and_nothing_is_left_of_the_tries(session):
    try_often(session, 30)

    with pytest.raises(TooManyTries) as refused:
        take_try(session, "siti", "203.0.113.9", NOON + WINDOW - SECOND)
    assert refused.value.seconds == 1

    take_try(session, "siti", "203.0.113.9", NOON + WINDOW)
    assert session.scalar(select(func.count()).select_from(SignInTry)) == 2


def test_a_try_that_was_right_is_not_counted(session):
    for number in range(30):
        numbers = take_try(session, "siti", "203.0.113.1", NOON + number * SECOND)
        give_back(session, numbers)

    assert try_often(session, 30) == MOST


def test_neither_names_nor_addresses_are_kept(session):
    take_try(session, "kata sandi saya", "203.0.113.1", NOON)

    assert all(len(one) == 64 for one in session.scalars(select(SignInTry.subject)))


def test_threads_that_try_at_the_same_moment_share_one_count(archive):
    allowed = []

    def guess(number):
        with archive.writing() as session:
            allowed.append(try_often(session, 5, address=f"203.0.113.{number}"))
            session.commit()

    threads = [Thread(target=guess, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sum(allowed) == MOST


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("unknown", "unknown"),
    ],
)
def test_an_address_counts_with_all_that_its_owner_may_choose(address, network):
    assert network_of(address) == network
