"""A folder with a manifest, imported as the command does it."""

from __future__ import annotations

import csv
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from archive.cli.importing import run_import
from archive.importing.manifest import read_manifest
from archive.importing.rehearsal import rehearse
from archive.models import Base
from archive.resources import Resources

TRANSCRIPT = """WEBVTT

00:00:00.000 --> 00:00:05.000
<v Penyiar>Selamat pagi, bagaimana keadaan jalan desa kita?

00:00:05.000 --> 00:00:15.000
<v Ambo Contoh>Jalan desa yang rusak itu akan kami perbaiki mulai bulan depan.
"""
ROW = {"id": "e1", "programme": "Bincang Pagi", "title": "Jalan Desa", "date": "2022-06-15"}


def snapshot(archive: Resources) -> dict[str, Any]:
    """Every row of every table, and every file of the store by its hash."""
    with archive.reading() as session:
        rows: dict[str, Any] = {
            table.name: sorted(map(repr, session.execute(table.select()).all()))
            for table in Base.metadata.sorted_tables
        }
        rows["next"] = session.execute(text("SELECT * FROM sqlite_sequence")).all()
    files = (path for path in archive.settings.store_path.rglob("*") if path.is_file())
    rows["store"] = {path.name: sha256(path.read_bytes()).hexdigest() for path in files}
    return rows


@dataclass
class Desk:
    """Where an import is prepared: an archive, and a folder for what is imported."""

    archive: Resources
    folder: Path
    rows: list[dict[str, str]] = field(default_factory=list)

    def put(self, name: str, content: str | bytes) -> str:
        """Write a file beside the manifest; returns its name."""
        data = content.encode() if isinstance(content, str) else content
        (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / name).write_bytes(data)
        return name

    def bring(self, *rows: dict[str, str], publish: bool = False, dry_run: bool = False) -> Any:
        """Import these rows of one manifest; returns the report's JSON shape."""
        names = list(dict.fromkeys(name for row in rows for name in row))
        path = self.folder / "manifest.csv"
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, names)
            writer.writeheader()
            writer.writerows(rows)
        manifest = read_manifest(path)
        with self.archive_of(dry_run) as archive:
            report = run_import(archive, manifest, (), None, dry_run=dry_run, publish=publish)
        return report.as_dict()

    def bring_folder(
        self, *paths: Path, programme: str | None = None, dry_run: bool = False
    ) -> Any:
        """Import folders or files; returns the report's JSON shape."""
        with self.archive_of(dry_run) as archive:
            report = run_import(archive, None, paths, programme, dry_run=dry_run, publish=False)
        return report.as_dict()

    def archive_of(self, dry_run: bool) -> AbstractContextManager[Resources]:
        """What the command works on: the archive, or a rehearsal."""
        return rehearse(self.archive.settings) if dry_run else nullcontext(self.archive)

    def snapshot(self) -> dict[str, Any]:
        """Everything that is in the archive."""
        return snapshot(self.archive)


@pytest.fixture
def desk(archive: Resources, tmp_path: Path) -> Desk:
    """An empty archive and an empty folder."""
    (tmp_path / "in").mkdir()
    return Desk(archive, tmp_path / "in")


@pytest.fixture
def row(desk: Desk) -> dict[str, str]:
    """A row with a transcript and its two voices' people."""
    desk.put("e1.vtt", TRANSCRIPT)
    people = "Sari Melati|Penyiar|Radio Contoh; H. Ambo Contoh|Sekda|Kabupaten Contoh"
    return {**ROW, "transcript": "e1.vtt", "people": people}
