"""The words of citations in both languages, and the phrases made of them."""

from collections.abc import Callable
from datetime import date

from archive.calendar import format_broadcast, format_date, format_timecodes
from archive.citations.citation import Citation, LaterName, OtherName, PressSource, Speaker
from archive.citations.spans import Spans, italic, join, plain, quote, to_text

WORDS = {
    "id": {
        "and": "dan",
        "others": "dkk.",
        "broadcast": "siaran radio",
        "in": "Dalam ",
        "minute": "menit {}",
        "accessed": "diakses {}",
        "retrieved": "Diakses {}, dari ",
        "via": "dikutip melalui",
        "unknown": "suara tidak dikenal",
        "nameless": "Suara tidak dikenal",
        "later": "sejak {on} tercatat sebagai {name}",
        "other": "dalam transkrip v{revision} tercatat atas nama {name}",
        "partly": "dalam transkrip v{revision} sebagian tercatat atas nama {name}",
        "answers": "Menjawab {}:",
        "withheld": "kata-kata tidak ditampilkan: {}",
        "checked": "diperiksa dengan rekaman pada {}",
    },
    "en": {
        "and": "and",
        "others": "et al.",
        "broadcast": "radio broadcast",
        "in": "In ",
        "minute": "minute {}",
        "accessed": "accessed {}",
        "retrieved": "Retrieved {}, from ",
        "via": "quoted in",
        "unknown": "unidentified voice",
        "nameless": "Unidentified voice",
        "later": "recorded as {name} since {on}",
        "other": "recorded as {name} in transcript v{revision}",
        "partly": "partly recorded as {name} in transcript v{revision}",
        "answers": "Answering {}:",
        "withheld": "words withheld: {}",
        "checked": "checked against the recording on {}",
    },
}

#: What a verification label says of the words, with the transcript's revision where there is one.
PROVENANCE = {
    "id": {
        "": "transkrip {}",
        "rekaman": "transkrip {}, diperiksa dengan rekaman",
        "transkrip": "transkrip {}, belum diperiksa dengan rekaman",
        "mesin": "transkrip mesin {}, belum diperiksa",
        "pers-langsung": "kutipan langsung pers {}",
        "pers-taklangsung": "kutipan tidak langsung pers {}",
        "dikutip": "dikutip pihak lain {}",
    },
    "en": {
        "": "transcript {}",
        "rekaman": "transcript {}, checked against the recording",
        "transkrip": "transcript {}, not checked against the recording",
        "mesin": "machine transcript {}, not checked",
        "pers-langsung": "direct quotation in the press {}",
        "pers-taklangsung": "indirect quotation in the press {}",
        "dikutip": "quoted by others {}",
    },
}

#: Why words were withdrawn, by reason class.
REASONS = {
    "id": {
        "privacy": "data pribadi",
        "court": "putusan pengadilan",
        "rights": "hak pihak lain",
        "error": "kekeliruan",
        "other": "alasan lain",
    },
    "en": {
        "privacy": "personal data",
        "court": "court decision",
        "rights": "rights of others",
        "error": "error",
        "other": "other reasons",
    },
}


def name_words(speaker: Speaker, language: str) -> str:
    """The name as written, marked where the voice is unknown or is somebody else elsewhere."""
    words = WORDS[language]
    notes = [words["unknown"]] if speaker.name and not speaker.known else []
    notes += correction_words(speaker, language)
    name = speaker.name or words["nameless"]
    return f"{name} [{'; '.join(notes)}]" if notes else name


def correction_words(speaker: Speaker, language: str) -> list[str]:
    """Who else is recorded as speaker: since a day, and in other revisions."""
    later = [later_words(speaker.later, language)] if speaker.later else []
    return [*later, *(other_words(other, language) for other in speaker.others)]


def other_words(other: OtherName, language: str) -> str:
    """ "dalam transkrip v2 tercatat atas nama …"."""
    form = WORDS[language]["partly" if other.is_partly else "other"]
    return form.format(name=other.name, revision=other.revision)


def later_words(later: LaterName, language: str) -> str:
    """ "sejak 1 Maret 2023 tercatat sebagai …"."""
    on = format_date(later.on, language)
    return WORDS[language]["later"].format(on=on, name=later.name)


def speaker_words(speaker: Speaker, language: str) -> str:
    """Name and, in brackets, the office held on that day."""
    name = name_words(speaker, language)
    return f"{name} ({speaker.office})" if speaker.office else name


def list_words(items: list[str], last_mark: str) -> str:
    """ "A", "A dan B", "A, B, dan C": a comma before the last of three (in APA, of two)."""
    *earlier, last = items or [""]
    if not earlier:
        return last
    comma = "," if earlier[1:] or last_mark == "&" else ""
    return f"{', '.join(earlier)}{comma} {last_mark} {last}"


ABOUT = {"id": "sekitar ", "en": "about "}
"""Before times that are estimates."""


def timecode_words(citation: Citation, language: str) -> str:
    """ "menit 12.30–12.47", "menit sekitar 12.30"; "" where there is no recording."""
    if citation.start is None:
        return ""
    codes = format_timecodes(citation.start, citation.end, language)
    about = ABOUT[language] if citation.is_about else ""
    return WORDS[language]["minute"].format(about + codes)


def provenance_words(citation: Citation, language: str) -> str:
    """ "transkrip v3, diperiksa dengan rekaman"; "" where neither revision nor label is known.

    A check that came later says on which day, and takes the place of "belum diperiksa".
    """
    if citation.revision is None and not citation.label:
        return ""
    version = "" if citation.revision is None else f"v{citation.revision}"
    words = PROVENANCE[language][citation.label].format(version)
    if citation.checked_on:
        on = format_date(citation.checked_on, language)
        words = f"{words.partition(',')[0]}, {WORDS[language]['checked'].format(on)}"
    return " ".join(words.split()).replace(" ,", ",")


def withheld_words(citation: Citation, language: str) -> str:
    """ "kata-kata tidak ditampilkan: data pribadi"; "" where all words are shown."""
    if citation.withheld is None:
        return ""
    return WORDS[language]["withheld"].format(reason_words(citation.withheld, language))


def reason_words(reason: str, language: str) -> str:
    """The reason class in words; a class that the table does not know counts as "other"."""
    return REASONS[language].get(reason, REASONS[language]["other"])


def accessed_words(citation: Citation, language: str) -> str:
    """ "diakses 24 November 2026"."""
    return WORDS[language]["accessed"].format(format_date(citation.accessed_on, language))


def quote_title(title: str, language: str, mark: str) -> str:
    """A title in marks; English has the comma or full stop inside them, Indonesian outside."""
    return quote(title, mark if language == "en" else "")


def via_spans(
    source: PressSource | None,
    language: str,
    written_date: Callable[[date, str], str] = format_date,
) -> Spans:
    """ "dikutip melalui “Judul”, *Media*, 16 Juni 2022, https://…"; nothing without a source."""
    if source is None:
        return ()
    published = written_date(source.published_on, language) if source.published_on else ""
    outlet = join((italic(source.outlet), plain(published), plain(source.url)))
    via = plain(WORDS[language]["via"])
    if not source.title:
        return join((via, outlet), " ")
    title = plain(quote_title(source.title, language, ","))
    return join((via, join((title, outlet), " " if language == "en" else ", ")), " ")


def detail_words(citation: Citation, language: str) -> tuple[str, ...]:
    """What a citation carries and reference managers have no field for, one phrase each."""
    offices = (
        f"{name_words(who, language)}: {who.office}" for who in citation.speakers if who.office
    )
    phrases = (
        *offices,
        format_broadcast(citation.moment, language),
        timecode_words(citation, language),
        provenance_words(citation, language),
        withheld_words(citation, language),
        to_text(via_spans(citation.via, language)),
    )
    return tuple(filter(None, phrases))


def words_in_context(citation: Citation, language: str) -> str:
    """The words of the passage, each speaker's in marks, after the question that they answer."""
    parts = []
    if citation.question:
        asked_by = name_words(citation.question.speaker, language)
        parts += [WORDS[language]["answers"].format(asked_by), quote(citation.question.text)]
    several = len(citation.speakers) > 1
    for speech in citation.speeches:
        named = f"{name_words(speech.speaker, language)}: " if several else ""
        parts += [named + quote(speech.text)] if speech.text else []
    return " ".join(parts) if citation.text else ""
