import os
import subprocess
import sys
import threading
import time
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from media.confinement import Limits, run_confined
from media.errors import UnreadableRecording

LIMITS = Limits(memory=512 << 20, cpu=20, wall=20, file_size=1 << 20, open_files=32)


def attempt(act, path="", limits=LIMITS):
    return list(run_confined("tests.media.confined_acts", [act, str(path)], limits))


def test_a_confined_process_has_its_limits_its_own_group_and_no_secrets(monkeypatch):
    monkeypatch.setenv("GAUNG_SECRET_KEY", "rahasia")

    (said,) = attempt("say_limits")

    assert said == {"limits": [512 << 20, 1 << 20, 32], "group": True, "secrets": []}


@pytest.mark.parametrize("act", ["devour", "fill"])
def test_more_memory_or_room_than_allowed_is_refused(act, tmp_path):
    assert attempt(act, tmp_path / "file") == [{"refused": True}]


@pytest.mark.parametrize(
    ("act", "limits", "reason"),
    [
        ("hang", replace(LIMITS, wall=1), "takes too long"),
        ("burn", replace(LIMITS, cpu=1), "takes too long"),
        ("crash", LIMITS, "ends its decoder"),
        ("break_off", LIMITS, "ends its decoder"),
        ("unknown", LIMITS, "ends its decoder"),
    ],
)
def test_however_a_confined_process_ends_its_caller_is_told_why(act, limits, reason):
    with pytest.raises(UnreadableRecording, match=reason):
        attempt(act, limits=limits)


def test_a_caller_that_stops_listening_ends_the_process():
    reports = run_confined("tests.media.confined_acts", ["hang", ""], LIMITS)
    process = next(reports)["process"]

    reports.close()

    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends a process with its caller")
def test_a_confined_process_ends_with_a_caller_that_is_killed():
    arguments = f"'tests.media.confined_acts', ['hang', ''], Limits(**{asdict(LIMITS)})"
    words = [
        "from media.confinement import *",
        f"for said in run_confined({arguments}): print(said['process'], flush=True)",
    ]
    with subprocess.Popen(
        [sys.executable, "-c", "\n".join(words)], stdout=subprocess.PIPE, text=True
    ) as caller:
        process = int(caller.stdout.readline())
        assert is_alive(process)
        caller.kill()

    assert wait_until(lambda: not is_alive(process))


def is_alive(process):
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def wait_until(holds, seconds=20):
    deadline = time.monotonic() + seconds
    while not holds() and time.monotonic() < deadline:
        threading.Event().wait(0.05)
    return holds()
