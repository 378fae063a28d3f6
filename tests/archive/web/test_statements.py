"""Statements, passages and their citations at permanent addresses (interface.md "Addresses")."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from factories import make_actor, make_person, name_voice, new_archive
from flask.testing import FlaskClient
from sqlalchemy import event
from told_archive import SECOND, Talk, tell, tell_both

from archive import create_app
from archive.citations import STYLES
from archive.models import Episode, Statement
from archive.publishing import withdraw
from archive.resources import Resources
from archive.withdrawing import withdraw_words

QUESTION, ANSWER, THANKS, ENDING = range(4)
PUBLIC = "https://arsip.contoh.example"


@pytest.fixture(scope="module")
def told_home(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Talk]:
    """A folder with the talk in two revisions, and the talk."""
    home = tmp_path_factory.mktemp("told")
    archive = new_archive(home)
    with archive.writing() as session:
        session.expire_on_commit = False
        talk = tell_both(archive, session)
        session.commit()
    archive.engine.dispose()
    return home, talk


@pytest.fixture(scope="module")
def told(told_home: tuple[Path, Talk]) -> Iterator[tuple[Resources, Talk]]:
    """The archive that is only read; a test that changes something takes `own`."""
    home, talk = told_home
    archive = new_archive(home, PUBLIC_URL=PUBLIC)
    yield archive, talk
    archive.engine.dispose()


@pytest.fixture
def own(told_home: tuple[Path, Talk], tmp_path: Path) -> Iterator[tuple[Resources, Talk]]:
    """A copy of the archive for one test."""
    home, talk = told_home
    archive = new_archive(shutil.copytree(home, tmp_path / "own"), PUBLIC_URL=PUBLIC)
    yield archive, talk
    archive.engine.dispose()


@pytest.fixture(scope="module")
def reader(told: tuple[Resources, Talk]) -> FlaskClient:
    """Somebody with an address."""
    return client_of(told[0])


def client_of(archive: Resources) -> FlaskClient:
    """A reader of an archive at its public address."""
    client = create_app(archive.settings, archive).test_client()
    client.environ_base["HTTP_HOST"] = "arsip.contoh.example"
    return client


def at(told: tuple[Resources, Talk], which: int, tail: str = "") -> str:
    """The address of one of r1's statements; {0}, {1} … in `tail` stand for identifiers."""
    _, talk = told
    return f"/s/{talk.ids[which]}" + tail.format(*talk.ids)


@pytest.mark.parametrize(
    ("tail", "language", "heading"),
    [
        ("/r1", "id", "Sebuah pernyataan"),
        ("/r1", "en", "Statement"),
        ("/r1/1-2", "en", "Quotation"),
    ],
)
def test_the_heading_of_one_statement_is_of_one(told, tail, language, heading):
    stranger = client_of(told[0])  # the language that was asked for is remembered

    page = stranger.get(at(told, 0, tail), query_string={"bahasa": language}).text

    assert f'<h1 class="hidden">{heading}</h1>' in page


@pytest.mark.parametrize(
    ("which", "tail", "status"),
    [
        (ANSWER, "", 200),
        (ANSWER, "/r1", 200),
        (ANSWER, "/r2", 200),
        (ANSWER, "/r1/3-8", 200),
        (QUESTION, "/r1/3-{1}.2", 200),
        (THANKS, "", 200),
        (THANKS, "/r1", 200),
        (THANKS, "/r2", 404),
        (ANSWER, "/r3", 404),
        (ANSWER, "/r0", 404),
        (ANSWER, "/rx", 404),
        (ANSWER, "/r1/8-3", 404),
        (ANSWER, "/r1/0-3", 404),
        (ANSWER, "/r1/1-99", 404),
        (ANSWER, "/r1/1-{0}.2", 404),
        (ANSWER, "/r1/satu-dua", 404),
    ],
)
@pytest.mark.parametrize("ending", ["", ".json", "/kutip", "/kutip.bib", "/kutip.ris"])
def test_every_address_answers_in_every_form(
    told: tuple[Resources, Talk],
    reader: FlaskClient,
    which: int,
    tail: str,
    status: int,
    ending: str,
) -> None:
    answer = reader.get(at(told, which, tail) + ending, follow_redirects=True)

    assert answer.status_code == status


@pytest.mark.parametrize(
    ("tail", "sentence"),
    [
        ("/r1/1-99", "terdiri atas 17 kata"),
        ("/r1/8-3", "Contoh: 12-20"),
        ("/r1/1-{0}.2", "mendahului awalnya"),
        ("/r3", "tidak pernah terbit"),
    ],
)
def test_a_wrong_address_is_answered_with_help(
    told: tuple[Resources, Talk], reader: FlaskClient, tail: str, sentence: str
) -> None:
    assert sentence in reader.get(at(told, ANSWER, tail)).text


def test_a_mistyped_identifier_is_said_to_be_mistyped(
    told: tuple[Resources, Talk], reader: FlaskClient
) -> None:
    path = at(told, ANSWER)
    wrong = path[:-1] + ("0" if path[-1] != "0" else "1")

    answer = reader.get(wrong)

    assert answer.status_code == 404
    assert "salah ketik" in answer.text


@pytest.mark.parametrize(
    ("tail", "canonical"),
    [
        ("", ""),
        ("/r1/3-8/kutip?gaya=apa", "/r1/3-8/kutip?gaya=apa"),
        ("/r01", "/r1"),
        ("/r1/3-{same}.8", "/r1/3-8"),
        ("/r1/3-8/kutip.bib", "/r1/3-8/kutip.bib"),
        (".json", ".json"),
    ],
)
def test_upper_case_and_hyphens_redirect_to_the_one_address(
    told: tuple[Resources, Talk], reader: FlaskClient, tail: str, canonical: str
) -> None:
    name = told[1].ids[ANSWER]
    typed = f"/s/{name[:4].upper()}-{name[4:].upper()}" + tail.format(same=name.upper())

    answer = reader.get(typed)

    assert (answer.status_code, answer.location) == (301, f"/s/{name}{canonical}")


def test_a_statement_without_a_revision_is_cited_at_its_published_one(
    told: tuple[Resources, Talk], reader: FlaskClient
) -> None:
    answer = reader.get(at(told, ANSWER, "/kutip?gaya=mla"))

    assert (answer.status_code, answer.location) == (
        302,
        at(told, ANSWER, "/r2/kutip?gaya=mla"),
    )


def test_the_frozen_words_stay_and_the_correction_is_shown_beside_them(
    told: tuple[Resources, Talk], reader: FlaskClient
) -> None:
    page = reader.get(at(told, ANSWER, "/r1/3-8")).text

    assert "<mark>Anggaran jalan desa ada tahun ini.</mark>" in page
    assert "Sudah diperbaiki sejak dikutip" in page
    assert "<ins>tidak</ins>" in page


def test_words_that_did_not_change_say_so(
    told: tuple[Resources, Talk], reader: FlaskClient
) -> None:
    page = reader.get(at(told, ANSWER, "/r1/9-17")).text

    assert "Tidak berubah sejak dikutip" in page


def add_condition(own: tuple[Resources, Talk]) -> str:
    """Add a condition to the last words in a new revision; their address as first published."""
    archive, talk = own
    ending = SECOND[-1][3].replace("pagi.", "pagi, kalau benar begitu.")
    with archive.writing() as session:
        episode = session.get_one(Episode, talk.episode.id)
        tell(session, episode, [*SECOND[:-1], (*SECOND[-1][:3], ending)])
        session.commit()
    return at(own, ENDING, "/r1")


def text_of(page: str, start: str) -> str:
    """What a page says from a heading on, without marks."""
    return " ".join(re.sub(r"<[^>]+>", "", page[page.index(start) :]).split())


def test_a_whole_statement_is_shown_with_the_condition_that_was_added_to_it(
    own: tuple[Resources, Talk],
) -> None:
    address = add_condition(own)

    page = client_of(own[0]).get(address).text
    data = client_of(own[0]).get(f"{address}.json").get_json()["today"]

    assert "Tidak berubah" not in page
    assert "Rabu pagi. pagi, kalau benar begitu." in text_of(page, "Sudah diperbaiki sejak dikutip")
    assert (data["status"], data["found_at"]) == ("changed", f"{PUBLIC}{at(own, ENDING, '/r3')}")


@pytest.mark.parametrize("words", ["1-8", "5-8", "8-8"])
def test_a_passage_that_was_the_end_is_shown_with_what_follows_it_now(
    own: tuple[Resources, Talk], words: str
) -> None:
    address = f"{add_condition(own)}/{words}"

    page = client_of(own[0]).get(address).text
    data = client_of(own[0]).get(f"{address}.json").get_json()["today"]

    assert "kalau benar begitu." in text_of(page, 'id="nasib"')
    assert data["status"] == "moved-or-gone" or data["after"] == "kalau benar begitu."


def test_unchanged_words_whose_surroundings_changed_say_so(
    own: tuple[Resources, Talk],
) -> None:
    address = f"{add_condition(own)}/1-7"

    page = client_of(own[0]).get(address).text
    quoting = client_of(own[0]).get(f"{address}/kutip").text

    assert "di sekitarnya sekarang lain" in page and "di sekitarnya sekarang lain" in quoting
    assert "Rabu pagi, kalau benar begitu." in text_of(page, 'id="nasib"')


def test_a_passage_cut_before_a_condition_carries_a_warning(
    told: tuple[Resources, Talk], reader: FlaskClient
) -> None:
    cut = reader.get(at(told, ANSWER, "/r1/9-13")).text
    whole = reader.get(at(told, ANSWER, "/r1/9-17")).text

    assert "kecuali" in cut[cut.index("Periksa konteksnya") :]
    assert "Periksa konteksnya" not in whole


def test_a_passage_over_several_speakers_names_them_all(
    told: tuple[Resources, Talk], reader: FlaskClient
) -> None:
    page = reader.get(at(told, QUESTION, "/r1/3-{1}.2")).text

    caption = page[page.index("<figcaption>") : page.index("</figcaption>")]
    assert "Galuh Ramanda" in caption and "Dr. H. Ambo Sakti, M.Pd." in caption
    assert "lebih dari satu orang" in page


def test_a_tombstone_shows_the_last_words(
    told: tuple[Resources, Talk], reader: FlaskClient
) -> None:
    page = reader.get(at(told, THANKS)).text

    assert "Terima kasih banyak, Pak Sekda." in page
    assert "Tidak lagi ada dalam transkrip terbaru" in page


def test_a_kept_identifier_names_its_other_speaker(
    told: tuple[Resources, Talk], reader: FlaskClient
) -> None:
    page = reader.get(at(told, ENDING)).text

    assert "Dalam revisi 1 kata-kata ini tercatat atas nama" in page


@pytest.mark.parametrize(
    "tail",
    [
        "/r1",
        "/r1/1-5",
        "/r1/kutip",
        *(f"/r1/kutip?gaya={style}" for style in STYLES),
        "/r1/1-5/kutip?gaya=pers",
        *(f"/r1{words}/kutip.{form}" for words in ("", "/1-5") for form in ("bib", "ris", "json")),
    ],
)
def test_wherever_words_are_cited_their_other_speaker_is_named(
    told: tuple[Resources, Talk], reader: FlaskClient, tail: str
) -> None:
    cited = reader.get(at(told, ENDING, tail)).text

    assert "Ambo Sakti" in cited
    assert "Ambo Sakti" not in reader.get(at(told, QUESTION, tail)).text


def test_a_passage_says_which_of_its_words_have_another_speaker(
    told: tuple[Resources, Talk], reader: FlaskClient
) -> None:
    page = reader.get(at(told, QUESTION, "/r1/3-{3}.2/kutip")).text

    assert "“Sampai jumpa” Dalam revisi 2 kata-kata ini tercatat atas nama:" in page
    assert page.count("Dalam revisi 2 kata-kata ini tercatat atas nama:") == 1


def test_the_data_of_a_statement_name_its_other_speakers(
    told: tuple[Resources, Talk], reader: FlaskClient
) -> None:
    data = reader.get(at(told, ENDING, "/r1.json")).get_json()

    assert data["later_person_name"] is None
    assert data["other_speakers"] == [
        {
            "id": told[1].ids[ENDING],
            "revision": 2,
            "speaker": "Sekda",
            "person": told[1].secretary.slug,
            "person_name": "Dr. H. Ambo Sakti, M.Pd.",
            "position": "Sekretaris Daerah Contoh",
            "url": PUBLIC + at(told, ENDING, "/r2"),
        }
    ]
    assert reader.get(at(told, ANSWER, "/r1.json")).get_json()["other_speakers"] == []


def test_a_later_attribution_stands_as_a_dated_correction(
    own: tuple[Resources, Talk],
) -> None:
    archive, talk = own
    reader = client_of(archive)
    with archive.writing() as session:
        episode = session.get_one(Episode, talk.episode.id)
        name_voice(session, episode, "Sekda", make_person(session, "Budi Contoh"))
        session.commit()

    page = reader.get(at(own, ANSWER, "/r1")).text
    citation = reader.get(at(own, ANSWER, "/r1/kutip?gaya=pustaka")).text

    assert "Dr. H. Ambo Sakti, M.Pd." in page
    assert "suara ini tercatat sebagai Budi Contoh" in page
    assert "tercatat sebagai Budi Contoh" in citation


def test_a_withdrawn_episode_keeps_its_permalinks_but_shows_no_words(
    own: tuple[Resources, Talk],
) -> None:
    archive, talk = own
    reader = client_of(archive)
    with archive.writing() as session:
        withdraw(session, session.get_one(Episode, talk.episode.id), "court", make_actor(session))
        session.commit()

    for tail in ("", "/r1", "/r1/3-8", ".json", "/r1/kutip", "/r1/kutip.bib"):
        answer = reader.get(at(own, ANSWER, tail))
        assert answer.status_code == 410
        assert "Anggaran" not in answer.text
    assert "putusan pengadilan" in reader.get(at(own, ANSWER)).text


def test_withdrawn_words_are_a_labelled_gap_and_their_neighbours_stay(
    own: tuple[Resources, Talk],
) -> None:
    archive, talk = own
    reader = client_of(archive)
    with archive.writing() as session:
        answer = session.get_one(Statement, talk.ids[ANSWER])
        withdraw_words(session, answer, "privacy", make_actor(session))
        session.commit()

    alone = reader.get(at(own, ANSWER, "/r1"))
    across = reader.get(at(own, QUESTION, "/r1/3-{2}.2"))

    assert alone.status_code == 410
    assert "data pribadi" in alone.text and "Anggaran" not in alone.text
    assert across.status_code == 200
    assert "Kata-kata ditarik (data pribadi)" in across.text
    assert "Terima kasih" in across.text and "Anggaran" not in across.text
    assert "Sebagian ditarik sejak dikutip" in across.text
    assert "Tidak berubah" not in across.text


def test_the_json_of_a_passage_has_the_keys_of_the_interface(
    told: tuple[Resources, Talk], reader: FlaskClient
) -> None:
    data = reader.get(at(told, ANSWER, "/r1/3-8.json")).get_json()

    expected = {
        "id": told[1].ids[ANSWER],
        "revision": 1,
        "episode": "2024-03-06-jalan-desa",
        "speaker": "Sekda",
        "person": "ambo-sakti",
        "person_name": "Dr. H. Ambo Sakti, M.Pd.",
        "position": "Sekretaris Daerah Contoh",
        "text": "Anggaran jalan desa ada tahun ini.",
        "from": 3,
        "to": 8,
        "start": 6.0,
        "end": 10.0,
        "label": "transkrip",
        "url": f"{PUBLIC}{at(told, ANSWER, '/r1/3-8')}",
    }
    assert {name: data[name] for name in expected} == expected
    assert data["today"]["status"] == "changed"
    assert data["today"]["found_at"] == f"{PUBLIC}{at(told, ANSWER, '/r2/3-9')}"


def test_a_citation_carries_everything_that_must_be_said(
    told: tuple[Resources, Talk], reader: FlaskClient
) -> None:
    page = reader.get(at(told, ANSWER, "/r1/3-8/kutip?gaya=pustaka")).text

    for part in (
        "Dr. H. Ambo Sakti, M.Pd. (Sekretaris Daerah Contoh)",
        "Bincang Pagi",
        "Radio Contoh",
        "6 Maret 2024, pukul 08.30 WITA",
        "menit 00.06–00.10",
        f"{PUBLIC}{at(told, ANSWER, '/r1/3-8')}",
        "transkrip v1",
        "diakses",
    ):
        assert part in page


def test_the_press_sentence_quotes_the_words_of_the_passage(
    told: tuple[Resources, Talk], reader: FlaskClient
) -> None:
    page = reader.get(at(told, ANSWER, "/r1/3-8/kutip?gaya=pers")).text

    assert "“Anggaran jalan desa ada tahun ini,” kata Sekretaris Daerah Contoh" in page


def test_reference_managers_get_all_three_formats(
    told: tuple[Resources, Talk], reader: FlaskClient
) -> None:
    base = at(told, ANSWER, "/r1/3-8/kutip")

    bib, ris, csl = (reader.get(f"{base}.{form}").text for form in ("bib", "ris", "json"))

    assert bib.startswith("@misc{")
    assert "ER  - " in ris
    assert json.loads(csl)[0]["URL"] == f"{PUBLIC}{at(told, ANSWER, '/r1/3-8')}"


def test_the_page_carries_tags_for_reference_managers(
    told: tuple[Resources, Talk], reader: FlaskClient
) -> None:
    page = reader.get(at(told, ANSWER, "/r1")).text

    assert f'name="citation_public_url" content="{PUBLIC}{at(told, ANSWER, "/r1")}"' in page


@pytest.mark.parametrize(
    ("query", "words"),
    [("dari=3&sampai=8", "3-8"), ("dari=8&sampai=3", "3-8"), ("dari=9&sampai=900", "9-17")],
)
def test_without_a_script_words_are_chosen_in_a_form(
    told: tuple[Resources, Talk], reader: FlaskClient, query: str, words: str
) -> None:
    answer = reader.get(at(told, ANSWER, f"/r1/kutip?{query}"))

    assert answer.location == at(told, ANSWER, f"/r1/{words}/kutip")


def test_an_unknown_style_is_refused_with_the_known_ones(
    told: tuple[Resources, Talk], reader: FlaskClient
) -> None:
    answer = reader.get(at(told, ANSWER, "/r1/kutip?gaya=vancouver"))

    assert answer.status_code == 400
    assert "pustaka" in answer.text


def test_the_words_of_a_page_are_the_words_of_its_address(
    told: tuple[Resources, Talk], reader: FlaskClient
) -> None:
    """The script that turns selected words into addresses counts single spaces."""
    page = reader.get(at(told, ANSWER, "/r2")).text

    begins = page.index(f'data-words="{told[1].ids[ANSWER]}">')
    shown = page[page.index(">", begins) + 1 : page.index("</p>", begins)]
    assert shown == reader.get(at(told, ANSWER, "/r2.json")).get_json()["text"]


@pytest.mark.parametrize("tail", ["", "/r1", "/r1/3-8", "/r1/3-{2}.2", "/r1/3-8/kutip", "/r1.json"])
def test_no_address_asks_the_database_more_often_for_more_revisions(
    own: tuple[Resources, Talk], tail: str
) -> None:
    archive, talk = own
    few = count_selects(archive, at(own, ANSWER, tail))
    with archive.writing() as session:
        episode = session.get_one(Episode, talk.episode.id)
        for n in range(5):
            ending = ("Sekda", 24.0, 30.0, f"Sampai jumpa hari Rabu depan, pukul {n} tepat.")
            tell(session, episode, [*SECOND[:-1], ending])
        session.commit()

    assert count_selects(archive, at(own, ANSWER, tail)) <= few + 2


def count_selects(archive: Resources, path: str) -> int:
    """How many SELECTs a page takes."""
    seen: list[str] = []

    def note(conn, cursor, statement, *rest):  # type: ignore[no-untyped-def]
        seen.append(statement)

    reader = client_of(archive)
    event.listen(archive.engine, "before_cursor_execute", note)
    assert reader.get(path).status_code == 200
    event.remove(archive.engine, "before_cursor_execute", note)
    return len(seen)
