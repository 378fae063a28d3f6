"""Every style is compared whole, italics included, with tests/fixtures/citations.txt."""

from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.calendar import Moment
from archive.citations import (
    STYLES,
    Citation,
    LaterName,
    OtherName,
    PressSource,
    Span,
    Speaker,
    Speech,
    UnknownStyle,
    format_citation,
    format_spans,
    weakest_label,
)
from archive.citations.spans import one_line, quote

EXPECTED = Path(__file__).parents[2] / "fixtures" / "citations.txt"

SEKDA = Speaker("Dr. H. Rahmat Seloka, M.Pd", "Sekretaris Daerah", "Pemerintah Kabupaten Seloka")
CAMAT = Speaker("Sulastri, S.Sos.", "Plt. Camat Muara Seloka", "Kecamatan Muara Seloka")
MONONYM = Speaker("Warsito")
CITIZEN = Speaker("Rukmini", organisation="Forum Warga Seloka")
CALLER = Speaker("Penanya 3", known=False)
NAMELESS = Speaker("", known=False)

PASSAGE = Citation(
    title="Jalan Desa dan Anggaran",
    moment=Moment(date(2022, 6, 15), time(8, 30), zone="Asia/Makassar"),
    url="https://gaung.example/s/k3f9m2xd/r3/12-20",
    accessed_on=date(2026, 11, 24),
    speeches=(Speech(SEKDA, "Jalan desa itu selesai tahun ini."),),
    programme="Bincang Pagi",
    station="Radio Gema Seloka",
    start=750.0,
    end=767.4,
    revision=3,
    label="rekaman",
)
PRESS = replace(
    PASSAGE,
    moment=Moment(date(2022, 6, 15), part_of_day="pagi", zone="Asia/Makassar"),
    start=None,
    end=None,
    revision=None,
    label="pers-langsung",
    via=PressSource(
        "Harian Seloka",
        'Sekda: "Jalan Desa Selesai"',
        date(2022, 6, 16),
        "https://harian.example/1",
    ),
)
EPISODE = replace(
    PASSAGE,
    url="https://gaung.example/episode/2022-06-15-jalan-desa-dan-anggaran",
    speeches=(),
    start=None,
    end=None,
    revision=None,
    label="",
)

CASES = {
    "passage": PASSAGE,
    "mononym at night in Papua": replace(
        PASSAGE,
        title="Kapan Jalan Desa Diperbaiki?",
        moment=Moment(date(2023, 5, 1), time(19, 5), zone="Asia/Jayapura"),
        speeches=(Speech(MONONYM, "Siapa yang bertanggung jawab?"),),
        end=None,
        label="transkrip",
    ),
    "unknown voice": replace(
        PASSAGE,
        speeches=(Speech(CALLER, 'Kata beliau "bulan depan."'),),
        label="mesin",
    ),
    "unknown voice without a label": replace(PASSAGE, speeches=(Speech(NAMELESS, "Betul."),)),
    "two speakers": replace(
        PASSAGE,
        speeches=(Speech(CALLER, "Kapan selesai?"), Speech(SEKDA, "Tahun ini, insyaallah …")),
        label="transkrip",
    ),
    "three speakers": replace(
        PASSAGE,
        speeches=(
            Speech(CAMAT, "Drainase dulu!"),
            Speech(SEKDA, "Ya,"),
            Speech(MONONYM, "Lalu aspalnya –"),
            Speech(SEKDA, "tahun ini."),
        ),
    ),
    "neither station nor programme nor time": replace(
        PASSAGE, programme="", station="", moment=Moment(date(2022, 6, 15))
    ),
    "press direct": PRESS,
    "press indirect": replace(
        PRESS,
        speeches=(Speech(SEKDA, "jalan desa akan selesai tahun ini"),),
        label="pers-taklangsung",
        via=PressSource("Harian Seloka", ""),
    ),
    "quoted by somebody else": replace(PASSAGE, label="dikutip", revision=None),
    "organisation without a position": replace(PASSAGE, speeches=(Speech(CITIZEN, "Setuju!"),)),
    "withheld": replace(PASSAGE, speeches=(Speech(SEKDA, withheld="privacy"),)),
    "partly withheld": replace(
        PASSAGE,
        speeches=(Speech(CALLER, withheld="court"), Speech(SEKDA, "Itu kami catat.")),
    ),
    "episode": replace(EPISODE, speeches=(Speech(SEKDA), Speech(CAMAT))),
    "episode without speakers": EPISODE,
    "voice named later": replace(
        PASSAGE,
        speeches=(
            Speech(replace(CALLER, later=LaterName("H. Mulyadi", date(2023, 3, 1))), "Kapan?"),
        ),
    ),
    "given to somebody else": replace(
        PASSAGE,
        speeches=(Speech(replace(SEKDA, others=(OtherName("Plt. Camat Sulastri", 4),)), "Betul."),),
    ),
    "partly given to somebody else": replace(
        PASSAGE,
        speeches=(
            Speech(SEKDA, "Jalan desa itu."),
            Speech(replace(SEKDA, others=(OtherName("Plt. Camat Sulastri", 4),)), "Selesai."),
        ),
    ),
    "second hour, words that trail off": replace(
        PASSAGE,
        speeches=(Speech(CAMAT, "Kalau soal “bantuan langsung” itu, begini..."),),
        start=3792.9,
        end=3830.0,
    ),
}


def read_expected() -> dict[tuple[str, str, str], str]:
    expected, case = {}, ""
    for line in EXPECTED.read_text("utf-8").splitlines():
        if line.startswith("# "):
            case = line.removeprefix("# ")
        elif line:
            head, _, citation = line.partition(": ")
            style, language = head.split()
            expected[case, style, language] = citation
    return expected


def mark_italics(spans: tuple[Span, ...]) -> str:
    return "".join(f"*{span.text}*" if span.italic else span.text for span in spans)


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("case", CASES)
def test_a_style_writes_the_whole_citation(case: str, style: str, language: str) -> None:
    expected = read_expected()[case, style, language]

    spans = format_spans(CASES[case], style, language)

    assert mark_italics(spans) == expected
    assert format_citation(CASES[case], style, language) == "".join(span.text for span in spans)


def test_no_expectation_is_left_over() -> None:
    known = {(case, style, lang) for case in CASES for style in STYLES for lang in ("id", "en")}

    assert set(read_expected()) == known


@given(st.text(max_size=40), st.sampled_from(sorted(STYLES)), st.sampled_from(["id", "en"]))
def test_a_name_stands_as_written_in_every_style(name: str, style: str, language: str) -> None:
    citation = replace(PASSAGE, speeches=(Speech(Speaker(name), "Betul."),))

    written = format_citation(citation, style, language)

    assert one_line(name) in written
    assert written == one_line(written)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("place", range(3))
def test_no_style_leaves_out_whom_another_revision_names(style: str, place: int) -> None:
    speakers = [SEKDA, MONONYM, CITIZEN]
    speakers[place] = replace(speakers[place], others=(OtherName("Plt. Camat Sulastri", 4),))
    citation = replace(PASSAGE, speeches=tuple(Speech(who, "Betul.") for who in speakers))

    written = format_citation(citation, style)

    assert written.count("dalam transkrip v4 tercatat atas nama Plt. Camat Sulastri") == 1


def test_an_unknown_style_is_not_found_and_the_known_ones_are_named() -> None:
    with pytest.raises(UnknownStyle, match="pustaka"):
        format_citation(PASSAGE, "harvard")


@pytest.mark.parametrize(
    ("said", "quoted"),
    [
        ("Itu benar.", "“Itu benar,”"),
        ("Itu benar", "“Itu benar,”"),
        ("Itu benar,", "“Itu benar,”"),
        ("Begini:", "“Begini,”"),
        ("Benarkah?", "“Benarkah?”"),
        ("Benar!", "“Benar!”"),
        ("Begini …", "“Begini …,”"),
        ("Begini...", "“Begini...,”"),
        ("Jadi –", "“Jadi –”"),
        ('Katanya "siap."', "“Katanya ‘siap,’”"),
        ('Katanya "siap?"', "“Katanya ‘siap?’”"),
        ('("siap") katanya', "“(‘siap’) katanya,”"),
        ("”Siap” katanya", "“‘Siap’ katanya,”"),
        ("Jum'at  pagi\n", "“Jum'at pagi,”"),
    ],
)
def test_a_comma_goes_inside_the_marks_unless_something_stronger_stands_there(
    said: str, quoted: str
) -> None:
    assert quote(said, ",") == quoted


@pytest.mark.parametrize(
    ("position", "organisation", "office"),
    [
        ("Camat Muara Seloka", "", "Camat Muara Seloka"),
        ("", "Dinas Kesehatan", "Dinas Kesehatan"),
        ("Kepala Dinas Kesehatan", "Dinas Kesehatan", "Kepala Dinas Kesehatan"),
        ("Sekretaris Daerah", "Pemkab Seloka", "Sekretaris Daerah, Pemkab Seloka"),
    ],
)
def test_an_organisation_that_the_position_names_is_not_said_twice(
    position: str, organisation: str, office: str
) -> None:
    assert Speaker("Warsito", position, organisation).office == office


def test_a_passage_carries_the_weakest_label_of_its_statements() -> None:
    assert weakest_label({"rekaman", "mesin", "transkrip"}) == "mesin"
    assert weakest_label(set()) == ""
