"""How Gaung cites: a Citation, the styles it is written in, the formats other programs read."""

from collections.abc import Callable

from archive.citations.bibtex import to_bibtex
from archive.citations.citation import (
    LABELS,
    Citation,
    LaterName,
    OtherName,
    PressSource,
    Speaker,
    Speech,
    weakest_label,
)
from archive.citations.csl import to_csl, to_csl_json
from archive.citations.press import format_pers
from archive.citations.ris import to_ris
from archive.citations.spans import Span, Spans, to_text
from archive.citations.styles import (
    format_apa,
    format_chicago,
    format_chicago_note,
    format_mla,
    format_pustaka,
)
from archive.citations.tags import meta_tags
from archive.errors import NotFound

STYLES: dict[str, Callable[[Citation, str], Spans]] = {
    "pustaka": format_pustaka,
    "pers": format_pers,
    "apa": format_apa,
    "chicago": format_chicago,
    "chicago-catatan": format_chicago_note,
    "mla": format_mla,
}
"""Every style by the word that `gaya` takes: (citation, "id" | "en") -> spans."""


class UnknownStyle(NotFound):
    """No citation style has this name."""


def format_spans(citation: Citation, style: str, language: str = "id") -> Spans:
    """The citation in a style, in pieces for a page; raises UnknownStyle."""
    if style not in STYLES:
        raise UnknownStyle(f"No citation style is called “{style}”. Known: {', '.join(STYLES)}.")
    return STYLES[style](citation, language)


def format_citation(citation: Citation, style: str, language: str = "id") -> str:
    """The citation in a style as plain text; raises UnknownStyle."""
    return to_text(format_spans(citation, style, language))


__all__ = [
    "LABELS",
    "STYLES",
    "Citation",
    "LaterName",
    "OtherName",
    "PressSource",
    "Span",
    "Spans",
    "Speaker",
    "Speech",
    "UnknownStyle",
    "format_citation",
    "format_spans",
    "meta_tags",
    "to_bibtex",
    "to_csl",
    "to_csl_json",
    "to_ris",
    "to_text",
    "weakest_label",
]
