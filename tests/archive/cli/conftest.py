"""The command as a person calls it, in this process: status, what is printed, what is said."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from archive.cli import main

GAUNG = [sys.executable, "-c", "from archive.cli import main; main()"]


@dataclass(frozen=True)
class Answer:
    """What one call of the command answered."""

    status: int
    out: str
    said: str

    @property
    def json(self) -> Any:
        """The one document on standard output."""
        return json.loads(self.out)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder that GAUNG_HOME names."""
    monkeypatch.setenv("GAUNG_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def gaung(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Answer]:
    """Call the command with these words."""

    def call(*words: object) -> Answer:
        monkeypatch.setattr(sys, "argv", ["gaung", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            main()
        printed = capsys.readouterr()
        return Answer(int(ended.value.code or 0), printed.out, printed.err)

    return call
