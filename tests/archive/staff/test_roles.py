"""What each role may do to an episode, by how it stands to them."""

import pytest
from factories import make_actor, make_episode, make_programme

from archive.audit import record_act
from archive.errors import NotFound
from archive.models.staff import ROLES
from archive.staff.drafts import list_drafts, open_episode
from archive.staff.roles import (
    ACTS,
    DRAFT,
    OWN_DRAFT,
    PUBLIC,
    STANDINGS,
    WITHDRAWN,
    NotAllowed,
    may,
    require,
    standing_of,
)
from archive.staff.users import add_user

ALLOWED = {
    "contributor": {
        *((act, OWN_DRAFT) for act in ("read", "edit", "delete")),
        ("read", PUBLIC),
    },
}
ALLOWED["editor"] = ALLOWED["contributor"] | {
    *((act, DRAFT) for act in ("read", "edit", "delete")),
    ("edit", PUBLIC),
}
ALLOWED["publisher"] = ALLOWED["editor"] | {
    *(("publish", standing) for standing in (OWN_DRAFT, DRAFT, PUBLIC)),
    ("withdraw", PUBLIC),
    ("read", WITHDRAWN),
}
ALLOWED["administrator"] = ALLOWED["publisher"]


@pytest.mark.parametrize("role", ROLES)
def test_a_role_may_do_this_and_nothing_else(role):
    found = {(act, standing) for act in ACTS for standing in STANDINGS if may(role, act, standing)}

    assert found == ALLOWED[role]


def test_nobody_deletes_what_was_ever_public():
    assert not any(may(role, "delete", one) for role in ROLES for one in (PUBLIC, WITHDRAWN))


def test_an_act_that_nobody_wrote_down_is_no_act():
    with pytest.raises(KeyError):
        may("administrator", "burn", PUBLIC)


@pytest.fixture
def staff(session):
    return {role: add_user(session, role, role, make_actor(session)) for role in ROLES}


@pytest.fixture
def programme(session):
    return make_programme(session)


def add(session, programme, title, actor, state="draft"):
    episode = make_episode(session, programme, title, state=state, slug=title.lower())
    record_act(session, actor, "episode created", episode.id)
    return episode


@pytest.mark.parametrize(
    ("state", "own", "foreign"),
    [
        ("draft", OWN_DRAFT, DRAFT),
        ("review", OWN_DRAFT, DRAFT),
        ("published", PUBLIC, PUBLIC),
        ("withdrawn", WITHDRAWN, WITHDRAWN),
    ],
)
def test_an_episode_is_its_creators_until_it_is_public(
    session, staff, programme, state, own, foreign
):
    creator, other = staff["contributor"], staff["editor"]
    episode = add(session, programme, "Siaran", creator.actor, state)
    record_act(session, other.actor, "episode updated", episode.id)

    assert standing_of(session, episode, creator) == own
    assert standing_of(session, episode, other) == foreign


def test_what_is_not_allowed_is_refused_with_role_and_act(session, staff, programme):
    episode = add(session, programme, "Siaran", staff["editor"].actor)

    require(session, staff["editor"], "edit", episode)
    with pytest.raises(NotAllowed) as refused:
        require(session, staff["contributor"], "edit", episode)

    assert (refused.value.role, refused.value.act) == ("contributor", "edit")


def test_a_contributor_lists_own_drafts_and_an_editor_all_with_own_ones_first(
    session, staff, programme
):
    add(session, programme, "Pertama", staff["contributor"].actor)
    add(session, programme, "Kedua", staff["editor"].actor)
    add(session, programme, "Ketiga", make_actor(session), "review")
    add(session, programme, "Terbit", staff["contributor"].actor, "published")

    def seen(role):
        return [(row.title, row.own) for row in list_drafts(session, staff[role])]

    assert seen("contributor") == [("Pertama", True)]
    assert seen("editor")[0] == ("Kedua", True)
    assert sorted(seen("editor")[1:]) == [("Ketiga", False), ("Pertama", False)]


def test_a_draft_that_one_may_not_read_is_not_there(session, staff, programme):
    add(session, programme, "Rahasia", staff["editor"].actor)

    opened = open_episode(session, "rahasia", staff["editor"])
    assert (opened.standing, opened.acts) == (OWN_DRAFT, ("read", "edit", "delete"))
    with pytest.raises(NotFound) as hidden:
        open_episode(session, "rahasia", staff["contributor"])
    with pytest.raises(NotFound) as absent:
        open_episode(session, "rahasia-lain", staff["contributor"])
    assert str(hidden.value) == str(absent.value).replace("-lain", "")
