"""Atom (RFC 4287) as text: feeds are plain values here, and what they say is escaped."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from xml.etree import ElementTree as ET

MEDIA_TYPE = "application/atom+xml"
NAMESPACE = "http://www.w3.org/2005/Atom"
NEVER = datetime(1970, 1, 1, tzinfo=UTC)
"""When a feed changed in which nothing has ever stood."""

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing of a feed: `id` never changes, `address` is where it is read (both absolute)."""

    id: str
    address: str
    title: str
    content: str
    updated: datetime
    author: str = ""
    language: str = ""
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: `address` is its own, `page` that of the list or search it tells of."""

    title: str
    subtitle: str
    address: str
    page: str
    author: str
    language: str
    entries: Sequence[Entry]

    @property
    def updated(self) -> datetime:
        """When the newest entry changed."""
        return max((entry.updated for entry in self.entries), default=NEVER)


def format_feed(feed: Feed) -> bytes:
    """The feed as XML in UTF-8."""
    root = ET.Element("feed", {"xmlns": NAMESPACE, "xml:lang": feed.language})
    add(root, "id", feed.address)
    add(root, "title", feed.title)
    add(root, "subtitle", feed.subtitle)
    add(root, "updated", format_instant(feed.updated))
    add(add(root, "author"), "name", feed.author)
    add(root, "link", rel="self", type=MEDIA_TYPE, href=feed.address)
    add(root, "link", rel="alternate", type="text/html", href=feed.page)
    for entry in feed.entries:
        add_entry(root, entry)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def add_entry(root: ET.Element, entry: Entry) -> None:
    """One entry."""
    element = add(root, "entry")
    add(element, "id", entry.id)
    add(element, "title", entry.title)
    add(element, "updated", format_instant(entry.updated))
    if entry.author:
        add(add(element, "author"), "name", entry.author)
    add(element, "link", rel="alternate", type="text/html", href=entry.address)
    for topic in entry.topics:
        add(element, "category", term=topic)
    language = {"xml:lang": entry.language} if entry.language else {}
    add(element, "content", entry.content, type="text", **language)


def add(parent: ET.Element, name: str, text: str = "", **attributes: str) -> ET.Element:
    """A new child; signs that XML cannot hold are left out."""
    kept = {key: _NO_XML.sub("", value) for key, value in attributes.items()}
    child = ET.SubElement(parent, name, kept)
    child.text = _NO_XML.sub("", text) or None
    return child


def format_instant(at: datetime) -> str:
    """RFC 3339, whole seconds, UTC."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
