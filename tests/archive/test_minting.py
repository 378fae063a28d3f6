"""Identifiers and slugs: given out once, none ever again."""

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from archive import minting
from archive.minting import enter_slug, free_slug, mint_identifier, mint_identifiers
from archive.models import MintedIdentifier
from archive.permalinks import parse_identifier


@pytest.mark.parametrize("count", [0, 1, minting.PROBE, minting.PROBE + 1, 3 * minting.PROBE])
def test_as_many_identifiers_are_minted_as_asked_for_all_different(session, count):
    minted = mint_identifiers(session, "statement", count)

    assert len(set(minted)) == len(minted) == count
    assert all(parse_identifier(name) == name for name in minted)
    assert set(session.scalars(select(MintedIdentifier.id))) == set(minted)


def test_an_identifier_that_was_given_out_is_passed_over(session, monkeypatch):
    taken = mint_identifier(session, "person")
    draws = iter([taken, taken, "k3f9m2xd"])
    monkeypatch.setattr(minting, "new_identifier", lambda: next(draws))

    assert mint_identifiers(session, "statement", 1) == ["k3f9m2xd"]


def test_all_kinds_share_one_space(session):
    mint_identifiers(session, "statement", 3)
    mint_identifier(session, "episode")

    kinds = session.scalars(select(MintedIdentifier.kind)).all()
    assert sorted(kinds) == ["episode", "statement", "statement", "statement"]


def test_a_taken_slug_is_numbered_and_kinds_do_not_meet(session):
    given = []
    for kind in ("topic", "topic", "topic", "person"):
        slug = free_slug(session, kind, "banjir")
        enter_slug(session, kind, slug, len(given))
        given.append(slug)

    assert given == ["banjir", "banjir-2", "banjir-3", "banjir"]


def test_a_slug_is_entered_once(session):
    enter_slug(session, "topic", "banjir", 1)

    with pytest.raises(IntegrityError):
        enter_slug(session, "topic", "banjir", 2)
