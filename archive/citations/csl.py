"""CSL-JSON 1.0.2, what citation processors take."""

import json
from typing import Any

from archive.citations.bibtex import citation_key
from archive.citations.citation import Citation
from archive.citations.spans import one_line
from archive.citations.words import WORDS, detail_words, name_words, words_in_context


def to_csl_json(citation: Citation, language: str = "id") -> str:
    """A JSON array with one item, as reference managers import it."""
    return json.dumps([to_csl(citation, language)], ensure_ascii=False, indent=2) + "\n"


def to_csl(citation: Citation, language: str = "id") -> dict[str, Any]:
    """One item of type "broadcast"; names are literal, so that no style turns them round."""
    day, accessed = citation.moment.day, citation.accessed_on
    names = (one_line(name_words(speaker, language)) for speaker in citation.speakers)
    texts = {
        "title": citation.title,
        "container-title": citation.programme,
        "publisher": citation.station,
        "medium": WORDS[language]["broadcast"],
        "version": "" if citation.revision is None else str(citation.revision),
        "abstract": words_in_context(citation, language),
        "note": "; ".join(detail_words(citation, language)),
        "language": citation.language,
        "source": citation.archive,
        "URL": citation.url,
    }
    return {
        "id": citation_key(citation),
        "type": "broadcast",
        "author": [{"literal": name} for name in names],
        "issued": {"date-parts": [[day.year, day.month, day.day]]},
        "accessed": {"date-parts": [[accessed.year, accessed.month, accessed.day]]},
        **{name: folded for name, text in texts.items() if (folded := one_line(text))},
    }
