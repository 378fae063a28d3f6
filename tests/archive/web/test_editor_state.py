"""The editor by JSON: what the browser code sends, and what it is told."""

from __future__ import annotations

import hashlib
import io
from html import unescape
from uuid import uuid4

import pytest
from editing_desk import ROAD, SHORT, WATER, Desk, add_draft
from factories import make_actor

from archive.audit import find_actor
from archive.models import Episode, Recording
from archive.publishing import publish
from archive.revisions import latest_revision
from archive.withdrawing import withdraw_named

HEADER = "X-Gaung-Token"


class Script(Desk):
    """The browser code of somebody."""

    def __init__(self, shelf, role="editor", name="Sari"):
        super().__init__(shelf, role, name)
        self.token = self.state()["you"]["token"]

    def state(self, **query):
        return self.get("/keadaan", **query).get_json()

    def send(self, *acts, since=None, at=None, **headers):
        return self.client.post(
            "/staf/transkrip/sunting/suntingan",
            json={"acts": list(acts), "since": since, "at": at},
            headers={HEADER: self.token, **headers},
        )


def act(name, statement, seen, **values):
    return {"id": str(uuid4()), "act": name, "statement": statement, "seen": seen, **values}


@pytest.fixture
def ids(own_shelf):
    """The identifiers of a draft with three statements."""
    return add_draft(own_shelf.archive)


@pytest.fixture
def sari(own_shelf, ids):
    return Script(own_shelf)


def tags(state):
    return {line["id"]: line["tag"] for line in state["lines"]}


def test_the_state_holds_every_line_its_voices_and_who_asks(sari, ids):
    state = sari.state()

    assert state["order"] == ids
    assert [line["text"] for line in state["lines"]] == [ROAD, WATER, SHORT]
    assert state["lines"][0] | {"tag": ""} == {
        "id": ids[0],
        "tag": "",
        "voice": "Sekda",
        "text": ROAD,
        "start": 0.0,
        "end": 5.0,
        "marks": [[0, 0]],
        "label": "transkrip",
        "confidence": None,
        "estimated": False,
        "language": "id",
        "checked": None,
    }
    assert [one["label"] for one in state["voices"]] == ["Penanya", "Sekda"]
    assert (state["base"], state["latest"], state["saved_at"]) == (1, 1, None)
    assert state["you"]["name"] == "Sari"
    assert state["editors"] == []


def test_the_state_says_who_saved_the_latest_revision_and_which_one_the_public_reads(
    sari, ids, own_shelf
):
    def head(state):
        return [state[name] for name in ("base", "latest", "latest_by", "published", "saved")]

    with own_shelf.archive.writing() as session:
        episode = session.query(Episode).filter_by(slug="sunting").one()
        publish(session, episode, latest_revision(session, episode.id), make_actor(session))
        session.commit()
    first = sari.state()
    assert (first["published"], first["saved"]) == (1, None)

    sari.send(act("reword", ids[1], tags(first)[ids[1]], text=f"{WATER} Ya."))
    edited = sari.state()
    assert head(edited)[:2] == [1, 1]
    assert edited["saved"] in sari.page()

    sari.post("/simpan", page="/", alasan="kata yang hilang")
    assert head(sari.state()) == [2, 2, "Sari", 1, None]


def test_an_answer_holds_what_changed_since_a_version_and_nothing_more(sari, ids):
    before = sari.state()

    answer = sari.send(
        act("reword", ids[1], tags(before)[ids[1]], text=f"{WATER} Ya."), since=before["version"]
    ).get_json()

    assert [line["text"] for line in answer["lines"]] == [f"{WATER} Ya."]
    assert answer["order"] is None
    assert answer["version"] > before["version"]
    assert sari.state(sejak=answer["version"])["lines"] == []


def test_the_order_is_told_when_a_line_came_or_went(sari, ids):
    before = sari.state()

    answer = sari.send(
        act("insert", ids[0], "", text="Baik.", fresh="~a"), since=before["version"]
    ).get_json()

    name = answer["results"][0]["names"]["~a"]
    assert answer["order"] == [ids[0], name, *ids[1:]]
    assert [line["id"] for line in answer["lines"]] == [name]


def test_a_version_that_nobody_knows_is_answered_with_everything(sari, ids):
    assert len(sari.state(sejak=999_999)["lines"]) == 3
    assert sari.state(sejak=999_999)["order"] == ids


def test_a_conflict_shows_the_line_as_it_is_and_who_changed_it(sari, ids, own_shelf):
    seen = tags(sari.state())[ids[0]]
    Script(own_shelf, name="Budi").send(act("reword", ids[0], seen, text=f"{ROAD} Ya."))

    (result,) = sari.send(act("reword", ids[0], seen, text=f"{ROAD} Betul.")).get_json()["results"]

    assert (result["done"], result["why"], result["by"]) == (False, "changed", "Budi")
    assert result["line"]["text"] == f"{ROAD} Ya."
    assert "Tidak ada yang ditimpa" in result["message"]


def test_a_line_that_is_gone_says_who_took_it_away(sari, ids, own_shelf):
    seen = tags(sari.state())[ids[2]]
    Script(own_shelf, name="Budi").send(act("delete", ids[2], seen))

    (result,) = sari.send(act("reword", ids[2], seen, text="Betul.")).get_json()["results"]

    assert (result["why"], result["by"], result["line"]) == ("gone", "Budi", None)


def test_editors_see_where_the_others_are(sari, ids, own_shelf):
    Script(own_shelf, name="Budi").send(at=ids[1])

    assert sari.state()["editors"] == [{"name": "Budi", "statement": ids[1], "seconds": 0}]


def test_everything_is_told_again_after_a_revision_was_saved(sari, ids):
    first = sari.send(
        act("reword", ids[0], tags(sari.state())[ids[0]], text=f"{ROAD} Ya.")
    ).get_json()

    answer = sari.client.post(
        "/staf/transkrip/sunting/simpan",
        data={"alasan": "didengar", "versi": first["version"], "tanda": sari.token},
        headers={"Accept": "application/json"},
    )

    assert answer.get_json() | {"version": 0} == {
        "revision": 2,
        "changed": True,
        "statements": 3,
        "kept": 3,
        "new": 0,
        "gone": 0,
        "revived": 0,
        "checked": 0,
        "passed_over": 0,
        "version": 0,
    }
    state = sari.state(sejak=first["version"])
    assert (state["base"], state["saved_at"], len(state["lines"])) == (2, None, 3)
    assert state["version"] > first["version"]


def test_what_keeps_a_revision_from_being_saved_is_said_in_json(sari, ids):
    answer = sari.client.post(
        "/staf/transkrip/sunting/simpan",
        data={"alasan": "didengar", "versi": "1", "tanda": sari.token},
        headers={"Accept": "application/json"},
    )

    assert answer.status_code == 409
    assert answer.get_json() == {
        "message": "Tidak ada suntingan yang belum disimpan.",
        "behind": False,
    }


@pytest.mark.parametrize("token", ["", "bukan-tanda"])
def test_json_needs_the_token_too(sari, ids, token):
    before = sari.state()

    answer = sari.send(act("delete", ids[0], tags(before)[ids[0]]), **{HEADER: token})

    assert answer.status_code == 403
    assert sari.state()["order"] == ids


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"{", "application/json", 400),
        (b"[]", "application/json", 400),
        (b'{"acts": [{"act": "delete"}]}', "application/json", 400),
        (b'{"acts": [7]}', "application/json", 400),
        (b'{"acts": "\xff"}', "application/json", 400),
        (b'{"acts": [], "since": "kemarin"}', "application/json", 400),
        (b"acts=1", "application/x-www-form-urlencoded", 415),
        (b'{"acts": [' + b",".join([b"{}"] * 501) + b"]}", "application/json", 413),
        (b" " * (1024 * 1024 + 1), "application/json", 413),
    ],
    ids=[
        "broken",
        "a list",
        "no identifier",
        "no act",
        "bytes",
        "since",
        "a form",
        "many",
        "large",
    ],
)
def test_what_cannot_be_read_is_refused_with_a_message(sari, body, kind, status):
    answer = sari.client.post(
        "/staf/transkrip/sunting/suntingan",
        data=body,
        content_type=kind,
        headers={HEADER: sari.token},
    )

    assert answer.status_code == status
    assert answer.get_json()["message"]


def test_an_act_that_cannot_be_read_holds_up_no_others(sari, ids):
    seen = tags(sari.state())

    answer = sari.send(
        {"id": str(uuid4()), "act": "menari", "statement": ids[0]},
        act("delete", ids[1], seen[ids[1]]),
    ).get_json()

    assert [one["done"] for one in answer["results"]] == [False, True]


def test_a_half_of_a_surrogate_pair_does_not_reach_the_database(sari, ids):
    seen = tags(sari.state())[ids[0]]
    body = f'{{"acts": [{{"id": "{uuid4()}", "act": "reword", "statement": "{ids[0]}", '
    body += f'"seen": "{seen}", "text": "Jalan desa \\ud800 itu akan kita perbaiki."}}]}}'

    answer = sari.client.post(
        "/staf/transkrip/sunting/suntingan",
        data=body,
        content_type="application/json",
        headers={HEADER: sari.token},
    )

    assert answer.status_code in (200, 400)
    assert sari.state()["lines"][0]["text"].startswith("Jalan desa")


def test_who_may_only_read_changes_nothing(own_shelf, ids):
    reader = Desk(own_shelf, "contributor", "Kontributor")

    assert reader.get("/keadaan").status_code == 404


def test_staff_hear_the_recording_of_a_draft_by_range(sari, ids, own_shelf):
    sound = b"suara " * 100
    with own_shelf.archive.writing() as session:
        recording = session.query(Recording).filter_by(access_sha256="b" * 64).all()[-1]
        blob = own_shelf.archive.store.receive(io.BytesIO(sound))
        recording.access_sha256, recording.peaks = blob.sha256, bytes([0, 128, 255])
        name = recording.id
        session.commit()

    part = sari.client.get(f"/staf/audio/{name}", headers={"Range": "bytes=6-10"})
    peaks = sari.client.get(f"/staf/puncak/{name}").get_json()

    assert (part.status_code, part.data) == (206, b"suara")
    assert sari.client.get(f"/staf/audio/{name}").headers["ETag"] == (
        f'"{hashlib.sha256(sound).hexdigest()}"'
    )
    assert peaks == {"peaks": [0, 128, 255], "per_second": 10}
    assert own_shelf.client().get(f"/staf/audio/{name}").status_code == 303
    assert own_shelf.client().get(f"/audio/{name}").status_code == 404


def withdraw(shelf, statement):
    with shelf.archive.writing() as session:
        withdraw_named(session, statement, "privacy", find_actor(session, "command", "gaung"))
        session.commit()


def test_an_open_page_is_told_of_words_that_are_withdrawn_though_nobody_edits(sari, ids, own_shelf):
    before = sari.state()

    withdraw(own_shelf, ids[1])

    told = sari.state(sejak=before["version"])
    assert told["version"] > before["version"]
    assert [line["text"] for line in told["lines"]] == [ROAD, None, SHORT]
    assert told["notices"] == []


def test_an_open_page_is_told_which_lines_gave_way_to_withdrawn_words(sari, ids, own_shelf):
    seen = tags(sari.state())
    merge = act("merge", ids[1], seen[ids[1]], next=ids[2], next_seen=seen[ids[2]])
    version = sari.send(merge).get_json()["version"]

    withdraw(own_shelf, ids[2])

    told = sari.state(sejak=version)
    (notice,) = told["notices"]
    assert "kembali seperti dalam revisi 1: 00.10 Penanya; 00.20 Sekda." in notice
    assert told["order"] == ids
    assert sari.state(sejak=told["version"])["notices"] == []
    assert notice in unescape(sari.page())


def test_no_time_after_the_recording_is_taken_and_a_move_says_what_it_did_to_times(sari, ids):
    known = tags(sari.state())

    answer = sari.send(
        act("time", ids[2], known[ids[2]], start=300000.0, end=300001.0),
        act("time", ids[1], known[ids[1]], start=10.0, end=10.0),
        act("insert", ids[2], "", text="Baik.", start=300000.0),
        act("move", ids[2], known[ids[2]], before=ids[0]),
    ).get_json()

    told = [one.get("message") for one in answer["results"]]
    assert [one["done"] for one in answer["results"]] == [False, False, False, True]
    assert told[0] == told[2] == "Rekamannya hanya sampai 06.00."
    assert told[1] == "Waktu selesai harus sesudah waktu mulai."
    assert "Waktunya dihapus" in told[3]
    assert [line["start"] for line in sari.state()["lines"]] == [None, 0.0, 10.0]
