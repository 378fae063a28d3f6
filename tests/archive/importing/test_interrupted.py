"""Imports that are killed in the middle, or run beside each other: in the end nothing differs."""

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import func, select, text

from archive.audit import verify_chain
from archive.models import Episode, RevisionRow

GAUNG = [sys.executable, "-c", "from archive.cli import main; main()"]
EPISODES, STATEMENTS = 60, 20
DOCUMENTS = EPISODES * (STATEMENTS + 1) + 2
"""One of each statement, each episode, the person and the organisation."""


def write_corpus(folder: Path) -> Path:
    """A manifest of many small transcripts, each with words of its own."""
    lines = ["id,programme,station,title,date,transcript,people"]
    for number in range(EPISODES):
        cues = [
            f"00:{place:02}:00.000 --> 00:{place:02}:09.000\n"
            f"<v Ambo Contoh>Pernyataan {number} nomor {place} tentang jalan desa.\n"
            for place in range(STATEMENTS)
        ]
        (folder / f"{number}.vtt").write_text("WEBVTT\n\n" + "\n".join(cues))
        lines.append(
            f"e{number},Bincang,Radio Contoh,Edisi {number},2022-06-15,{number}.vtt,"
            "Ambo Contoh|Sekda|Kabupaten Contoh"
        )
    (folder / "manifest.csv").write_text("\n".join(lines))
    return folder / "manifest.csv"


@pytest.fixture
def corpus(tmp_path):
    (tmp_path / "in").mkdir()
    return write_corpus(tmp_path / "in")


def start(home, manifest):
    command = [*GAUNG, "import", "--manifest", str(manifest), "--publish", "--json"]
    environment = {**os.environ, "GAUNG_HOME": str(home)}
    return subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def finish(process):
    out, errors = process.communicate()
    assert process.returncode == 0, errors
    assert "Traceback" not in errors
    return out


def kill_after_first_commit(process, archive):
    """Kill an import once something of it is in the database."""
    while process.poll() is None:
        with archive.reading() as session:
            done = session.scalar(select(func.count(Episode.id)))
        if done:
            process.send_signal(signal.SIGKILL)
            process.wait()
            return done
        time.sleep(0.02)
    return EPISODES


def content(archive):
    """What the archive says, without what is drawn by lot or by the clock."""
    with archive.reading() as session:
        rows = session.execute(
            text(
                "SELECT e.source_key, e.slug, e.state, r.number, rr.ordinal, v.label, w.text,"
                " rr.start, p.name FROM episodes e JOIN publications pb ON pb.episode_id = e.id"
                " JOIN revisions r ON r.id = pb.revision_id"
                " JOIN revision_rows rr ON rr.revision_id = r.id"
                " JOIN wordings w ON w.id = rr.wording_id JOIN voices v ON v.id = rr.voice_id"
                " JOIN attributions a ON a.voice_id = v.id JOIN people p ON p.id = a.person_id"
                " ORDER BY e.source_key, rr.ordinal"
            )
        ).all()
        assert list(verify_chain(session)) == []
        people = session.execute(text("SELECT name, slug FROM people")).all()
    slugless = [tuple(re.sub(r"-\d+$", "", str(cell)) for cell in row) for row in rows]
    return slugless, people


def index_check(archive):
    from archive.indexing import check

    with archive.reading() as session:
        found = check(session, archive.index, "public")
    return (found.documents, found.missing, found.stale, found.extra, found.pending)


def test_an_import_killed_in_the_middle_and_run_again_gives_the_same(archive, corpus, tmp_path):
    from factories import new_archive

    undisturbed = new_archive(tmp_path / "undisturbed")
    finish(start(undisturbed.settings.home, corpus))

    killed_at = kill_after_first_commit(start(archive.settings.home, corpus), archive)
    finish(start(archive.settings.home, corpus))

    assert killed_at < EPISODES
    assert content(archive) == content(undisturbed)
    assert index_check(archive) == index_check(undisturbed) == (DOCUMENTS, 0, 0, 0, 0)
    undisturbed.engine.dispose()


def test_two_processes_import_the_same_manifest_at_once(archive, corpus):
    both = [start(archive.settings.home, corpus) for _ in range(2)]

    for process in both:
        finish(process)

    with archive.reading() as session:
        assert session.scalar(select(func.count(Episode.id))) == EPISODES
        rows = session.scalar(select(func.count()).select_from(RevisionRow))
        assert rows == EPISODES * STATEMENTS
        assert list(verify_chain(session)) == []
        assert session.scalar(text("SELECT count(*) FROM people")) == 1
    assert index_check(archive) == (DOCUMENTS, 0, 0, 0, 0)
