"""The arrows of docs/ARCHITECTURE.md hold, and `lint-imports` sees each one that is broken."""

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

LINT_IMPORTS = Path(sys.executable).with_name("lint-imports")
PARTS = ("archive", "media", "search")
EDGES = ("web", "interop", "cli", "jobs")

# A file, an import that it must not have, and a word of the contract that forbids it.
BROKEN = [
    ("media/errors.py", "import archive.errors", "media knows files"),
    ("media/errors.py", "import search", "media knows files"),
    ("media/errors.py", "import flask", "media knows files"),
    ("search/document.py", "import media", "search knows words"),
    ("search/document.py", "import sqlalchemy", "search knows words"),
    ("archive/people.py", "import flask", "services know no HTTP"),
    ("archive/people.py", "import werkzeug.exceptions", "services know no HTTP"),
    ("archive/people.py", "import archive.web", "nothing below an edge imports it"),
    ("archive/models/base.py", "import archive.people", "models are columns"),
    ("archive/web/labels.py", "import archive.cli", "edges stand side by side"),
]


@pytest.fixture
def copy(root, tmp_path):
    """The packages and the contracts, to be broken at will."""
    for part in PARTS:
        shutil.copytree(
            root / part, tmp_path / part, ignore=shutil.ignore_patterns("static", "demo")
        )
    shutil.copy(root / "pyproject.toml", tmp_path)
    return tmp_path


def lint(folder):
    return subprocess.run(
        [LINT_IMPORTS, "--no-cache"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
    )


def test_the_arrows_hold(copy):
    answer = lint(copy)

    assert answer.returncode == 0, answer.stdout


@pytest.mark.parametrize(("file", "line", "contract"), BROKEN)
def test_a_broken_arrow_is_seen(copy, file, line, contract):
    path = copy / file
    path.write_text(path.read_text(encoding="utf-8") + f"\n{line}\n", encoding="utf-8")

    answer = lint(copy)

    assert answer.returncode == 1
    broken = [text for text in answer.stdout.splitlines() if " BROKEN" in text]
    assert [text for text in broken if text.startswith(contract)], answer.stdout


def test_every_edge_is_protected(root):
    tool = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
    protected = {
        name
        for contract in tool["importlinter"]["contracts"]
        for name in contract.get("protected_modules", ())
    }
    there = {f"archive.{edge}" for edge in EDGES if list((root / "archive").glob(f"{edge}*"))}

    assert there - protected == set()
