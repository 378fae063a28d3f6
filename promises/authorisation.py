"""Every route is asked by every kind of visitor, in every state of what it shows, over HTTP."""

import tempfile
from pathlib import Path

from archive import create_app
from archive.resources import open_archive
from archive.settings import read_settings
from bench.report import Row
from promises.archives import Archive, say
from promises.browsers import Browser
from promises.matrix import OPEN_ACTS, Case, Given, list_deviations
from promises.standings import ANYBODY, VISITORS, Stage, set_stage

SIGN_IN, FORM, FIELD = "gaung-masuk", "gaung-formulir", "tanda"
SHOWN = 20
GONE_ON = 303


class Visitors:
    """A browser for each kind of visitor; an act that ends its sign-in is followed by a new one."""

    def __init__(self, port: int, stage: Stage) -> None:
        self.port, self.stage = port, stage
        self.browsers = {visitor: self.new(visitor) for visitor in VISITORS}

    def new(self, visitor: str) -> Browser:
        """A browser that is signed in as this visitor, unless that is anybody."""
        cookies = {} if visitor == ANYBODY else {SIGN_IN: self.stage.sign_in(visitor)}
        return Browser(self.port, cookies)

    def ask(self, case: Case) -> Given:
        """Send the request of a case, with a form of ours where it has one."""
        browser = self.browsers[case.visitor]
        fields = {FIELD: self.token(browser, case)} if case.has_form else None
        answer = browser.ask(case.method, case.path, fields)
        if case.has_form and answer.status == GONE_ON:
            self.browsers[case.visitor] = self.new(case.visitor)
        return Given(answer.status, answer.body.decode(errors="replace"))

    def token(self, browser: Browser, case: Case) -> str:
        """A token of the form that the case needs: of staff, or of those before a sign-in."""
        if case.endpoint not in OPEN_ACTS:
            return browser.token()
        stranger = Browser(self.port)
        token = stranger.token()
        browser.cookies[FORM] = stranger.cookies[FORM]
        return token


def measure(*, quick: bool) -> list[Row]:
    """Ask them all; the matrix is the same when quick."""
    with tempfile.TemporaryDirectory() as folder:
        archive = Archive(Path(folder) / "own")
        archive.folder.mkdir()
        opened = open_archive(read_settings({}, HOME=archive.home))
        stage = set_stage(opened, archive.folder)
        urls = create_app(opened.settings, opened).url_map
        with archive.serve() as site:
            count, deviations = list_deviations(urls, stage, Visitors(site.port, stage).ask)
        opened.index.close()
        opened.engine.dispose()
    for deviation in deviations[:SHOWN]:
        say(deviation)
    return [
        Row("routes", len({rule.endpoint for rule in urls.iter_rules()}), "routes"),
        Row("requests (route x method x visitor x state)", count, "requests", must=5_000),
        Row("deviations", len(deviations), "requests", 0, better="less"),
    ]
