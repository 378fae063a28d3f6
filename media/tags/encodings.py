"""Texts in an encoding that the tag does not state: what old editors and foreign tools left.

Certain are UTF-8 (other bytes hardly ever form it by chance), UTF-16 whose every second byte is
zero, and Windows-1252, which says the same as Latin-1 and more. GBK is a guess, and said to be one.
"""

import re

HAN = re.compile(rb"(?:[\x00-\x7f]|(?:[\xb0-\xd7\xa1\xa3][\xa1-\xfe]){2,})+")
"""Nothing but ASCII and runs of at least two common characters of GB 2312, or its marks."""

LEAST_WIDE, MOSTLY = 3, 0.8


def decode_bytes(data: bytes) -> str:
    """Text of unknown encoding; bytes that mean nothing in any become U+FFFD."""
    encoding = encoding_of(data)
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:  # UTF-16 of odd length; Windows-1252 leaves five bytes open
        return data.decode(encoding, "replace")


def encoding_of(data: bytes) -> str:
    """The encoding that bytes are most likely in: the name by which Python knows it."""
    if wide := _wide_encoding(data):
        return wide
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "gbk" if HAN.fullmatch(data) else "cp1252"
    return "utf-8"


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16, by its mark, or because most second bytes are zero as in Latin letters."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    text = data.rstrip(b"\0")
    if len(text) < LEAST_WIDE:
        return None
    first, second = text[0::2].count(0), text[1::2].count(0)
    enough = MOSTLY * (len(text) // 2)
    if second >= enough and not first:
        return "utf-16-le"
    return "utf-16-be" if first >= enough and not second else None


def read_again(text: str) -> str:
    """A text that was decoded as Latin-1, read in the encoding that it is in."""
    if text.isascii():
        return text
    try:
        return decode_bytes(text.encode("latin-1"))
    except UnicodeEncodeError:
        return text


def is_guess(text: str) -> bool:
    """Whether `read_again` of this text is no more than likely."""
    try:
        return not text.isascii() and encoding_of(text.encode("latin-1")) == "gbk"
    except UnicodeEncodeError:
        return False


def mend(text: str) -> str:
    """A text that is not what its writer meant: UTF-8 taken for Windows-1252, bytes swapped.

    Some tools read UTF-8 as Windows-1252 and wrote what they saw ("cafÃ©"); some wrote UTF-16
    big-endian without its mark, which reads as characters whose low byte is zero.
    """
    if text.isascii():
        return text
    if len(text) > 1 and all(ord(letter) & 0xFF == 0 and letter > "\xff" for letter in text):
        return text.encode("utf-16-le").decode("utf-16-be", "replace")
    try:
        return "".join(map(_byte_of, text)).encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text


def _byte_of(letter: str) -> str:
    """The byte that Windows-1252 has for a letter, as a letter of Latin-1."""
    if letter <= "\xff":
        return letter
    return letter.encode("cp1252").decode("latin-1")
