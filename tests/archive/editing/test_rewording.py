"""A line that is reworded keeps its identifier where it is still the same statement."""

import pytest

from archive.editing import reword
from archive.editing.lines import lines_of
from archive.rows import Row

LONG = "Jalan desa ke Muara Gelam itu kami dahulukan tahun ini."


def line(text):
    row = Row("k3f9m2xd", "Sekda", text, 0.0, 5.0, (), False, "id", "transkrip", None)
    return lines_of([row], {})


@pytest.mark.parametrize(
    ("said", "corrected", "keeps"),
    [
        ("Betul.", "Betul, Pak.", True),
        ("Terima kasih.", "Terima kasih banyak, Bu.", True),
        (LONG, LONG.replace("dahulukan", "utamakan"), True),
        (LONG, "Jalan desa ke Muara Gelam diperbaiki bulan depan, bukan sekarang.", True),
        ("Ada.", "Dua puluh tangki ada di gudang, besok kami kirim.", False),
        ("Dua puluh tangki ada di gudang, besok kami kirim.", "Ada.", False),
        (LONG, "Pembagian beras dimulai hari Senin di balai warga.", False),
    ],
)
def test_a_line_keeps_its_identifier_where_enough_of_its_words_stay(said, corrected, keeps):
    (after,) = reword(line(said), "k3f9m2xd", corrected, "bbbbbbb8")

    assert after.row.text == corrected
    assert (after.id == "k3f9m2xd") is keeps
