"""Every kind of page that the site renders, and where one of each is found.

The one table for what goes through all pages: axe (tests/e2e), hostile texts (`./run promises
xss`), pictures and weights. A route that renders a page gets a row in KINDS, any other a line in
NO_PAGES; tests/bench/test_pages.py holds both against the routes.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

PUBLIC, STAFF, DOOR = "public", "staff", "door"
"""Who sees a page: everyone, staff who are signed in, whoever wants to be."""
AFTER = "+"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of page: its route, and its address. With `on` that is a pattern, which a link on
    another kind of page fits; where it begins with `+`, what follows the address of the other one.
    `status` is what it is answered with.
    """

    endpoint: str
    address: str
    on: str = ""
    room: str = PUBLIC
    status: int = 200


SLUG, NUMBER, KEY = "[a-z0-9-]+", r"\d+", "[0-9a-f]{64}"
KINDS: Mapping[str, Kind] = {
    "home": Kind("home.show", "/"),
    "search": Kind("search.results", "/cari?q=jalan"),
    "nothing-found": Kind("search.results", "/cari?q=kosongmelompong"),
    "manual": Kind("search.results", "/cari"),
    "trends": Kind("trends.show", "/tren?q=jalan&q=air"),
    "concordance": Kind("concordance.show", "/konkordansi?q=jalan"),
    "coverage": Kind("coverage.show", "/cakupan"),
    "episodes": Kind("programmes.episodes", "/episode"),
    "episode": Kind("episodes.show", f"/episode/{SLUG}", "episodes"),
    "history": Kind("history.show", f"/episode/{SLUG}/riwayat", "episode"),
    "programmes": Kind("programmes.index", "/program"),
    "programme": Kind("programmes.show", f"/program/{SLUG}", "programmes"),
    "stations": Kind("stations.index", "/stasiun"),
    "station": Kind("stations.show", f"/stasiun/{SLUG}", "stations"),
    "people": Kind("speakers.index", "/tokoh"),
    "person": Kind("speakers.show", f"/tokoh/{SLUG}", "people"),
    "organisations": Kind("organisations.index", "/lembaga"),
    "organisation": Kind("organisations.show", f"/lembaga/{SLUG}", "organisations"),
    "topics": Kind("topics.index", "/topik"),
    "topic": Kind("topics.show", f"/topik/{SLUG}", "topics"),
    "statement": Kind("statements.show", "/s/[a-z0-9]+", "search"),
    "frozen": Kind("statements.show", f"/s/[a-z0-9]+/r{NUMBER}", "statement"),
    "cite": Kind("statements.quote", f"/s/[a-z0-9]+/r{NUMBER}/kutip", "frozen"),
    "about": Kind("about.show", "/tentang"),
    "missing": Kind("", "/tidak-ada-di-sini", status=404),
    "unreadable": Kind("search.results", "/cari?tahun=x", status=400),
    "sign-in": Kind("staff.home", "/staf/", room=DOOR),
    "used-address": Kind("signing.invitation", "/staf/undangan/x", room=DOOR, status=404),
    "drafts": Kind("staff.home", "/staf/", room=STAFF),
    "shelf": Kind("staff.shelf", "/staf/episode", room=STAFF),
    "draft": Kind("staff.episode", f"/staf/episode/{SLUG}", "drafts", STAFF),
    "bring": Kind("uploads.bring", f"/staf/episode/{SLUG}/transkrip", "draft", STAFF),
    "preview": Kind(
        "uploads.preview_page", f"/staf/episode/{SLUG}/transkrip/{KEY}", "bring", STAFF
    ),
    "previewed": Kind(
        "uploads.statements", f"/staf/episode/{SLUG}/transkrip/{KEY}/pernyataan", "preview", STAFF
    ),
    "revisions": Kind("revisions.index", f"/staf/episode/{SLUG}/riwayat", "draft", STAFF),
    "going-back": Kind("revisions.ask", "+/1", "revisions", STAFF),
    "recording": Kind("recordings.show", f"/staf/episode/{SLUG}/rekaman", "draft", STAFF),
    "recognise": Kind("recognition.ask", "+/kenali", "draft", STAFF),
    "times": Kind("synchronising.show", "+/selaras", "draft", STAFF),
    "editor": Kind("editor.show", f"/staf/transkrip/{SLUG}", "draft", STAFF),
    "line": Kind("editor_lines.show", f"/staf/transkrip/{SLUG}/[a-z0-9]{{8}}", "editor", STAFF),
    "replacing": Kind("editor_replacing.show", f"/staf/transkrip/{SLUG}/ganti", "editor", STAFF),
    "spelling": Kind("editor_spelling.show", f"/staf/transkrip/{SLUG}/ejaan", "editor", STAFF),
    "discard": Kind("editor_whole.ask", f"/staf/transkrip/{SLUG}/buang", "editor", STAFF),
    "carry": Kind("editor_carrying.show", "+/bawa", "editor", STAFF),
    "jobs": Kind("jobs.index", "/staf/pekerjaan", room=STAFF),
    "account": Kind("account.show", "/staf/akun", room=STAFF),
    "staff-missing": Kind("", "/staf/apa", room=STAFF, status=404),
}

NO_PAGES: Mapping[str, str] = {
    "assets.show": "scripts, styles and pictures of the pages",
    "audio.play": "sound",
    "browsers.opensearch": "a description for browsers",
    "completion.complete": "offers while one types, as JSON",
    "feeds.search": "a feed",
    "health.robots": "text for crawlers",
    "health.show": "JSON for machines",
    "editor_spelling.names": "JSON for the editor",
    "editor_state.show": "JSON for the editor",
    "jobs.index_json": "JSON",
    "staff_audio.peaks": "JSON for the editor",
    "staff_audio.play": "sound",
    "statements.export": "references for programs",
    "statements.show_json": "JSON",
    "transcript_files.take": "a transcript as a file",
}
"""Routes that are read and answer with no page, and what they answer with."""


def find_address(name: str, fetch: Callable[[str], str]) -> str:
    """The address of a page of this kind; `fetch` reads the page of an address.

    Raises LookupError where the page that has to link to one does not.
    """
    kind = KINDS[name]
    if not kind.on:
        return kind.address
    parent = find_address(kind.on, fetch)
    found = list_links(kind, parent, fetch)
    if not found:
        raise LookupError(f"No {name} is linked to on {parent}, a page of the kind {kind.on}.")
    return found[0]


def list_links(kind: Kind, parent: str, fetch: Callable[[str], str]) -> list[str]:
    """The addresses of pages of a kind that a page of the kind it is found on leads to."""
    if kind.address.startswith(AFTER):
        return [parent.partition("?")[0] + kind.address.removeprefix(AFTER)]
    links = re.findall(rf'href="({kind.address})["?#]', fetch(parent))
    return list(dict.fromkeys(links))


def list_kinds(*rooms: str) -> Iterator[str]:
    """The names of the kinds that are seen there."""
    return (name for name, kind in KINDS.items() if kind.room in rooms)
