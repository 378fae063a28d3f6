"""A visitor who reads pages and searches all the time, and keeps book of what went wrong."""

import time
from collections import Counter
from collections.abc import Iterator, Set
from contextlib import contextmanager
from threading import Event, Thread
from urllib.parse import urlsplit

from bench.report import Row
from promises.archives import Answer, Site, say

WORD = "anggaran"  # frequent in the corpus
PAUSE = 0.05
SEARCHES = (
    {"q": f'"{WORD}"', "jenis": "pernyataan"},
    {"q": f'"{WORD}" -jalan', "jenis": "pernyataan", "hal": 2},
    {"q": f'"{WORD}" pem*', "jenis": "pernyataan", "urut": "terbaru"},
)


class Visitor:
    """Reads the same pages and asks the same searches again and again.

    `texts` are those of all public statements: nothing else may be shown as a statement.
    """

    def __init__(self, texts: Set[str]) -> None:
        self._texts = texts
        self.count: Counter[str] = Counter()

    @contextmanager
    def visit(self, site: Site) -> Iterator[None]:
        """Be on the site while the body runs."""
        ending = Event()
        visits = Thread(target=self._go_round, args=(site, find_addresses(site), ending))
        visits.start()
        try:
            yield
        finally:
            ending.set()
            visits.join()

    def rows(self) -> list[Row]:
        """What the visitor met."""
        count = self.count
        return [
            Row("pages read", count["pages"], "pages"),
            Row("pages that did not answer 200", count["pages failed"], "pages", 0, better="less"),
            Row("searches", count["searches"], "searches"),
            Row("searches while there was no index: 503", count["searches put off"], "searches"),
            Row(
                "other failures of searches", count["searches failed"], "searches", 0, better="less"
            ),
            Row("hits of wrong text", count["hits wrong"], "hits", 0, better="less"),
        ]

    def _go_round(self, site: Site, addresses: list[str], ending: Event) -> None:
        while not ending.is_set():
            for address in addresses:
                self._note_page(address, site.get(address))
            for search in SEARCHES:
                self._note_search(site.get("/cari.json", **search))
                self._note_page("/cari", site.get("/cari", **search), put_off=True)
            time.sleep(PAUSE)

    def _note_page(self, address: str, answer: Answer, put_off: bool = False) -> None:
        self.count["pages"] += 1
        if answer.status != 200 and not (put_off and is_put_off(answer)):
            self.count["pages failed"] += 1
            say(f"{address} answered {answer.status}: {answer.body[-80:]!r}")

    def _note_search(self, answer: Answer) -> None:
        self.count["searches"] += 1
        if answer.status == 200:
            texts = [hit["text"] for hit in answer.data["hits"]]
            wrong = [text for text in texts if text not in self._texts or WORD not in text.lower()]
            self.count["hits wrong"] += len(wrong)
            for text in wrong:
                say(f"a search showed {text!r}")
        elif is_put_off(answer):
            self.count["searches put off"] += 1
        else:
            self.count["searches failed"] += 1
            say(f"a search answered {answer.status}: {answer.body[-80:]!r}")


def is_put_off(answer: Answer) -> bool:
    """Whether a site says that it cannot search now, and when to come again."""
    return answer.status == 503 and "Retry-After" in answer.headers


def find_addresses(site: Site) -> list[str]:
    """The home page, and an episode and a statement that a search finds."""
    hit = site.get("/cari.json", **SEARCHES[0]).data["hits"][0]
    return ["/", f"/episode/{hit['episode']}", urlsplit(hit["url"]).path]
