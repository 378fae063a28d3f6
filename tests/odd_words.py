"""Words that somebody may say, or a transcriber write, and that look like parts of a file."""

from __future__ import annotations

from hypothesis import strategies as st

from media.transcripts import clean_text

ODD_WORDS = [
    "jalan", "desa,", "R&D", "&amp;", "<b>", "</v>", "<tidak", "jelas>", "-->", "{\\an8}", "café",
    "Sekda:", "Catatan:", "[tertawa]", "(tidak", "2022", "1", "NOTE", "WEBVTT", "00:01:02.0", "->",
    "(1:02)", "[00:05]", "menit", "5", "benar?", "ya.", "Dr.", "–", "-", "https://contoh.id:80/a",
    "�", "e\u0301", "\u0323", "?:", "[Warga]:", "\"kutip\"", "\\", "<00:00:01.000>", "5'", "|",
    "]]>", "-----", "Judul:", ":", "[Kata-kata", "ditarik]", "_x0041_", "pukul", "&#91;", "...",
]  # fmt: skip
"""Words of which sentences are made."""

ODD_LINES = [
    # times, in every notation that is read
    "00:01:02,000 --> 00:01:03,000", "00:01:02.000 --> 00:01:03.000 align:start", "halo --> dunia",
    "00:01:02 -> 00:01:03", "1:02 → 1:03", "[00:10] menit", "(1:02) halo", "halo (1:02)", "1:02",
    "00:01:02", "00.01.02", "08.30", "[00:01:02 - 00:01:09] ya", "{1:02}", "<1:02> ya",
    "10:00:05:12", "[menit 5] ya", "Menit ke-12: ya", "menit 5", "5'", "(12'30\")", "ya [menit 5]",
    "pukul 08:30", "pukul [08:30]", "Sekda 1:02", "Sekda [00:10]", "Sekda (1:02): ya",
    "ya (1:02): benar",
    # lines of our own
    "[Tentang transkrip ini]", "[Kata-kata ditarik]", "[Kata-kata ditarik: privacy]",
    "[Kata-kata ditarik: privacy] ya", "Judul: Sunting", "Bahasa: en", "Revisi: 3", "Transkrip",
    # what other formats begin with
    "WEBVTT", "WEBVTT - ya", "NOTE ya", "NOTE", "STYLE", "REGION", "1", "12", "2022", "{", '{"',
    "[]", '[{"start": 1}]', "<?xml", "<tt>", "0.5\t1.5", "0.5 1.5 ya", "<v Kiki>ya", "{\\an8} ya",
    "<i>ya</i>",
    # labels, dashes, remarks
    "A: ya", "Sekda: ya", "[Warga desa]: ya", "?: ya", "???: ya", "kiki: ya", "- ya", "– ya",
    "— ya", "* ya", ">> ya", ">> Sekda: ya", "| ya", "-", "---", "-----", "***", "...", "?!?",
    "[tertawa]", "(tidak jelas)", "[tidak jelas]: ya", ":", ": ya", "ya:", "https://contoh.id/a",
    "Catatan: ya",
    # the sign that protects such lines
    "\\", "\\\\", "\\\\\\", "\\1:02", "\\\\[00:10] ya", "\\ya", "\\[Tentang transkrip ini]",
    "\\---", "&#91;Tentang transkrip ini]", "&lt;b&gt;",
    # what is repeated
    "Ya.", "Terima kasih.", "Terima kasih, Pak. Terima kasih, Pak. Terima kasih, Pak.",
    "Terima kasih, Pak. Terima kasih, Pak. Kami pulang dulu, Pak.",
]  # fmt: skip
"""Statements as a whole."""

_WORD = st.sampled_from(ODD_WORDS) | st.text(st.characters(codec="utf-8"), min_size=1, max_size=6)
_SENTENCE = st.lists(_WORD, min_size=1, max_size=24).map(" ".join)
_LINE = st.sampled_from(ODD_LINES)
TEXT = (_SENTENCE | _LINE | st.tuples(_LINE, _SENTENCE).map(" ".join)).map(clean_text).filter(bool)
"""The words of a statement."""
