"""Every route x method x visitor x state, and what each must be answered.

What is expected stands here a second time, apart from archive/web/admission.py and
archive/staff/roles.py, so that a slip there is a deviation here. A route that is not listed here is
a deviation too.
"""

from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass

from werkzeug.routing import Map, Rule

from promises.standings import (
    ANYBODY,
    DELETED,
    FOREIGN,
    OWN,
    PUBLISHED,
    REVIEW,
    STAFF_ONLY,
    STATES,
    VISITORS,
    WITHDRAWN,
    Stage,
    Thing,
)

METHODS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE")
WRITES = frozenset({"POST", "PUT", "PATCH", "DELETE"})
SECOND = ("editor", "publisher", "administrator")
THIRD = ("publisher", "administrator")
STAFF = ("contributor", *SECOND)

LISTS = frozenset(
    {
        *("about.show", "assets.show", "browsers.opensearch", "completion.complete"),
        *("concordance.show", "coverage.show", "feeds.search", "health.robots", "health.show"),
        *("home.show", "organisations.index", "programmes.episodes", "programmes.index"),
        *("search.results", "speakers.index", "stations.index", "topics.index", "trends.show"),
    }
)
"""Public, and of no single thing."""

ENTRIES = {PUBLISHED: 200, WITHDRAWN: 410, STAFF_ONLY: 200, DELETED: 410}
HEADINGS = {PUBLISHED: 200, STAFF_ONLY: 200}
SPOKEN = {PUBLISHED: 200, WITHDRAWN: 410, STAFF_ONLY: 403, DELETED: 410}
PUBLIC_THINGS: Mapping[str, Mapping[str, int]] = {
    "episodes.show": ENTRIES,
    "statements.show": SPOKEN,
    "statements.show_json": SPOKEN,
    "statements.quote": SPOKEN,
    "statements.export": SPOKEN,
    "history.show": SPOKEN,
    "transcript_files.take": SPOKEN,
    "audio.play": SPOKEN,
    "programmes.show": HEADINGS,
    "stations.show": HEADINGS,
    "speakers.show": HEADINGS,
    "organisations.show": HEADINGS,
    "topics.show": HEADINGS,
}
"""Public, of one thing: status by its state; 404 where none is given."""

REDIRECTED = frozenset({"statements.quote", "statements.export"})
"""Without a revision these lead to the published one (302)."""

STAFF_PAGES = {
    "staff.home": STAFF,
    "staff.shelf": STAFF,
    "account.show": STAFF,
    "jobs.index": STAFF,
    "jobs.index_json": STAFF,
}
TELLS_OF_ALL = frozenset({"jobs.index", "jobs.index_json", "staff.shelf"})
"""Staff pages that may name whatever their reader may open."""
READERS = {
    OWN: STAFF,
    FOREIGN: SECOND,
    REVIEW: SECOND,
    PUBLISHED: STAFF,
    STAFF_ONLY: STAFF,
    WITHDRAWN: THIRD,
}
STAFF_THINGS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "staff.episode": READERS,
    "revisions.index": READERS,
    "editor.show": READERS,
    "editor_state.show": READERS,
    "staff_audio.play": READERS,
    "staff_audio.peaks": READERS,
}
"""Who may open one thing, by its state; everyone else is told that there is none."""

EDITORS = {OWN: STAFF, FOREIGN: SECOND, REVIEW: SECOND, PUBLISHED: SECOND, STAFF_ONLY: SECOND}
"""Who may change one thing, by its state."""
PUBLISHERS = dict.fromkeys(EDITORS, THIRD)
"""Who may publish one thing, by its state."""
STAFF_EDITS = {
    "publishing.release": 409,  # no revision is named
    "revisions.ask": 200,
    "revisions.go_back": 422,
    "synchronising.show": 200,
    "synchronising.begin": 303,
    "synchronising.undo": 422,
    "checking.mark": 400,
    "recordings.show": 200,
    "recordings.receive": 422,
    "recordings.replace": 422,
    "recordings.discard": 303,
    "uploads.bring": 200,
    "uploads.receive": 422,
    "uploads.preview_page": 404,
    "uploads.confirm": 404,
    "uploads.statements": 404,
    "uploads.discard": 303,
    "editor.save": 409,
    "editor_lines.show": 200,
    "editor_lines.change": 400,
    "editor_undoing.undo": 400,
    "editor_state.take_acts": 415,
    "editor_whole.ask": 200,
    "editor_whole.discard": 303,
    "editor_whole.restore": 303,
    "editor_carrying.show": 200,
    "editor_carrying.act": 303,
    "editor_replacing.show": 200,
    "editor_replacing.replace": 400,
    "editor_spelling.show": 200,
    "editor_spelling.names": 200,
    "jobs.cancel": 303,
    "jobs.again": 303,
    "recognition.ask": 200,
    "recognition.begin": 422,  # no model is set
}
"""Status for those who may change a thing: nothing was sent, no file is kept, nobody edits.

Whoever may only read it is refused (403), everyone else is told that there is none."""

RELEASES = frozenset({"publishing.release"})
"""Those of them that publishers alone may do."""

STAFF_ACTS = {
    "signing.leave": 303,
    "account.change_password": 422,
    "account.end_sign_in": 303,
    "account.end_all_sign_ins": 303,
}
"""Status with a form of ours (an empty password is refused); without one always 403."""

OPEN_ACTS = {"signing.enter": 403, "signing.accept_invitation": 404}
"""Acts before a sign-in: status with a form of ours, and neither a password nor an invitation."""

KNOWN = frozenset(
    {*LISTS, *PUBLIC_THINGS, *STAFF_PAGES, *STAFF_THINGS, *STAFF_EDITS, *STAFF_ACTS, *OPEN_ACTS}
    | {"signing.invitation"}
)
CHANGING = frozenset({"health.show"})
"""Answers that differ from one moment to the next."""


@dataclass(frozen=True)
class Case:
    """One request. `state` is "" where the route is of no single thing."""

    endpoint: str
    method: str
    path: str
    visitor: str
    state: str
    has_form: bool
    expected: frozenset[int]
    word: str

    def __str__(self) -> str:
        form = ", with our form" if self.has_form else ""
        state = f" ({self.state})" if self.state else ""
        return f"{self.method} {self.path}{state} as {self.visitor}{form}"


@dataclass(frozen=True)
class Given:
    """What was answered."""

    status: int
    body: str


Ask = Callable[[Case], Given]


def list_unknown(urls: Map) -> set[str]:
    """Endpoints that nobody has said anything about, and those that are gone."""
    return {rule.endpoint for rule in urls.iter_rules()} ^ KNOWN


def list_cases(urls: Map, stage: Stage) -> Iterator[Case]:
    """All of them, in the order of the routes."""
    for rule in urls.iter_rules():
        of_one = rule.endpoint in {*PUBLIC_THINGS, *STAFF_THINGS, *STAFF_EDITS}
        states = STATES if of_one else ("",)
        for visitor in VISITORS:
            for state in states:
                yield from cases_of(urls, rule, stage, visitor, state)


def cases_of(urls: Map, rule: Rule, stage: Stage, visitor: str, state: str) -> Iterator[Case]:
    """The methods of one route, visitor and state; writes with and without a form of ours."""
    path, word = address_of(urls, rule, stage, visitor, state)
    own, others = methods_of(urls, rule)
    for method in (one for one in METHODS if one not in others):
        writes = method in WRITES and method in own
        for has_form in (False, True) if writes else (False,):
            expected = expect(rule, own, method, visitor, state, has_form=has_form)
            yield Case(rule.endpoint, method, path, visitor, state, has_form, expected, word)


def methods_of(urls: Map, rule: Rule) -> tuple[set[str], set[str]]:
    """The methods of a route, and those that other routes of the same address answer."""
    same = [one for one in urls.iter_rules() if one.rule == rule.rule]
    owners = {method: one for one in reversed(same) for method in one.methods or ()}
    own = {method for method, one in owners.items() if one is rule}
    return own, set(owners) - own


def address_of(urls: Map, rule: Rule, stage: Stage, visitor: str, state: str) -> tuple[str, str]:
    """An address of the route, and the word of the thing that it names."""
    thing = stage.thing(state or PUBLISHED, visitor)
    room = rule.endpoint.split(".")[0]
    values: dict[str, object] = {
        "slug": thing.slugs.get(room, thing.slugs["episodes"]),
        "identifier": thing.recording if room in ("audio", "staff_audio") else thing.statement,
        "words": "1-2",
        "name": "icon.svg",
        "token": "A" * 43,
        "key": "a" * 64,
        "form": "json",
        "format": "txt",
        "number": number_in(room, stage, visitor, thing),
        **(rule.defaults or {}),
    }
    needed = {name: values[name] for name in rule.arguments}
    built = rule.build(needed)
    if built is None:
        raise ValueError(f"{rule.rule} cannot be filled in.")
    return built[1], thing.word


def number_in(room: str, stage: Stage, visitor: str, thing: Thing) -> str | int:
    """A number in a path: a sign-in of this visitor, a job of the thing, else a revision."""
    if room == "account":
        return stage.number_of_sign_in(visitor)
    return stage.number_of_job(thing) if room == "jobs" else "1"


def expect(
    rule: Rule, methods: set[str], method: str, visitor: str, state: str, *, has_form: bool
) -> frozenset[int]:
    """The status that this must be answered with."""
    in_staff_area = rule.rule.startswith("/staf/")
    if method not in methods and in_staff_area and visitor == ANYBODY:
        return frozenset({303} if method not in WRITES else {403})  # not even that it is there
    if method not in methods:
        return frozenset({405})
    if method == "OPTIONS" and not in_staff_area:
        return frozenset({200})
    if in_staff_area:
        return frozenset({expect_staff(rule, method, visitor, state, has_form=has_form)})
    return frozenset(expect_public(rule, state))


def expect_public(rule: Rule, state: str) -> set[int]:
    """Public pages answer all visitors alike, whoever they are."""
    status = PUBLIC_THINGS[rule.endpoint].get(state, 404) if state else 200
    leads_on = rule.endpoint in REDIRECTED and "number" not in rule.arguments
    return {302} if status == 200 and leads_on else {status}


def expect_staff(rule: Rule, method: str, visitor: str, state: str, *, has_form: bool) -> int:
    """The rooms of the staff: the form for anybody, and for each role what is its own."""
    endpoint, is_write = rule.endpoint, method in WRITES
    if endpoint in OPEN_ACTS or endpoint == "signing.invitation":
        return expect_open(endpoint, method, has_form=has_form)
    if visitor == ANYBODY:
        return 403 if is_write else 200 if endpoint == "staff.home" else 303
    if method == "OPTIONS":
        return 200
    if is_write and not has_form:
        return 403
    if endpoint in STAFF_EDITS:
        return expect_edit(endpoint, visitor, state)
    allowed = STAFF_THINGS[endpoint].get(state, ()) if state else STAFF_PAGES.get(endpoint, ())
    return STAFF_ACTS[endpoint] if is_write else 200 if visitor in allowed else 404


def expect_edit(endpoint: str, visitor: str, state: str) -> int:
    """What changes one thing."""
    allowed = PUBLISHERS if endpoint in RELEASES else EDITORS
    if visitor in allowed.get(state, ()):
        return STAFF_EDITS[endpoint]
    return 403 if visitor in STAFF_THINGS["staff.episode"].get(state, ()) else 404


def expect_open(endpoint: str, method: str, *, has_form: bool) -> int:
    """Forms that come before a sign-in."""
    if method == "OPTIONS":
        return 200
    if method in WRITES:
        return OPEN_ACTS[endpoint] if has_form else 403
    return 404  # an invitation that nobody made


def list_deviations(
    urls: Map, stage: Stage, ask: Ask, endpoints: Container[str] = KNOWN
) -> tuple[int, list[str]]:
    """How many requests were sent, and what was not answered as it must be."""
    wrong = [f"{endpoint} is not declared" for endpoint in sorted(list_unknown(urls))]
    seen: dict[tuple[str, str, str], str] = {}
    count = 0
    for case in list_cases(urls, stage) if not wrong else ():
        if case.endpoint not in endpoints:
            continue
        given = ask(case)
        count += 1
        wrong += [f"{case}: {trouble}" for trouble in troubles_of(case, given, stage, seen)]
    return count, wrong


def troubles_of(
    case: Case, given: Given, stage: Stage, seen: dict[tuple[str, str, str], str]
) -> Iterator[str]:
    """What is wrong with one answer: its status, a word that came to light, or a difference."""
    if given.status not in case.expected:
        yield f"{given.status} instead of {sorted(case.expected)}"
    shown = {word for word in stage.words() if word in given.body.lower()}
    if shown - words_allowed(case, given, stage):
        yield f"shows {sorted(shown - words_allowed(case, given, stage))}"
    if case.method == "GET" and not case.path.startswith("/staf/"):
        key = (case.path, case.method, case.state)
        if case.endpoint not in CHANGING and seen.setdefault(key, given.body) != given.body:
            yield "is not what others are shown"


def words_allowed(case: Case, given: Given, stage: Stage) -> set[str]:
    """The words that may stand in an answer: what is public, what was opened, what was asked."""
    allowed = {stage.things[PUBLISHED].word, stage.things[STAFF_ONLY].word}
    if case.endpoint == "staff.home" and case.visitor != ANYBODY:
        allowed.add(stage.thing(OWN, case.visitor).word)
        if case.visitor in SECOND:
            allowed |= {thing.word for thing in stage.own.values()}
            allowed |= {stage.things[state].word for state in (FOREIGN, REVIEW)}
    if case.endpoint in TELLS_OF_ALL:
        readers = STAFF_THINGS["staff.episode"]
        seen = (state for state, roles in readers.items() if case.visitor in roles)
        allowed |= {stage.thing(state, case.visitor).word for state in seen}
        if case.visitor in SECOND:
            allowed |= {thing.word for thing in stage.own.values()}
    if given.status == 200 or case.word in case.path:
        allowed.add(case.word)
    return allowed
