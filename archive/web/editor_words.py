"""What the editor says of acts that were not done: a sentence for each code."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext

from archive.calendar import format_timecode
from archive.editing.notices import PutBack
from archive.editing.outcomes import Outcome
from archive.web.languages import language

SENTENCES: Mapping[str, Any] = {
    "changed": lazy_gettext(
        "Baris ini sudah diubah orang lain sejak Anda membukanya. Tidak ada yang ditimpa."
    ),
    "not-next": lazy_gettext(
        "Baris berikutnya bukan lagi yang tadi Anda lihat, jadi tidak digabung."
    ),
    "undo": lazy_gettext(
        "Baris itu sudah diubah lagi sesudahnya, jadi tidak dapat diurungkan begitu saja."
    ),
    "gone": lazy_gettext("Baris ini sudah tidak ada: dihapus atau digabung orang lain."),
    "no-such-act": lazy_gettext("Perubahan yang hendak diurungkan tidak ada lagi."),
    "forgotten": lazy_gettext(
        "Perubahan itu memuat kata-kata yang sudah ditarik, jadi tidak dapat dikembalikan."
    ),
    "withdrawn": lazy_gettext("Kata-kata baris ini sudah ditarik; tidak ada yang dapat diubah."),
    "empty": lazy_gettext("Isi kata-katanya. Kalau tidak ada yang diucapkan, hapus barisnya."),
    "split": lazy_gettext("Pilih kata di tengah baris: paling awal kata kedua."),
    "merge": lazy_gettext("Baris ini tidak dapat digabung dengan yang berikutnya."),
    "last-one": lazy_gettext("Ini satu-satunya baris; transkrip tidak boleh kosong."),
    "time": lazy_gettext("Waktu selesai harus sesudah waktu mulai."),
    "no-recording": lazy_gettext("Episode ini belum punya rekaman untuk didengarkan."),
    "unreadable": lazy_gettext(
        "Perubahan ini tidak dapat dibaca. Muat ulang halaman, lalu coba lagi."
    ),
    "untimed": lazy_gettext(
        "Baris dipindahkan. Waktunya dihapus, karena di tempat barunya tidak berurutan."
    ),
    "refused": lazy_gettext("Perubahan ini tidak dapat dilakukan."),
}
"""Code of an outcome -> what a person is told."""


def sentence_of(outcome: Outcome) -> str:
    """Why an act was not done."""
    if outcome.code == "time-order":
        return order_sentence(outcome.facts)
    if outcome.code == "time-after":
        duration = format_timecode(outcome.facts["duration"], language())
        return str(_("Rekamannya hanya sampai %(duration)s.", duration=duration))
    return str(SENTENCES[outcome.code or "refused"])


def order_sentence(facts: Mapping[str, Any]) -> str:
    """Between which times a statement may begin."""
    said = {
        name: format_timecode(at, language()) if (at := facts.get(name)) is not None else None
        for name in ("earliest", "latest")
    }
    if said["latest"] is None:
        sentence = _(
            "Baris ini tidak dapat mulai sebelum %(earliest)s, saat baris di atasnya mulai."
        )
    elif said["earliest"] is None:
        sentence = _(
            "Baris ini tidak dapat mulai sesudah %(latest)s, saat baris di bawahnya mulai."
        )
    else:
        sentence = _(
            "Baris ini harus mulai antara %(earliest)s dan %(latest)s, di antara kedua tetangganya."
        )
    return str(sentence) % said


def put_back_sentence(told: PutBack) -> str:
    """Which lines gave way to withdrawn words, and how they read now."""
    named = ((row.start, row.voice or _("suara tak dikenal")) for row in told.rows)
    lines = "; ".join(
        voice if start is None else f"{format_timecode(start, language())} {voice}"
        for start, voice in named
    )
    return str(
        _(
            "Kata-kata sebuah pernyataan ditarik, jadi suntingan yang memuatnya tidak disimpan"
            " lagi. Baris ini kembali seperti dalam revisi %(number)s: %(lines)s. Suntingan lain"
            " tetap ada.",
            number=told.number,
            lines=lines,
        )
    )
