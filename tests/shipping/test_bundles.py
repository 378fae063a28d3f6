"""The bundles that set-up makes of the browser code; without them pages take the sources."""

import json
import re
import shutil

import pytest


@pytest.fixture
def bundles(root):
    """Source -> bundle, both relative to static/."""
    manifest = root / "archive" / "static" / "dist" / "manifest.json"
    if not manifest.exists():
        assert not shutil.which("npm"), "the bundling failed: see .venv/gaung-setup.log"
        pytest.skip("nothing is bundled here: Node 18 or newer with npm, then ./run setup")
    return json.loads(manifest.read_text(encoding="utf-8"))


def test_every_script_and_style_sheet_of_the_pages_is_bundled(root, bundles):
    static = root / "archive" / "static"
    sources = {
        p.relative_to(static).as_posix()
        for p in (*static.glob("js/*.js"), *static.glob("css/*.css"))
    }

    assert bundles.keys() == sources


def test_a_bundle_carries_the_hash_of_what_it_holds(bundles):
    assert [
        name for name in bundles.values() if not re.search(r"-[A-Z0-9]{8}\.(js|css)$", name)
    ] == []


def test_no_bundle_of_an_earlier_source_is_left(root, bundles):
    static = root / "archive" / "static"
    found = {p.relative_to(static).as_posix() for p in (static / "dist").rglob("*") if p.is_file()}

    assert found == {*bundles.values(), "dist/manifest.json"}
