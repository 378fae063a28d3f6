"""The keys of the editor: one table, for its help, its script and docs/guide-staff.md.

All work while somebody types in a line. None is a key of Chromium or Firefox, or of a screen
reader: letters go with Alt, and those that open menus or the address bar (B D E F H S T V) are
left alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _


@dataclass(frozen=True, slots=True)
class Key:
    """An act of js/editor/doing.js, the keys that call it (a space between two), what it does."""

    act: str
    keys: str
    does: Any

    @property
    def shown(self) -> tuple[tuple[str, ...], ...]:
        """Each key as the caps that are pressed together."""
        return tuple(tuple(key.split("+")) for key in self.keys.split(" "))


KEYS: tuple[tuple[Any, tuple[Key, ...]], ...] = (
    (
        _("Mendengar"),
        (
            Key("toggle", "Alt+K", _("putar atau jeda")),
            Key("back", "Alt+J", _("mundur 2 detik")),
            Key("forward", "Alt+L", _("maju 2 detik")),
            Key("line", "Alt+A", _("putar baris ini dari awalnya")),
            Key("repeat", "Alt+U", _("putar baris ini berulang-ulang, atau berhenti")),
            Key("slower", "Alt+,", _("lebih lambat")),
            Key("faster", "Alt+.", _("lebih cepat")),
            Key("follow", "Alt+Q", _("ikuti baris yang terdengar, atau tidak")),
        ),
    ),
    (
        _("Berpindah"),
        (
            Key("next", "Enter Alt+↓", _("baris berikutnya")),
            Key("previous", "Alt+↑", _("baris sebelumnya")),
            Key("unknown", "Alt+X", _("baris berikutnya yang suaranya tak dikenal")),
            Key("unchecked", "Alt+C", _("baris berikutnya yang belum diperiksa dengan rekaman")),
            Key("doubt", "Alt+N", _("baris berikutnya yang ejaannya diragukan")),
            Key("leave", "Esc", _("keluar dari baris")),
        ),
    ),
    (
        _("Memperbaiki"),
        (
            Key("split", "Alt+Enter", _("pisahkan baris di kursor")),
            Key("merge", "Alt+M", _("gabungkan dengan baris berikutnya")),
            Key("insert", "Alt+I", _("sisipkan baris sesudah ini")),
            Key("reassign", "Alt+O", _("ganti pembicara")),
            Key("hear", "Alt+Y", _("sudah diperiksa dengan rekaman, atau belum")),
            Key("time", "Alt+W", _("baris ini mulai di tempat pemutar")),
            Key("end", "Alt+Shift+W", _("baris ini berakhir di tempat pemutar")),
            Key("mend", "Alt+P", _("pakai ejaan yang diusulkan")),
            Key("pass", "Alt+Shift+P", _("abaikan usul ejaan itu")),
        ),
    ),
    (
        _("Seluruhnya"),
        (
            Key("undo", "Alt+Z", _("urungkan")),
            Key("redo", "Alt+Shift+Z", _("lakukan lagi yang diurungkan")),
            Key("find", "Alt+G", _("cari dan ganti")),
            Key("save", "Alt+R", _("simpan sebagai revisi")),
            Key("help", "? Alt+/", _("daftar tombol ini")),
        ),
    ),
)
"""Headings and their keys, in the order of the help."""
