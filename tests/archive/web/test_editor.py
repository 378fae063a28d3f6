"""The editor of a transcript: its page, its plain forms, saving."""

from __future__ import annotations

import re

import pytest
from editing_desk import ROAD, SHORT, WATER, Desk, add_draft
from factories import make_actor, make_episode, make_programme, make_topic

from archive.audit import find_actor
from archive.models import Check, Episode, Wording
from archive.publishing import publish
from archive.revisions import Provenance, latest_revision
from archive.rows import read_rows
from archive.transcripts import attach
from media.transcripts import read_transcript


@pytest.fixture
def ids(own_shelf):
    """The identifiers of a draft with three statements."""
    return add_draft(own_shelf.archive)


@pytest.fixture
def desk(own_shelf, ids):
    return Desk(own_shelf)


def saved(desk):
    with desk.archive.reading() as session:
        episode = session.query(Episode).filter_by(slug="sunting").one()
        return [row.text for row in read_rows(session, latest_revision(session, episode.id).id)]


def test_the_page_shows_every_line_with_a_link_to_its_form(desk, ids):
    page = desk.page()

    assert desk.texts() == [ROAD, WATER, SHORT]
    for name in ids:
        assert f'<li id="{name}" class="line"' in page
        assert f'href="/staf/transkrip/sunting/{name}"' in page


def test_a_line_is_corrected_and_saved_as_a_revision_without_a_script(desk, ids):
    corrected = ROAD.replace("perbaiki", "bangun")

    answer = desk.post(
        f"/{ids[0]}",
        lakukan="simpan",
        kata=corrected,
        suara="Sekda",
        mulai="00.00",
        selesai="00.05",
    )
    assert (answer.status_code, answer.headers["Location"]) == (
        303,
        f"/staf/transkrip/sunting#{ids[0]}",
    )
    assert saved(desk) == [ROAD, WATER, SHORT]

    answer = desk.post("/simpan", page="/", alasan="didengar ulang")
    assert answer.status_code == 303, answer.text
    assert saved(desk) == [corrected, WATER, SHORT]
    page = desk.client.get(answer.headers["Location"]).text
    assert "Revisi 2 tersimpan, belum terbit." in page
    assert '<a href="/staf/episode/sunting">Lihat halaman episode</a>' in page


def form_of(text, **values):
    """The fields of a form as a person leaves them, with what they change."""
    return {"kata": text, "suara": "Sekda", "mulai": "00.00", "selesai": "00.05", **values}


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"lakukan": "gabung"}, [f"{ROAD} {WATER}", SHORT]),
        (
            {"lakukan": "pisah", "kata_ke": "4"},
            ["Jalan desa itu", ROAD.removeprefix("Jalan desa itu "), WATER, SHORT],
        ),
        ({"lakukan": "sisip", "sisipan": "Baik."}, [ROAD, "Baik.", WATER, SHORT]),
        ({"lakukan": "hapus"}, [WATER, SHORT]),
        ({"lakukan": "turun"}, [WATER, ROAD, SHORT]),
        ({"lakukan": "dengar"}, [ROAD, WATER, SHORT]),
    ],
)
def test_every_button_of_the_plain_form_does_what_it_says(desk, ids, fields, expected):
    answer = desk.post(f"/{ids[0]}", **form_of(ROAD), **fields)

    assert answer.status_code == 303, answer.text
    assert desk.texts() == expected


def test_a_statement_moves_up(desk, ids):
    desk.post(f"/{ids[2]}", **form_of(SHORT), lakukan="naik")

    assert desk.texts() == [ROAD, SHORT, WATER]


def test_a_form_that_is_sent_twice_is_done_once(desk, ids):
    fields = {**desk.fields(f"/{ids[0]}"), **form_of(ROAD), "lakukan": "sisip", "sisipan": "Baik."}

    for _ in range(2):
        answer = desk.client.post(f"/staf/transkrip/sunting/{ids[0]}", data=fields)
        assert answer.status_code == 303

    assert desk.texts() == [ROAD, "Baik.", WATER, SHORT]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"lakukan": "hapus"}, [WATER, SHORT]),
        (
            {"lakukan": "simpan", "kata": "Terima kasih banyak atas waktunya."},
            ["Terima kasih banyak atas waktunya.", WATER, SHORT],
        ),
        ({"lakukan": "gabung"}, [f"{ROAD} {WATER}", SHORT]),
        ({"lakukan": "turun"}, [WATER, ROAD, SHORT]),
    ],
)
def test_a_form_that_is_sent_again_is_answered_as_it_was_the_first_time(
    desk, ids, fields, expected
):
    sent = {**desk.fields(f"/{ids[0]}"), **form_of(ROAD), **fields}
    path = f"/staf/transkrip/sunting/{ids[0]}"

    first, second = (desk.client.post(path, data=sent) for _ in range(2))

    assert (first.status_code, second.status_code) == (303, 303)
    assert first.headers["Location"] == second.headers["Location"]
    assert desk.texts() == expected


def test_a_form_that_is_gone_back_to_and_filled_in_anew_is_not_taken_for_the_one_before(desk, ids):
    sent = {**desk.fields(f"/{ids[0]}"), "lakukan": "simpan"}
    path = f"/staf/transkrip/sunting/{ids[0]}"
    desk.client.post(path, data={**sent, **form_of(f"{ROAD} Ya.")})

    answer = desk.client.post(path, data={**sent, **form_of(f"{ROAD} Betul.")})

    assert answer.status_code == 409
    assert f">{ROAD} Betul.</textarea>" in answer.text


def test_a_copy_whose_saving_is_asked_for_again_was_saved_once(desk, ids, own_shelf):
    desk.post(f"/{ids[0]}", **form_of(f"{ROAD} Ya."), lakukan="simpan")
    sent = {**desk.fields("/"), "alasan": "didengar ulang"}
    path = "/staf/transkrip/sunting/simpan"

    first = desk.client.post(path, data=sent)
    Desk(own_shelf, name="Budi").post(f"/{ids[2]}", **form_of(f"{SHORT} Ya."), lakukan="simpan")
    second = desk.client.post(path, data=sent)
    told = desk.client.post(path, data=sent, headers={"Accept": "application/json"})
    other = desk.client.post(path, data={**sent, "alasan": "alasan lain"})

    assert first.status_code == second.status_code == 303
    assert first.headers["Location"] == second.headers["Location"]
    assert (told.get_json()["revision"], told.get_json()["changed"]) == (2, True)
    assert other.status_code == 409
    assert saved(desk) == [f"{ROAD} Ya.", WATER, SHORT]


def test_what_somebody_else_changed_meanwhile_is_shown_and_not_overwritten(desk, ids, own_shelf):
    mine = desk.fields(f"/{ids[0]}")
    budi = Desk(own_shelf, name="Budi")
    budi.post(f"/{ids[0]}", **form_of(f"{ROAD} Ya."), lakukan="simpan")

    answer = desk.client.post(
        f"/staf/transkrip/sunting/{ids[0]}",
        data={**mine, **form_of(f"{ROAD} Betul."), "lakukan": "simpan"},
    )

    assert answer.status_code == 409
    assert "Budi" in answer.text
    assert f">{ROAD} Betul.</textarea>" in answer.text
    assert desk.texts()[0] == f"{ROAD} Ya."


def test_the_form_that_shows_a_conflict_saves_when_it_is_sent_again(desk, ids, own_shelf):
    mine = desk.fields(f"/{ids[0]}")
    Desk(own_shelf, name="Budi").post(f"/{ids[0]}", **form_of(f"{ROAD} Ya."), lakukan="simpan")
    path = f"/staf/transkrip/sunting/{ids[0]}"
    typed = {**form_of(f"{ROAD} Betul."), "lakukan": "simpan"}
    page = desk.client.post(path, data={**mine, **typed}).text

    again = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page))
    answer = desk.client.post(path, data={**again, **typed})

    assert answer.status_code == 303
    assert desk.texts()[0] == f"{ROAD} Betul."


def test_words_typed_for_a_line_that_is_gone_are_shown(desk, ids, own_shelf):
    mine = desk.fields(f"/{ids[2]}")
    Desk(own_shelf, name="Budi").post(f"/{ids[2]}", **form_of(SHORT), lakukan="hapus")

    answer = desk.client.post(
        f"/staf/transkrip/sunting/{ids[2]}",
        data={**mine, **form_of("Betul sekali, Pak."), "lakukan": "simpan"},
    )

    assert answer.status_code == 409
    assert "Betul sekali, Pak." in answer.text
    assert "Budi" in answer.text


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"mulai": "kemarin"}, "Waktu ditulis seperti"),
        ({"kata": "  "}, "Isi kata-katanya"),
        ({"mulai": "00.11", "selesai": ""}, "tidak dapat mulai sesudah 00.10"),
        ({"mulai": "00.03", "selesai": "00.03"}, "harus sesudah waktu mulai"),
        ({"selesai": "50.00.00"}, "Rekamannya hanya sampai 06.00."),
    ],
)
def test_a_field_that_cannot_be_is_said_beside_what_was_typed(desk, ids, fields, sentence):
    answer = desk.post(f"/{ids[0]}", **{**form_of(ROAD), **fields}, lakukan="simpan")

    assert answer.status_code == 422
    assert sentence in answer.text
    assert desk.texts() == [ROAD, WATER, SHORT]


def test_a_revision_is_not_saved_without_a_reason(desk, ids):
    desk.post(f"/{ids[0]}", **form_of(f"{ROAD} Ya."), lakukan="simpan")

    answer = desk.post("/simpan", page="/", alasan=" ")

    assert answer.status_code == 422
    assert "Isi alasannya" in answer.text
    assert desk.texts()[0] == f"{ROAD} Ya."


def test_a_copy_that_changed_since_it_was_seen_is_looked_at_before_it_is_saved(desk, ids):
    desk.post(f"/{ids[0]}", **form_of(f"{ROAD} Ya."), lakukan="simpan")
    seen = desk.fields("/")
    desk.post(f"/{ids[2]}", **form_of(SHORT), lakukan="hapus")

    answer = desk.client.post(
        "/staf/transkrip/sunting/simpan", data={**seen, "alasan": "didengar ulang"}
    )

    assert answer.status_code == 409
    assert saved(desk) == [ROAD, WATER, SHORT]


def test_words_heard_are_checked_once_the_copy_is_saved(desk, ids, own_shelf):
    desk.post(f"/{ids[0]}", **form_of(ROAD), lakukan="dengar")
    assert "didengar Sari" in desk.page(f"/{ids[0]}")

    desk.post("/simpan", page="/", alasan="didengar")

    with own_shelf.archive.reading() as session:
        check = session.query(Check).one()
        assert session.get(Wording, check.wording_id).text == ROAD


def revise_elsewhere(desk, said):
    """Somebody attaches a file while the copy is open."""
    with desk.archive.writing() as session:
        episode = session.query(Episode).filter_by(slug="sunting").one()
        text = "\n".join(f"{voice}: {words}" for voice, words in said)
        transcript = read_transcript(text.encode(), file_name="naskah.txt")
        actor = find_actor(session, "command", "tests")
        attach(session, episode, transcript, actor, Provenance("corrected", format="txt"))
        session.commit()


def test_edits_are_carried_on_to_a_revision_that_was_saved_meanwhile(desk, ids):
    desk.post(f"/{ids[0]}", **form_of(f"{ROAD} Ya."), lakukan="simpan")
    desk.post(f"/{ids[1]}", **form_of(f"{WATER} Tolong."), lakukan="simpan")
    revise_elsewhere(desk, [("Sekda", ROAD), ("Penanya", f"{WATER} Begitu."), ("Sekda", SHORT)])

    refused = desk.post("/simpan", page="/", alasan="didengar ulang")
    preview = desk.page("/bawa")
    carried = desk.post("/bawa")

    assert refused.status_code == 409
    assert "Bawa suntingan ke revisi terbaru" in refused.text
    assert "1 perubahan dapat dibawa" in preview
    assert carried.headers["Location"].endswith("/bawa")
    assert "Tolong." in desk.page("/bawa")
    assert desk.texts() == [f"{ROAD} Ya.", f"{WATER} Begitu.", SHORT]
    assert desk.post("/bawa", putuskan="sekarang").status_code == 303
    assert desk.post("/simpan", page="/", alasan="didengar ulang").status_code == 303
    assert saved(desk) == [f"{ROAD} Ya.", f"{WATER} Begitu.", SHORT]


def test_a_copy_is_thrown_away_after_asking_and_can_be_brought_back(desk, ids):
    desk.post(f"/{ids[0]}", **form_of(f"{ROAD} Ya."), lakukan="simpan")
    assert "Buang suntingan?" in desk.page("/buang")

    desk.post("/buang")
    assert desk.texts()[0] == ROAD
    assert "masih dapat dikembalikan" in desk.page()

    desk.post("/kembalikan", page="/")
    assert desk.texts()[0] == f"{ROAD} Ya."
    assert "masih dapat dikembalikan" not in desk.page()


def test_find_and_replace_shows_every_line_and_leaves_out_what_is_cleared(desk, ids):
    page = desk.page("/ganti", cari="pak", dengan="Bapak")
    boxes = re.findall(r'name="baris" value="([^"]+)"', page)

    fields = desk.fields("/ganti", cari="pak", dengan="Bapak")
    answer = desk.client.post("/staf/transkrip/sunting/ganti", data={**fields, "baris": boxes[1:]})

    assert len(boxes) == 2
    assert "1 baris diganti" in answer.text
    assert desk.texts() == [ROAD, WATER, "Betul, Bapak."]


def test_words_are_deleted_only_by_a_button_that_says_so(desk, ids):
    page = desk.page("/ganti", cari="pak")

    assert "kata “pak” akan dihapus dari baris-baris ini" in page
    assert "Hapus kata itu dari yang dipilih</button>" in page
    assert "Ganti yang dipilih" not in page
    assert desk.texts() == [ROAD, WATER, SHORT]
    assert "akan dihapus" not in desk.page("/ganti", cari="pak", dengan="Bapak")


def test_replacing_that_is_sent_again_says_what_it_did_the_first_time(desk, ids):
    boxes = re.findall(r'name="baris" value="([^"]+)"', desk.page("/ganti", cari="pak", dengan="P"))
    fields = {**desk.fields("/ganti", cari="pak", dengan="P"), "baris": boxes}
    path = "/staf/transkrip/sunting/ganti"

    answers = [desk.client.post(path, data=fields).text for _ in range(2)]

    assert all("2 baris diganti" in answer for answer in answers)
    assert desk.texts()[2] == "Betul, P."


def test_names_that_look_misprinted_are_proposed(desk, ids, own_shelf):
    with own_shelf.archive.writing() as session:
        episode = session.query(Episode).filter_by(slug="sunting").one()
        episode.topics.append(make_topic(session, "Kabupaten Tanah Bumbu"))
        session.commit()
    desk.post(f"/{ids[0]}", **form_of(ROAD.replace("kabupaten", "Tanah Bumbo")), lakukan="simpan")

    found = desk.client.get(
        "/staf/transkrip/sunting/ejaan", headers={"Accept": "application/json"}
    ).get_json()["lines"]

    assert [(one["id"], one["found"], one["proposal"]) for one in found] == [
        (ids[0], "Tanah Bumbo", "Tanah Bumbu")
    ]
    line = desk.texts()[0]
    assert line[found[0]["from"] : found[0]["to"]] == "Tanah Bumbo"
    assert "Tanah Bumbu" in desk.page("/ejaan")
    assert "Kabupaten Tanah Bumbu" in desk.get("/nama").get_json()["names"]


def test_names_in_drafts_of_others_are_proposed_to_nobody(desk, ids, own_shelf):
    with own_shelf.archive.writing() as session:
        secret = make_topic(session, "Kabupaten Tanah Rahasia")
        make_episode(session, make_programme(session, "Lain"), "Lain", topics=[secret])
        session.commit()

    assert "Kabupaten Tanah Rahasia" not in desk.get("/nama").get_json()["names"]


def test_who_may_only_read_sees_the_lines_and_no_forms(own_shelf, ids):
    reader = Desk(own_shelf, "contributor", "Kontributor")
    with own_shelf.archive.writing() as session:
        episode = session.query(Episode).filter_by(slug="sunting").one()
        publish(session, episode, latest_revision(session, episode.id), make_actor(session))
        session.commit()

    page = reader.page()

    assert reader.texts() == [ROAD, WATER, SHORT]
    assert "line-mend" not in page
    assert "data-token" not in page
    assert reader.get(f"/{ids[0]}").status_code == 403


def test_a_working_copy_stands_at_the_home_of_those_who_may_go_on_with_it(desk, ids, own_shelf):
    desk.post(f"/{ids[0]}", **form_of(f"{ROAD} Ya."), lakukan="simpan")

    assert "Sedang disunting" in desk.client.get("/staf/").text
    contributor = Desk(own_shelf, "contributor", "Kontributor")
    assert "Sedang disunting" not in contributor.client.get("/staf/").text
