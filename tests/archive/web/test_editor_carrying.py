"""Edits that meet a newer revision: whatever does not fit is settled one by one, and never lost."""

from __future__ import annotations

import re

import pytest
from editing_desk import ROAD, SHORT, WATER, Desk, add_draft

from archive.audit import find_actor
from archive.models import Episode
from archive.revisions import Provenance, latest_revision
from archive.rows import read_rows
from archive.transcripts import attach
from archive.withdrawing import withdraw_named
from media.transcripts import read_transcript

MINE, THEIRS = f"{WATER} Tolong.", f"{WATER} Begitu."


@pytest.fixture
def ids(own_shelf):
    """The identifiers of a draft with three statements."""
    return add_draft(own_shelf.archive)


@pytest.fixture
def desk(own_shelf, ids):
    """Siti, who reworded the second line; then somebody saved a revision that changed it, too."""
    desk = Desk(own_shelf, name="Siti")
    type_words(desk, ids[1], MINE)
    revise(desk, ROAD, THEIRS, SHORT)
    desk.post("/bawa")
    return desk


def type_words(desk, name, text):
    """The line says something else, and all else as it was."""
    voice = "Penanya" if text.startswith("Air") else "Sekda"
    answer = desk.post(f"/{name}", lakukan="simpan", kata=text, suara=voice, **times_of(desk, name))
    assert answer.status_code == 303, answer.text


def times_of(desk, name):
    fields = desk.fields(f"/{name}")
    return {"mulai": fields["mulai_semula"], "selesai": fields["selesai_semula"]}


def revise(desk, *texts):
    """Somebody attaches a file while the copy is open."""
    with desk.archive.writing() as session:
        episode = session.query(Episode).filter_by(slug="sunting").one()
        voices = ("Sekda", "Penanya", "Sekda")
        text = "\n".join(f"{voice}: {words}" for voice, words in zip(voices, texts, strict=False))
        transcript = read_transcript(text.encode(), file_name="naskah.txt")
        actor = find_actor(session, "command", "tests")
        attach(session, episode, transcript, actor, Provenance("corrected", format="txt"))
        session.commit()


def saved(desk):
    with desk.archive.reading() as session:
        episode = session.query(Episode).filter_by(slug="sunting").one()
        return [row.text for row in read_rows(session, latest_revision(session, episode.id).id)]


def forms(desk):
    """The fields of each conflict on the page, with its buttons."""
    page = desk.page("/bawa")
    parts = re.findall(r'<form class="buttons".*?</form>', page, re.DOTALL)
    fields = r'<input type="hidden" name="([^"]+)" value="([^"]*)"'
    return [
        (dict(re.findall(fields, part)), re.findall(r'name="putuskan" value="(\w+)"', part))
        for part in parts
    ]


def decide(desk, fields, choice):
    data = {**fields, "putuskan": choice}
    return desk.client.post("/staf/transkrip/sunting/bawa", data=data)


def save(desk):
    return desk.post("/simpan", page="/", alasan="didengar ulang")


def test_each_conflict_has_both_buttons_and_the_editor_leads_to_it(desk):
    [(_fields, buttons)] = forms(desk)

    assert buttons == ["saya", "sekarang"]
    page = desk.page()
    assert "1 pertentangan" in page
    assert 'href="/staf/transkrip/sunting/bawa">Putuskan satu per satu' in page


def test_a_copy_with_an_open_conflict_is_not_saved_as_a_revision(desk):
    page = save(desk)
    fields = desk.fields("/")
    told = desk.client.post(
        "/staf/transkrip/sunting/simpan",
        data={**fields, "alasan": "didengar ulang"},
        headers={"Accept": "application/json"},
    )

    assert page.status_code == 409
    assert "Putuskan dulu" in page.text
    assert 'href="/staf/transkrip/sunting/bawa"' in page.text
    assert told.status_code == 409
    assert (told.get_json()["behind"], told.get_json()["conflicts"]) == (True, 1)
    assert saved(desk) == [ROAD, THEIRS, SHORT]


@pytest.mark.parametrize(("choice", "expected"), [("saya", MINE), ("sekarang", THEIRS)])
def test_what_was_chosen_stands_and_is_saved(desk, choice, expected):
    [(fields, _buttons)] = forms(desk)

    for _ in range(2):  # a form that is sent twice settles it once
        assert decide(desk, fields, choice).status_code == 303

    assert desk.texts() == [ROAD, expected, SHORT]
    assert "menunggu keputusan" not in desk.page()
    assert save(desk).status_code == 303
    assert saved(desk) == [ROAD, expected, SHORT]


@pytest.mark.parametrize("choice", ["saya", "sekarang"])
def test_a_decision_can_be_taken_back(desk, choice):
    [(fields, _buttons)] = forms(desk)
    decide(desk, fields, choice)
    [(again, buttons)] = forms(desk)

    assert buttons == ["lagi"]
    assert decide(desk, again, "lagi").status_code == 303

    assert desk.texts() == [ROAD, THEIRS, SHORT]
    assert forms(desk)[0][1] == ["saya", "sekarang"]
    assert save(desk).status_code == 409


def test_an_open_conflict_outlives_another_carrying(desk):
    revise(desk, f"{ROAD} Insyaallah.", THEIRS, SHORT)
    assert MINE in desk.page("/bawa")

    desk.post("/bawa")

    assert MINE in desk.page("/bawa")
    assert save(desk).status_code == 409
    decide(desk, forms(desk)[0][0], "saya")
    assert save(desk).status_code == 303
    assert saved(desk) == [f"{ROAD} Insyaallah.", MINE, SHORT]


def test_conflicts_of_several_carryings_are_open_side_by_side(desk, ids):
    type_words(desk, ids[0], f"{ROAD} Ya.")
    revise(desk, f"{ROAD} Insyaallah.", THEIRS, SHORT)

    desk.post("/bawa")

    assert len(forms(desk)) == 2
    for fields, _buttons in forms(desk):
        decide(desk, fields, "saya")
    assert desk.texts() == [f"{ROAD} Ya.", MINE, SHORT]


def test_an_open_conflict_goes_and_comes_with_the_copy(desk):
    desk.post("/buang")
    assert "menunggu keputusan" not in desk.page()

    desk.post("/kembalikan", page="/")

    assert MINE in desk.page("/bawa")
    assert save(desk).status_code == 409


def test_what_stands_there_is_not_overwritten_when_it_changed_since_it_was_shown(desk, ids):
    [(fields, _buttons)] = forms(desk)
    type_words(desk, ids[1], f"{THEIRS} Ini baru.")

    answer = decide(desk, fields, "saya")

    assert answer.status_code == 409
    assert "sudah berubah sejak halaman ini dibuka" in answer.text
    assert desk.texts()[1] == f"{THEIRS} Ini baru."


def test_a_decision_is_not_taken_back_over_what_was_typed_since(desk, ids):
    decide(desk, forms(desk)[0][0], "saya")
    [(fields, _buttons)] = forms(desk)
    type_words(desk, ids[1], f"{MINE} Ini baru.")

    assert decide(desk, fields, "lagi").status_code == 409
    assert desk.texts()[1] == f"{MINE} Ini baru."


def test_words_of_a_line_that_the_newer_revision_lacks_come_back_where_they_stood(own_shelf, ids):
    desk = Desk(own_shelf, name="Siti")
    type_words(desk, ids[1], MINE)
    revise(desk, ROAD, "Terima kasih banyak atas waktunya hari ini.", SHORT)
    desk.post("/bawa")

    page = desk.page("/bawa")
    assert MINE in page
    assert "Terima kasih banyak" in page
    decide(desk, forms(desk)[0][0], "saya")

    assert desk.texts() == [ROAD, MINE, SHORT]


def test_a_line_that_was_moved_is_one_conflict(own_shelf, ids):
    desk = Desk(own_shelf, name="Siti")
    desk.post(f"/{ids[1]}", lakukan="naik")
    revise(desk, ROAD, THEIRS, SHORT)
    desk.post("/bawa")

    [(fields, _buttons)] = forms(desk)
    decide(desk, fields, "saya")

    assert desk.texts() == [WATER, ROAD, SHORT]


def test_a_line_that_was_deleted_is_deleted_only_when_that_is_chosen(own_shelf, ids):
    desk = Desk(own_shelf, name="Siti")
    desk.post(f"/{ids[1]}", lakukan="hapus")
    revise(desk, ROAD, THEIRS, SHORT)
    desk.post("/bawa")
    assert desk.texts() == [ROAD, THEIRS, SHORT]

    decide(desk, forms(desk)[0][0], "saya")

    assert desk.texts() == [ROAD, SHORT]


def test_words_that_are_withdrawn_can_no_longer_be_chosen(desk, ids):
    with desk.archive.writing() as session:
        withdraw_named(session, ids[1], "privacy", find_actor(session, "command", "tests"))
        session.commit()

    page = desk.page("/bawa")

    assert "Tolong." not in page
    assert forms(desk) == []


def test_a_conflict_that_there_is_not_is_said_so(desk):
    fields = desk.fields("/bawa")

    for wrong in ({"nomor": "7"}, {"nomor": "x"}, {"tindakan": "entah"}):
        answer = decide(desk, {**fields, **wrong}, "saya")
        assert answer.status_code == 409
        assert "sudah tidak ada" in answer.text
