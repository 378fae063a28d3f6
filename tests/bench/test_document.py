"""Figures go between the marks of their benchmark; what people wrote around them stays."""

import pytest

from bench.document import DOCUMENTS, replace_figures

TEXT = """# Speed

<!-- figures: written by ./run bench one --write -->

old

<!-- end of figures -->

between

<!-- figures: written by ./run bench two --write -->
<!-- end of figures -->

after
"""


def test_only_what_stands_between_the_marks_of_the_benchmark_is_replaced():
    once = replace_figures(TEXT, "two", ["new"])
    text = replace_figures(once, "one", ["newer"])

    assert "old" not in text
    parts = ("# Speed", "newer", "<!-- end", "between", "new\n", "<!-- end", "after")
    places = [text.index(parts[0])]
    for part in parts[1:]:
        places.append(text.index(part, places[-1] + 1))
    assert places == sorted(places)
    assert replace_figures(text, "one", ["newer"]) == text


def test_a_document_without_a_place_is_refused():
    with pytest.raises(ValueError, match="no place for figures"):
        replace_figures(TEXT, "three", ["new"])


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_benchmark_with_figures_has_its_place(name):
    text = DOCUMENTS[name].read_text(encoding="utf-8")

    assert replace_figures(text, name, ["new"]) != text
