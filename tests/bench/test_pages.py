"""Every route that is read is a kind of page, or is named as none."""

import pytest
from factories import new_archive

from archive import create_app
from bench.pages import KINDS, NO_PAGES, find_address


@pytest.fixture
def read_routes(tmp_path):
    archive = new_archive(tmp_path)
    rules = create_app(archive.settings, archive).url_map.iter_rules()
    yield {rule.endpoint for rule in rules if "GET" in (rule.methods or ())}
    archive.index.close()
    archive.engine.dispose()


def test_whoever_adds_a_route_says_whether_it_is_a_page(read_routes):
    pages = {kind.endpoint for kind in KINDS.values() if kind.endpoint}

    assert pages | set(NO_PAGES) == read_routes, "add a row to KINDS or NO_PAGES in bench/pages.py"
    assert not pages & set(NO_PAGES)


def test_a_page_is_found_by_links_from_page_to_page():
    pages = {
        "/cari?q=jalan": '<a href="/s/abc?t=1">',
        "/s/abc": '<a href="/s/abc/r2">',
        "/s/abc/r2": '<a href="/s/abc/r2/kutip">',
    }

    assert find_address("cite", pages.__getitem__) == "/s/abc/r2/kutip"
    with pytest.raises(LookupError, match="No episode"):
        find_address("episode", lambda path: "nothing")
