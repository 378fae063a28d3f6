"""The site and its worker as real processes: they answer, come back, and end with their parent."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from archive.cli.addresses import with_address
from archive.settings import read_settings

GAUNG = [sys.executable, "-c", "from archive.cli import main; main()"]
PATIENCE = 60

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/task").exists(), reason="looks for processes in /proc, which is missing"
)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def command_of(pid):
    """The words a process was started with; "" where it is gone or only waits to be buried."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode().strip()
    except OSError:
        return ""


def children_of(pid):
    """Process -> its words, of the living children."""
    listed = map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split())
    return {child: command_of(child) for child in listed if command_of(child)}


def find_worker(supervisor):
    words = children_of(supervisor).items()
    return next((pid for pid, said in words if said.endswith(" worker")), None)


def wait_for(look):
    """What `look` gives, once it gives something."""
    deadline = time.monotonic() + PATIENCE
    while not (found := look()):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    return found


@pytest.fixture
def serve(tmp_path):
    """Start `gaung serve` on a free port and wait until it answers."""
    started = []

    def serve(*options, **settings):
        port = free_port()
        own = {"GAUNG_HOME": str(tmp_path / "home"), "GAUNG_THREADS": "4"}
        process = subprocess.Popen(
            [*GAUNG, "serve", "--port", str(port), *options],
            env={**os.environ, **own, **settings},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        assert f":{port}" in process.stdout.readline()
        return process, f"http://127.0.0.1:{port}"

    yield serve
    for process in started:
        process.kill()
        process.wait()


def test_an_invitation_leads_to_where_the_archive_is_served(serve, tmp_path):
    _process, address = serve("--no-worker")
    home = {"GAUNG_HOME": str(tmp_path / "home")}

    invited = subprocess.run(
        [*GAUNG, "user", "add", "Siti", "--role", "editor", "--invite"],
        env={**os.environ, **home},
        capture_output=True,
        text=True,
        check=True,
    )

    printed = invited.stdout.splitlines()[-1]
    assert printed.startswith(f"{address}/staf/undangan/")
    with urllib.request.urlopen(printed, timeout=PATIENCE) as answer:  # noqa: S310 - ours
        assert "Siti" in answer.read().decode()
    assert invited.stderr == ""


@pytest.mark.parametrize("host", ["0.0.0.0", "::"])  # noqa: S104 - that is what is asked for
def test_links_of_a_site_that_listens_everywhere_carry_its_port(host):
    settings = with_address(read_settings({}), host, 8123)

    assert settings["PUBLIC_URL"] == "http://127.0.0.1:8123"


def test_the_site_answers_and_its_worker_comes_back_when_it_is_killed(serve):
    process, address = serve()

    with urllib.request.urlopen(f"{address}/sehat", timeout=PATIENCE) as answer:  # noqa: S310 - ours
        assert answer.status == 200
    first = wait_for(lambda: find_worker(process.pid))
    os.kill(first, signal.SIGKILL)

    second = wait_for(lambda: find_worker(process.pid) not in (None, first))
    assert second
    assert process.poll() is None


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_site_and_worker_end_with_the_supervisor_however_that_ends(serve, how):
    process, _ = serve()
    wait_for(lambda: find_worker(process.pid))
    children = children_of(process.pid)

    process.send_signal(how)

    assert process.wait(PATIENCE) == (-9 if how == signal.SIGKILL else 0)
    assert len(children) == 2
    wait_for(lambda: not any(command_of(child) == said for child, said in children.items()))


def test_links_carry_the_port_that_the_site_listens_on(serve):
    _, address = serve("--no-worker")

    with urllib.request.urlopen(f"{address}/episode", timeout=PATIENCE) as answer:  # noqa: S310 - ours
        page = answer.read().decode()

    assert f'rel="canonical" href="{address}/episode"' in page


def test_an_archive_without_users_says_where_the_first_administrator_begins(serve):
    process, address = serve("--no-worker")

    told = " ".join(process.stdout.readline() for _ in range(2)).split()[-1]

    assert told.startswith(f"{address}/staf/undangan/")
    with urllib.request.urlopen(told, timeout=PATIENCE) as answer:  # noqa: S310 - ours
        assert "Administrator pertama" in answer.read().decode()


@pytest.mark.parametrize(("proxies", "is_told"), [("0", True), ("1", False)])
def test_who_has_tls_end_at_a_proxy_is_told_to_say_so(serve, proxies, is_told):
    public = {"GAUNG_PUBLIC_URL": "https://arsip.example", "GAUNG_PROXIES": proxies}
    process, _ = serve("--no-worker", **public)

    process.stdout.readline()  # written after it
    process.terminate()

    assert ("GAUNG_PROXIES=1" in process.stderr.read()) == is_told


def test_without_a_worker_only_the_site_runs(serve):
    process, _ = serve("--no-worker")

    assert find_worker(process.pid) is None
    assert len(children_of(process.pid)) == 1


def test_an_address_that_is_taken_is_refused(gaung):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()

        answer = gaung("serve", "--port", taken.getsockname()[1])

    assert answer.status == 2
    assert "--port" in answer.said


def test_a_worker_that_has_nothing_left_to_do_ends_where_asked(gaung, home):
    assert gaung("worker", "--until-idle").status == 0
    assert (home / "indexer.lock").exists()
