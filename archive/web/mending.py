"""What may stand in place of a request that was refused: searches that can be followed at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from flask import request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from archive.calendar import format_date, today_in
from archive.web.addresses import base_path, public_address, query_without, with_query
from archive.web.asking import name_values, replaced, without
from archive.web.languages import language
from archive.web.parameters import UnfitParameter, texts_of
from archive.web.reading import settings
from search.budget import MAX_CHARACTERS, MAX_DISTANCE, MIN_PREFIX
from search.dates import Stretch, read_days
from search.errors import QueryOverBudget
from search.wording import refusal_sentence

Changes = Mapping[str, str]
"""Parameters of an address with other values; "" takes one away."""

MARKS = '"“”'
LONGEST_DATE = 5
"""Words: "Rabu tanggal 15 Juni 2022"."""


@dataclass(frozen=True, slots=True)
class Remedy:
    """What happened, and (title, address) of what to do instead, introduced by `said`.

    `queries` are those of them that differ in nothing but the words.
    """

    sentence: str = ""
    said: str = ""
    links: tuple[tuple[str, str], ...] = ()
    queries: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, list[str]]:
        """What programs are told: queries and addresses, where there are any."""
        told = {
            "queries": list(self.queries),
            "addresses": [public_address(address) for _title, address in self.links],
        }
        return {name: values for name, values in told.items() if values}


@dataclass(frozen=True, slots=True)
class Mended:
    """One way to ask instead: how it is called, what it changes; `written` is what was refused."""

    title: str
    changes: Changes = field(default_factory=dict)
    written: str = ""


def mend_query(refusal: QueryOverBudget) -> Remedy:
    """Why a query was refused, in the words of the page, and queries that are not."""
    typed = texts_of("q")
    mend = MENDERS.get(refusal.code)
    ways = list(mend(typed[0], refusal)) if mend and len(typed) == 1 else []
    if ways and ways[0].written:
        refusal = QueryOverBudget(refusal.code, refusal.limit, ways[0].written)
    return Remedy(
        sentence=refusal_sentence(refusal, language()),
        said=str(SAID.get(refusal.code, "")),
        links=tuple((way.title, changed(way.changes)) for way in ways),
        queries=tuple(way.changes["q"] for way in ways if list(way.changes) == ["q"]),
    )


def mend_parameter(unfit: UnfitParameter) -> Remedy:
    """The values that a parameter may have, and this page without it."""
    names = name_values(unfit.parameter, set()) if unfit.choices else {}
    links = [(names.get(one, one), replaced(unfit.parameter, one)) for one in unfit.choices]
    apart = _("tanpa %(name)s", name=unfit.parameter)
    return Remedy(str(unfit.description), "", (*links, (apart, without(unfit.parameter))))


def changed(changes: Changes) -> str:
    """This page with other parameters; page one."""
    pairs = [(name, value) for name, value in changes.items() if value]
    return with_query(base_path(), [*query_without("hal", *changes), *pairs])


def is_results() -> bool:
    """Whether the request was for a page of results."""
    return request.endpoint in ("search.results", "concordance.show", "trends.show")


def asked_again() -> tuple[str, Sequence[tuple[str, str]]]:
    """Where a mended query is sent, and the other parameters that go with it: those of this page
    where it is one of results for one query, else a plain search."""
    if is_results() and len(texts_of("q")) <= 1:
        return base_path(), query_without("q", "hal")
    return url_for("search.results"), ()


def choose_word(typed: str, refusal: QueryOverBudget) -> Iterator[Mended]:
    """Each of the commonest words in the place of a beginning of too many."""
    written = re.compile(rf"(?<!\w){re.escape(str(refusal.found))}", re.IGNORECASE)
    if written.search(typed):
        for word in refusal.words:
            yield Mended(word, {"q": written.sub(word, typed, count=1)})


def drop_star(typed: str, refusal: QueryOverBudget) -> Iterator[Mended]:
    """The longest stretch without a star, as a word and where it is long enough as a beginning."""
    written = str(refusal.found)
    longest = max(written.split("*"), key=len)
    if longest and written in typed:
        ends = ["*", ""] if len(longest) >= MIN_PREFIX else [""]
        for end in ends:
            query = typed.replace(written, longest + end, 1)
            yield Mended(query, {"q": query})


def shorten_distance(typed: str, refusal: QueryOverBudget) -> Iterator[Mended]:
    """The nearest distance that is allowed."""
    nearest = min(max(int(refusal.found), 1), MAX_DISTANCE)
    query = re.sub(rf"/0*{refusal.found}\b", f"/{nearest}", typed, count=1)
    if query != typed:
        yield Mended(query, {"q": query})


def make_phrase(typed: str, _refusal: QueryOverBudget) -> Iterator[Mended]:
    """All the words as one sentence: whoever types so many has them from somewhere."""
    phrase = re.sub(r'[\s"“”„()]+', " ", typed).strip()
    if len(phrase) + 2 <= MAX_CHARACTERS:
        yield Mended(_("persis kalimat itu"), {"q": f'"{phrase}"'})


_WHAT = r"\b(?:tanggal|tahun):\s*[\"“]?"
_OPEN = re.compile(
    rf"{_WHAT}(?P<word>sejak|since|setelah|sesudah|after|sebelum|before|until|[<>]=?|\.\.)\s*"
    r"(?P<day>[^\"“”]+)[\"”]?",
    re.IGNORECASE,
)
_ENDLESS = re.compile(rf"{_WHAT}(?P<day>[^\s\"“”]+?)(?P<word>\.\.)[\"”]?(?=\s|$)", re.IGNORECASE)


def set_days(typed: str, _refusal: QueryOverBudget) -> Iterator[Mended]:
    """Days with only a beginning or an end as the filter that they are."""
    endless = _ENDLESS.search(typed)
    if match := endless or _OPEN.search(typed):
        day, stretch = longest_date(match["day"])
        if stretch:
            end = match.end() if endless else match.start("day") + len(day)
            rest = f"{typed[: match.start()]} {typed[end:].lstrip(MARKS)}"
            word = "sejak" if endless else match["word"].lower()
            written = typed[match.start("day" if endless else "word") : end].strip(MARKS)
            yield mend_days(" ".join(rest.split()), word, stretch, written)


def longest_date(text: str) -> tuple[str, Stretch | None]:
    """The longest row of words at the beginning that names days, and the days."""
    ends = [match.end() for match in re.finditer(r"\S+", text)][:LONGEST_DATE]
    for end in reversed(ends):
        if stretch := read_days(text[:end], today_in(settings()["ZONE"])):
            return text[:end], stretch
    return "", None


def mend_days(query: str, word: str, stretch: Stretch, written: str) -> Mended:
    """The rest of a query with one of the filters `dari` and `sampai`."""
    a_day = timedelta(days=1)
    days: dict[str, tuple[str, Any]] = {
        **dict.fromkeys(("sejak", "since", ">="), ("dari", stretch.since)),
        **dict.fromkeys(("setelah", "sesudah", "after", ">"), ("dari", stretch.until + a_day)),
        **dict.fromkeys(("sebelum", "before", "<"), ("sampai", stretch.since - a_day)),
        **dict.fromkeys(("until", "<=", ".."), ("sampai", stretch.until)),
    }
    name, day = days[word]
    said = {"dari": _("sejak %(day)s"), "sampai": _("hingga %(day)s")}[name]
    title = ", ".join(filter(None, (query, said % {"day": format_date(day, language())})))
    return Mended(title, {"q": query, name: day.isoformat()}, written)


MENDERS: dict[str, Callable[[str, QueryOverBudget], Iterator[Mended]]] = {
    "expansions": choose_word,
    "prefix": drop_star,
    "wildcard": drop_star,
    "distance": shorten_distance,
    "terms": make_phrase,
    "open-range": set_days,
}
"""For each limit, what may be asked instead; of the others there is no telling."""

SAID: dict[str, Any] = {
    "expansions": lazy_gettext("Yang paling sering diucapkan:"),
    **dict.fromkeys(
        ("prefix", "wildcard", "distance", "terms", "open-range"),
        lazy_gettext("Yang dapat dicari:"),
    ),
}
