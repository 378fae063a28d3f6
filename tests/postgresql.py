"""A PostgreSQL server for tests alone: in a folder, on no port, gone afterwards."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from sqlalchemy import create_engine
from sqlalchemy.exc import OperationalError

from archive.cli.serving import end_with_parent

OPTIONS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "lock_timeout=10s")
"""The server is thrown away: nothing of it has to outlive the machine. Who waits for ever fails."""
START_SECONDS, STOP_SECONDS = 20, 10


def find_programs() -> Path | None:
    """The folder of initdb and pg_ctl; Debian keeps it off the path."""
    found = shutil.which("initdb")
    kept = [Path(found).parent] if found else list(Path("/usr/lib/postgresql").glob("*/bin"))
    return max(kept, key=lambda folder: folder.parent.name.zfill(3), default=None)


class Server:
    """A server that runs in `folder`, and as many databases as tests ask for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.count = 0

    def address(self, database: str = "postgres") -> str:
        """What GAUNG_DATABASE_URL is for one of its databases."""
        return f"postgresql+psycopg://gaung@/{database}?host={self.folder}"

    def new_database(self, like: str = "template0") -> str:
        """The address of a new database: an empty one, or a copy of another."""
        self.count += 1
        name = f"archive_{self.count}"
        engine = create_engine(self.address(), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE {like}")
        engine.dispose()
        return self.address(name)


@contextmanager
def running_server(programs: Path) -> Iterator[Server]:
    """A server, for as long as it is used; it ends with this process, however that dies."""
    folder = Path(tempfile.mkdtemp(prefix="pg-"))  # a socket's path is short
    owner = pwd.getpwnam("postgres") if os.geteuid() == 0 else None  # it never runs as root
    if owner:
        shutil.chown(folder, owner.pw_uid, owner.pw_gid)

    own = {"user": owner.pw_uid, "group": owner.pw_gid} if owner else {}

    def start(program: str, *words: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [programs / program, "-D", folder / "data", *words],
            cwd=folder,
            stdout=subprocess.DEVNULL,
            stderr=(folder / "log").open("ab"),
            preexec_fn=end_with_parent,  # noqa: PLW1509 - called while there is one thread
            **own,
        )

    with ExitStack() as afterwards:
        afterwards.callback(shutil.rmtree, folder)
        made = start("initdb", "-A", "trust", "-U", "gaung", "-E", "UTF8", "--locale=C", "-N")
        assert made.wait() == 0, (folder / "log").read_text()
        process = start(
            "postgres", "-k", str(folder), "-h", "", *(f"--{option}" for option in OPTIONS)
        )
        afterwards.callback(process.wait, STOP_SECONDS)
        afterwards.callback(process.send_signal, signal.SIGQUIT)
        server = Server(folder)
        await_answer(server, process)
        yield server


def await_answer(server: Server, process: subprocess.Popen[bytes]) -> None:
    """Wait until the server answers; its own words where it does not."""
    engine = create_engine(server.address())
    deadline = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        with suppress(OperationalError), engine.connect():
            engine.dispose()
            return
        time.sleep(0.05)
    raise AssertionError((server.folder / "log").read_text())
