"""`gaung serve` and `worker`: the site and its worker as two processes under one supervisor."""

import contextlib
import ctypes
import logging
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from datetime import UTC, datetime

import click

from archive.cli.addresses import keep_address, with_address
from archive.errors import Refused
from archive.settings import PREFIX, Settings, read_settings

START_SECONDS = 30
RESTART_SECONDS = 2.0
STOP_SECONDS = 15
PR_SET_PDEATHSIG = 1
UNKNOWN_PROXY = (
    "GAUNG_PUBLIC_URL begins with https, but GAUNG_PROXIES is 0: nobody can sign in from outside.\n"
    "Set GAUNG_PROXIES=1, and let the proxy send X-Forwarded-For and X-Forwarded-Proto\n"
    "(docs/guide-staff.md)."
)


@click.command()
@click.option("--host", help="Address to listen on; default GAUNG_HOST.")
@click.option("--port", type=int, help="Port to listen on; default GAUNG_PORT.")
@click.option("--no-worker", is_flag=True, help="Only the site; run `gaung worker` elsewhere.")
def serve(host: str | None, port: int | None, no_worker: bool) -> int:
    """Serve the archive, and keep one worker running beside it."""
    return run_site(read_settings(), host, port, with_worker=not no_worker)


@click.command()
@click.option("--until-idle", is_flag=True, help="End when nothing is left to do.")
def worker(until_idle: bool) -> int:
    """Apply the outbox to the index and run background jobs, one worker per archive."""
    from archive.cli.archives import open_for_writing
    from archive.jobs import work

    log_plainly()
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(0))
    with contextlib.suppress(KeyboardInterrupt):
        work(open_for_writing(), until_idle=until_idle)
    return 0


def log_plainly() -> None:
    """Log what people want to know, with the time, on standard error."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", datefmt="%H:%M:%S")
    logging.getLogger("alembic").setLevel(logging.WARNING)


def run_site(settings: Settings, host: str | None, port: int | None, *, with_worker: bool) -> int:
    """Run the site (and worker) until a signal comes or the site ends; returns its status."""
    host, port = host or settings["HOST"], port or settings["PORT"]
    settings = with_address(settings, host, port)
    refuse_taken(host, port)
    first = invite_first_administrator(settings)
    began = time.monotonic()
    site = start([sys.executable, "-m", "archive.cli.site", host, str(port)], settings)
    helper = start_worker(settings) if with_worker else None
    stopped: list[int] = []
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda number, frame: stopped.append(number))
    if await_site(site, host, port, stopped):
        keep_address(settings)
        seconds = time.monotonic() - began
        click.echo(f"Gaung is at http://{host}:{port} (ready in {seconds:.1f} s). Stop: Ctrl+C.")
        if has_unknown_proxy(settings):
            click.echo(UNKNOWN_PROXY, err=True)
        if first:
            click.echo("There are no users yet. The first administrator chooses a name and a")
            click.echo(f"password here, once, within 24 hours: {first}")
    while site.poll() is None and not stopped:
        time.sleep(0.2)
        if helper is not None and helper.poll() is not None:
            click.echo("The worker ended; it is started again.", err=True)
            time.sleep(RESTART_SECONDS)
            helper = start_worker(settings)
    end([process for process in (site, helper) if process is not None])
    return 0 if stopped else site.returncode


def has_unknown_proxy(settings: Settings) -> bool:
    """Whether visitors come by TLS, which ends at a proxy that the settings say nothing of."""
    return settings["PUBLIC_URL"].startswith("https:") and not settings["PROXIES"]


def invite_first_administrator(settings: Settings) -> str | None:
    """The address that makes the first administrator; None where the archive has users."""
    from archive.audit import find_actor
    from archive.database import migrate, open_database, write_session
    from archive.staff.invitations import address_of, invite_first

    settings.home.mkdir(parents=True, exist_ok=True)
    engine = open_database(settings.database_url)
    migrate(engine)
    with write_session(engine) as session:
        actor = find_actor(session, "command", "gaung serve")
        token = invite_first(session, actor, datetime.now(UTC))
        session.commit()
    engine.dispose()
    return address_of(settings["PUBLIC_URL"], token) if token else None


def refuse_taken(host: str, port: int) -> None:
    """Raise Refused where the address is not free."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise Refused(
                f"Nothing can listen on {host}:{port} ({error.strerror}); choose another --port."
            ) from None


def start_worker(settings: Settings) -> subprocess.Popen[bytes]:
    """Start the worker."""
    command = [sys.executable, "-c", "from archive.cli import main; main()", "worker"]
    return start(command, settings)


def start(command: Sequence[str], settings: Settings) -> subprocess.Popen[bytes]:
    """Start a process that ends with this one, with the settings in its environment."""
    environment = {
        **os.environ,
        f"{PREFIX}HOME": str(settings.home.resolve()),
        f"{PREFIX}PUBLIC_URL": settings["PUBLIC_URL"],
    }
    return subprocess.Popen(  # noqa: S603 - our own interpreter and module
        command,
        env=environment,
        preexec_fn=end_with_parent,  # noqa: PLW1509 - the supervisor has one thread
        start_new_session=True,
    )


def end_with_parent() -> None:
    """Ask Linux to end this process with its parent, however that dies."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def await_site(site: subprocess.Popen[bytes], host: str, port: int, stopped: Sequence[int]) -> bool:
    """Wait until the site answers; False where it ended or did not come up in time."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and site.poll() is None and not stopped:
        if answers(host, port):
            return True
        time.sleep(0.1)
    return False


def answers(host: str, port: int) -> bool:
    """Whether the site at this address answers at all."""
    name = f"[{host}]" if ":" in host else {"0.0.0.0": "127.0.0.1"}.get(host, host)  # noqa: S104
    try:
        with urllib.request.urlopen(f"http://{name}:{port}/sehat", timeout=5):
            return True
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False


def end(processes: Sequence[subprocess.Popen[bytes]]) -> None:
    """Ask the processes to end, and make them after a while."""
    for process in processes:
        process.terminate()
    deadline = time.monotonic() + STOP_SECONDS
    for process in processes:
        try:
            process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
