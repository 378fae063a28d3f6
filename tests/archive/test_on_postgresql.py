"""What two writers do at once on PostgreSQL, where SQLite would have them wait anyway.

Runs where PostgreSQL and psycopg are installed: a server of its own, in a folder, on no port.
"""

import os
import pwd
import shutil
import subprocess
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from archive.audit import find_actor, record_act, verify_chain
from archive.database import migrate, open_database, write_session

PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
WRITERS, ACTS = 8, 10


@pytest.fixture(scope="module")
def engine():
    """The database of a server that is there for these tests alone."""
    pytest.importorskip("psycopg", reason="PostgreSQL is spoken to by psycopg")
    if not PROGRAMS:
        pytest.skip("PostgreSQL is not installed")
    folder = Path(tempfile.mkdtemp(prefix="pg-"))  # a socket's path is short
    owner = pwd.getpwnam("postgres") if os.geteuid() == 0 else None  # it never runs as root
    if owner:
        shutil.chown(folder, owner.pw_uid, owner.pw_gid)

    def run(program, *words):
        subprocess.run(
            [PROGRAMS[-1] / program, "-D", folder / "data", *words],
            check=True,
            user=owner.pw_uid if owner else None,
            group=owner.pw_gid if owner else None,
            cwd=folder,
            stdout=subprocess.DEVNULL,
        )

    run("initdb", "-A", "trust", "-U", "gaung")
    run("pg_ctl", "start", "-w", "-l", folder / "log", "-o", f"-k {folder} -h ''")
    engine = open_database(f"postgresql+psycopg://gaung@/postgres?host={folder}")
    migrate(engine)
    yield engine
    engine.dispose()
    run("pg_ctl", "stop", "-m", "immediate")
    shutil.rmtree(folder)


def test_writers_at_once_make_one_chain(engine):
    start = Barrier(WRITERS)

    def write(number):
        start.wait()
        for _ in range(ACTS):
            with write_session(engine) as session:
                record_act(session, find_actor(session, "command", f"writer {number}"), "x", "y")
                record_act(session, find_actor(session, "command", f"writer {number}"), "x", "z")
                session.commit()

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(write, range(WRITERS)))

    with write_session(engine) as session:
        assert list(verify_chain(session)) == []
        assert (
            session.connection().exec_driver_sql("SELECT count(*) FROM audit_entries").scalar()
            == WRITERS * ACTS * 2
        )
