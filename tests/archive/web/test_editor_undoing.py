"""What a plain form did to the list of lines is said there, and undone without a script."""

from __future__ import annotations

import re

import pytest
from editing_desk import ROAD, SHORT, WATER, Desk, add_draft
from factories import make_episode, make_programme

from archive.audit import find_actor
from archive.revisions import Provenance
from archive.transcripts import attach
from media.transcripts import read_transcript


@pytest.fixture
def ids(own_shelf):
    """The identifiers of a draft with three statements."""
    return add_draft(own_shelf.archive)


@pytest.fixture
def desk(own_shelf, ids):
    return Desk(own_shelf)


def form_of(text, **values):
    """The fields of a form as a person leaves them, with what they change."""
    return {"kata": text, "suara": "Sekda", "mulai": "00.00", "selesai": "00.05", **values}


def undo(desk, page):
    """The form in the note of the list, sent."""
    form = re.search(r'action="(/staf/transkrip/sunting/urung)".*?</form>', page, re.DOTALL)
    fields = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form[0])
    return desk.client.post(form[1], data=dict(fields))


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"lakukan": "hapus"}, f"Baris dihapus: “{' '.join(WATER.split()[:10])} …”"),
        ({"lakukan": "gabung"}, "Baris digabung"),
        ({"lakukan": "pisah", "kata_ke": "4"}, "Baris dipisah."),
        ({"lakukan": "sisip", "sisipan": "Baik."}, "Baris disisipkan."),
        ({"lakukan": "naik"}, "Baris dipindahkan."),
        ({"lakukan": "turun"}, "Baris dipindahkan."),
    ],
)
def test_what_a_plain_form_did_to_the_list_is_said_and_can_be_undone(desk, ids, fields, sentence):
    before = desk.get("/keadaan").get_json()["lines"]
    answer = desk.post(f"/{ids[1]}", **form_of(WATER), **fields)
    page = desk.client.get(answer.headers["Location"]).text
    assert sentence in page

    undone = undo(desk, page)

    assert undone.status_code == 303
    assert "Diurungkan." in desk.client.get(undone.headers["Location"]).text
    assert desk.get("/keadaan").get_json()["lines"] == before


def test_a_line_that_is_moved_out_of_the_order_of_time_says_that_its_times_are_gone(desk, ids):
    answer = desk.post(f"/{ids[2]}", **form_of(SHORT), lakukan="naik")
    page = desk.client.get(answer.headers["Location"]).text

    assert "Waktunya dihapus" in page
    lines = desk.get("/keadaan").get_json()["lines"]
    assert [one["start"] for one in lines] == [0.0, None, 10.0]

    undo(desk, page)
    assert [one["start"] for one in desk.get("/keadaan").get_json()["lines"]] == [0.0, 10.0, 20.0]


def test_a_line_that_lost_its_times_by_a_move_is_the_one_that_others_saw(desk, ids, own_shelf):
    seen = desk.fields(f"/{ids[2]}")
    Desk(own_shelf, name="Budi").post(f"/{ids[2]}", **form_of(SHORT), lakukan="naik")

    answer = desk.client.post(
        f"/staf/transkrip/sunting/{ids[2]}",
        data={
            **seen,
            **form_of(f"{SHORT} Ya.", mulai=seen["mulai_semula"], selesai=seen["selesai_semula"]),
            "lakukan": "simpan",
        },
    )

    assert answer.status_code == 303
    assert desk.texts() == [ROAD, f"{SHORT} Ya.", WATER]


def test_what_others_changed_since_is_not_undone_with_it(desk, ids, own_shelf):
    answer = desk.post(f"/{ids[0]}", **form_of(ROAD), lakukan="gabung")
    page = desk.client.get(answer.headers["Location"]).text
    merged = f"{ROAD} {WATER}"
    name = desk.get("/keadaan").get_json()["order"][0]
    Desk(own_shelf, name="Budi").post(
        f"/{name}", **form_of(f"{merged} Ya.", selesai="00.15"), lakukan="simpan"
    )

    refused = undo(desk, page)

    assert refused.status_code == 409
    assert "Tidak dapat diurungkan" in refused.text
    assert WATER in refused.text
    assert desk.texts() == [f"{merged} Ya.", SHORT]


def test_an_act_of_another_episode_is_neither_told_of_nor_undone(desk, ids, own_shelf):
    with own_shelf.archive.writing() as session:
        episode = make_episode(session, make_programme(session, "Lain"), "Lain", slug="lain")
        transcript = read_transcript(b"Sekda: Rahasia.\nSekda: Dua.", file_name="naskah.txt")
        provenance = Provenance("corrected", format="txt")
        attach(session, episode, transcript, find_actor(session, "command", "tests"), provenance)
        session.commit()
    path = "/staf/transkrip/lain"
    name = desk.client.get(f"{path}/keadaan").get_json()["order"][0]
    fields = r'<input type="hidden" name="([^"]+)" value="([^"]*)"'
    form = dict(re.findall(fields, desk.client.get(f"{path}/{name}").text))
    answer = desk.client.post(f"{path}/{name}", data={**form, "lakukan": "hapus"})
    act = answer.headers["Location"].split("tindakan=")[1].split("#")[0]

    assert "Rahasia" not in desk.page("", tindakan=act)
    refused = desk.post("/urung", page=f"/{ids[0]}", tindakan=act)
    assert refused.status_code == 409
    assert "Rahasia" not in refused.text
