"""Offers of the search box: only what is public now, in one shape, however old the table is."""

from threading import Event

import pytest
from flask.testing import FlaskClient
from sample_archive import SECRETS
from sqlalchemy import select

from archive.models import Episode, Person

ADDRESS = "/cari/lengkapi"


def ask(client: FlaskClient, typed: str) -> list[dict]:
    """The offers; the first request of a process waits for its table."""
    return client.get(ADDRESS, query_string={"q": typed}).get_json()


def test_a_name_is_offered_with_its_page(client: FlaskClient) -> None:
    (offer,) = ask(client, "zainud")

    assert offer == {
        "kind": "tokoh",
        "text": "Muhammad Zainuddin Abdurrahman As-Siddiqi",
        "slug": "zainuddin",
        "query": None,
        "count": 2,
        "url": "/tokoh/zainuddin",
    }


def test_people_topics_programmes_and_organisations_are_offered(client: FlaskClient) -> None:
    ask(client, "zainud")

    found = {(one["kind"], one["slug"]) for typed in ("jal", "binc") for one in ask(client, typed)}

    assert found == {
        ("topik", "jalan-desa"), ("lembaga", "dinas-jalan"), ("program", "bincang-pagi"),
    }  # fmt: skip


def test_words_that_are_often_said_are_offered_as_a_search(own_shelf) -> None:
    from factories import index_all, make_programme, make_published

    said = [("Suara", f"Normalisasi sungai tahap {number}.", float(number)) for number in range(3)]
    with own_shelf.archive.writing() as session:
        make_published(session, make_programme(session, "Sore"), said, title="Sungai")
        session.commit()
    index_all(own_shelf.archive)

    offers = ask(own_shelf.client(), "normalisasi su")

    assert offers == [
        {
            "kind": "kata",
            "text": "normalisasi sungai",
            "slug": None,
            "query": "normalisasi sungai",
            "count": 3,
            "url": "/cari?q=normalisasi+sungai",
        }
    ]


@pytest.mark.parametrize("secret", SECRETS)
def test_what_is_not_public_is_never_offered(client: FlaskClient, secret: str) -> None:
    ask(client, "zainud")

    for typed in (secret, f"si {secret}", f"badan {secret}", f"soal {secret}", "kata"):
        offered = client.get(ADDRESS, query_string={"q": typed}).get_json()
        assert [one for one in offered if secret in one["text"]] == []


def test_names_are_offered_while_words_are_still_counted(
    own_shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    index, counted = own_shelf.archive.index, Event()
    count = index.sayings
    monkeypatch.setattr(index, "sayings", lambda ignored: counted.wait(30) and count(ignored))

    offers = ask(own_shelf.client(), "zainud")
    counted.set()

    assert [one["slug"] for one in offers] == ["zainuddin"]


def test_a_name_goes_with_the_last_episode_before_the_index_follows(own_shelf) -> None:
    client = own_shelf.client()
    assert ask(client, "zainud")
    with own_shelf.archive.writing() as session:
        for episode in session.scalars(select(Episode)):
            episode.state = "draft"
        session.commit()

    assert client.get(ADDRESS, query_string={"q": "zainud"}).get_json() == []


def test_a_name_is_offered_as_it_is_written_now(own_shelf) -> None:
    client = own_shelf.client()
    ask(client, "zainud")
    with own_shelf.archive.writing() as session:
        session.scalar(select(Person).where(Person.slug == "zainuddin")).name = "Zainuddin Baru"
        session.commit()

    assert [one["text"] for one in ask(client, "zainud")] == ["Zainuddin Baru"]


@pytest.mark.parametrize("typed", ["", "   ", "xqx", "a" * 500, '"', "(((", "\u202exqx"])
def test_nothing_is_offered_for_what_nothing_begins_with(client: FlaskClient, typed: str) -> None:
    ask(client, "zainud")

    answer = client.get(ADDRESS, query_string={"q": typed})

    assert (answer.status_code, answer.get_json()) == (200, [])


def test_an_empty_archive_offers_nothing(empty_shelf) -> None:
    answer = empty_shelf.client().get(ADDRESS, query_string={"q": "jal"})

    assert (answer.status_code, answer.get_json()) == (200, [])


def test_an_offer_asks_the_database_once_for_each_kind(client: FlaskClient, count_queries) -> None:
    ask(client, "jal")
    before = count_queries()

    client.get(ADDRESS, query_string={"q": "jal"})

    assert count_queries() - before == 2


@pytest.mark.parametrize(
    ("typed", "texts"),
    [
        ("air label:re", ["air label:rekaman"]),
        ("air -Label: Trans", ["air -Label: transkrip", "air -Label: mesin"]),
        ("label:kutipan tak", ["label:pers-taklangsung"]),
        ("label:hijau", []),
    ],
)
def test_behind_label_the_labels_are_offered(
    client: FlaskClient, typed: str, texts: list[str]
) -> None:
    offers = ask(client, typed)

    assert [one["text"] for one in offers] == texts
    assert {one["kind"] for one in offers} <= {"label"}
    described = [client.get(one["url"].replace("?", ".json?")).get_json() for one in offers]
    assert [one["notes"] for one in described] == [[]] * len(texts)


def test_a_label_is_suggested_to_browsers_with_its_name(client: FlaskClient) -> None:
    answer = client.get(f"{ADDRESS}?q=label:dik&bentuk=opensearch").get_json()

    assert answer[1:3] == [["label:dikutip"], ["dikutip pihak lain"]]


def test_browsers_get_the_offers_as_suggestions(client: FlaskClient) -> None:
    ask(client, "zainud")

    answer = client.get(ADDRESS, query_string={"q": "Zainud ", "bentuk": "opensearch"})
    english = client.get(f"{ADDRESS}?q=zainud&bentuk=opensearch&bahasa=en").get_json()

    assert answer.content_type == "application/x-suggestions+json"
    assert answer.get_json() == [
        "Zainud ",
        ["Muhammad Zainuddin Abdurrahman As-Siddiqi"],
        ["Tokoh · 2 episode"],
        ["http://127.0.0.1:8000/tokoh/zainuddin"],
    ]
    assert english[2] == ["Person · 2 episodes"]


def test_a_browser_that_types_nothing_known_gets_empty_lists(client: FlaskClient) -> None:
    answer = client.get(f"{ADDRESS}?q=xqx&bentuk=opensearch")

    assert answer.get_json() == ["xqx", [], [], []]


def test_offers_have_no_other_form(client: FlaskClient) -> None:
    assert client.get(f"{ADDRESS}?q=xqx&bentuk=xml").status_code == 400
