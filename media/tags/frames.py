"""ID3 frames weighed before they are parsed: mutagen copies the rest of a tag for each frame.

That makes 5 MB of tiny frames, or of one text, a matter of minutes. Pictures are large and few; all
else of an honest tag, chapters and timed lyrics of hours included, is small.
"""

import re
from collections.abc import Iterator

from media.containers import ID3_HEADER, seven_bits
from media.tags.budget import TooMuchToRead

ID3_2, ID3_4 = 2, 4
UNSYNCHRONISED = 0x80
SMALL_TAG = 400_000
MOST_FRAMES_OF_LARGE_TAG = 300
BULKY = (b"APIC", b"PIC", b"GEOB", b"PRIV")
FRAME_NAME = re.compile(rb"[A-Z][A-Z0-9]{2,3}")


def weigh_tag(tag: bytes) -> None:
    """Raise TooMuchToRead where a tag, header included, is larger than any honest one."""
    if len(tag) <= SMALL_TAG:
        return
    sizes = list(_frames(tag))
    small = len(tag) - sum(size for name, size in sizes if name in BULKY)
    if small > SMALL_TAG or len(sizes) > MOST_FRAMES_OF_LARGE_TAG:
        raise TooMuchToRead


def _frames(tag: bytes) -> Iterator[tuple[bytes, int]]:
    """Names and sizes of the frames, as far as they can be followed (id3.org, 2.2 to 2.4)."""
    version, flags = tag[3], tag[5]
    letters, header = (3, 6) if version == ID3_2 else (4, 10)
    if version < ID3_4 and flags & UNSYNCHRONISED:
        tag = tag.replace(b"\xff\x00", b"\xff")
    at = ID3_HEADER
    while FRAME_NAME.fullmatch(tag, at, at + letters):
        size = _frame_size(tag[at + letters : at + 2 * letters], version)
        yield tag[at : at + letters], min(size, len(tag) - at)
        at += header + size


def _frame_size(digits: bytes, version: int) -> int:
    """Seven bits a byte since 2.4, unless a writer of 2.4 did not know it and used all eight."""
    is_plain = version < ID3_4 or any(byte & 0x80 for byte in digits)
    return int.from_bytes(digits) if is_plain else seven_bits(digits)
