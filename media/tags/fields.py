"""Which tag of which format fills which field. A new tag is a row here and a row in the test."""

import re
from collections.abc import Mapping, Sequence

FIELDS: dict[str, dict[str, str]] = {
    "title": {
        "id3": "TIT2",
        "vorbis": "TITLE",
        "mp4": "©nam",
        "riff": "INAM cart:title",
        "aiff": "NAME",
        "asf": "Title",
        "tail": "ape:title lyrics3:ETT",
        "id3v1": "id3v1:TIT2",
    },
    "artist": {
        "id3": "TPE1 TPE2",
        "vorbis": "ARTIST PERFORMER ALBUMARTIST",
        "mp4": "©ART aART",
        "riff": "IART cart:artist bext:originator",
        "aiff": "AUTH",
        "asf": "Author WM/AlbumArtist",
        "tail": "ape:artist lyrics3:EAR",
        "id3v1": "id3v1:TPE1",
    },
    "album": {
        "id3": "TALB",
        "vorbis": "ALBUM",
        "mp4": "©alb",
        "riff": "IPRD",
        "asf": "WM/AlbumTitle",
        "tail": "ape:album lyrics3:EAL",
        "id3v1": "id3v1:TALB",
    },
    "date": {
        "id3": "TDRC TDRL TDOR",
        "vorbis": "DATE YEAR",
        "mp4": "©day",
        "riff": "ICRD bext:date cart:date",
        "asf": "WM/Year date",
        "tail": "ape:year",
        "id3v1": "id3v1:TDRC",
    },
    "genre": {
        "id3": "TCON",
        "vorbis": "GENRE",
        "mp4": "©gen",
        "riff": "IGNR cart:category",
        "asf": "WM/Genre",
        "tail": "ape:genre",
        "id3v1": "id3v1:TCON",
    },
    "comment": {
        "id3": "COMM TXXX:comment TDES",
        "vorbis": "COMMENT DESCRIPTION",
        "mp4": "©cmt ldes desc",
        "riff": "ICMT bext:description",
        "aiff": "ANNO",
        "asf": "Description",
        "tail": "ape:comment lyrics3:INF",
        "id3v1": "id3v1:COMM",
    },
    "language": {
        "id3": "TLAN",
        "vorbis": "LANGUAGE",
        "mp4": "----:com.apple.iTunes:LANGUAGE ----:com.apple.iTunes:language",
        "riff": "ILNG",
        "asf": "WM/Language",
        "tail": "ape:language",
    },
}
"""Field -> family of tags -> the names of that family, the first that holds something counts."""

ISO_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?=[T ]|$)", re.ASCII)
COMPACT_DATE = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
NO_YEAR = "0000"
LONGEST_TEXT = 100_000
HIDDEN = re.compile(
    "[\ud800-\udfff\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f"
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff]"
)
"""Controls, marks that turn the direction of text round, halves of characters, noncharacters."""

OF_LINES = ("comment",)
"""The fields that may have several lines."""


def pick_fields(families: str, texts: Mapping[str, Sequence[str]]) -> dict[str, str | None]:
    """The fields of `Tags` that are text, from the texts of a file under its format's names.

    `families` are names of FIELDS, the preferred first: "riff id3".
    """
    picked = {field: _first(_names(rows, families), texts) for field, rows in FIELDS.items()}
    lines = {
        field: " ".join(text.split()) if text and field not in OF_LINES else text
        for field, text in picked.items()
    }
    return lines | {"date": _day_of(lines["date"])}


def _names(rows: Mapping[str, str], families: str) -> list[str]:
    return [name for family in families.split() for name in rows.get(family, "").split()]


def _first(names: Sequence[str], texts: Mapping[str, Sequence[str]]) -> str | None:
    for name in names:
        values = [text for value in texts.get(name, ()) if (text := clean(value))]
        if values:
            return "; ".join(dict.fromkeys(values))
    return None


def clean(text: str) -> str:
    """A text without outer space and hidden characters, at most LONGEST_TEXT characters of it."""
    return HIDDEN.sub(_visible, text).strip()[:LONGEST_TEXT]


def clean_line(text: str) -> str:
    """A text as one line."""
    return " ".join(clean(text).split())


def _visible(match: re.Match[str]) -> str:
    """NUL separates values; half a character was one; what reorders or hides text is dropped."""
    if "\ud800" <= match[0] <= "\udfff":
        return "\ufffd"
    return " " if match[0] == "\0" else ""


def _day_of(text: str | None) -> str | None:
    """`2022-06-15T08:00:00Z` and `20220615` say a day; what is no ISO date stays as written.

    The year 0000 is what old writers put where they knew none.
    """
    if text and text.startswith(NO_YEAR):
        return None
    match = text and (ISO_DATE.match(text) or COMPACT_DATE.fullmatch(text))
    return "-".join(part for part in match.groups() if part) if match else text
