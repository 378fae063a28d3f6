"""The history of a transcript: what was published, how much changed, two revisions side by side."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from factories import make_actor, make_episode, make_programme, new_archive
from flask.testing import FlaskClient
from sqlalchemy import select
from told_archive import SECOND, Talk, tell, tell_both

from archive import create_app
from archive.models import Episode, Publication, Statement
from archive.resources import Resources
from archive.withdrawing import withdraw_words

QUESTION, ANSWER, THANKS, ENDING = range(4)


@pytest.fixture
def told(tmp_path: Path) -> Iterator[tuple[Resources, Talk]]:
    archive = new_archive(tmp_path / "told")
    with archive.writing() as session:
        session.expire_on_commit = False
        talk = tell_both(archive, session)
        session.commit()
    yield archive, talk
    archive.engine.dispose()


@pytest.fixture
def reader(told: tuple[Resources, Talk]) -> FlaskClient:
    archive, _ = told
    return create_app(archive.settings, archive).test_client()


def path_of(told: tuple[Resources, Talk], ending: str = "") -> str:
    return f"/episode/{told[1].episode.slug}/riwayat{ending}"


def test_every_published_revision_stands_there_with_the_size_of_its_change(told, reader):
    data = reader.get(path_of(told, ".json")).get_json()

    first, second = data["revisions"]
    assert data["comparison"] is None
    assert (first["revision"], first["since"], first["words_added"]) == (1, None, None)
    assert (second["revision"], second["since"], second["by"]) == (2, 1, "redaksi")
    sizes = [second[key] for key in ("words_added", "words_removed", "words_moved")]
    assert sizes == [1, 5, 0]
    assert second["statements_touched"] == 3


def test_who_saved_a_revision_is_not_told(told, reader):
    for ending in ("", ".json", ".csv"):
        assert "tests" not in reader.get(path_of(told, ending)).text
        assert "redaksi" in reader.get(path_of(told, ending)).text


def test_two_revisions_are_compared_by_statement(told, reader):
    _, talk = told

    data = reader.get(path_of(told, ".json?dari=1&sampai=2")).get_json()["comparison"]

    assert (data["from"], data["to"]) == (1, 2)
    became = {one["id"]: one["became"] for one in data["statements"]}
    assert became == {
        talk.ids[QUESTION]: "same",
        talk.ids[ANSWER]: "changed",
        talk.ids[THANKS]: "gone",
        talk.ids[ENDING]: "same",
    }
    changed, gone, voiced = data["statements"][1:]
    assert ["insert", "", "tidak"] in changed["difference"]
    assert gone["difference"] == [["drop", "Terima kasih banyak, Pak Sekda.", ""]]
    assert (voiced["former_speaker"], voiced["speaker"]) == ("Galuh", "Sekda")


def test_the_way_back_is_a_comparison_too(told, reader):
    data = reader.get(path_of(told, ".json?dari=2&sampai=1")).get_json()["comparison"]

    assert [one["became"] for one in data["statements"]] == ["same", "changed", "new", "same"]
    assert ["drop", "tidak", ""] in data["statements"][1]["difference"]


def test_what_did_not_change_is_folded_and_can_be_unfolded(told, reader):
    folded = reader.get(path_of(told, "?dari=1&sampai=2")).text
    full = reader.get(path_of(told, "?dari=1&sampai=2&penuh=1")).text

    assert "1 pernyataan tidak berubah" in folded
    assert "Apakah jalan desa diperbaiki" not in folded
    assert "Apakah jalan desa diperbaiki" in full
    assert "<ins>tidak</ins>" in folded


@pytest.mark.parametrize("query", ["?dari=1", "?sampai=2", "?dari=r1&sampai=R2"])
def test_one_revision_is_compared_with_its_neighbour(told, reader, query):
    data = reader.get(path_of(told, f".json{query}")).get_json()["comparison"]

    assert (data["from"], data["to"]) == (1, 2)


@pytest.mark.parametrize("query", ["?dari=1&sampai=9", "?dari=x&sampai=2", "?dari=0&sampai=1"])
def test_a_revision_that_was_never_published_is_not_found(told, reader, query):
    assert reader.get(path_of(told, query)).status_code == 404


def test_a_page_past_the_last_is_not_found(told, reader):
    assert reader.get(path_of(told, "?dari=1&sampai=2&hal=2")).status_code == 404


def test_a_revision_that_was_never_published_is_not_in_the_history(told, reader):
    archive, talk = told
    with archive.writing() as session:
        tell(session, session.get(Episode, talk.episode.id), SECOND[:2], opened=False)
        session.commit()

    data = reader.get(path_of(told, ".json")).get_json()

    assert [one["revision"] for one in data["revisions"]] == [1, 2]
    assert reader.get(path_of(told, "?dari=2&sampai=3")).status_code == 404


def test_a_withdrawn_revision_keeps_its_place_and_shows_no_words(told, reader):
    archive, _ = told
    with archive.writing() as session:
        latest = session.scalars(select(Publication).order_by(Publication.id.desc())).first()
        latest.withdrawn_at = latest.at
        session.commit()

    data = reader.get(path_of(told, ".json")).get_json()

    assert data["revisions"][1]["withdrawn_at"]
    assert data["revisions"][1]["words_added"] is None
    assert reader.get(path_of(told, "?dari=1&sampai=2")).status_code == 410


@pytest.mark.parametrize("query", ["?dari=1&sampai=2", "?dari=1&sampai=2&penuh=1", ""])
@pytest.mark.parametrize("ending", ["", ".json", ".csv"])
def test_withdrawn_words_are_gaps_and_never_words(told, reader, ending, query):
    archive, talk = told
    with archive.writing() as session:
        for place in (ANSWER, THANKS):
            statement = session.get(Statement, talk.ids[place])
            withdraw_words(session, statement, "privacy", make_actor(session))
        session.commit()

    answer = reader.get(path_of(told, ending + query))

    assert answer.status_code == 200
    assert "Anggaran jalan desa" not in answer.text
    assert "Terima kasih banyak" not in answer.text
    if ending == ".json" and query:
        became = [one["became"] for one in answer.get_json()["comparison"]["statements"]]
        assert became == ["same", "withdrawn", "withdrawn", "same"]


def test_an_episode_without_a_transcript_says_so(told, reader):
    archive, _ = told
    with archive.writing() as session:
        programme = make_programme(session, "Lain")
        episode = make_episode(session, programme, "Tanpa Kata", state="published")
        session.commit()
        slug = episode.slug

    page = reader.get(f"/episode/{slug}/riwayat")

    assert page.status_code == 200
    assert "Belum ada transkrip yang terbit" in page.text


def test_a_statement_says_since_when_its_words_stand(told, reader):
    _, talk = told

    same, changed = (
        reader.get(f"/s/{talk.ids[place]}.json").get_json() for place in (QUESTION, ANSWER)
    )

    assert same["since"]["revision"] == 1
    assert changed["since"]["revision"] == 2
    assert reader.get(f"/s/{talk.ids[ANSWER]}/r1.json").get_json()["since"]["revision"] == 1
    page = reader.get(f"/s/{talk.ids[QUESTION]}").text
    assert "berbunyi begini sejak revisi 1" in page
    assert path_of(told) in page


def test_the_episode_leads_to_its_history(told, reader):
    assert path_of(told) in reader.get(f"/episode/{told[1].episode.slug}").text


def test_the_history_speaks_english(told, reader):
    page = reader.get(path_of(told, "?dari=1&sampai=2&bahasa=en")).text

    assert "From revision 1 to revision 2" in page
    assert "1 word added" in page
    assert "1 statement unchanged" in page
