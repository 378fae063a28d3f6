"""Every address of a poisoned archive (promises/poisoned.py): its pages by kind, questions with a
payload in each place of an address, and answers that are no page.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache
from html import unescape
from urllib.parse import quote, urlsplit

from bench.pages import KINDS, PUBLIC, STAFF, list_kinds, list_links
from promises.archives import Site
from promises.authorisation import SIGN_IN
from promises.browsers import Browser
from promises.poisoned import FORMATS, WORD

QUESTION, FILE = "question", "file"
"""Kinds of addresses beside those of bench/pages.py: with a payload in them, and of no page."""
MOST_PAGES = 60  # of a list
SEARCHES = ("/cari?", "/cari?jenis=tokoh&", "/konkordansi?", "/tren?")
PARAMETERS = ("tokoh", "jabatan", "lembaga", "topik", "program", "stasiun", "label", "jenis",
              "episode", "tahun", "dari", "sampai", "urut", "hal", "bahasa", "kelompok", "t",
              "gaya", "lanjut", "sudah", "kutip")  # fmt: skip
PATHS = ("/{}", "/episode/{}", "/tokoh/{}", "/s/{}", "/audio/{}", "/static/{}", "/staf/{}",
         "/staf/episode/{}", "/staf/undangan/{}", "/{}.json")  # fmt: skip
LISTS = ("/episode", "/tokoh", "/lembaga", "/topik", "/program", "/stasiun", "/cari",
         "/konkordansi", "/tren", "/cakupan")  # fmt: skip


def list_pages(site: Site, token: str) -> Iterator[tuple[str, str]]:
    """(kind, address) of every page of every kind that the archive has."""
    browser = Browser(site.port, {SIGN_IN: token})
    known: dict[str, list[str]] = {}

    @cache
    def read(path: str) -> str:
        return browser.ask("GET", path).body.decode(errors="replace")

    for name in list_kinds(PUBLIC, STAFF):
        known[name] = list_addresses(name, known, read)
        yield from ((name, address) for address in known[name])


def list_addresses(name: str, known: dict[str, list[str]], read: Callable[[str], str]) -> list[str]:
    """The addresses of all pages of a kind: its own, or all links on those it is found on."""
    kind = KINDS[name]
    if not kind.on:
        return [kind.address, *later_pages(kind.address, read)]
    found = (link for parent in known[kind.on] for link in list_links(kind, parent, read))
    return list(dict.fromkeys(found))


def later_pages(address: str, read: Callable[[str], str]) -> Iterator[str]:
    """Further pages of a list."""
    for _ in range(MOST_PAGES):
        following = re.search(r'<a [^>]*rel="next"[^>]*href="([^"]+)"', read(address))
        following = following or re.search(r'<a [^>]*href="([^"]+)"[^>]*rel="next"', read(address))
        if following is None:
            return
        address = unescape(following[1])
        yield address


def list_questions(payloads: list[str]) -> Iterator[tuple[str, str]]:
    """(kind, address) with a payload as query, as a word with a query, as a parameter or path."""
    for number, text in enumerate(payloads):
        sent = quote(text, safe="")
        yield from ((QUESTION, f"{path}q={sent}") for path in SEARCHES)
        yield QUESTION, f"/cari?q={WORD}+{sent}"
        yield QUESTION, f"/tren?q={WORD}&q={sent}"
        yield from ((QUESTION, f"/cari?q={WORD}&{name}={sent}")
                    for name in PARAMETERS[number % 5 :: 5])  # fmt: skip
        yield QUESTION, f"/cari?q={WORD}&{sent}={sent}"
        yield QUESTION, f"/staf/?lanjut={sent}&bahasa=en"
        yield from ((QUESTION, path.format(sent)) for path in PATHS[number % 3 :: 3])


def list_exports(site: Site, payloads: list[str]) -> Iterator[tuple[str, str]]:
    """Addresses that answer with no page: lists, results, transcripts, references, descriptions."""
    yield from ((FILE, address) for address in export_addresses(site, payloads))


def export_addresses(site: Site, payloads: list[str]) -> Iterator[str]:
    """Addresses of lists, results, transcripts, references and descriptions."""
    for path in LISTS:
        asked = f"?q={WORD}" if path in ("/cari", "/konkordansi", "/tren") else ""
        yield from (f"{path}.{form}{asked}" for form in ("json", "csv", "atom"))
    for text in payloads:
        sent = quote(text, safe="")
        yield from (f"{path}?q={sent}" for path in ("/cari.json", "/cari.csv", "/cari.atom"))
        yield f"/cari/lengkapi?q={quote(text[:8], safe='')}"
        yield f"/cari/lengkapi?bentuk=opensearch&q={quote(text[:8], safe='')}"
    episodes = {hit["episode"] for hit in site.get("/cari.json", q=WORD).data["hits"]}
    for suffix in FORMATS:
        episodes |= {hit["episode"] for hit in site.get("/cari.json", q=f'"{suffix}"').data["hits"]}
    for slug in filter(None, episodes):
        yield from (f"/episode/{slug}.{form}" for form in ("json", "csv"))
        yield from (f"/episode/{slug}/transkrip.{form}" for form in ("vtt", "srt", "txt", "json"))
    for hit in site.get("/cari.json", q=WORD, jenis="pernyataan").data["hits"]:
        path = urlsplit(hit["url"]).path
        yield f"{path}.json"
        yield from (f"{path}/kutip.{form}" for form in ("bib", "ris", "json"))
    yield "/opensearch.xml"
