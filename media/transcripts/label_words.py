"""Words that tell a speaker's label from speech: the tables behind labels.py.

All in lower case. Roles and honorifics are those of Indonesian broadcasting and government.
"""

from __future__ import annotations


def _table(words: str) -> frozenset[str]:
    return frozenset(words.split())


ROLES = _table(
    """
    penyiar pembawa host co-host cohost moderator presenter pemandu mc reporter redaksi
    narasumber nara pembicara tamu penanya penelepon penelpon pendengar pemirsa warga peserta
    hadirin audiens operator produser announcer interviewer interviewee speaker
    sekda sekretaris bupati wabup wakil walikota wali gubernur wagub camat lurah kades kepala
    kadis kadinas kabag kabid kasi kasubag direktur dirut ketua anggota asisten staf sekwan
    kapolres kapolsek kapolda dandim danramil danlanal kajari kajati jaksa hakim menteri presiden
    plt plh pj pjs juru jubir koordinator manajer dokter guru petani nelayan pedagang mahasiswa
    suara unknown tanya jawab penerjemah juri pambakal pengantar
    """
)
"""A label that begins with one of these, or with an honorific and one, is a label."""

HONORIFICS = _table(
    """
    h hj kh ust ustz ustadz ustadzah ustad prof dr drg drh ir drs dra apt r hc
    pak bapak bpk ibu bu ibunda bang mas mbak mba kak kakak adik saudara saudari sdr sdri tuan
    nyonya gusti andi guru habib tuan letkol kolonel mayor kapten lettu akbp akp kompol iptu ipda
    kombes brigjen irjen
    """
)
"""What stands before a name."""

OFFICE_WORDS = _table(
    """
    acara adat agama anggaran anonim badan bagian bersama besar bidang bupati cabang camat dinas
    daerah desa dusun eksekutif hukum kabupaten kampung kecamatan kelompok keluarga
    kelurahan kesehatan kota laki laki-laki lapangan muda nasional negeri pelaksana pemerintah
    pemuda pendidikan perempuan pertama kedua ketiga keempat pria provinsi pusat rumah sakit
    pembangunan perencanaan satu dua tiga empat lima enam tani telepon telpon tidak dikenal umum
    utama wanita wilayah x tetap tak jenderal siaran studio lewat sms line on air
    """
)
"""Small words that may stand beside a role: "pembawa acara", "kepala dinas kesehatan"."""

PARTICLES = _table("bin binti al el as ar at abd dan d/a van de di dari ke alias and & / - of the")
"""Small words that may stand inside a label, after its first word."""

NO_LABELS = _table(
    """
    ada adalah adapun agar aku akan akhirnya alamat alasan alasannya alhasil anda antara apa apakah
    apalagi artinya asal atau ayat ayatnya bab bagi bagian bagaimana bahasa bahkan bahwa baik
    banyak barangkali begini begitu belum beliau berarti berikut berikutnya bersama bila bisa boleh
    bukan cara caranya catat catatan cek ciri contoh contohnya dalam dalil dan data daftar dampak
    dampaknya dari dengan demikian di dia dia mereka doa durasi e-mail email faktanya fungsi
    gambar hadis hal harga hasil hasilnya harus hasilnya hingga himbauan http https imbauan
    info informasi ingat ini inilah intinya isi isinya itu itulah jadi jadwal jam jangan jawabannya
    jelas jenis jika jumlah juga justru kabarnya kadang kalau kami kapan karena kata katanya
    kategori ke keempat kedua kedepan kelima kemudian kenapa kendala kerugian kesatu kesimpulan
    kesimpulannya ketentuan keterangan ketiga kita kode kontak kriteria kuncinya kutipan
    lagi lagu lalu langkah lanjut link lokasi maaf maka makanya makna maksudnya manfaat mari
    masalah masalahnya masing masukan maupun melalui memang menurut mengapa mengenai mereka meski
    minimal misal misalkan misalnya mohon mungkin mulai nah namun nama namanya nb nomor no nomer
    oh oke oleh pada padahal pantun para pasal penting penutup pepatah perhatian peribahasa pertama
    pertanyaan pertanyaannya pesan pesannya poin pokoknya prinsipnya program ps pukul per qs
    ralat rekaman rinciannya rumus saat saya salah sampai saran satu sebab sebagai sebaiknya sebelum
    sebenarnya sebetulnya sebut secara sedangkan sehingga sejak selain selama selamat selanjutnya
    seluruh semua seperti serta sesuai sesudah setelah setiap siapa silakan silahkan singkatnya
    situs slogan soal solusi solusinya status subjek sumber supaya surah surat syarat syaratnya
    tahap tahapan tanggal target tapi tel telah telepon telp tema temanya tempat tentang ternyata
    tentu terakhir terima terus tetapi tidak tips tiga tolong topik tujuan tujuannya total
    transkrip tugas tugasnya udah umur untuk url usul usulan usulnya waktu waktunya wa whatsapp
    website www ya yaitu yakni yang judul acara episode stasiun frekuensi durasi transkriptor
    about address and because but date for from however in note notes only so that the then this
    title topic when where which why with
    """
)
"""Words that begin speech, headings or asides, never a speaker's label."""

REMARKS = _table(
    """
    tertawa ketawa tawa musik jingle iklan jeda hening tepuk tidak tdk suara batuk telepon terputus
    bersahutan noise laughter laughs applause music crosstalk inaudible unintelligible silence
    """
)
"""Words that begin a remark in square brackets on what is heard: "[tertawa]", "[tidak jelas]"."""

NO_LABELS_ALONE = frozenset(["hari"])
"""Words that are no label alone, but begin the name of some people (Hari Santoso)."""

HEADINGS = _table(
    """
    judul tema topik tanggal hari waktu jam pukul tempat lokasi durasi program acara episode stasiun
    frekuensi rekaman sumber transkrip transkriptor transkripsi bahasa link url title date topic
    station programme recorded duration language alamat revisi hak keterangan
    """
)
"""Keys of the lines above a transcript; one of them makes the first paragraph a heading."""

HEADING_ROLES = _table(
    """
    narasumber penyiar host moderator pembawa presenter pemandu peserta operator produser reporter
    """
)
"""Keys that a heading shares with speakers' labels."""
