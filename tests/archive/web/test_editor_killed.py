"""The site is killed while edits arrive: what was acknowledged is there."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from threading import Thread
from uuid import uuid4

import pytest
from editing_desk import add_draft, sign_in
from factories import new_archive

from archive.editing.copies import view_copy
from archive.models import Episode
from archive.web.cookies import SIGN_IN

GAUNG = [sys.executable, "-c", "from archive.cli import main; main()"]
PATIENCE = 60
KILLED_AFTER = 5  # acts that were acknowledged


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def site(tmp_path):
    """An archive with a draft, and the process that serves it: (archive, port, process)."""
    archive = new_archive(tmp_path / "home")
    port = free_port()
    process = subprocess.Popen(
        [*GAUNG, "serve", "--no-worker", "--port", str(port)],
        env={**os.environ, "GAUNG_HOME": str(tmp_path / "home"), "GAUNG_THREADS": "4"},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    )
    assert f":{port}" in process.stdout.readline()
    yield archive, port, process
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    archive.engine.dispose()


def test_acts_that_were_acknowledged_are_there_after_the_site_was_killed(site):
    archive, port, process = site
    (first, *_rest) = add_draft(archive)
    cookie = {"Cookie": f"{SIGN_IN}={sign_in(archive)}"}
    acknowledged: list[str] = []

    def type_on() -> None:
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        line.request("GET", "/staf/transkrip/sunting/keadaan", headers=cookie)
        token = json.loads(line.getresponse().read())["you"]["token"]
        headers = {**cookie, "X-Gaung-Token": token, "Content-Type": "application/json"}
        number = 0
        while True:
            number += 1
            act = {
                "id": str(uuid4()),
                "act": "insert",
                "statement": first,
                "text": f"Baris {number}.",
            }
            body = json.dumps({"acts": [act], "since": None, "at": None})
            try:
                line.request("POST", "/staf/transkrip/sunting/suntingan", body, headers)
                answer = json.loads(line.getresponse().read())
            except (OSError, http.client.HTTPException, ValueError):
                return
            assert answer["results"][0]["done"]
            acknowledged.append(act["text"])

    typing = Thread(target=type_on)
    typing.start()
    deadline = time.monotonic() + PATIENCE
    while len(acknowledged) < KILLED_AFTER and time.monotonic() < deadline:
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGKILL)
    typing.join(PATIENCE)

    with archive.reading() as session:
        episode = session.query(Episode).filter_by(slug="sunting").one()
        texts = [line.row.text for line in view_copy(session, episode).lines]
    assert len(acknowledged) >= KILLED_AFTER
    assert [text for text in acknowledged if texts.count(text) != 1] == []
