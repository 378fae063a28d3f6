"""What the archive answers to quotations of its demo broadcasts, and of one small talk."""

import pytest
from factories import index_all, make_actor
from told_archive import tell_both

from archive.errors import Refused
from archive.publishing import withdraw
from archive.quotation_marks import Marked, list_quotations
from archive.quotations import MOST_CHARACTERS, MOST_QUOTATIONS, MOST_WORDS, check_text
from search import IndexUnavailable

ROADS = "2023-11-15-jalan-desa-sebelum-musim-hujan"
BOATS = "2025-05-21-pelayanan-yang-mendatangi-warga"


@pytest.fixture
def check(demo):
    """Check a text against the demo archive."""
    with demo.reading() as session:
        yield lambda text: check_text(session, demo.index, text, "public")


def test_the_first_invented_report_gets_every_verdict_it_was_written_for(check, root):
    report = root / "archive" / "demo" / "press" / "plt-sekda-jalan-desa-diurutkan.txt"

    checked = check(report.read_text(encoding="utf-8"))

    assert [one.verdict for one in checked] == [
        "verbatim",
        "edited",
        "stitched",
        "edited",
        "not-found",
    ]
    assert {source.statement.episode.slug for one in checked for source in one.sources} == {ROADS}
    assert ("drop", "Mbak.", "") in checked[1].difference
    assert ("replace", "pian", "warga") in checked[2].difference
    assert ("drop", "belum", "") in checked[3].difference


def test_a_find_names_revision_person_words_and_seconds(check):
    (checked,) = check("Layanan dasar tidak boleh disentuh, kecuali ada keadaan darurat")

    (found,) = checked.as_dict()["statements"]
    assert checked.verdict == "verbatim"
    assert found["to"] - found["from"] == 8
    assert 0 < found["start"] < found["end"]
    assert {key: found[key] for key in ("revision", "episode", "person", "text")} == {
        "revision": 1,
        "episode": BOATS,
        "person": "norkamala-ratusari",
        "text": "Layanan dasar tidak boleh disentuh, kecuali ada keadaan darurat.",
    }


TURNED = {
    "Layanan dasar tidak boleh disentuh, kecuali ada keadaan darurat": [],
    "Layanan dasar tidak boleh disentuh": [("after", ("kecuali",))],
    "Layanan dasar boleh disentuh": [("dropped", ("tidak",)), ("after", ("kecuali",))],
    "boleh disentuh, kecuali ada keadaan darurat": [("before", ("tidak",))],
    "Layanan dasar tak boleh disentuh, kecuali ada keadaan darurat": [],
    "Layanan dasar tidak boleh disentuh, kecuali tidak ada keadaan darurat": [
        ("inserted", ("tidak",))
    ],
}


@pytest.mark.parametrize("quotation", TURNED)
def test_words_that_turn_the_meaning_are_warned_of_whatever_the_verdict(check, quotation):
    (checked,) = check(quotation)

    assert [(one.code, one.words) for one in checked.warnings] == TURNED[quotation]


SAID = "Kalau semuanya mau kita kerjakan tahun ini, saya harus jujur, anggarannya tidak ada"
SPEAKERS = {
    "nobody is named": ("“{}.”", "verbatim"),
    "the one who spoke, by a part of the name": ("“{},” kata Mawardi.", "verbatim"),
    "the one who spoke, by name and title": (
        "“{},” ujar Plt. Sekda Drs. H. Mawardi Sungkarana, M.AP. di studio.",
        "verbatim",
    ),
    "somebody else whom the archive knows": (
        "“{},” kata Ir Gusti Rasyanata Alamsyah, MT.",
        "other-speaker",
    ),
    "somebody else, before the words": ("Tegas Rasyanata Alamsyah: “{}.”", "other-speaker"),
    "a name that the archive does not know": ("“{},” kata Wahyudi Entah.", "verbatim"),
    "an office alone, which depends on the day": ("“{},” kata Kepala Dinas PUPR.", "verbatim"),
    "-nya names nobody": ("“{},” katanya kepada Rasyanata Alamsyah.", "verbatim"),
}


@pytest.mark.parametrize(("report", "verdict"), SPEAKERS.values(), ids=SPEAKERS)
def test_only_a_name_that_is_surely_another_makes_another_speaker(check, report, verdict):
    (checked,) = check(report.format(SAID))

    assert checked.verdict == verdict
    assert checked.sources


def test_words_of_two_speakers_are_stitched_however_closely_they_followed(archive, session):
    talk = tell_both(archive, session)
    session.commit()
    index_all(archive)

    (checked,) = check_text(
        session,
        archive.index,
        "Apakah jalan desa diperbaiki tahun ini? Begini, Mbak. Anggaran jalan desa tidak ada",
        "public",
    )

    assert checked.verdict == "stitched"
    assert [source.statement.id for source in checked.sources] == list(talk.ids[:2])
    assert {step[0] for step in checked.difference} == {"equal"}


def test_only_what_is_public_is_found(archive, session):
    talk = tell_both(archive, session)
    session.commit()
    index_all(archive)
    quotation = "Layanan dasar tidak boleh disentuh"

    before = check_text(session, archive.index, quotation, "public")
    withdraw(session, talk.episode, "error", make_actor(session))
    after = check_text(session, archive.index, quotation, "public")

    assert [one.verdict for one in (*before, *after)] == ["verbatim", "not-found"]


REFUSED = {
    "nothing": ("", "no words"),
    "marks alone": ("“…”", "no words"),
    "bytes that were no UTF-8": ("jalan \udce9desa", "UTF-8"),
    "a text without end": ("a" * (MOST_CHARACTERS + 1), "Split it"),
    "a quotation without end": ("kata " * (MOST_WORDS + 1), "too long"),
    "quotations without number": ('"a" ' * (MOST_QUOTATIONS + 1), "Split it"),
}


@pytest.mark.parametrize(("text", "said"), REFUSED.values(), ids=REFUSED)
def test_a_text_that_cannot_be_checked_is_refused_with_a_remedy(check, text, said):
    with pytest.raises(Refused, match=said):
        check(text)


def test_without_an_index_nothing_is_said_not_to_be_found(archive, session):
    with pytest.raises(IndexUnavailable):
        check_text(session, archive.index, "jalan desa", "public")


MARKED = {
    "no marks": ("Jalan desa rusak.", [Marked("Jalan desa rusak.")]),
    "typed marks": ('Ia berkata "belum," lalu pergi.', [Marked("belum")]),
    "curved ones, the wrong way round": ("”Belum selesai“ begitu", [Marked("Belum selesai")]),
    "doubled single ones": ("''Belum'' dan ‘‘sudah’’", [Marked("Belum"), Marked("sudah")]),
    "guillemets": ("«Belum selesai»", [Marked("Belum selesai")]),
    "never closed: to the end of the paragraph": (
        "“Belum selesai.\n\nIa pergi. “Sudah.”",
        [Marked("Belum selesai."), Marked("Sudah.")],
    ),
    "a line broken within a sentence": ("“Belum\nselesai”", [Marked("Belum\nselesai")]),
    "a speaker up to the end of the sentence": (
        '"Ada saja", kata Sari. Ia pergi.',
        [Marked("Ada saja", "Sari")],
    ),
    "a speaker with honorifics and degrees": (
        '"Betul," ujar Plt. Sekda H. Ambo, M.Si. di kantor.',
        [Marked("Betul", "Plt. Sekda H. Ambo")],
    ),
    "one speaker between two quotations": (
        '"Satu," kata Sari, "dua."',
        [Marked("Satu", "Sari"), Marked("dua.", "Sari")],
    ),
    "marks around nothing": ('"" dan "…"', [Marked("dan …")]),
}


@pytest.mark.parametrize(("text", "expected"), MARKED.values(), ids=MARKED)
def test_quotations_are_what_stands_between_double_marks(text, expected):
    assert list_quotations(text) == expected
