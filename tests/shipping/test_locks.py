"""The locks: hashed, without host names, one set of versions for running and for testing."""

import json
import re
import tomllib

import pytest

LOCKS = ("asr", "bench", "run", "test", "uv")
PIN = re.compile(
    r"^([a-z0-9._-]+)==([^\s;]+)(?: ; .+?)? \\\n((?:    --hash=sha256:\S+.*\n?)+)", re.M
)


def pins(root, name):
    text = (root / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    return {(package, version) for package, version, _ in PIN.findall(text)}


@pytest.mark.parametrize("name", LOCKS)
def test_every_line_of_a_lock_is_a_pin_with_its_hashes(root, name):
    text = (root / "requirements" / f"{name}.txt").read_text(encoding="utf-8")

    rest = PIN.sub("", text)

    assert rest.strip() == ""


def test_what_is_run_is_what_was_tested(root):
    assert pins(root, "run") <= pins(root, "test")


def test_what_is_measured_is_what_was_tested(root):
    assert pins(root, "test") <= pins(root, "bench")


def test_recognition_is_installed_beside_what_was_tested(root):
    shared = {package for package, _ in pins(root, "run")}

    recognition = pins(root, "asr")

    assert "faster-whisper" in {package for package, _ in recognition}
    assert {pin for pin in recognition if pin[0] in shared} == pins(root, "run") & recognition


def test_every_dependency_is_locked(root):
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = {re.split(r"[<>=\[]", line)[0] for line in project["dependencies"]}

    locked = {package for package, _ in pins(root, "run")}

    assert wanted - locked == set()


@pytest.mark.parametrize(
    "name",
    [
        *("package-lock.json", "requirements/bench.txt"),
        *("requirements/asr.txt", "requirements/run.txt", "requirements/test.txt"),
    ],
)
def test_no_lock_says_where_a_package_comes_from(root, name):
    text = (root / name).read_text(encoding="utf-8")

    assert "://" not in text


def test_every_browser_package_is_locked_by_hash(root):
    lock = json.loads((root / "package-lock.json").read_text(encoding="utf-8"))

    unhashed = [
        name for name, entry in lock["packages"].items() if name and "integrity" not in entry
    ]

    assert unhashed == []
