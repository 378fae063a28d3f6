"""The ready sentence for a report: the words in quotation marks, then who said them and when."""

from dataclasses import replace

from archive.calendar import format_day, format_numeric_day, format_timecode, format_weekday
from archive.citations.citation import Citation, Speaker, Speech
from archive.citations.spans import Spans, close, first_upper, plain, quote, to_text
from archive.citations.words import ABOUT, WORDS, correction_words, list_words, reason_words

SENTENCES = {
    "id": {
        "said": "{quotation} kata {speaker}",
        "where": " dalam program {programme}",
        "at": " di {station}",
        "on": ", {weekday} ({date})",
        "minute": ", menit {timecode}",
        "via": ", sebagaimana dikutip {outlet}",
        "spoke": "{speaker} berbicara{place}",
        "aired": "“{title}” disiarkan{place}",
        "reported": "Menurut {outlet}, {speaker} menyampaikan{place}: {text}",
        "press": "pers",
        "withheld": "Kata-kata {speaker}{place} tidak ditampilkan ({reason})",
        "unknown": "suara yang tidak dikenal",
        "nameless": "seseorang yang tidak dikenal",
        "from": "{name} dari {organisation}",
    },
    "en": {
        "said": "{quotation} said {speaker}",
        "where": " on the programme {programme}",
        "at": " on {station}",
        "on": " on {day}",
        "minute": ", minute {timecode}",
        "via": ", as quoted by {outlet}",
        "spoke": "{speaker} spoke{place}",
        "aired": "“{title}” was broadcast{place}",
        "reported": "According to {outlet}, {speaker} said{place}: {text}",
        "press": "the press",
        "withheld": "The words of {speaker}{place} are withheld ({reason})",
        "unknown": "an unidentified voice",
        "nameless": "an unidentified voice",
        "from": "{name} of {organisation}",
    },
}

_GAP = "[…]"


def format_pers(citation: Citation, language: str) -> Spans:
    """ "…," kata <jabatan> <nama> dalam program … di …, <hari> (d/m/yyyy), menit mm.ss.

    Words that only an indirect report knows get no quotation marks; withdrawn words are not
    quoted, but their place is named; an episode without words gets a sentence that says who spoke.
    """
    return plain(first_upper(_write(citation, language)))


def _write(citation: Citation, language: str) -> str:
    if not citation.text:
        return _write_without_words(citation, language)
    if citation.label == "pers-taklangsung":
        return _write_report(citation, language)
    *earlier, last = (_quoted(speech, language) for speech in citation.speeches)
    return " ".join((*map(_end, earlier), _end(last + _place(citation, language))))


def _write_without_words(citation: Citation, language: str) -> str:
    sentences, place = SENTENCES[language], _place(citation, language)
    if not citation.speakers:
        return _end(sentences["aired"].format(title=citation.title, place=place))
    speakers = _speakers(citation, language)
    if citation.withheld is None:
        return _end(sentences["spoke"].format(speaker=speakers, place=place))
    reason = reason_words(citation.withheld, language)
    return _end(sentences["withheld"].format(speaker=speakers, place=place, reason=reason))


def _write_report(citation: Citation, language: str) -> str:
    sentences = SENTENCES[language]
    outlet = citation.via.outlet if citation.via else sentences["press"]
    unsourced = replace(citation, via=None)  # the outlet stands at the head of this sentence
    return _end(
        sentences["reported"].format(
            outlet=outlet,
            speaker=_speakers(citation, language),
            place=_place(unsourced, language),
            text=citation.text,
        )
    )


def _quoted(speech: Speech, language: str) -> str:
    quotation = quote(_GAP if speech.withheld else speech.text, ",")
    speaker = _speaker(speech.speaker, language)
    return SENTENCES[language]["said"].format(quotation=quotation, speaker=speaker)


def _speakers(citation: Citation, language: str) -> str:
    names = [_speaker(speaker, language) for speaker in citation.speakers]
    return list_words(names, WORDS[language]["and"])


def _speaker(speaker: Speaker, language: str) -> str:
    """Position and name; an unknown voice by its label."""
    words = SENTENCES[language]
    notes = [words["unknown"]] if speaker.name and not speaker.known else []
    notes += correction_words(speaker, language)
    label = f"“{speaker.name}”" if speaker.name else words["nameless"]
    name = speaker.name if speaker.known else label
    titled = f"{speaker.position} {name}".strip()
    if speaker.organisation and not speaker.position:
        titled = words["from"].format(name=name, organisation=speaker.organisation)
    return f"{titled} ({'; '.join(notes)})" if notes else titled


def _place(citation: Citation, language: str) -> str:
    """Programme, station, day, place in the recording and press source, as far as known."""
    day = citation.moment.day
    known = {
        "where": {"programme": citation.programme},
        "at": {"station": citation.station},
        "on": {
            "day": format_day(day, language),
            "weekday": format_weekday(day, language),
            "date": format_numeric_day(day),
        },
        "minute": {"timecode": _minute(citation, language)},
        "via": {"outlet": citation.via.outlet if citation.via else ""},
    }
    forms = SENTENCES[language]
    return "".join(
        forms[part].format(**value) for part, value in known.items() if all(value.values())
    )


def _minute(citation: Citation, language: str) -> str:
    if citation.start is None:
        return ""
    about = ABOUT[language] if citation.is_about else ""
    return about + format_timecode(citation.start, language)


def _end(text: str) -> str:
    return to_text(close(plain(text)))
