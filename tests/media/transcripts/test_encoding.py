import codecs

import pytest

from media.errors import UnreadableTranscript
from media.transcripts import read_transcript
from media.transcripts.encoding import MAX_BYTES, MAX_LINES

TEXT = "Sekda: Kafé “Nusantara” – buka. " + "Pagi semua. " * 5


@pytest.mark.parametrize(
    ("data", "note"),
    [
        (TEXT.encode(), None),
        (codecs.BOM_UTF8 + TEXT.encode(), None),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "UTF-16."),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "UTF-16."),
        (codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"), "UTF-32."),
        (codecs.BOM_UTF32_BE + TEXT.encode("utf-32-be"), "UTF-32."),
        (TEXT.encode("utf-16-le"), "UTF-16 (without a byte order mark)."),
        (TEXT.encode("utf-16-be"), "UTF-16 (without a byte order mark)."),
        (TEXT.encode("cp1252"), "Windows-1252."),
    ],
)
def test_an_encoding_is_detected_and_noted(data: bytes, note: str | None) -> None:
    transcript = read_transcript(data)

    assert [s.text for s in transcript.statements] == [TEXT.removeprefix("Sekda: ").strip()]
    assert transcript.notes == ((f"The file was read as {note}",) if note else ())


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_may_end_in_any_way(end: str) -> None:
    transcript = read_transcript(end.join(["Sekda: Satu", "dua.", "", "Tiga."]).encode())

    assert [(s.text, s.line) for s in transcript.statements] == [("Satu dua.", 1), ("Tiga.", 4)]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "The file is empty"),
        (b" \r\n\t\n", "The file is empty"),
        (codecs.BOM_UTF8, "The file is empty"),
        (codecs.BOM_UTF16_LE, "The file is empty"),
        ("\u200b\u202e".encode(), "The file is empty"),
        (b"PK\x03\x04....", "The document is damaged"),
        (b"\xd0\xcf\x11\xe0", r"an old Word document \(.doc\), or one with a password"),
        (b"%PDF-1.7", "The file is a PDF"),
        (b"ID3\x04", "The file is an MP3 recording"),
        (b'{"results": []}', "The file is JSON, but no transcript of"),
        (codecs.BOM_UTF8 + b"<?xml version='1.0'?><rss/>", "XML document, but no TTML"),
        (b"<!DOCTYPE html><p>Halo</p>", "The file is a web page"),
        (codecs.BOM_UTF8 + b"[Script Info]\r\nTitle: Siaran", "The file is an ASS or SSA"),
        (b"<SAMI>\n<HEAD>", "The file is a SAMI subtitle file"),
        (b"0:00:01.000,0:00:02.500\nSelamat pagi.\n", "The file is an SBV subtitle file"),
        (b"{25}{75}Selamat pagi.\n", "The file is a MicroDVD subtitle file"),
        (bytes(range(256)) * 4, "The file is no text"),
        (b"\x00" * 1000, "The file is no text"),
        (b"a" * (MAX_BYTES + 1), "The file is larger than 16 MB"),
        (b"\n" * MAX_LINES, "The file is empty"),
        (b"a\n" * MAX_LINES, "The file has more than 150000 lines"),
    ],
)
def test_what_is_no_transcript_is_refused_with_a_reason(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableTranscript, match=message):
        read_transcript(data)


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("WEBVTT\n\n00:01.000 --> 00:02.000\na\n", "x.srt", "vtt"),
        ("\nWEBVTT - judul\n", None, "vtt"),
        ("WEBVTTX\n\nKiki: a\n", None, "txt"),
        ("1\n00:00:01,000 --> 00:00:02,000\na\n", "x.txt", "srt"),
        ("00:01.000 --> 00:02.000\na\n", "x.vtt", "vtt"),
        ("00:01.000 --> 00:02.000\na\n", None, "srt"),
        ("Kiki: a --> b\n", None, "txt"),
        ("Kiki: a\n", "X.SRT", "srt"),
        ("Kiki: a\n", "x.docx", "txt"),
        ("Kiki: a\n", "srt", "txt"),
        ('[{"startTime": 1, "body": "a"}]', "x.txt", "json"),
        ('{\n"segments": [{"start": 1, "text": "a"}]}', "x.json", "whisper"),
        ('<tt xml:lang="id"><body/></tt>', "x.xml", "ttml"),
        ("1.5\t2.5\ta", "x.txt", "audacity"),
        ("[Kiki]: a", "x.json", "txt"),
    ],
)
def test_content_tells_the_format_before_the_name(
    text: str, name: str | None, expected: str
) -> None:
    assert read_transcript(text.encode(), file_name=name).format == expected


def test_a_named_format_is_believed() -> None:
    transcript = read_transcript(b"WEBVTT\n\nKiki: a\n", format="txt")

    assert transcript.format == "txt"


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(UnreadableTranscript, match="“sami” is not read"):
        read_transcript(b"Kiki: a\n", format="sami")
