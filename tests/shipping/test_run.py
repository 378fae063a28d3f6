"""./run, the one script: it starts on any Python, and says in sentences what it cannot do.

Each test works on a copy of the script in a folder of its own, never on the checkout.
"""

import ast
import json
import os
import shutil
import subprocess
import sys
import time

import pytest


@pytest.fixture
def checkout(root, tmp_path):
    """The parts of the checkout that a set-up reads, in a path with a space."""
    copy = tmp_path / "a folder" / "gaung"
    (copy / "archive").mkdir(parents=True)
    for name in ("run", "pyproject.toml", "README.md", "package.json", "package-lock.json"):
        shutil.copy(root / name, copy / name)
    shutil.copytree(root / "requirements", copy / "requirements")
    return copy


def start(checkout, words, **variables):
    return subprocess.run(
        [sys.executable, *words],
        cwd=checkout,
        env={**os.environ, **variables},
        capture_output=True,
        text=True,
    )


def test_it_is_read_by_python_3_8(root):
    source = (root / "run").read_text(encoding="utf-8")

    ast.parse(source, feature_version=(3, 8))


def test_it_needs_nothing_but_the_standard_library(root):
    tree = ast.parse((root / "run").read_text(encoding="utf-8"))
    names = {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for alias in node.names
    }
    names |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}

    assert {name.split(".")[0] for name in names} <= sys.stdlib_module_names


@pytest.mark.parametrize("words", [(), ("tset",)])
def test_an_unknown_word_is_answered_with_the_commands(checkout, words):
    answer = start(checkout, ["run", *words])

    assert answer.returncode == 2
    assert "./run demo" in answer.stderr


def test_an_old_python_is_told_what_is_needed(checkout, tmp_path):
    as_if_old = "import runpy, sys; sys.version_info = (3, 8, 18); sys.argv = ['run', 'setup']; "
    script = as_if_old + "runpy.run_path('run', run_name='__main__')"

    answer = start(checkout, ["-c", script], PATH=str(tmp_path))

    assert answer.returncode == 1
    assert "needs Python 3.11 or newer; this is 3.8.18" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_a_python_without_ensurepip_is_told_the_package(checkout, tmp_path):
    (tmp_path / "ensurepip.py").write_text("raise ImportError('kept in a package of its own')")

    answer = start(checkout, ["run", "setup"], PYTHONPATH=str(tmp_path))

    assert answer.returncode == 1
    assert f"apt-get install python3.{sys.version_info[1]}-venv" in answer.stderr
    assert not (checkout / ".venv").exists()


@pytest.fixture
def no_network(tmp_path):
    """Variables that make the package index unreachable and its caches empty."""
    nowhere = "http://127.0.0.1:9/simple"
    return {
        "PIP_INDEX_URL": nowhere,
        "UV_INDEX_URL": nowhere,
        "PIP_CACHE_DIR": str(tmp_path / "pip"),
        "UV_CACHE_DIR": str(tmp_path / "uv"),
        "PIP_FIND_LINKS": "",
        "UV_FIND_LINKS": "",
    }


def test_a_set_up_without_a_network_says_so_and_goes_on_from_there(checkout, no_network):
    first = start(checkout, ["run", "setup"], **no_network)
    second = start(checkout, ["run", "setup"], **no_network)

    assert "environment  " in first.stderr
    assert "environment  " not in second.stderr
    for answer in (first, second):
        assert answer.returncode == 1
        assert "The package index did not answer." in answer.stderr
        assert "Traceback" not in answer.stderr


def test_a_set_up_that_was_killed_is_made_anew(checkout, no_network):
    record = checkout / ".venv" / "gaung-setup.json"
    killed = subprocess.Popen(
        [sys.executable, "run", "setup"], cwd=checkout, stderr=subprocess.DEVNULL
    )
    while not record.exists():
        time.sleep(0.01)
    killed.kill()
    killed.wait()

    answer = start(checkout, ["run", "setup"], **no_network)

    assert "The last set-up was cut short; its environment is made anew." in answer.stderr
    assert "unfinished" not in json.loads(record.read_text(encoding="utf-8"))


def test_a_checkout_that_was_moved_gets_its_environment_anew(checkout, no_network):
    start(checkout, ["run", "setup"], **no_network)
    moved = checkout.rename(checkout.with_name("moved"))

    answer = start(moved, ["run", "setup"], **no_network)

    assert "belongs to another Python or place" in answer.stderr
    assert str(moved) in (moved / ".venv" / "bin" / "activate").read_text(encoding="utf-8")
