"""Hits of one episode stand together."""

from datetime import date

from archive.catalogue.hits import Found
from archive.catalogue.statements import StatementRow
from archive.catalogue.values import Link
from archive.web.grouping import SHOWN, FoundGroup, group_found
from search import Document, Hit

ROADS, WATER = Link("jalan", "Jalan"), Link("air", "Air")
PROGRAMME = Link("bincang", "Bincang")
DAY = date(2024, 3, 6)


def said(identifier: str, episode: Link) -> Found:
    row = StatementRow(
        identifier, 1, "Kata.", "id", "transkrip", None, None, None, None, None, None, episode, DAY,
        PROGRAMME, True, None, None,
    )  # fmt: skip
    hit = Hit(Document(id=identifier, kind="pernyataan"))
    return Found(hit, "pernyataan", "Kata.", episode.name, statement=row)


def person(identifier: str) -> Found:
    return Found(Hit(Document(id=identifier, kind="tokoh")), "tokoh", "", "Sari")


def test_hits_are_grouped_in_the_order_of_the_first_of_each_episode() -> None:
    one, two, three = said("a", ROADS), said("b", WATER), said("c", ROADS)

    groups = group_found([one, two, three], {"jalan": 9})

    assert groups == [
        FoundGroup((one, three), 9, ROADS, PROGRAMME, DAY, True),
        FoundGroup((two,), 1, WATER, PROGRAMME, DAY, True),
    ]


def test_what_belongs_to_no_episode_stands_alone() -> None:
    one, two = person("tokoh/sari"), person("tokoh/budi")

    assert group_found([one, two], {}) == [FoundGroup((one,), 1), FoundGroup((two,), 1)]


def test_only_the_best_of_an_episode_are_shown_but_all_are_counted() -> None:
    many = [said(str(number), ROADS) for number in range(SHOWN + 2)]

    (group,) = group_found(many, {})

    assert group.found == tuple(many[:SHOWN])
    assert group.count == SHOWN + 2
