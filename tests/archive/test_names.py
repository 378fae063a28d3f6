"""Names as Indonesian speech and press write them; the table is the manual."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.names import Name, format_name, match_key, parse_name, similarity

WRITTEN = [
    # mononyms, and names that only look like more
    ("Suparno", (), "Suparno", ()),
    ("H.", (), "H.", ()),
    ("Haji", (), "Haji", ()),
    ("A. Yani", (), "A. Yani", ()),
    ("R. Soeprapto", (), "R. Soeprapto", ()),
    ("M. H. Thamrin", (), "M. H. Thamrin", ()),
    ("Narasumber 1", (), "Narasumber 1", ()),
    ("Yusuf M.", (), "Yusuf M.", ()),
    # religious
    ("H. Ambo Sakka", ("H.",), "Ambo Sakka", ()),
    ("H Ambo Sakka", ("H.",), "Ambo Sakka", ()),
    ("Haji Ambo Sakka", ("Haji",), "Ambo Sakka", ()),
    ("HJ SITI", ("Hj.",), "SITI", ()),
    ("Hj.Siti Rahmah", ("Hj.",), "Siti Rahmah", ()),
    ("K.H. Ahmad", ("KH.",), "Ahmad", ()),
    ("KH.M. Yusuf", ("KH.",), "M. Yusuf", ()),
    ("Ust. Fahmi", ("Ust.",), "Fahmi", ()),
    ("Pak Haji", ("Pak",), "Haji", ()),
    # glued marks
    ("HM Zairullah Azhar", ("H.",), "M. Zairullah Azhar", ()),
    ("HM. Zairullah Azhar", ("H.",), "M. Zairullah Azhar", ()),
    ("H.M.Noor", ("H.",), "M. Noor", ()),
    ("H.M. Noor", ("H.",), "M. Noor", ()),
    ("Dr.H Ambo Sakka", ("Dr.", "H."), "Ambo Sakka", ()),
    ("Dr.H.Ambo Sakka, M.Pd", ("Dr.", "H."), "Ambo Sakka", ("M.Pd",)),
    ("Dr.Ir.H.Rahmat", ("Dr.", "Ir.", "H."), "Rahmat", ()),
    # academic; a physician is no doctor of letters
    ("dr. Rina, Sp.A", ("dr.",), "Rina", ("Sp.A",)),
    ("Dr. Rina, M.Si", ("Dr.",), "Rina", ("M.Si",)),
    ("DR RINA", ("Dr.",), "RINA", ()),
    ("drg. Ani, Sp.KG", ("drg.",), "Ani", ("Sp.KG",)),
    ("drh. Budi", ("drh.",), "Budi", ()),
    ("Prof. Dr. dr. H. Ahmad, Sp.A(K)", ("Prof.", "Dr.", "dr.", "H."), "Ahmad", ("Sp.A(K)",)),
    ("Drs. Roswandi, MM", ("Drs.",), "Roswandi", ("MM",)),
    ("Dra. Hj. Nuraini", ("Dra.", "Hj."), "Nuraini", ()),
    ("apt. Lestari, S.Farm.", ("apt.",), "Lestari", ("S.Farm.",)),
    ("Dr. (H.C.) Ambo Sakka", ("Dr. (H.C.)",), "Ambo Sakka", ()),
    ("Dr.(HC) Ambo Sakka", ("Dr. (HC)",), "Ambo Sakka", ()),
    ("Dr. H. C. Sitompul", ("Dr.", "H."), "C. Sitompul", ()),
    # social
    ("Gusti Rahmat", ("Gusti",), "Rahmat", ()),
    ("Andi Sudirman Sulaiman", ("Andi",), "Sudirman Sulaiman", ()),
    ("Andi Wijaya", (), "Andi Wijaya", ()),
    ("Andi Wijaya, S.H.", (), "Andi Wijaya", ("S.H.",)),
    ("Bapak Dr. Ambo Sakka", ("Bapak", "Dr."), "Ambo Sakka", ()),
    ("Mas Dhito", ("Mas",), "Dhito", ()),
    # rank
    ("AKBP Tri Hambodo, S.I.K., M.H.", ("AKBP",), "Tri Hambodo", ("S.I.K.", "M.H.")),
    ("Letkol Inf. Budi", ("Letkol", "Inf."), "Budi", ()),
    ("Kombes Pol Rahmat", ("Kombes", "Pol."), "Rahmat", ()),
    ("Brigjen TNI (Purn) Ahmad", ("Brigjen", "TNI", "(Purn.)"), "Ahmad", ()),
    # degrees
    ("Siti, S.Sos., S.STP., M.A.", (), "Siti", ("S.Sos.", "S.STP.", "M.A.")),
    ("Siti, S. Sos., M. Si", (), "Siti", ("S. Sos.", "M. Si")),
    ("Siti, S.Tr. Kes, Ph.D", (), "Siti", ("S.Tr. Kes", "Ph.D")),
    ("Siti, Sp.PD-KGEH, FINASIM", (), "Siti", ("Sp.PD-KGEH", "FINASIM")),
    ("Siti Aminah SE MM", (), "Siti Aminah", ("SE", "MM")),
    ("Siti Aminah S. Sos", (), "Siti Aminah", ("S. Sos",)),
    ("Ahmad, Lc., M.Ag", (), "Ahmad", ("Lc.", "M.Ag")),
    ("SITI MA", (), "SITI MA", ()),
    ("Siti, Kepala Dinas", (), "Siti, Kepala Dinas", ()),
    ("  Siti   Aminah , S.E ", (), "Siti Aminah", ("S.E",)),
    ("", (), "", ()),
]


@pytest.mark.parametrize(("text", "honorifics", "name", "degrees"), WRITTEN)
def test_a_name_is_what_stands_between_honorifics_and_degrees(
    text: str, honorifics: tuple[str, ...], name: str, degrees: tuple[str, ...]
) -> None:
    assert parse_name(text) == Name(honorifics, name, degrees)


@pytest.mark.parametrize("text", [row[0] for row in WRITTEN])
def test_a_written_name_reads_as_it_was_written(text: str) -> None:
    name = parse_name(text)

    assert parse_name(format_name(name)) == name


def test_a_name_is_written_in_the_usual_order() -> None:
    assert format_name(parse_name("Dr.H.Ambo Sakka,M.Pd")) == "Dr. H. Ambo Sakka, M.Pd"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Dr. H. Ambo Sakka", "Ambo Sakka"),
        ("AMBO SAKKA, M.Pd", "Pak Ambo Saka"),
        ("Soekarno", "Sukarno"),
        ("Djoko", "Joko"),
        ("Jusuf", "Yusuf"),
        ("Djunaidi", "Yunaidi"),
        ("Ma'ruf", "Maruf"),
        ("Abdul-Aziz", "Abdul Aziz"),
        ("Rachmád", "Rachmad"),
        ("HM Zairullah", "H.M. Zairulah"),
        ("Muhammad", "Muhamad"),
    ],
)
def test_two_writings_of_a_name_meet_by_their_key(one: str, other: str) -> None:
    assert match_key(one) == match_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Narasumber 1", "Narasumber 11"),
        ("Penanya 1", "Penanya 2"),
        ("Ani (Kusan)", "Ani (Satui)"),
        ("Ambo Sakka", "Ambo"),
        ("Masrul", "Madrul"),
    ],
)
def test_different_labels_stay_apart(one: str, other: str) -> None:
    assert match_key(one) != match_key(other)


def test_names_alike_are_suggested_by_their_trigrams() -> None:
    assert similarity("H. Masrul", "Madrul") == pytest.approx(8 / 14)
    assert similarity("Dr. Ambo Sakka", "Ambo Saka") == 1.0
    assert similarity("Ambo Sakka", "Roswandi") == 0.0
    assert similarity("Ambo", "") == 0.0


@given(st.text(max_size=60) | st.text("HMDrKSTPd. ,()", max_size=30))
def test_of_no_text_is_a_letter_lost(text: str) -> None:
    name = parse_name(text)

    kept = "".join([*name.honorifics, name.name, *name.degrees])
    assert letters(kept) == letters(text)


def letters(text: str) -> list[str]:
    return sorted(sign for sign in text.casefold() if sign.isalnum())


@given(
    st.lists(
        st.sampled_from(["Prof.", "Dr.", "dr.", "Ir.", "H.", "Hj.", "KH.", "AKBP"]), max_size=4
    ),
    st.lists(st.sampled_from(["Ambo", "Sakka", "M.", "Siti", "Kiki"]), min_size=2, max_size=4),
    st.lists(st.sampled_from(["S.Sos.", "M.Pd", "MM", "Sp.A(K)", "Ph.D"]), max_size=3),
)
def test_parse_is_the_inverse_of_format(
    honorifics: list[str], words: list[str], degrees: list[str]
) -> None:
    name = Name(tuple(honorifics), " ".join(words), tuple(degrees))

    assert parse_name(format_name(name)) == name
