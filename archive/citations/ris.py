"""RIS, the format that every reference manager reads (one tag a line, no escapes)."""

from archive.citations.bibtex import citation_key
from archive.citations.citation import Citation
from archive.citations.spans import one_line
from archive.citations.words import WORDS, detail_words, name_words, words_in_context


def to_ris(citation: Citation, language: str = "id") -> str:
    """One entry of type SOUND with CRLF line ends; `language` is that of the notes."""
    tags = [
        *(("AU", name_in_one(name_words(who, language))) for who in citation.speakers),
        ("TI", citation.title),
        ("T2", citation.programme),
        ("PB", citation.station),
        ("PY", str(citation.moment.day.year)),
        ("DA", f"{citation.moment.day:%Y/%m/%d}"),
        ("M3", WORDS[language]["broadcast"]),
        ("AB", words_in_context(citation, language)),
        ("N1", "; ".join(detail_words(citation, language))),
        ("LA", citation.language),
        ("DP", citation.archive),
        ("UR", citation.url),
        ("Y2", f"{citation.accessed_on:%Y/%m/%d}"),
        ("ID", citation_key(citation)),
    ]
    folded = [(tag, one_line(value)) for tag, value in tags]
    lines = [f"{tag}  - {value}" for tag, value in folded if value]
    return "\r\n".join(("TY  - SOUND", *lines, "ER  - ", ""))


def name_in_one(name: str) -> str:
    """A name that no reader takes apart: RIS parts family and given name at every comma.

    "Ambo Sakka, M.Pd" would become a Mr Sakka with the given name M.Pd, so the comma goes.
    """
    return " ".join(name.replace(",", " ").split())
