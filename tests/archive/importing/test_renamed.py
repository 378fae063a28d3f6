"""An episode that is renamed or re-dated by its manifest: one address more, none is lost."""

import pytest
from factories import index_all, make_actor
from sqlalchemy import select
from staff_room import Room, token_of

from archive import create_app
from archive.indexing import apply_outbox, check
from archive.models import Episode, MintedSlug
from archive.origins import PERSON, Suggestion, entity_of, note_origins

FORMER = "2022-06-15-jalan-desa"
RIGHTS = "public"


def slug_of(desk, key="e1"):
    with desk.archive.reading() as session:
        return session.scalar(select(Episode.slug).where(Episode.source_key == key))


def slugs(desk):
    """Every slug of an episode ever given out."""
    with desk.archive.reading() as session:
        chosen = select(MintedSlug.slug).where(MintedSlug.kind == "episode")
        return sorted(session.scalars(chosen))


@pytest.fixture
def reader(desk):
    """Somebody with an address from before."""
    return create_app(desk.archive.settings, desk.archive).test_client()


@pytest.mark.parametrize(
    ("said", "slug"),
    [
        ({"title": "Judul Lain"}, "2022-06-15-judul-lain"),
        ({"date": "2022-06-16"}, "2022-06-16-jalan-desa"),
        ({"title": "Judul Lain", "date": "2022-06-16"}, "2022-06-16-judul-lain"),
    ],
)
def test_a_rename_adds_an_address_and_the_former_one_leads_there(desk, row, reader, said, slug):
    desk.bring(row, publish=True)

    report = desk.bring(row | said)

    assert slug_of(desk) == slug
    assert f"Row 2: {FORMER} is {slug} now; the former address leads there." in report["notes"]
    for tail in ("", ".json", "/riwayat", "/transkrip.vtt", "/r1/transkrip.txt"):
        moved = reader.get(f"/episode/{FORMER}{tail}?q=jalan")
        assert (moved.status_code, moved.location) == (301, f"/episode/{slug}{tail}?q=jalan")
        assert reader.get(f"/episode/{slug}{tail}").status_code == 200


def test_the_same_again_adds_no_address(desk, row):
    desk.bring(row)
    renamed = row | {"title": "Judul Lain"}
    desk.bring(renamed)
    before = desk.snapshot()

    report = desk.bring(renamed)

    assert report["episodes"]["unchanged"] == 1
    assert desk.snapshot() == before
    assert slugs(desk) == [FORMER, "2022-06-15-judul-lain"]


@pytest.mark.parametrize("title", ["Jalan, Desa!", "jalan desa", "“Jalan” – Desa"])
def test_a_title_written_with_other_signs_keeps_the_address(desk, row, title):
    desk.bring(row)

    report = desk.bring(row | {"title": title})

    assert report["episodes"]["updated"] == 1
    assert slugs(desk) == [slug_of(desk)] == [FORMER]


def test_an_earlier_title_gives_the_earlier_address_back_and_nobody_else_gets_it(desk, row, reader):
    desk.bring(row, publish=True)
    desk.bring(row | {"title": "Judul Lain"}, row | {"id": "e2"}, publish=True)
    assert slug_of(desk, "e2") == f"{FORMER}-2"

    desk.bring(row)

    assert slug_of(desk) == FORMER
    assert reader.get("/episode/2022-06-15-judul-lain").location == f"/episode/{FORMER}"
    assert slugs(desk) == [FORMER, f"{FORMER}-2", "2022-06-15-judul-lain"]


def test_no_address_is_the_id_under_which_another_episode_was_imported(desk, row):
    desk.bring(row | {"id": "2022-06-15-judul-lain"}, row)

    desk.bring(row | {"title": "Judul Lain"})

    assert slug_of(desk) == "2022-06-15-judul-lain-2"


def test_a_title_that_a_person_set_keeps_its_address(desk, row):
    desk.bring(row)
    with desk.archive.writing() as session:
        episode = session.scalars(select(Episode)).one()
        by_hand = Suggestion("title", episode.title, PERSON, "page")
        note_origins(session, entity_of("episode", episode.id), [by_hand], make_actor(session))
        session.commit()

    desk.bring(row | {"title": "Judul Lain"})

    assert slugs(desk) == [FORMER]


def test_the_index_has_the_episode_at_its_present_address_alone(desk, row):
    desk.bring(row, publish=True)
    index_all(desk.archive)
    desk.bring(row | {"title": "Judul Lain"})

    with desk.archive.reading() as session:
        apply_outbox(session, desk.archive.index, RIGHTS)
        found = check(session, desk.archive.index, RIGHTS)

    assert (found.missing, found.stale, found.extra, found.pending) == (0, 0, 0, 0)


def test_a_search_within_the_former_address_is_one_within_the_present_one(desk, row, reader):
    desk.bring(row, publish=True)
    desk.bring(row | {"title": "Judul Lain"})
    index_all(desk.archive)

    for slug in (FORMER, "2022-06-15-judul-lain"):
        found = reader.get(f"/cari.json?q=jalan&episode={slug}").get_json()
        assert {hit["episode"] for hit in found["hits"]} == {"2022-06-15-judul-lain"}


def test_what_was_cited_before_is_cited_still(desk, row, reader):
    desk.bring(row, publish=True)
    lines = reader.get(f"/episode/{FORMER}.json").get_json()["statements"]
    desk.bring(row | {"title": "Judul Lain"})

    for line in lines:
        cited = reader.get(f"/s/{line['id']}/r1.json").get_json()
        assert (cited["text"], cited["episode"]) == (line["text"], "2022-06-15-judul-lain")


def test_what_a_draft_is_called_now_is_not_told(desk, row, reader):
    desk.bring(row)
    desk.bring(row | {"title": "Rahasia"})

    for path in (f"/episode/{FORMER}", f"/episode/{FORMER}/riwayat"):
        answer = reader.get(path)
        assert (answer.status_code, answer.location) == (404, None)
        assert "rahasia" not in answer.text.lower()
    assert "rahasia" not in reader.get(f"/cari?q=jalan&episode={FORMER}").text.lower()


def test_staff_are_led_to_the_present_address_with_what_they_send(desk, row):
    desk.bring(row)
    room = Room(desk.archive)
    room.add(role="publisher")
    staff = room.signed_in()
    opened = staff.get(f"/staf/episode/{FORMER}")
    desk.bring(row | {"title": "Judul Lain"})

    page = staff.get(f"/staf/episode/{FORMER}")
    form = {"tanda": token_of(opened), "revisi": "1"}
    sent = staff.post(f"/staf/episode/{FORMER}/terbitkan", data=form)

    assert (page.status_code, page.location) == (301, "/staf/episode/2022-06-15-judul-lain")
    assert (sent.status_code, sent.location) == (308, f"{page.location}/terbitkan")
    assert staff.post(sent.location, data=form).status_code == 303
    assert staff.get("/episode/2022-06-15-judul-lain").status_code == 200


def test_staff_who_may_not_read_a_draft_are_led_nowhere(desk, row):
    desk.bring(row)
    room = Room(desk.archive)
    room.add(role="contributor")
    desk.bring(row | {"title": "Judul Lain"})

    page = room.signed_in().get(f"/staf/episode/{FORMER}")

    assert page.status_code == 404
    assert "judul-lain" not in page.text
