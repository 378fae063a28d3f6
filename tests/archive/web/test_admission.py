"""Who may use which route: every route x method x role x state, against promises/matrix.py."""

import re

import pytest
from factories import new_archive

from archive import create_app
from archive.staff.roles import ACTS, CONTRIBUTOR, DRAFT, STANDINGS
from archive.web.admission import EVERYONE, ROUTES
from archive.web.cookies import FORM, SIGN_IN
from archive.web.forgery import FIELD
from promises.matrix import OPEN_ACTS, Case, Given, list_deviations, list_unknown
from promises.standings import ANYBODY, ROLES, VISITORS, set_stage


@pytest.fixture(scope="module")
def stage(tmp_path_factory):
    archive = new_archive(tmp_path_factory.mktemp("matrix"))
    yield set_stage(archive, tmp_path_factory.mktemp("transcripts"))
    archive.index.close()
    archive.engine.dispose()


@pytest.fixture(scope="module")
def app(stage):
    return create_app(stage.archive.settings, stage.archive)


def token_on(page):
    return re.search(r'name="tanda" value="([^"]+)"', page)[1]


class Browsers:
    """A browser for each visitor; before an act that may end its sign-in it gets another one."""

    def __init__(self, app, stage):
        self.app, self.stage = app, stage
        self.open = {visitor: self.new(visitor) for visitor in VISITORS}

    def new(self, visitor):
        client = self.app.test_client()
        if visitor != ANYBODY:
            client.set_cookie(SIGN_IN, self.stage.sign_in(visitor))
        return client

    def __call__(self, case: Case) -> Given:
        client = self.open[case.visitor]
        data = {FIELD: self.token(client, case)} if case.has_form else None
        answer = client.open(case.path, method=case.method, data=data)
        if case.has_form and answer.status_code == 303:
            self.open[case.visitor] = self.new(case.visitor)
        return Given(answer.status_code, answer.get_data(as_text=True))

    def token(self, client, case):
        """A token of the form that the case needs: of staff, or of those before a sign-in."""
        if case.endpoint not in OPEN_ACTS:
            return token_on(client.get("/staf/").text)
        stranger = self.app.test_client()
        token = token_on(stranger.get("/staf/").text)
        client.set_cookie(FORM, stranger.get_cookie(FORM).value)
        return token


def test_every_visitor_is_answered_as_the_matrix_says(app, stage):
    count, deviations = list_deviations(app.url_map, stage, Browsers(app, stage))

    assert "\n".join(deviations[:20]) == ""
    assert count > 5_000


def test_a_route_that_is_not_declared_is_noticed_and_refused(stage):
    app = create_app(stage.archive.settings, stage.archive)
    app.add_url_rule("/rahasia", "secret", lambda: "everything")

    answer = app.test_client().get("/rahasia")

    assert list_unknown(app.url_map) == {"secret"}
    assert (answer.status_code, "everything" in answer.text) == (403, False)


def test_a_route_that_lets_too_many_in_is_a_deviation(stage, monkeypatch):
    app = create_app(stage.archive.settings, stage.archive)
    monkeypatch.setitem(ROUTES, "account.show", EVERYONE)

    ask = Browsers(app, stage)
    _, deviations = list_deviations(app.url_map, stage, ask, {"account.show"})

    assert any("/staf/akun as anybody" in deviation for deviation in deviations)


def test_a_role_that_reads_too_much_is_a_deviation(stage, app, monkeypatch):
    monkeypatch.setitem(ACTS["read"], DRAFT, CONTRIBUTOR)

    _, deviations = list_deviations(
        app.url_map, stage, Browsers(app, stage), {"staff.episode", "staff.home"}
    )

    assert any("(foreign draft) as contributor: 200" in deviation for deviation in deviations)
    assert any("GET /staf/ as contributor: shows" in deviation for deviation in deviations)


def test_the_table_holds_every_route_and_no_other(app):
    assert set(ROUTES) == {rule.endpoint for rule in app.url_map.iter_rules()}
    assert set(ROUTES.values()) <= {EVERYONE, *ROLES}


def test_acts_name_only_standings_and_roles_that_there_are():
    for act, least in ACTS.items():
        assert set(least) <= set(STANDINGS), act
        assert set(least.values()) <= set(ROLES), act
