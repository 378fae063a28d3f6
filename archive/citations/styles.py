"""The styles of a reference list: APA 7, Chicago 17, MLA 9 and the Indonesian daftar pustaka.

None of the three foreign styles foresees a passage of a radio broadcast. The adaptations here
follow their rules for recorded broadcasts and interviews and depart from them in three points:
names stand as written (a mononym has no surname to put first), the office held on that day stands
behind the name, and the access date stands always, since it tells which wording was read.
"""

from archive.calendar import format_american_date, format_date, format_time_of_day
from archive.calendar.days import MONTHS
from archive.citations.citation import Citation
from archive.citations.spans import (
    Span,
    Spans,
    capital,
    first_upper,
    italic,
    join,
    merge,
    plain,
    sentences,
)
from archive.citations.words import (
    WORDS,
    accessed_words,
    list_words,
    provenance_words,
    quote_title,
    speaker_words,
    timecode_words,
    via_spans,
    withheld_words,
)

#: MLA shortens English months of more than four letters in the access date.
_SHORT_MONTHS = {
    name: f"{'Sept' if name == 'September' else name[:3]}."
    for name in MONTHS["en"]
    if len(name) > 4  # noqa: PLR2004 - May, June and July stay whole
}
_MLA_NAMED_IN_FULL = 2
_NESTED = str.maketrans("()", "[]")


def format_apa(citation: Citation, language: str) -> Spans:
    """APA 7, after its audio works (section 10.13: podcast episode, radio interview).

    Speaker (office). (Date). Title [Radio broadcast; what]. In *Programme*. Station. Retrieved …
    """
    words = WORDS[language]
    described = "; ".join(
        filter(None, (first_upper(words["broadcast"]), *_particulars(citation, language)))
    )
    title = plain(f"{citation.title} [{described}]")
    day = plain(f"({', '.join(filter(None, _apa_date(citation, language)))})")
    speakers = plain(_apa_speakers(citation, language))
    retrieved = words["retrieved"].format(format_american_date(citation.accessed_on, language))
    return join(
        (
            sentences((speakers, day, title) if speakers else (title, day)),
            sentences((_in_programme(citation, language), plain(citation.station))),
            sentences((capital(via_spans(citation.via, language, format_american_date)),)),
            plain(retrieved + citation.url),
        ),
        " ",
    )


def format_chicago(citation: Citation, language: str) -> Spans:
    """Chicago 17, entry of the bibliography, after 14.213 (broadcast interviews) and 14.267.

    Speaker (office). “Title.” *Programme*. Station, date, time. Radio broadcast, what. Accessed …
    """
    what = (WORDS[language]["broadcast"], *_particulars(citation, language))
    return sentences(
        (
            plain(_speakers(citation, language)),
            _title(citation, language, "."),
            italic(citation.programme),
            join(plain(part) for part in (citation.station, *_chicago_date(citation, language))),
            plain(first_upper(", ".join(what))),
            capital(via_spans(citation.via, language, format_american_date)),
            plain(first_upper(_chicago_accessed(citation, language))),
            plain(citation.url),
        )
    )


def format_chicago_note(citation: Citation, language: str) -> Spans:
    """Chicago 17, the footnote: the same in one sentence, parted by commas."""
    lead = join((plain(_speakers(citation, language)), _title(citation, language, ",")))
    rest = join(
        (
            italic(citation.programme),
            plain(citation.station),
            *(plain(part) for part in _chicago_date(citation, language)),
            plain(WORDS[language]["broadcast"]),
            *(plain(part) for part in _particulars(citation, language)),
            via_spans(citation.via, language, format_american_date),
            plain(_chicago_accessed(citation, language)),
            plain(citation.url),
        )
    )
    comma_stands = language == "en" and citation.title  # inside the marks of the title
    return sentences((join((lead, rest), " " if comma_stands else ", "),))


def format_mla(citation: Citation, language: str) -> Spans:
    """MLA 9: author, title, container (version, publisher, date, location), medium, access.

    Speaker (office). “Title.” *Programme*, transcript v3, Station, date, time, URL. Radio …
    """
    container = (
        italic(citation.programme),
        plain(provenance_words(citation, language)),
        plain(withheld_words(citation, language)),
        plain(citation.station),
        plain(format_date(citation.moment.day, language)),
        plain(format_time_of_day(citation.moment, language)),
        plain(timecode_words(citation, language)),
        plain(citation.url),
    )
    return sentences(
        (
            plain(_mla_speakers(citation, language)),
            _title(citation, language, "."),
            join(container) if citation.programme else capital(join(container)),
            plain(first_upper(WORDS[language]["broadcast"])),
            capital(via_spans(citation.via, language)),
            plain(_mla_accessed(citation, language)),
        )
    )


def format_pustaka(citation: Citation, language: str) -> Spans:
    """Daftar pustaka: Nama. Tahun. “Judul”. *Program*, Stasiun, tanggal, pukul, menit. URL (…)."""
    where = join(
        (
            italic(citation.programme),
            plain(citation.station),
            plain(format_date(citation.moment.day, language)),
            plain(format_time_of_day(citation.moment, language)),
            plain(timecode_words(citation, language)),
        )
    )
    read = (
        accessed_words(citation, language),
        provenance_words(citation, language),
        withheld_words(citation, language),
    )
    year, title = plain(str(citation.moment.day.year)), _title(citation, language, ".")
    speakers = plain(_speakers(citation, language))
    return sentences(
        (
            *((speakers, year, title) if speakers else (title, year)),
            where,
            capital(via_spans(citation.via, language)),
            plain(f"{citation.url} ({', '.join(filter(None, read))})"),
        )
    )


def _speakers(citation: Citation, language: str) -> str:
    names = [speaker_words(speaker, language) for speaker in citation.speakers]
    return list_words(names, WORDS[language]["and"])


def _apa_speakers(citation: Citation, language: str) -> str:
    names = [speaker_words(speaker, language) for speaker in citation.speakers]
    return list_words(names, "&")


def _mla_speakers(citation: Citation, language: str) -> str:
    """MLA names two speakers and cuts a longer list after the first.

    It is not cut where somebody behind the first is recorded otherwise elsewhere: that has to be
    said wherever the words are cited.
    """
    is_short = len(citation.speakers) <= _MLA_NAMED_IN_FULL
    if is_short or any(who.later or who.others for who in citation.speakers[1:]):
        return _speakers(citation, language)
    first = speaker_words(citation.speakers[0], language)
    return f"{first}, {WORDS[language]['others']}"


def _chicago_accessed(citation: Citation, language: str) -> str:
    return WORDS[language]["accessed"].format(format_american_date(citation.accessed_on, language))


def _mla_accessed(citation: Citation, language: str) -> str:
    words = first_upper(accessed_words(citation, language))
    if language == "en":
        for name, short in _SHORT_MONTHS.items():
            words = words.replace(name, short)
    return words


def _title(citation: Citation, language: str, mark: str) -> Spans:
    return plain(quote_title(citation.title, language, mark)) if citation.title else ()


def _particulars(citation: Citation, language: str) -> tuple[str, ...]:
    """Place in the recording, transcript and its check, words that are withheld."""
    phrases = (
        timecode_words(citation, language),
        provenance_words(citation, language),
        withheld_words(citation, language),
    )
    return tuple(filter(None, phrases))


def _apa_date(citation: Citation, language: str) -> tuple[str, ...]:
    """Year first, then day and month in the order of the language, then the time."""
    day = citation.moment.day
    month = MONTHS[language][day.month - 1]
    written = f"{month} {day.day}" if language == "en" else f"{day.day} {month}"
    time_of_day = format_time_of_day(citation.moment, language).translate(_NESTED)
    return tuple(filter(None, (str(day.year), written, time_of_day)))


def _chicago_date(citation: Citation, language: str) -> tuple[str, str]:
    day = format_american_date(citation.moment.day, language)
    return day, format_time_of_day(citation.moment, language)


def _in_programme(citation: Citation, language: str) -> Spans:
    if not citation.programme:
        return ()
    return merge((Span(WORDS[language]["in"]), *italic(citation.programme)))
