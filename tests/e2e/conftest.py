"""The demo archive, really served, and a real Chromium to read it with."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from edited_archive import EDITORS, PASSWORD, write_sources
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    StorageState,
)

GAUNG = (sys.executable, "-c", "from archive.cli import main; main()")
PATIENCE = 60


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory, chromium: str) -> Iterator[str]:
    """The address of the demo archive, served by `gaung serve`."""
    home, port = tmp_path_factory.mktemp("demo"), free_port()
    address = f"http://127.0.0.1:{port}"
    environment = {**os.environ, "GAUNG_HOME": str(home), "GAUNG_PUBLIC_URL": address}
    environment["GAUNG_PORT"] = str(port)
    subprocess.run([*GAUNG, "demo", "--no-serve"], env=environment, check=True)
    with subprocess.Popen([*GAUNG, "serve", "--no-worker"], env=environment) as server:
        try:
            await_answer(f"{address}/sehat", server)
            yield address
        finally:
            server.terminate()


@pytest.fixture(scope="session")
def workplace(tmp_path_factory: pytest.TempPathFactory, chromium: str) -> Iterator[tuple[str, str]]:
    """A served archive with one draft and no users: its address, and that of the first of them."""
    home, port = tmp_path_factory.mktemp("workplace"), free_port()
    address = f"http://127.0.0.1:{port}"
    (home / "t.txt").write_text("Rahmah Contoh: Kami siapkan enam mobil tangki.\n", "utf-8")
    (home / "m.csv").write_text(
        "id,programme,title,date,transcript\n"
        "t-1,Bincang Pagi,Air bersih di musim kemarau,2024-08-14,t.txt\n",
        "utf-8",
    )
    environment = {**os.environ, "GAUNG_HOME": str(home / "archive")}
    draft = [*GAUNG, "import", "--manifest", str(home / "m.csv")]
    subprocess.run(draft, env=environment, check=True)
    serve = [*GAUNG, "serve", "--no-worker", "--port", str(port)]
    with subprocess.Popen(serve, env=environment, stdout=subprocess.PIPE, text=True) as server:
        try:
            await_answer(f"{address}/sehat", server)
            told = (line for line in server.stdout or () if "/staf/undangan/" in line)
            yield address, next(told).split()[-1]
        finally:
            server.terminate()


@dataclass(frozen=True, slots=True)
class Newsroom:
    """A served archive with broadcasts to edit: its address, its folder, who is signed in."""

    address: str
    home: Path
    signed_in: dict[str, StorageState]


BROADCASTS = (
    "alur",
    "bentrok",
    "tutup",
    "masuk",
    "jawaban",
    "axe",
    "tombol",
    "ganti",
    "cari",
    "kepala",
    "urung",
)
"""Those of tests/e2e/test_editor*.py, each of one test."""


@pytest.fixture(scope="session")
def newsroom(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[Newsroom]:
    """Published broadcasts with their recordings, and two editors."""
    home, port = tmp_path_factory.mktemp("newsroom"), free_port()
    address = f"http://127.0.0.1:{port}"
    manifest = write_sources(home, BROADCASTS)
    environment = {**os.environ, "GAUNG_HOME": str(home / "archive"), "GAUNG_PUBLIC_URL": address}
    for words in (("import", "--manifest", str(manifest), "--publish"), ("worker", "--until-idle")):
        subprocess.run([*GAUNG, *words], env=environment, check=True, capture_output=True)
    invitations = [invite(name, environment) for name in EDITORS]
    serve = [*GAUNG, "serve", "--no-worker", "--port", str(port)]
    with subprocess.Popen(serve, env=environment) as server:
        try:
            await_answer(f"{address}/sehat", server)
            signed_in = zip(EDITORS, (accept(browser, one) for one in invitations), strict=True)
            yield Newsroom(address, home / "archive", dict(signed_in))
        finally:
            server.terminate()


def invite(name: str, environment: dict[str, str]) -> str:
    """The address at which a new editor chooses a password."""
    command = [*GAUNG, "user", "add", name, "--role", "editor", "--invite", "--json"]
    said = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    return str(json.loads(said.stdout)["address"])


def accept(browser: Browser, invitation: str) -> StorageState:
    """The cookies of whoever followed an invitation."""
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(invitation)
        page.fill("#sandi_baru", PASSWORD)
        page.fill("#sandi_ulang", PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url("**/staf/")
        return context.storage_state()


def free_port() -> int:
    """A port on which nothing listens."""
    with closing(socket.socket()) as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def await_answer(address: str, server: subprocess.Popen[bytes]) -> None:
    """Wait until the server answers."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and server.poll() is None:
        with suppress(OSError), urllib.request.urlopen(address, timeout=2):  # noqa: S310 - our own
            return
        time.sleep(0.2)
    pytest.fail("the demo archive is not served")


@pytest.fixture
def reader(browser: Browser, served: str) -> Iterator[Page]:
    """A page of somebody who has not been here; nothing may go wrong in its console."""
    # A journey that hurries on breaks off a transition between pages, and Chromium reports that.
    context = browser.new_context(base_url=served, reduced_motion="reduce")
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    with watched(context) as page:
        yield page


@pytest.fixture
def plain_reader(browser: Browser, served: str) -> Iterator[Page]:
    """The same without scripts."""
    context = browser.new_context(base_url=served, java_script_enabled=False)
    page = context.new_page()
    yield page
    context.close()


@contextmanager
def watched(context: BrowserContext) -> Iterator[Page]:
    """A page whose troubles (errors, refusals by the content policy) fail the test."""
    troubles: list[str] = []
    page = context.new_page()
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("console", lambda said: troubles.append(said.text) if said.type == "error" else None)
    yield page
    context.close()
    assert troubles == []
