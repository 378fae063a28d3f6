"""From the bytes of a transcript file to its text: the encoding is detected and reported.

Order: a byte order mark decides; then strict UTF-8; then UTF-16 by where its zero bytes lie;
then UTF-8 with a few damaged bytes; at last Windows-1252, which old Indonesian office machines
write. Files that are no text are refused by name where their first bytes give them away.
"""

from __future__ import annotations

import codecs
import re
from contextlib import suppress

from media.transcripts.findings import Findings
from media.transcripts.refusals import refusal
from media.transcripts.text import remove_hidden

MAX_BYTES = 16 * 1024 * 1024
"""An hour of talk is about 0.1 MB, with a time for every word 1 MB."""
MAX_LINES = 150_000
"""An hour with a cue for every word has about 35,000."""

_FOREIGN = (
    (b"PK\x03\x04", "zip"),
    (b"%PDF", "pdf"),
    (b"{\\rtf", "rtf"),
    (b"\xd0\xcf\x11\xe0", "doc"),
    (b"ID3", "mp3"),
    (b"RIFF", "wav"),
    (b"OggS", "ogg"),
    (b"fLaC", "flac"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"\x1f\x8b", "compressed"),
    (b"<!DOCTYPE", "web page"),
    (b"<html", "web page"),
    (b"<SAMI", "sami"),
    (b"[Script Info]", "ass"),
)

_FOREIGN_TIMES = (
    (re.compile(rb"\d{1,2}:\d\d:\d\d\.\d{3},\d{1,2}:\d\d:\d\d\.\d{3}\s"), "sbv"),
    (re.compile(rb"\{\d+\}\{\d+\}"), "microdvd"),
)
"""How subtitles begin whose times no reader here knows."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)

_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_SAMPLE = 4096
_MOSTLY = 0.3  # share of zero bytes at odd or even places that only UTF-16 has
_CONTROLS_OF_TEXT = 0.02  # above this share of control characters a file is no text


def decode_lines(data: bytes, findings: Findings) -> list[str]:
    """The lines of a file, however they end, without BOM and hidden characters.

    What was done to get there is noted. Raises UnreadableTranscript where the file is empty,
    larger than MAX_BYTES or MAX_LINES, or no text.
    """
    text = _decode_text(data, findings).replace("\r\n", "\n").replace("\r", "\n")
    if text.count("\n") >= MAX_LINES:
        raise refusal("too many lines", limit=MAX_LINES)
    return text.split("\n")


def _decode_text(data: bytes, findings: Findings) -> str:
    _refuse_foreign(data)
    text, name, damaged = _decode(data)
    if name != "UTF-8":
        findings.remark("encoding", name=name)
    if damaged:
        findings.remark("damaged bytes", count=damaged, name=name)
    if len(_CONTROL.findall(text)) > len(text) * _CONTROLS_OF_TEXT + 1:
        raise refusal("no text")
    clean, hidden = remove_hidden(text)
    if hidden:
        findings.remark("hidden", count=hidden)
    if not clean.strip():
        raise refusal("empty")
    return clean


def _refuse_foreign(data: bytes) -> None:
    if not data:
        raise refusal("empty")
    if len(data) > MAX_BYTES:
        limit = MAX_BYTES // (1024 * 1024)
        raise refusal("too large", limit=limit)
    head = data[:_SAMPLE].removeprefix(codecs.BOM_UTF8).lstrip()
    if what := _name_foreign(head):
        raise refusal("foreign", what=what)


def _name_foreign(head: bytes) -> str | None:
    """What a file is that begins with `head`, where that is known and no transcript."""
    kinds = [what for signature, what in _FOREIGN if head.startswith(signature)]
    kinds += [what for times, what in _FOREIGN_TIMES if times.match(head)]
    return kinds[0] if kinds else None


def _decode(data: bytes) -> tuple[str, str, int]:
    """Text, name of the encoding, number of damaged places."""
    for mark, codec, name in _MARKS:
        if data.startswith(mark):
            return _with_replacement(data[len(mark) :], codec, name)
    if wide := _wide_codec(data[:_SAMPLE]):
        return _with_replacement(data, wide, "UTF-16 (without a byte order mark)")
    return _narrow(data)


def _with_replacement(data: bytes, codec: str, name: str) -> tuple[str, str, int]:
    text = data.decode(codec, "replace")
    return text, name, text.count("\ufffd")


def _wide_codec(sample: bytes) -> str | None:
    enough = len(sample) // 2 * _MOSTLY
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > enough and even < odd / 8:
        return "utf-16-le"
    return "utf-16-be" if even > enough and odd < even / 8 else None


def _narrow(data: bytes) -> tuple[str, str, int]:
    with suppress(UnicodeDecodeError):
        return data.decode(), "UTF-8", 0
    text = data.decode("utf-8", "replace")
    damaged = text.count("\ufffd")
    several_bytes = len(data) - len(text) >= damaged and _non_ascii(text) > 2 * damaged
    if several_bytes:
        return text, "UTF-8", damaged
    return _with_replacement(data, "cp1252", "Windows-1252")


def _non_ascii(text: str) -> int:
    return len(text) - len(text.encode("ascii", "ignore"))
