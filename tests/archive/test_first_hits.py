"""Queries as people type them, on the demo archive, and what has to come first.

What comes first is told by its beginning: of a statement the words, of anything else the title.
"""

import pytest

from archive.finding import Finding
from search import SearchRequest

FIRST_HITS = [
    # words, in any form
    ("anggaran alat penjernih", "Anggaran untuk alat penjernih yang baru ada?"),
    ("pompa apung", "Belum. Tahun ini anggaran daerah habis untuk pandemi"),
    ("tarif naik", "Tarifnya naik?"),
    ("jalan desa rusak berat", "Begini, Mbak. Jalan desa di kabupaten kita"),
    ("jembatan Sungai Luas", "Yang di Sungai Luas, Pak, jembatannya."),
    ("beras cadangan", "Iya, iya. Saya ulangi: usulannya bagus"),
    ("perahu karet bocor", "Maaf, Pak, satu lagi, perahu karetnya bocor."),
    ("status siaga", "Iya, iya. Saya ulangi: usulannya bagus"),
    ("selokan", "Halo, selamat pagi, Pak, Bu. Saya ibu rumah tangga"),
    ("timbangan digital", "Ada 212 posyandu, Mas, di 14 puskesmas."),
    ("posyandu aktif", "Ada 212 posyandu, Mas, di 14 puskesmas."),
    ("air merah pipa tua", "Tidak adil. Saya minta maaf kepada Bapak."),
    ("perahu layanan", "Itu dulu, Galuh, dan mestinya tidak terulang."),
    ("loket jam istirahat", "Satu lagi, Bu. Loket di kantor camat masih tutup"),
    ("identitas pelapor", "Aman. Identitas pelapor tidak boleh sampai"),
    ("penggajian kader", "Kadernya digaji, Dok?"),
    ("pengerasan selesai Desember", "Terima kasih, Bapak. Ruas Muara Gelam"),
    ("siapa yang harus membersihkan", "Selamat pagi. Gang kami sudah dicor"),
    ("mobil tangki gratis", "Jangan bayar angin, Pak."),
    ("kerja bakti", "Saluran di pinggir jalan desa urusan desa"),
    ("janji Mawardi", "Tahun 2023 Pak Mawardi berjanji tidak ada jalan desa"),
    ("jln desa rusak berat", "Begini, Mbak. Jalan desa di kabupaten kita"),
    ("tdk ada air", "Langsung saja, Pak. Dua minggu ini air keruh"),
    ("bila pang diulah", "Selamat pagi, Bu. Ulun dari Muara Gelam."),
    # word for word
    ('"jangan bayar angin"', "Jangan bayar angin, Pak."),
    ('"lidah saya masih PDAM"', "Maaf, Perumda. Lidah saya masih PDAM."),
    # abbreviations and other spellings
    ("NIK", "Jangan, Bu, jangan! Nomor NIK jangan disebut di udara."),
    ("kartu BPJS tidak aktif", "Halo, Pak, saya dari Kecamatan Sungai Luas."),
    ("Perumda", "Perumda, Mas. Sejak Januari namanya Perumda Air Minum"),
    ("stunting", "Angkanya berapa, Dok, stanting kita?"),
    ("penjernihh~", "Kemarau, Bung. Permukaan sungai turun satu meter"),
    # topics, people, offices and bodies
    ("dana desa", "Dana desa"),
    ("PPDB", "Penerimaan murid baru"),
    ("zonasi", "Penerimaan murid baru"),
    ("KTP", "Administrasi kependudukan"),
    ("Mawardi", "Mawardi Sungkarana"),
    ("Norkamala", "Norkamala Ratusari"),
    ("Sekretaris Daerah", "Norkamala Ratusari"),
    ("Dinas Pendidikan", "Dinas Pendidikan, Kepemudaan, dan Olahraga"),
    # operators, fields, dates
    ("posyandu NEAR/5 balita", "Tolong bawa balita ke posyandu tiap bulan"),
    ("lansi* diperiksa", "Tadi Dokter bilang semua umur. Lansia diperiksa apa saja?"),
    ("air bersih tanggal:2021-09", "Kemarau, Bung. Permukaan sungai turun satu meter"),
    ("janji jabatan:sekda", "Catatannya saya bawa, Galuh."),
    ("saluran tokoh:mawardi", "Ini saya jawab sendiri, karena ini kekurangan kami."),
    ("posyandu tokoh:melati", "Tolong bawa balita ke posyandu tiap bulan"),
    ('banjir jabatan:"kepala desa"', "Eh, surat keputusannya sudah, Bu Galuh."),
]
ASKED = [
    # a question, or a word too many: what is shown instead
    ("kenapa jalan rusak", "jalan rusak", "Langsung saja, Pak Plt. Sekda."),
    ("knp jln rusak", "jln rusak", "Langsung saja, Pak Plt. Sekda."),
    (
        "kepala desa bilang apa soal banjir",
        'banjir jabatan:"kepala desa"',
        "Eh, surat keputusannya",
    ),
    ("jemput bola sekda", "jemput bola jabatan:sekda", "Itu dulu, Galuh, dan mestinya"),
    ("apa kata mawardi tentang saluran", "saluran tokoh:mawardi", "Ini saya jawab sendiri"),
    ("sekolah zonasi", "zonasi", "Penerimaan murid baru"),
    ("bupati bilang apa soal banjir", "banjir", "Banjir Januari"),
    ("banjir NEAR/1 air", "banjir air", "Saluran Air yang Dijanjikan"),
]
HELD_THEN = [
    ("jabatan:sekda tahun:2023", {"mawardi-sungkarana"}),
    ("jabatan:sekda tahun:2025", {"norkamala-ratusari"}),
    ("jabatan:sekda tahun:2026", {"norkamala-ratusari"}),
]


@pytest.fixture
def find(demo):
    """What a query finds."""
    with demo.reading() as session:
        yield lambda query: Finding(session, demo.index, SearchRequest(query), "public").found


@pytest.mark.parametrize(("query", "first"), FIRST_HITS)
def test_what_is_meant_comes_first(find, query, first):
    found = find(query)

    document = found[0].hit.document
    assert (document.title or document.text).startswith(first)


@pytest.mark.parametrize(("query", "nearest", "first"), ASKED)
def test_where_nothing_holds_all_the_nearest_is_what_was_meant(demo, query, nearest, first):
    with demo.reading() as session:
        asked = Finding(session, demo.index, SearchRequest(query), "public")
        instead = Finding(session, demo.index, SearchRequest(asked.ways[0].query), "public")

    assert (asked.results.total, asked.ways[0].query) == (0, nearest)
    document = instead.found[0].hit.document
    assert (document.title or document.text).startswith(first)


@pytest.mark.parametrize("query", ["vaksin", "UMKM", "masalah", "pasar", "perkiraan", "perintah"])
def test_a_good_word_that_nobody_said_is_not_taken_for_another(demo, query):
    with demo.reading() as session:
        assert (
            Finding(session, demo.index, SearchRequest(query), "public").results.suggestion is None
        )


@pytest.mark.parametrize(
    ("query", "meant"), [("aer bersih", "air bersih"), ("knapa jaln rusak", "jalan rusak")]
)
def test_what_is_misspelt_is_offered_as_what_finds_something(demo, query, meant):
    with demo.reading() as session:
        found = Finding(session, demo.index, SearchRequest(query), "public")

    assert found.results.suggestion == meant


@pytest.mark.parametrize(("query", "people"), HELD_THEN)
def test_an_office_finds_what_its_holders_said_while_they_held_it(find, query, people):
    spoken = [one.hit.document for one in find(query) if one.hit.kind == "pernyataan"]

    assert {one.person for one in spoken} == people
