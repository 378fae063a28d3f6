"""What the archive holds and lacks, by programme and year (`/cakupan`)."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from archive.calendar import format_number
from archive.catalogue.coverage import Material, ProgrammeCoverage, read_coverage, sum_material
from archive.web.charts import draw_coverage
from archive.web.counting import counted
from archive.web.data import coverage_data, material_data
from archive.web.forms import answer, in_all_forms
from archive.web.languages import language
from archive.web.reading import reading, settings

blueprint = Blueprint("coverage", __name__)

FRESH_SECONDS = 20.0
"""It reads every row of the transcripts that are public: while an import writes, no more often."""


@in_all_forms(blueprint, "/cakupan")
def show(form: str) -> ResponseReturnValue:
    """Every programme by year: what went on air as far as is known, and what is kept of it."""
    known = coverage()
    total = sum_material(known)
    rows = [coverage_data(one, year) for one in known for year in one.years]
    data = {"total": len(rows), "all": material_data(total), "coverage": rows}
    context = {
        "coverage": known,
        "total": total,
        "bars": draw_coverage(known),
        "states": say_states,
    }
    return answer(form, "coverage/show.html", context, data, rows)


def coverage() -> tuple[ProgrammeCoverage, ...]:
    """The coverage of the whole archive, counted again only after something changed."""

    def count() -> tuple[ProgrammeCoverage, ...]:
        return read_coverage(reading(), settings()["DEFAULT_RIGHTS"])

    return counted("coverage", count, FRESH_SECONDS)


def say_states(material: Material) -> list[str]:
    """How many broadcasts are whole, and how many lack what; only what there is."""
    counts = (
        material.complete,
        material.recording_only,
        material.words_only,
        material.facts_only,
    )
    texts = (
        _("%(number)s lengkap"),
        _("%(number)s rekaman saja"),
        _("%(number)s transkrip saja"),
        _("%(number)s catatan saja"),
    )
    return [
        text % {"number": format_number(count, language())}
        for count, text in zip(counts, texts, strict=True)
        if count
    ]
