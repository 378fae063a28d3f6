"""Ogg, page by page: how long its streams are by the positions of their pages (RFC 3533).

The last page tells the length only of a file that was made in one piece. A recorder that was
switched off leaves no last page, a stream that was recorded while it ran begins at any position,
and one that changed its title is several streams, one behind the other.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, NamedTuple

PAGE = struct.Struct("<4sBBqIIIB")
CAPTURE = b"OggS"
BEGINS, ENDS = 2, 4
NO_POSITION = -1
MOST_LOST = 10_000
WINDOW = 1 << 16
OPUS_RATE = 48_000
FIRST_PAGE = 512
LONGEST_FIRST_PAGE = 5.0
"""Seconds at which a stream may be by its first page, without having begun before the file."""


class Page(NamedTuple):
    """A whole page: its flags, its position, the number of its stream, its first bytes."""

    flags: int
    position: int
    stream: int
    content: bytes


@dataclass(slots=True)
class Link:
    """One logical stream: samples a second, samples to leave out, positions, whether it ended."""

    rate: int
    skipped: int
    first: int | None = None
    last: int = 0
    ended: bool = False

    @property
    def seconds(self) -> float:
        """How long it is, by the position of its last page."""
        return max(self.last - self.skipped, 0) / self.rate


def read_links(file: BinaryIO, size: int) -> list[Link]:
    """The streams of sound in a file of `size` bytes, in their order."""
    links: list[Link] = []
    open_links: dict[int, Link] = {}
    for page in _pages(file, size):
        if page.flags & BEGINS:
            link = _link_of(page.content)
            if link is None:
                open_links.pop(page.stream, None)
                continue
            links.append(link)
            open_links[page.stream] = link
        elif page.stream in open_links:
            _take(open_links[page.stream], page)
    return links


def begins_late(link: Link) -> bool:
    """Whether a stream ran before the file begins, so that its positions tell no length."""
    return link.first is not None and link.first > LONGEST_FIRST_PAGE * link.rate


def _take(link: Link, page: Page) -> None:
    link.ended = link.ended or bool(page.flags & ENDS)
    if page.position > 0:
        link.first = page.position if link.first is None else link.first
        link.last = max(link.last, page.position)


def _link_of(head: bytes) -> Link | None:
    """What the first page of a stream says; None where it is none of sound."""
    if head.startswith(b"OpusHead") and len(head) >= 12:  # noqa: PLR2004
        return Link(OPUS_RATE, int.from_bytes(head[10:12], "little"))
    if head.startswith(b"\x01vorbis"):
        rate = int.from_bytes(head[12:16], "little")
        return Link(rate, 0) if rate else None
    if head.startswith(b"\x7fFLAC"):
        rate = int.from_bytes(head[27:30]) >> 4  # 13 bytes of mapping and marks, 4 of a header
        return Link(rate, 0) if rate else None
    return None


def _pages(file: BinaryIO, size: int) -> Iterator[Page]:
    """The whole pages of a file; what stands between them is passed over."""
    at, lost = 0, 0
    while at + PAGE.size <= size and lost <= MOST_LOST:
        file.seek(at)
        head = file.read(PAGE.size)
        mark, _, flags, position, stream, _, _, count = PAGE.unpack(head)
        lengths = file.read(count)
        end = at + PAGE.size + count + sum(lengths)
        if mark != CAPTURE or end > size:
            lost += 1
            at = _next_page(file, at + 1)
            continue
        content = file.read(min(sum(lengths), FIRST_PAGE)) if flags & BEGINS else b""
        yield Page(flags, position, stream, content)
        at = end


def _next_page(file: BinaryIO, at: int) -> int:
    """Where the next page may begin."""
    while True:
        file.seek(at)
        window = file.read(WINDOW)
        found = window.find(CAPTURE)
        if found >= 0:
            return at + found
        if len(window) < WINDOW:
            return at + len(window)
        at += len(window) - len(CAPTURE) + 1
