from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis.roots import list_overrides, list_roots
from search.analysis.stemming import STEMMERS, stem, stem_written


@pytest.mark.parametrize(
    ("root", "forms"),
    [
        # meN- and peN-: what the nasal hides
        ("baca", "membaca pembaca dibaca terbaca bacaan bacalah membacakannya"),
        ("tulis", "menulis penulis ditulis tertulis tulisan menuliskan kutulis kautulis"),
        ("pukul", "memukul pemukul pukulan dipukul terpukul"),
        ("sapu", "menyapu penyapu disapu sapuan tersapu"),
        ("kirim", "mengirim pengirim pengiriman dikirimkan kirimannya terkirim"),
        ("ambil", "mengambil pengambilan diambil ambillah kuambil"),
        ("ganti", "mengganti pengganti penggantian gantinya diganti"),
        ("lihat", "melihat terlihat kelihatan penglihatan dilihatnya lihatlah"),
        ("cat", "mengecat dicat pengecatan"),
        ("las", "mengelas pengelasan"),
        ("tua", "penuaan menua tertua"),
        # ber-, ter-, per-, pe-: an r that is lost
        ("rencana", "berencana terencana merencanakan perencanaan perencana"),
        ("kerja", "bekerja pekerja mempekerjakan dikerjakan pekerjaan"),
        ("percaya", "tepercaya terpercaya kepercayaan memercayai mempercayai"),
        ("rebut", "memperebutkan diperebutkan perebutan merebut"),
        ("ajar", "belajar pelajar pelajaran mempelajari pembelajaran mengajar pengajaran"),
        ("tani", "petani pertanian bertani"),
        # more prefixes than one, and all the endings
        ("pengaruh", "memengaruhi mempengaruhi berpengaruh dipengaruhi pengaruhnya"),
        ("tanggungjawab", "dipertanggungjawabkannyalah pertanggungjawaban"),
        ("henti", "memberhentikan diberhentikan pemberhentian berhenti menghentikan"),
        ("pihak", "keberpihakan memihak berpihak sepihak"),
        ("hasil", "keberhasilan berhasil menghasilkan dihasilkannya"),
        ("adil", "ketidakadilan keadilan seadilnya"),
        ("bencana", "pascabencana kebencanaan bencananya"),
        ("desa", "desaku desamu desanya desalah desakah desapun antardesa sedesa"),
        # loan words keep p, t, k, s behind the nasal, or lose it
        ("proses", "memproses diproses pemrosesan prosesnya berproses"),
        ("kritik", "mengkritik dikritik pengkritik kritikan"),
        ("sosialisasi", "mensosialisasikan menyosialisasikan disosialisasikan tersosialisasi"),
        ("transfer", "mentransfer ditransfer"),
        # doubled words that people write as one or with a 2
        ("jalan", "berjalan2 jalan2"),
        ("mudah", "mudah2an mudahan"),
        # the misspelling that is as common as the word
        ("tunjuk", "menunjukan menunjukkan"),
        ("gerak", "menggerakan menggerakkan"),
        # as people talk
        ("urus", "ngurus ngurusin diurusin"),
        ("cari", "nyari nyariin dicariin"),
        ("omong", "ngomong ngomongin"),
        ("bantu", "bantuin dibantuin"),
    ],
)
def test_a_word_finds_its_root(root: str, forms: str) -> None:
    assert {form: stem(form) for form in forms.split()} == dict.fromkeys(forms.split(), root)


@pytest.mark.parametrize(
    ("trap", "neighbours"),
    [
        # every over-stemming trap of the design
        ("pemerintah", "perintah memerintah diperintah"),
        ("masukan", "termasuk masuk pemasukan memasukkan"),
        ("kebijakan", "bijak bijaksana"),
        ("masalah", "masa salah"),
        ("kepala", "pala"),
        # and others that people search for
        ("penduduk", "duduk kedudukan"),
        ("keluarga", "keluar luar"),
        ("pendapat", "dapat pendapatan"),
        ("penyakit", "sakit menyakiti"),
        ("kinerja", "kerja"),
        ("perusahaan", "usaha berusaha"),
        ("undangan", "undang perundangan"),
        ("pengangguran", "anggur anggaran"),
        ("pengalaman", "alam kalam"),
        ("pengakuan", "aku kaku"),
        ("persatuan", "satu"),
        ("penanganan", "tangan"),
        ("menyampaikan", "sampai"),
        ("mengatasi", "atas"),
        ("pengurus", "kurus"),
        ("perubahan", "rubah kubah"),
        ("pegawai", "gawai"),
        ("perempuan", "empu"),
        ("pemuda", "muda"),
        ("penghasilan", "hasil"),
        ("pengelolaan", "olah"),
        ("menghayati", "hayat"),
        ("berlaku", "laku melakukan"),
    ],
)
def test_words_that_only_look_alike_stay_apart(trap: str, neighbours: str) -> None:
    assert stem(trap) not in {stem(word) for word in neighbours.split()}


@pytest.mark.parametrize(
    "word",
    [
        "masalah",
        "sekolah",
        "kuliah",
        "buku",
        "lagi",
        "pasti",
        "tani",
        "makan",
        "jalan",
        "ilmu",
        "bukan",
        "ikan",
        "tangan",
        "pagi",
        "hari",
        "mati",
        "perlu",
        "beri",
        "berita",
        "terima",
        "tetapi",
        "sepeda",
        "kerja",
        "kepala",
        "sebelah",
        "pertama",
        "lapangan",
        "pasukan",
        "hakim",
    ],
)
def test_a_root_that_ends_or_begins_like_an_affix_is_not_cut(word: str) -> None:
    assert stem(word) == word


@pytest.mark.parametrize(
    "word",
    [
        "batulicin",
        "zairullah",
        "mulyadi",
        "pertiwi",
        "setiawan",
        "sudirman",
        "nurhadi",
        "kemenkes",
        "bpjs",
        "rp",
        "1500000",
        "2.5",
        "co2",
        "a",
        "an",
        "di",
        "ke",
        "se",
        "mu",
        "الله",
        "café",
        "instagramable",
    ],
)
def test_what_is_no_root_with_affixes_stays_as_it_is(word: str) -> None:
    assert stem(word) == word


def test_the_clitic_of_a_word_nobody_listed_is_taken_off_all_the_same() -> None:
    assert stem("tambangulangnya") == "tambangulang"
    assert stem("sonya") == "sonya"


@pytest.mark.parametrize(
    ("spelling", "standard"),
    [
        ("propinsi", "provinsi"),
        ("perijinan", "perizinan"),
        ("nasehat", "nasihat"),
        ("dirubah", "diubah"),
        ("himbauan", "imbauan"),
        ("realisir", "realisasi"),
        ("mengkoordinir", "mengoordinasi"),
        ("antrian", "antrean"),
        ("aktifitas", "aktivitas"),
    ],
)
def test_a_spelling_beside_the_standard_is_the_same_word(spelling: str, standard: str) -> None:
    assert stem(spelling) == stem(standard)


@pytest.mark.parametrize(
    ("word", "root"),
    [
        ("bajalan", "jalan"),
        ("manggawi", "gawi"),
        ("digawi", "gawi"),
        ("gawian", "gawi"),
        ("manukar", "tukar"),
        ("mambari", "bari"),
        ("tagantung", "gantung"),
        ("pahumaan", "huma"),
        ("urangnya", "urang"),
        ("membangun", "bangun"),
        ("kawa", "kawa"),
    ],
)
def test_banjar_words_find_banjar_and_indonesian_roots(word: str, root: str) -> None:
    assert stem(word, "bjn") == root


@pytest.mark.parametrize(
    ("word", "language", "stemmed"),
    [
        ("running", "en", "run"),
        ("policies", "en", "polici"),
        ("upgrades", "en", "upgrad"),
        ("membangun", "en", "membangun"),
        ("membangun", "ar", "membangun"),
        ("membangun", "", "membangun"),
    ],
)
def test_every_language_has_its_own_stems(word: str, language: str, stemmed: str) -> None:
    assert stem(word, language) == stemmed


@pytest.mark.parametrize(
    ("written", "stemmed"),
    [
        ("Desa-desa", "desa"),
        ("kebijakan-kebijakan", "kebijakan"),
        ("sayur-mayur", "sayur"),
        ("tolong-menolong", "tolong"),
        ("berjalan-jalan", "jalan"),
        ("kebarat-baratan", "barat"),
        ("bersalam-salaman", "salam"),
        ("kupu-kupu", "kupu"),
        ("kedesa -Desa", "desa"),
        ("masing masing", "masing"),
        ("jum'at", "jumat"),
        ("undang-undangnya", "undang"),
        ("warna-warni", "warna"),
        ("Tanah Bumbu", "tanah bumbu"),
        ("!", ""),
    ],
)
def test_a_doubled_word_is_its_root_once(written: str, stemmed: str) -> None:
    assert stem_written(written) == stemmed


@given(st.text(max_size=60), st.sampled_from([*STEMMERS, "ar"]))
def test_any_text_has_a_stem_and_only_a_text_has(word: str, language: str) -> None:
    assert bool(stem(word, language)) == bool(word)


PREFIXES = st.sampled_from(["", "di", "ter", "ber", "se", "ku"])
ENDINGS = st.sampled_from(["", "nya", "lah", "kah", "pun", "nyalah"])
WORDS = st.sampled_from(
    ["bangun", "dukung", "jual", "tulis", "layan", "sekolah", "kuliah", "masalah", "verifikasi"]
)


@given(PREFIXES, WORDS, ENDINGS)
def test_affixes_added_to_a_root_are_taken_off_again(prefix: str, root: str, ending: str) -> None:
    assert stem(f"{prefix}{root}{ending}") == root


@pytest.mark.parametrize(
    "word", ["me" * 5000, "a" * 10000, "ber" * 20 + "jalan", "nyanyanyanya" * 40]
)
def test_a_word_of_absurd_length_is_answered(word: str) -> None:
    assert stem(word) in {word, word.removesuffix("nya")}


def test_stemming_a_stem_changes_nothing() -> None:
    known = {*list_roots(), *(override.stem for override in list_overrides())}

    assert {word for word in known if stem(stem(word)) != stem(word)} == set()
