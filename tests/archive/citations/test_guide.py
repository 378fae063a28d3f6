"""docs/citing.md shows what the code writes: every example is made again and compared."""

import re
from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pytest

from archive.calendar import Moment
from archive.citations import STYLES, Citation, PressSource, Speaker, Speech, format_spans

GUIDE = Path(__file__).parents[3] / "docs" / "citing.md"
EXAMPLE = re.compile(r"<!-- (\S+) (id|en) (\S+) -->\n> (.+)\n")

PASSAGE = Citation(
    title="Jalan Desa Sebelum Musim Hujan",
    moment=Moment(date(2023, 11, 15), time(9, 5), zone="Asia/Makassar"),
    url="https://gaung.example/s/k3f9m2xd/r2/1-13",
    accessed_on=date(2026, 11, 24),
    speeches=(
        Speech(
            Speaker(
                "Drs. H. Mawardi Sungkarana, M.AP.",
                "Plt. Sekretaris Daerah",
                "Pemerintah Kabupaten Telaga Batuah",
            ),
            "Kalau semuanya mau kita kerjakan tahun ini, saya harus jujur, anggarannya tidak ada.",
        ),
    ),
    programme="Pandir Banua",
    station="Radio Gema Telaga",
    start=92.623,
    end=99.189,
    revision=2,
    label="rekaman",
)
CASES = {
    "passage": PASSAGE,
    "unknown": replace(
        PASSAGE, speeches=(Speech(Speaker("Penanya 3", known=False), "…"),), label="mesin"
    ),
    "press": replace(
        PASSAGE,
        url="https://gaung.example/episode/2023-11-15-jalan-desa-sebelum-musim-hujan",
        start=None,
        end=None,
        revision=None,
        label="pers-langsung",
        via=PressSource("Harian Rekaan", "Jalan Desa Diurutkan", date(2023, 11, 16)),
    ),
}
EXAMPLES = EXAMPLE.findall(GUIDE.read_text("utf-8"))


@pytest.mark.parametrize(("style", "language", "case", "shown"), EXAMPLES)
def test_the_guide_shows_what_the_code_writes(
    style: str, language: str, case: str, shown: str
) -> None:
    spans = format_spans(CASES[case], style, language)

    assert shown == "".join(f"*{span.text}*" if span.italic else span.text for span in spans)


def test_the_guide_shows_every_style_and_every_example_is_checked() -> None:
    assert {style for style, *_ in EXAMPLES} == set(STYLES)
    assert len(EXAMPLES) == GUIDE.read_text("utf-8").count("<!--")
