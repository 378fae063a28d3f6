import pytest

from media.transcripts.sentences import ends_sentence, pauses


@pytest.mark.parametrize(
    ("word", "following", "ends"),
    [
        ("selesai.", "Lalu", True),
        ("selesai.", "", True),
        ("selesai", "Lalu", False),
        ("selesai,", "Lalu", False),
        ("benar?", "tidak", True),
        ("awas!”", "Lalu", True),
        ("selesai.)", "Lalu", True),
        ("2022.", "Lalu", True),
        ("08.30.", "Lalu", True),
        ("H.", "Ambo", False),
        ("M.", "Zairullah", False),
        ("Dr.", "Ambo", False),
        ("No.", "5", False),
        ("jl.", "Raya", False),
        ("(Kec.", "Simpang", False),
        ("a.n.", "Bupati", False),
        ("M.Pd.", "menjawab", False),
        ("M.Pd.", "Terima", True),
        ("begitu…", "lalu", False),
        ("begitu...", "Lalu", True),
        ("dll.", "Kami", True),
        (".", "Kami", True),
        ("", "Kami", False),
        ("-", "Kami", False),
    ],
)
def test_where_a_sentence_ends(word: str, following: str, ends: bool) -> None:
    assert ends_sentence(word, following) is ends


@pytest.mark.parametrize(
    ("word", "is_pause"), [("tetapi,", True), ("“ya,”", True), ("ya", False), ("1,5", False)]
)
def test_a_comma_is_a_pause(word: str, is_pause: bool) -> None:
    assert pauses(word) is is_pause
