"""BibTeX, readable by classic styles and by biblatex."""

import re
from urllib.parse import quote, urlsplit

from archive.citations.citation import Citation
from archive.citations.spans import one_line
from archive.citations.words import WORDS, detail_words, name_words, words_in_context

#: What LaTeX would take for a command. Braces are written as commands, since BibTeX counts even
#: escaped ones and a single `\\{` would swallow the rest of the file.
_ESCAPES = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{mark: f"\\{mark}" for mark in "$&%#_"},
    }
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LANGUAGES = {"id": "indonesian", "en": "english", "ar": "arabic"}


def to_bibtex(citation: Citation, language: str = "id") -> str:
    """One `@misc` entry with a line end; `language` is that of the notes.

    Title and names stand in double braces: names are not taken apart and case is kept. `date` is
    for biblatex, `year` and `month` for classic styles, which know no day.
    """
    day = citation.moment.day
    fields = {
        "author": _authors(citation, language),
        "title": f"{{{escape(citation.title)}}}",
        "howpublished": escape(_how_published(citation, language)),
        "organization": escape(citation.station),
        "date": day.isoformat(),
        "year": str(day.year),
        "version": "" if citation.revision is None else str(citation.revision),
        "url": _verbatim_url(citation.url),
        "urldate": citation.accessed_on.isoformat(),
        "langid": _LANGUAGES.get(citation.language, ""),
        "note": escape("; ".join(detail_words(citation, language))),
        "abstract": escape(words_in_context(citation, language)),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    lines.append(f"  month = {_MONTHS[day.month - 1]},")
    return "\n".join((f"@misc{{{citation_key(citation)},", *lines, "}", ""))


def citation_key(citation: Citation) -> str:
    """A key that is the same each time, made from the permanent address: `gaung-s-k3f9m2xd-r3`."""
    path = urlsplit(citation.url).path.lower()
    return "-".join(("gaung", *re.findall(r"[a-z0-9]+", path)))


def escape(text: str) -> str:
    """Text as LaTeX prints it letter by letter, in one line."""
    return one_line(text).translate(_ESCAPES)


def _authors(citation: Citation, language: str) -> str:
    names = (name_words(speaker, language) for speaker in citation.speakers)
    return " and ".join(f"{{{escape(name)}}}" for name in names)


def _how_published(citation: Citation, language: str) -> str:
    medium = WORDS[language]["broadcast"]
    return ", ".join(filter(None, (medium[:1].upper() + medium[1:], citation.programme)))


def _verbatim_url(url: str) -> str:
    """An address that needs no escape in a field that LaTeX reads verbatim."""
    return quote(one_line(url), safe=":/?#[]@!$&'()*+,;=%-._~")
