"""Meta tags by which reference managers recognise a page: Highwire, Dublin Core, Zotero's own."""

from archive.citations.citation import Citation
from archive.citations.ris import name_in_one
from archive.citations.spans import one_line, shorten
from archive.citations.words import detail_words, name_words, words_in_context

_DESCRIPTION_LENGTH = 300


def meta_tags(citation: Citation, language: str = "id") -> tuple[tuple[str, str], ...]:
    """The (name, content) pairs of the page's head; only those that have a content.

    Zotero's reader of embedded metadata (its translators "Embedded Metadata" and "RDF") takes a
    page with `citation_title` for a journal article unless `z:itemType` says otherwise, and copies
    every other `z:` tag into the field of that name. It parts an author at the last space, unless
    a comma stands at the end: "Dr. H. Contoh Nama," is kept whole.
    """
    names = [one_line(name_words(speaker, language)) for speaker in citation.speakers]
    day = citation.moment.day
    words = shorten(words_in_context(citation, language), _DESCRIPTION_LENGTH)
    tags = (
        ("citation_title", citation.title),
        *(("citation_author", f"{name_in_one(name)},") for name in names),
        ("citation_publication_date", f"{day:%Y/%m/%d}"),
        ("citation_publisher", citation.station),
        ("citation_language", citation.language),
        ("citation_public_url", citation.url),
        ("DC.title", citation.title),
        *(("DC.creator", name) for name in names),
        ("DC.publisher", citation.station),
        ("DC.date", day.isoformat()),
        ("DC.type", "Sound"),
        ("DC.language", citation.language),
        ("DC.identifier", citation.url),
        ("DC.description", words),
        ("z:itemType", "radioBroadcast"),
        ("z:programTitle", citation.programme),
        ("z:network", citation.station),
        ("z:libraryCatalog", citation.archive),
        ("z:extra", "; ".join(detail_words(citation, language))),
    )
    return tuple((name, folded) for name, content in tags if (folded := one_line(content)))
