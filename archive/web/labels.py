"""Words for the codes of the record: how far words are verified, how an office is held."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _


@dataclass(frozen=True, slots=True)
class Label:
    """A verification label: its word, its icon (templates/_partials/icons.html), its meaning."""

    word: Any
    icon: str
    meaning: Any


LABELS = {
    "rekaman": Label(
        _("diperiksa dengan rekaman"),
        "ear",
        _("Seseorang mendengarkan rekaman dan mencocokkan setiap kata."),
    ),
    "transkrip": Label(
        _("transkrip"),
        "text",
        _("Ditulis atau diperbaiki oleh orang, belum dicocokkan kata demi kata dengan rekaman."),
    ),
    "mesin": Label(
        _("transkrip mesin"),
        "machine",
        _("Ditulis oleh mesin dan belum diperiksa siapa pun. Bisa keliru."),
    ),
    "pers-langsung": Label(
        _("kutipan langsung pers"),
        "quote",
        _("Kata-kata di antara tanda kutip dalam laporan pers; tidak ada rekaman."),
    ),
    "pers-taklangsung": Label(
        _("kutipan tak langsung pers"),
        "paraphrase",
        _("Isi ucapan menurut laporan pers, bukan kata-katanya."),
    ),
    "dikutip": Label(
        _("dikutip pihak lain"),
        "relay",
        _("Ucapan yang dibacakan atau dikutip oleh orang lain."),
    ),
}

TENURE_KINDS = {
    "definitif": _("definitif"),
    "plt": _("Plt. (pelaksana tugas)"),
    "plh": _("Plh. (pelaksana harian)"),
    "pj": _("Pj. (penjabat)"),
    "pjs": _("Pjs. (penjabat sementara)"),
}

KINDS = {
    "pernyataan": _("Pernyataan"),
    "episode": _("Episode"),
    "tokoh": _("Tokoh"),
    "lembaga": _("Lembaga"),
    "topik": _("Topik"),
    "segmen": _("Segmen"),
}

FACET_TITLES = {
    "tokoh": _("Tokoh"),
    "jabatan": _("Jabatan"),
    "lembaga": _("Lembaga"),
    "topik": _("Topik"),
    "program": _("Program"),
    "stasiun": _("Stasiun"),
    "tahun": _("Tahun"),
    "label": _("Sumber kata"),
    "jenis": _("Jenis"),
}
