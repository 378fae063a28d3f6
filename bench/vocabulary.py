"""Words to make statements of: Indonesian roots inflected by rule, function words, made-up names.

The roots are those of public affairs. Each is inflected by the rules of the language (meN- and
peN- fuse with the first letter, clitics follow, words are doubled), the commonest patterns most.
"""

from collections.abc import Iterator

# How often each stands among a thousand words of talk, about.
FUNCTION_WORDS = {
    word: float(share)
    for word, share in (
        pair.split(":")
        for pair in (
            "yang:34 dan:23 di:21 itu:18 ini:17 kita:14 untuk:11 dengan:10 ada:10 tidak:10 dari:9 "
            "kami:8 saya:8 juga:8 sudah:8 akan:7 bisa:7 ke:6 pada:6 atau:5 karena:5 jadi:5 kalau:5 "
            "dalam:5 oleh:3 harus:5 lebih:4 seperti:4 mereka:4 tapi:3 bahwa:3 adalah:4 saat:3 "
            "masih:3 lagi:3 belum:3 bukan:2 agar:2 supaya:2 hanya:2 saja:3 semua:3 banyak:3 "
            "para:2 bagi:2 setiap:2 kepada:2 maka:2 namun:1 sebagai:3 antara:1 sampai:2 terhadap:2 "
            "secara:2 dia:2 apa:3 bagaimana:2 mengapa:1 siapa:1 kapan:1 nanti:2 sekarang:3 tadi:1 "
            "hari:3 tahun:4 bapak:3 ibu:3 pak:4 ya:5 memang:3 sangat:2 sekali:2 tentu:2 begitu:2 "
            "lalu:1 kemudian:2 ketika:1 serta:2 maupun:1 sehingga:2 bahkan:1 mungkin:2 dapat:3 "
            "telah:2 sedang:1 pernah:1 jangan:1 tetapi:2 sebab:1 yaitu:1 satu:3 dua:2 tiga:2 "
            "pertama:1 kedua:1 sama:2 lain:2 baru:2 besar:2 kecil:1"
        ).split()
    )
}

VERBS = (
    "bangun bantu bayar beri bina buka buat bahas baca bagi bawa beli benah bentuk cari catat "
    "cegah cetak cek cipta daftar dapat data dengar didik dorong duga dukung gali ganti gerak "
    "guna garap hadap hadir harap hasil hitung hubung imbau ingat isi izin jaga jalan jawab "
    "jelas jual kaji kawal kejar kelola kembang kerja kirim kumpul kunjung kurang lapor larang "
    "latih layan lestari lihat lindung lunas luncur maju mohon mulai musyawarah nilai nikmat "
    "olah pakai pantau panggil pasang pasar pelihara periksa perintah pilih pimpin pindah "
    "pinjam potong proses pungut putus raih rancang rasa rawat rencana rinci rintis rumus sadar "
    "salur sambut sampai sebar sedia selenggara selesai serah serap siap simpan sosialisasi "
    "sumbang susun tahan tampung tanam tanggap tangkap tanya tarik tata tawar tegak tekan "
    "telaah temu tentu terap terbit terima tetap timbang tindak tingkat tinjau tolak tugas "
    "tulis tumbuh tunda tunggu tunjuk turun tutup ubah ucap uji ukur undang unggah unjuk urus "
    "usaha usul utama urai wajib wujud yakin ajak ajar alih amal aman ambil anggar angkat "
    "angkut antar arah asuh atasi atur awas evaluasi koordinasi verifikasi fasilitas tertib "
    "ulang lengkap libat lanjut sapa ziarah"
).split()
NOUNS = (
    "desa kota jalan jembatan sekolah guru murid warga rakyat petani nelayan pasar toko harga "
    "beras ikan sawah kebun sawit karet sungai laut pantai pulau hutan tambang batu pasir air "
    "listrik lampu sampah banjir api asap bencana gempa hujan kemarau musim pajak retribusi "
    "dana uang bank kredit koperasi modal pabrik buruh upah kapal pelabuhan bandara terminal "
    "bus truk mobil motor jasa wisata budaya adat seni tari lagu masjid gereja pura agama kitab "
    "santri pondok madrasah kampus mahasiswa ilmu buku perpustakaan museum rumah tanah lahan "
    "sertifikat batas wilayah kabupaten kecamatan kelurahan provinsi negara dinas badan kantor "
    "bidang bagian seksi camat lurah bupati wali gubernur menteri dewan partai pemilu suara "
    "calon saksi hakim jaksa polisi tentara hukum undang sidang perkara korupsi narkoba tilang "
    "celaka helm sakit obat dokter bidan perawat puskesmas klinik vaksin imunisasi gizi "
    "stunting balita bayi ibu anak remaja pemuda perempuan lansia difabel keluarga nikah lahir "
    "kubur jenazah darah virus demam nyamuk sanitasi jamban pipa sumur bor embung irigasi "
    "bendung pompa pupuk benih bibit ternak sapi kambing ayam telur susu jagung kedelai cabai "
    "bawang sayur buah kelapa kopi madu rotan internet jaring sinyal aplikasi digital laman "
    "akun sandi arsip dokumen surat berkas kartu paspor akta identitas penduduk statistik angka "
    "survei target laporan rapat agenda panitia lomba piala bola atlet juara stadion lapangan "
    "taman trotoar parkir drainase aspal beton kontrak tender proyek konsultan gedung pagar "
    "atap"
).split()
ADJECTIVES = (
    "aman bersih baik buruk cepat lambat murah mahal mudah sulit sehat kuat lemah tinggi rendah "
    "jauh dekat luas sempit panjang pendek dalam dangkal terang gelap ramai sepi kaya miskin "
    "adil jujur tegas ramah sabar rajin malas cerdas tepat cermat nyata resmi sah rusak layak "
    "lancar padat penuh kosong kering basah panas dingin tenang ramping mandiri sejahtera "
    "makmur damai rukun merata terbuka transparan akuntabel efektif efisien produktif kreatif "
    "inovatif"
).split()

# Pattern -> how often, of all forms of a root; N stands for the nasal that the root asks for.
VERB_FORMS = {
    "{}": 12, "meN{}": 9, "di{}": 8, "meN{}kan": 7, "di{}kan": 6, "meN{}i": 2, "di{}i": 2,
    "ter{}": 2, "peN{}an": 5, "{}an": 5, "peN{}": 2, "per{}an": 2, "ber{}": 2, "ke{}an": 1,
    "memper{}": 0.4, "diper{}kan": 0.3, "se{}nya": 0.2, "{0}-{0}": 0.5, "ber{}an": 0.2,
}  # fmt: skip
NOUN_FORMS = {
    "{}": 30, "{0}-{0}": 3, "ber{}": 1, "per{}an": 2, "ke{}an": 1, "se{}": 0.6, "meN{}": 0.4,
    "di{}kan": 0.3, "peN{}": 0.4, "{}an": 1, "antar{}": 0.3, "pra{}": 0.1, "pasca{}": 0.2,
}  # fmt: skip
ADJECTIVE_FORMS = {
    "{}": 16, "ter{}": 3, "ke{}an": 5, "meN{}kan": 2, "di{}kan": 2, "memper{}": 2, "diper{}": 2,
    "per{}an": 1, "se{}nya": 1, "{0}-{0}": 1, "peN{}an": 0.6, "berke{}an": 0.4,
}  # fmt: skip
CLITICS = {"": 1, "nya": 0.16, "lah": 0.02, "kah": 0.006, "pun": 0.012, "ku": 0.004, "mu": 0.004}

CLASSES = ((VERBS, VERB_FORMS), (NOUNS, NOUN_FORMS), (ADJECTIVES, ADJECTIVE_FORMS))

NASALS = {
    **dict.fromkeys("lmnrwy", ("", 0)),
    **dict.fromkeys("bfv", ("m", 0)),
    **dict.fromkeys("cdjz", ("n", 0)),
    **dict.fromkeys("ghaiueo", ("ng", 0)),
    "p": ("m", 1),
    "t": ("n", 1),
    "s": ("ny", 1),
    "k": ("ng", 1),
}
"""First letter of a root -> the nasal before it, and how many letters of the root that takes."""

ONSETS = "b b c d d g h j k k l l m m n n p r r s s t t w y".split()
VOWELS = "a a a a i i i u u e o".split()
CODAS = ("", "", "", "", "", "", "", "n", "n", "ng", "r", "s", "h")


def list_inflected() -> dict[str, float]:
    """Every form of every root -> how often it stands among such words, unnormalised.

    Roots follow Zipf's law in an order that mixes their classes.
    """
    weights: dict[str, float] = {}
    for rank, (root, forms) in enumerate(_mix_roots()):
        for form, weight in _inflect(root, forms):
            weights[form] = weights.get(form, 0.0) + weight / (rank + 12) ** 0.9
    return {word: weight for word, weight in weights.items() if word not in FUNCTION_WORDS}


def name_of(number: int) -> str:
    """The made-up name of a number: two to four syllables; few are alike."""
    value = (number * 0x9E3779B1 + 0x7F4A7C15) & 0xFFFFFFFF
    syllables = []
    for _ in range(2 + (number % 7 > 2) + (number % 11 > 8)):
        value, onset = divmod(value, len(ONSETS))
        value, vowel = divmod(value, len(VOWELS))
        value, coda = divmod(value, len(CODAS))
        syllables.append(ONSETS[onset] + VOWELS[vowel] + CODAS[coda])
        value = (value * 2654435761 + number) & 0xFFFFFFFF
    return "".join(syllables).capitalize()


def fuse(prefix: str, root: str) -> str:
    """meN- or peN- before a root: mem-bangun, men-ulis, menge-cek."""
    if sum(root.count(vowel) for vowel in "aiueo") == 1:
        return f"{prefix}nge{root}"
    nasal, taken = NASALS.get(root[0], ("ng", 0))
    return f"{prefix}{nasal}{root[taken:]}"


def _mix_roots() -> Iterator[tuple[str, dict[str, float]]]:
    """The roots of all classes, those that stand early in their lists first."""
    ranked = [
        (place / len(roots), root, dict(forms))
        for roots, forms in CLASSES
        for place, root in enumerate(roots)
    ]
    return ((root, forms) for _, root, forms in sorted(ranked, key=lambda entry: entry[:2]))


def _inflect(root: str, forms: dict[str, float]) -> Iterator[tuple[str, float]]:
    total = sum(forms.values())
    for pattern, weight in forms.items():
        form = _apply(pattern, root)
        for clitic, share in CLITICS.items():
            yield form + clitic, weight / total * share


def _apply(pattern: str, root: str) -> str:
    before, fused, after = pattern.partition("N{}")
    return fuse(before, root) + after if fused else pattern.format(root)
