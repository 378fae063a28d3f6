"""An episode whose transcript is revised, and what is said in it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from archive.models import Episode, Revision
from archive.revisions import latest_revision
from archive.rows import Row, read_rows

ROAD = "Jalan desa itu akan kita perbaiki mulai bulan depan dengan dana kabupaten."
WATER = "Air bersih belum sampai ke kampung kami, Pak, sudah hampir dua tahun."
SHORT = "Betul, Pak."
RICE = "Harga beras di pasar tetap, karena cadangan gudang masih cukup tiga bulan."


@dataclass
class Transcribed:
    """An episode that has a transcript."""

    session: Session
    episode: Episode

    @property
    def latest(self) -> Revision:
        revision = latest_revision(self.session, self.episode.id)
        assert revision is not None
        return revision

    @property
    def rows(self) -> list[Row]:
        return read_rows(self.session, self.latest.id)
