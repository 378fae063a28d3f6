"""What a reader of transcript files found, in the language of the page.

`media` says it in English and knows the kind of each finding; here is a sentence for every kind.
"""

from __future__ import annotations

import re

from flask_babel import gettext as _
from flask_babel import lazy_gettext

from media.errors import UnreadableTranscript
from media.transcripts import Note, Problem
from media.transcripts.model import Example

PROBLEMS = {
    "reversed": lazy_gettext(
        "Akhirnya (%(end)s) lebih awal daripada mulainya (%(start)s); akhirnya diabaikan."
    ),
    "impossible time": lazy_gettext(
        "“%(code)s” bukan waktu yang mungkin; kata-katanya diambil tanpa waktu."
    ),
    "backwards": lazy_gettext(
        "Waktu %(code)s lebih awal daripada yang di atasnya; kata-kata diambil menurut urutan "
        "berkas."
    ),
    "overlap": lazy_gettext(
        "Potongan ini mulai pada %(start)s, sebelum yang di atasnya dari suara yang sama berakhir "
        "(%(end)s)."
    ),
    "stamp": lazy_gettext(
        "Waktu <%(code)s> di dalam potongan tidak cocok dengan tempatnya, jadi diabaikan."
    ),
    "no text": lazy_gettext("Potongan ini tidak berisi teks."),
    "no speech": lazy_gettext("Sesudah “%(label)s” tidak ada ucapan."),
    "no times": lazy_gettext("Sesudah nomor %(number)s tidak ada waktu."),
    "unknown block": lazy_gettext(
        "Teks yang tidak termasuk potongan mana pun tidak diambil: “%(text)s”"
    ),
    "no header": lazy_gettext("Berkas tidak diawali WEBVTT; dibaca seolah-olah ada."),
    "long label": lazy_gettext("Nama yang lebih dari %(limit)s karakter tidak diambil: “%(text)s”"),
    "broken json": lazy_gettext("JSON rusak atau terpotong di sini; yang di atasnya sudah dibaca."),
    "broken xml": lazy_gettext(
        "XML rusak atau terpotong di sini (%(reason)s); yang di atasnya sudah dibaca."
    ),
    "no segment": lazy_gettext("Isian yang bukan potongan ucapan tidak diambil: “%(text)s”"),
    "nothing": lazy_gettext("Berkas ini tidak berisi ucapan."),
    "footnote": lazy_gettext(
        "Catatan kaki tidak diambil: “%(text)s”. Kalau itu diucapkan, pindahkan ke dalam teks."
    ),
    "text box": lazy_gettext(
        "Kotak teks tidak diambil: “%(text)s”. Kalau itu diucapkan, pindahkan ke dalam teks."
    ),
    "formula": lazy_gettext(
        "Rumus tidak diambil: “%(text)s”. Kalau itu diucapkan, tulis dengan kata-kata."
    ),
    "hidden": lazy_gettext(
        "Teks tersembunyi tidak diambil: “%(text)s”. Kalau itu diucapkan, tampilkan."
    ),
    "embedded": lazy_gettext(
        "Dokumen di dalam dokumen ini tidak diambil; salin kata-katanya ke dalam teks."
    ),
    "column": lazy_gettext("“%(text)s” ada di kolom yang tidak berisi ucapan, jadi tidak diambil."),
    "more": lazy_gettext("%(count)s baris lagi bermasalah sama: %(kind)s"),
}
"""A sentence for every kind of media.transcripts.findings.MESSAGES."""

NOTES = {
    "comment": lazy_gettext("Komentar (NOTE) dilewati"),
    "style": lazy_gettext("Bagian gaya dan wilayah dilewati"),
    "metadata": lazy_gettext("Baris kepala berkas dilewati"),
    "unknown tag": lazy_gettext("Tanda yang tidak dikenal dibaca sebagai kata"),
    "dialogue": lazy_gettext(
        "Potongan dengan beberapa baris yang diawali garis mungkin berisi beberapa suara; "
        "masing-masing dibaca sebagai satu"
    ),
    "rolling": lazy_gettext("Baris yang ditampilkan lagi dari potongan di atasnya dilewati"),
    "unclaimed": lazy_gettext(
        "Teks sesudah baris kosong dibaca sebagai bagian potongan di atasnya"
    ),
    "jumping number": lazy_gettext(
        "Angka di bawah kata-kata sebuah potongan dibaca sebagai nomor potongan berikutnya"
    ),
    "loose number": lazy_gettext("Angka di bawah kata-kata sebuah potongan dibaca sebagai kata"),
    "numbering": lazy_gettext("Nomor potongan tidak berurutan; urutan berkas dipertahankan"),
    "unread label": lazy_gettext(
        "Potongan diawali sesuatu yang mirip nama; WebVTT menyebut suara dengan <v>, jadi ini "
        "dibaca sebagai kata"
    ),
    "once": lazy_gettext("Nama yang hanya muncul sekali dibaca sebagai pembicara"),
    "speech": lazy_gettext("Kata-kata sebelum titik dua yang mungkin nama dibaca sebagai ucapan"),
    "heading": lazy_gettext("Baris paling atas dibaca sebagai kepala naskah, bukan ucapan"),
    "separator": lazy_gettext("Baris tanpa huruf atau angka dilewati"),
    "line ends": lazy_gettext(
        "Waktu di akhir baris dibaca sebagai saat baris itu selesai dan baris berikutnya mulai"
    ),
    "colophon": lazy_gettext("Baris yang menerangkan berkas ini dilewati"),
    "withdrawn": lazy_gettext("Celah bekas kata-kata yang ditarik dilewati"),
    "word time": lazy_gettext("Waktu kata yang tidak cocok dengan tempatnya diabaikan"),
    "lost word": lazy_gettext("Kata berwaktu yang tidak ada dalam teks potongannya dilewati"),
    "frequencies": lazy_gettext("Rentang frekuensi dilewati"),
    "unknown element": lazy_gettext("Unsur yang tidak dikenal diambil kata-katanya"),
    "sequence": lazy_gettext(
        "Waktu yang berturut-turut (timeContainer) dibaca sebagai dihitung dari awal"
    ),
    "language": lazy_gettext("Yang seharusnya menyebut bahasa tidak menyebut bahasa"),
    "frames": lazy_gettext("Angka terakhir waktu dibaca sebagai bingkai, 25 sedetik"),
    "minutes": lazy_gettext("Menit yang ditandai dibaca sebagai waktu"),
    "line starts": lazy_gettext("Waktu di akhir baris dibaca sebagai saat baris itu mulai"),
    "inserted": lazy_gettext("Perubahan terlacak: yang disisipkan dibaca sebagai diterima"),
    "deleted": lazy_gettext("Perubahan terlacak: yang dihapus dilewati"),
    "remark": lazy_gettext("Komentar di tepi tidak diambil"),
    "margin": lazy_gettext("Kepala dan kaki halaman tidak diambil"),
    "picture": lazy_gettext("Gambar dilewati"),
    "symbol": lazy_gettext("Lambang yang hanya ada di satu huruf (font) dilewati"),
    "counted": lazy_gettext("Nomor dan bulatan di depan baris dilewati"),
    "contents": lazy_gettext("Daftar isi dilewati"),
    "styled heading": lazy_gettext("Judul bagian dibaca sebagai judul, bukan ucapan"),
    "columns": lazy_gettext("Tabel dibaca menurut kolomnya, satu baris satu pernyataan"),
    "bold": lazy_gettext("Kata tebal di awal baris dibaca sebagai ucapan"),
}
"""Words for every kind of NOTES."""

REMARKS = {
    "encoding": lazy_gettext("Berkas dibaca sebagai %(name)s."),
    "damaged bytes": lazy_gettext("%(count)s byte yang bukan %(name)s dibaca sebagai U+FFFD (�)."),
    "hidden": lazy_gettext("%(count)s karakter kendali atau arah tulisan dibuang."),
    "late": lazy_gettext(
        "Waktu pertama ialah %(first)s. Kalau pitanya tidak mulai dari nol, kurangi semua waktu "
        "dengan waktu mulainya sebelum berkas disimpan."
    ),
    "tape": lazy_gettext(
        "Waktu pertama ialah %(first)s: semua waktu dihitung dari %(origin)s, yang dianggap awal "
        "rekaman."
    ),
}
"""A sentence for every kind of REMARKS."""

REFUSALS = {
    "unknown format": lazy_gettext("“%(format)s” tidak dapat dibaca; yang dikenal: %(known)s."),
    "empty": lazy_gettext("Berkas ini kosong. Periksa apakah sudah tersimpan."),
    "no text": lazy_gettext(
        "Berkas ini bukan teks. Bawa berkas VTT, SRT, TTML, JSON, TXT (juga label Audacity), DOCX, "
        "atau ODT."
    ),
    "foreign": lazy_gettext(
        "Berkas ini %(what)s. Bawa berkas VTT, SRT, TTML, JSON, TXT (juga label Audacity), DOCX, "
        "atau ODT."
    ),
    "foreign document": lazy_gettext(
        "Berkas ini %(what)s. Buka di Word atau Writer, simpan sebagai DOCX tanpa kata sandi, lalu "
        "bawa hasilnya."
    ),
    "too large": lazy_gettext(
        "Berkas ini lebih dari %(limit)s MB, terlalu besar untuk sebuah teks."
    ),
    "too many lines": lazy_gettext("Berkas ini lebih dari %(limit)s baris; bagilah dulu."),
    "other json": lazy_gettext(
        "Berkas ini JSON, tetapi bukan transkrip Podcasting 2.0 atau Whisper. Bawa salah satunya, "
        "atau berkas VTT, SRT, atau TXT."
    ),
    "json too much": lazy_gettext(
        "Berkas JSON ini punya terlalu banyak bagian untuk sebuah transkrip."
    ),
    "no ttml": lazy_gettext(
        "Berkas ini dokumen XML, tetapi bukan TTML. Bawa berkas VTT, SRT, TTML, atau TXT."
    ),
    "doctype": lazy_gettext(
        "Berkas TTML ini menyatakan jenis dokumen (DOCTYPE), dan itu tidak dibaca."
    ),
    "ttml too much": lazy_gettext(
        "Berkas TTML ini punya terlalu banyak unsur untuk sebuah transkrip."
    ),
    "ttml damaged": lazy_gettext(
        "Berkas TTML ini rusak sampai pembacanya berhenti, atau terlalu lama dibaca."
    ),
    "damaged": lazy_gettext(
        "Dokumen ini rusak dan tidak dapat dibuka. Buka di pengolah kata, simpan ulang, lalu bawa "
        "hasilnya."
    ),
    "damaged xml": lazy_gettext(
        "Dokumen ini rusak: %(reason)s pada baris %(line)s XML-nya. Buka di pengolah kata, simpan "
        "ulang, lalu bawa hasilnya."
    ),
    "no part": lazy_gettext("Dokumen ini rusak: bagian “%(name)s” tidak ada."),
    "no words": lazy_gettext("Dokumen ini rusak: %(name)s tidak berisi teks."),
    "elsewhere": lazy_gettext(
        "Dokumen ini menyimpan teksnya di tempat lain; bawa dokumen yang utuh."
    ),
    "open document": lazy_gettext(
        "Berkas ini OpenDocument jenis “%(what)s”. Bawa berkas VTT, SRT, TTML, JSON, TXT (juga "
        "label Audacity), DOCX, atau ODT."
    ),
    "secret": lazy_gettext("Dokumen ini dilindungi kata sandi. Simpan dulu tanpa kata sandi."),
    "bomb": lazy_gettext("Isi dokumen ini jauh melebihi sebuah transkrip, jadi tidak dibuka."),
    "parts": lazy_gettext(
        "Dokumen ini punya lebih dari %(limit)s bagian; sebuah transkrip punya sekitar dua puluh."
    ),
    "entities": lazy_gettext(
        "Dokumen ini menyatakan entitas sendiri, yang tidak pernah dilakukan pengolah kata; tidak "
        "dibaca."
    ),
    "deep": lazy_gettext("Unsur dokumen ini bersarang lebih dari %(limit)s lapis; tidak dibaca."),
    "paragraphs": lazy_gettext("Dokumen ini lebih dari %(limit)s paragraf; bagilah dulu."),
    "characters": lazy_gettext(
        "Dokumen ini lebih dari %(limit)s juta karakter, lebih dari dua puluh jam bicara; bagilah "
        "dulu."
    ),
    "document too large": lazy_gettext(
        "Dokumen ini lebih dari %(limit)s MB; simpan dulu tanpa gambarnya."
    ),
    "document too much": lazy_gettext(
        "Dokumen ini tidak selesai dibaca dengan waktu dan memori yang diperlukan sebuah "
        "transkrip: rusak, atau bukan transkrip. Simpan kata-katanya sebagai berkas teks (TXT), "
        "lalu bawa itu."
    ),
    "document memory": lazy_gettext(
        "Dokumen ini memerlukan memori lebih banyak daripada transkrip mana pun."
    ),
}
"""A sentence for every kind of media.transcripts.refusals.REFUSALS."""

FOREIGN = {
    "zip": lazy_gettext("berkas ZIP, bukan dokumen"),
    "pdf": lazy_gettext("PDF"),
    "rtf": lazy_gettext("dokumen RTF"),
    "doc": lazy_gettext("dokumen Word lama (.doc), atau yang berkata sandi"),
    "mp3": lazy_gettext("rekaman MP3"),
    "wav": lazy_gettext("rekaman WAV"),
    "ogg": lazy_gettext("rekaman Ogg"),
    "flac": lazy_gettext("rekaman FLAC"),
    "picture": lazy_gettext("gambar"),
    "compressed": lazy_gettext("berkas yang dimampatkan"),
    "web page": lazy_gettext("halaman web"),
    "sami": lazy_gettext("takarir SAMI"),
    "ass": lazy_gettext("takarir ASS atau SSA"),
    "sbv": lazy_gettext("takarir SBV"),
    "microdvd": lazy_gettext("takarir MicroDVD"),
    "excel": lazy_gettext("tabel Excel"),
    "powerpoint": lazy_gettext("presentasi PowerPoint"),
    "visio": lazy_gettext("gambar Visio"),
    "e-book": lazy_gettext("buku elektronik"),
}
"""Words for every kind of FOREIGN."""

PLACES = {
    "paragraph": lazy_gettext("paragraf"),
    "table": lazy_gettext("tabel"),
    "row": lazy_gettext("baris"),
    "cell": lazy_gettext("sel"),
    "on every page": lazy_gettext("di setiap halaman"),
}
"""The words in which places of documents are named."""

_PLACE_WORDS = re.compile("|".join(PLACES))


def say_problem(problem: Problem) -> str:
    """A problem as a sentence."""
    details = dict(problem.details)
    if problem.kind == "more":
        details["kind"] = say_kind(details["kind"])
    return str(PROBLEMS[problem.kind]) % details


def say_kind(kind: str) -> str:
    """What a kind of problem is, without what differs from line to line."""
    bare = re.sub(r"%\(\w+\)s", "…", str(PROBLEMS[kind]))
    return bare[0].lower() + bare[1:]


def say_note(note: Note) -> str:
    """A note as a sentence, without its examples."""
    if note.kind in REMARKS:
        return str(REMARKS[note.kind]) % dict(note.details)
    return f"{NOTES[note.kind]}."


def say_place(found: Problem | Example) -> str:
    """Where in the file something stands: “baris 12”, “paragraf 3”."""
    if found.place is None:
        return str(_("baris %(number)s", number=found.line))
    return _PLACE_WORDS.sub(lambda word: str(PLACES[word[0]]), found.place)


def say_refusal(unreadable: UnreadableTranscript) -> str:
    """Why a file is not read, and what to do about it."""
    details = dict(unreadable.details)
    if unreadable.kind.startswith("foreign"):
        details["what"] = str(FOREIGN[details["what"]])
    return str(REFUSALS[unreadable.kind]) % details
