"""The JSON that scripts rely on, and the exit statuses: 0 done, 1 not all of it, 2 refused."""

import shutil
from pathlib import Path

import pytest

from archive import indexer
from archive.indexer import hold_index

FIXTURES = Path(__file__).parents[2] / "fixtures"
SAID = """WEBVTT

00:00:00.000 --> 00:00:05.000
<v Penyiar>Selamat pagi, bagaimana keadaan jalan desa kita?

00:00:05.000 --> 00:00:15.000
<v Ambo Contoh>Jalan desa yang rusak itu akan kami perbaiki mulai bulan depan.
"""
MANIFEST = """id,programme,station,title,date,transcript,people,topics
e1,Bincang Pagi,Radio Contoh,Jalan Desa,2022-06-15,e1.vtt,Ambo Contoh|Sekda|Kabupaten Contoh,Jalan
"""
SLUG = "2022-06-15-jalan-desa"
TEXT = "Jalan desa yang rusak itu akan kami perbaiki mulai bulan depan."


@pytest.fixture
def manifest(tmp_path):
    (tmp_path / "e1.vtt").write_text(SAID)
    (tmp_path / "manifest.csv").write_text(MANIFEST)
    return tmp_path / "manifest.csv"


@pytest.fixture
def imported(gaung, manifest):
    """The manifest, imported and published."""
    return gaung("import", "--manifest", manifest, "--publish", "--json")


def test_the_report_of_an_import(imported):
    seconds = imported.json.pop("seconds")

    assert imported.status == 0
    assert seconds.keys() == {"database", "index"}
    assert {key: imported.json[key] for key in ("episodes", "statements", "problems", "notes")} == {
        "episodes": {"created": 1, "updated": 0, "unchanged": 0, "failed": 0},
        "statements": 2,
        "problems": [],
        "notes": ["Row 2: Unknown voices: Penyiar."],
    }


def test_an_import_that_did_not_take_all_over_says_so_by_its_status(gaung, manifest):
    with manifest.open("a") as file:
        file.write("e2,Bincang Pagi,Radio Contoh,Lain,bukan tanggal,,,\n")

    answer = gaung("import", "--manifest", manifest, "--json")

    assert answer.status == 1
    assert [one["row"] for one in answer.json["problems"]] == [3]
    assert answer.json["episodes"]["failed"] == 1


def test_a_transcript_is_shown_with_identifiers_and_people(gaung, imported):
    answer = gaung("transcript", "show", "e1", "--json")

    shown = answer.json
    identifiers = [one.pop("id") for one in shown["statements"]]
    unchecked = {"label": "transkrip", "checked_at": None, "checked_by": None}
    assert answer.status == 0
    assert all(len(name) == 8 for name in identifiers)
    assert shown == {
        "episode": SLUG,
        "revision": 1,
        "published": 1,
        "statements": [
            {
                "speaker": "Penyiar",
                "person": None,
                "start": 0.0,
                "end": 5.0,
                "text": "Selamat pagi, bagaimana keadaan jalan desa kita?",
                **unchecked,
            },
            {
                "speaker": "Ambo Contoh",
                "person": "ambo-contoh",
                "start": 5.0,
                "end": 15.0,
                "text": TEXT,
                **unchecked,
            },
        ],
    }


def test_a_corrected_transcript_is_attached_and_published(gaung, imported, manifest):
    before = gaung("transcript", "show", SLUG, "--json").json["statements"]
    corrected = manifest.with_name("koreksi.vtt")
    corrected.write_text(SAID.replace("bulan", "pekan"))

    answer = gaung("transcript", "attach", SLUG, corrected, "--publish", "--json")

    after = gaung("transcript", "show", SLUG, "--json").json
    assert answer.status == 0
    assert answer.json == {
        "episode": SLUG,
        "revision": 2,
        "statements": 2,
        "kept": 2,
        "new": 0,
        "gone": 0,
        "revived": 0,
        "problems": [],
        "notes": ["Unknown voice: Penyiar."],
    }
    assert (after["revision"], after["published"]) == (2, 2)
    assert [one["id"] for one in after["statements"]] == [one["id"] for one in before]
    assert gaung("transcript", "show", SLUG, "--revision", 1, "--json").json["statements"] == before
    assert gaung("search", "pekan", "--json").json["total"] == 1
    assert gaung("search", "bulan", "--json").json["total"] == 0


def test_a_transcript_goes_back_to_an_earlier_revision(gaung, imported, manifest):
    before = gaung("transcript", "show", SLUG, "--json").json["statements"]
    corrected = manifest.with_name("corrected.vtt")
    corrected.write_text(SAID.replace("rusak", "berlubang"))
    gaung("transcript", "attach", SLUG, corrected, "--publish", "--json")

    answer = gaung(
        "transcript", "revert", SLUG, "--to", 1, "--reason", "keliru", "--publish", "--json"
    )

    assert answer.status == 0
    assert (answer.json["revision"], answer.json["kept"]) == (3, 2)
    after = gaung("transcript", "show", SLUG, "--json").json
    assert (after["published"], after["statements"]) == (3, before)
    assert gaung("transcript", "revert", SLUG, "--to", 9, "--reason", "x", "--json").status == 2
    assert gaung("transcript", "revert", SLUG, "--to", 1, "--reason", " ", "--json").status == 2


def test_the_same_transcript_again_makes_no_revision(gaung, imported, manifest):
    answer = gaung("transcript", "attach", "e1", manifest.with_name("e1.vtt"), "--json")

    assert (answer.status, answer.json["revision"], answer.json["kept"]) == (0, 1, 2)
    assert "The statements are those of the latest revision." in answer.json["notes"]


def test_a_voice_is_named_with_map(gaung, imported, manifest):
    file = manifest.with_name("e1.vtt")

    answer = gaung("transcript", "attach", "e1", file, "--map", "Penyiar=ambo-contoh", "--json")

    shown = gaung("transcript", "show", "e1", "--json").json
    assert answer.status == 0
    assert {one["person"] for one in shown["statements"]} == {"ambo-contoh"}


def test_a_renamed_voice_is_pointed_out(gaung, imported, manifest):
    renamed = manifest.with_name("nama.vtt")
    renamed.write_text(SAID.replace("<v Ambo Contoh>", "<v Sekda>"))

    notes = gaung("transcript", "attach", "e1", renamed, "--json").json["notes"]

    assert any('"Sekda=ambo-contoh"' in note for note in notes)


def test_lines_that_could_not_be_read_give_status_one(gaung, imported, manifest):
    broken = manifest.with_name("rusak.vtt")
    broken.write_text(SAID + "\n00:xx --> 00:20.000\n<v A>Satu dua.\n")

    answer = gaung("transcript", "attach", "e1", broken, "--json")

    assert answer.status == 1
    assert set(answer.json["problems"][0]) == {"line", "message"}


def test_a_transcript_is_checked_without_an_archive(gaung, manifest, home):
    answer = gaung("transcript", "check", manifest.with_name("e1.vtt"), "--json")

    assert answer.status == 0
    assert answer.json == {
        "format": "vtt",
        "speakers": ["Penyiar", "Ambo Contoh"],
        "statements": [
            {
                "speaker": "Penyiar",
                "start": 0.0,
                "end": 5.0,
                "text": "Selamat pagi, bagaimana keadaan jalan desa kita?",
            },
            {"speaker": "Ambo Contoh", "start": 5.0, "end": 15.0, "text": TEXT},
        ],
        "problems": [],
        "notes": [],
    }
    assert not home.exists()


def test_tags_are_shown_without_an_archive(gaung, home):
    answer = gaung("tags", FIXTURES / "audio" / "tagged.mp3", "--json")

    assert answer.status == 0
    assert list(answer.json) == [
        "format", "duration", "bitrate", "sample_rate", "channels", "title", "artist", "album",
        "date", "genre", "comment", "language", "has_cover", "chapters", "lyrics", "problems",
    ]  # fmt: skip
    assert all(set(one) == {"start", "end", "title"} for one in answer.json["chapters"])
    assert all(set(one) == {"start", "text"} for one in answer.json["lyrics"])
    assert not home.exists()


def test_tags_that_have_problems_give_status_one(gaung, tmp_path):
    (tmp_path / "kosong.mp3").write_bytes(b"")

    answer = gaung("tags", tmp_path / "kosong.mp3", "--json")

    assert answer.status == 1
    assert answer.json["problems"]


def test_a_search_gives_hits_facets_and_what_was_understood(gaung, imported):
    answer = gaung("search", "jalan rusak", "--json")

    found = answer.json
    (hit,) = [hit for hit in found["hits"] if hit["kind"] == "pernyataan"]
    assert answer.status == 0
    wanted = {"query", "described", "total", "hits", "facets", "suggestion"}
    assert wanted <= found.keys()
    assert (hit["text"], hit["person"], hit["position"]) == (TEXT, "ambo-contoh", "Sekda")
    assert (hit["episode"], hit["date"]) == (SLUG, "2022-06-15")
    assert {"id", "score", "start"} <= hit.keys()
    assert "Jalan" in {TEXT[start:end] for start, end in hit["highlights"]}
    for rows in found["facets"].values():
        assert all(set(one) == {"value", "title", "count"} for one in rows)


def test_a_query_over_the_budget_is_refused(gaung, imported):
    answer = gaung("search", "a" * 600, "--json")

    assert (answer.status, answer.out) == (2, "")
    assert answer.said


def test_the_index_is_checked_rebuilt_and_its_status_told(gaung, imported):
    whole = {"documents": 6, "missing": 0, "stale": 0, "extra": 0, "pending": 0, "damaged": 0}

    check, status = gaung("index", "check", "--json"), gaung("index", "status", "--json")
    rebuilt = gaung("index", "rebuild", "--json")

    assert (check.status, status.status, rebuilt.status) == (0, 0, 0)
    assert check.json == whole | {"generation": check.json["generation"]}
    assert all(isinstance(value, int) for value in check.json.values())
    assert (status.json["documents"], status.json["pending"]) == (6, 0)
    assert rebuilt.json["documents"] == 6
    assert gaung("index", "check", "--json").json["missing"] == 0


def test_a_rebuild_beside_a_worker_is_left_to_it(gaung, imported, home, monkeypatch):
    monkeypatch.setattr(indexer, "LONGEST_WAIT", 0.3)
    with hold_index(home / "indexer.lock"):
        answer = gaung("index", "rebuild", "--json")
    pending = gaung("index", "status", "--json").json["pending"]

    assert (answer.status, answer.json["documents"], pending) == (0, 6, 1)
    assert "The index follows" in answer.said


def test_an_index_that_lacks_something_gives_status_one(gaung, imported, home):
    shutil.rmtree(home / "index")

    answer = gaung("index", "check", "--json")

    assert (answer.status, answer.json["missing"]) == (1, 6)


def test_withdrawn_words_are_found_no_more(gaung, imported):
    shown = gaung("transcript", "show", "e1", "--json").json["statements"][1]

    answer = gaung("withdraw", shown["id"], "--because", "court")

    assert answer.status == 0
    assert gaung("search", "rusak", "--json").json["total"] == 0
    assert gaung("transcript", "show", "e1", "--json").json["statements"][1]["text"] is None


def test_words_that_were_withdrawn_are_not_published_again_unseen(gaung, imported, manifest):
    shown = gaung("transcript", "show", "e1", "--json").json["statements"][1]
    gaung("withdraw", shown["id"], "--because", "court")
    file = manifest.with_name("e1.vtt")

    first = gaung("transcript", "attach", "e1", file, "--publish", "--json")
    between = gaung("transcript", "show", "e1", "--json").json
    second = gaung("transcript", "attach", "e1", file, "--publish", "--json")

    assert (first.status, between["revision"], between["published"]) == (1, 2, 1)
    assert "withdrawn" in first.json["problems"][-1]["message"]
    assert (second.status, second.json["problems"]) == (0, [])
    assert gaung("transcript", "show", "e1", "--json").json["published"] == 2


def test_the_audit_log_verifies(gaung, imported):
    answer = gaung("audit", "verify", "--json")

    assert answer.status == 0
    assert answer.json["entries"] > 0
    assert len(answer.json["head"]) == 64
    assert answer.json["problems"] == []


def test_settings_are_printed_without_secrets(gaung, monkeypatch):
    monkeypatch.setenv("GAUNG_SECRET_KEY", "rahasia sekali")

    answer = gaung("settings", "--json")

    rows = {row["name"]: row for row in answer.json}
    assert answer.status == 0
    assert rows["GAUNG_SECRET_KEY"]["value"] == "(set)"
    assert all(set(row) == {"name", "value", "default", "meaning"} for row in rows.values())


REFUSED = {
    "no such command": ["siarkan"],
    "no paths and no manifest": ["import"],
    "a manifest that is not there": ["import", "--manifest", "none.csv"],
    "a folder that is not there": ["import", "none", "--programme", "bincang-pagi"],
    "an unknown programme": ["import", ".", "--programme", "none"],
    "an unknown episode": ["transcript", "show", "none"],
    "a revision that is not there": ["transcript", "show", "e1", "--revision", "9"],
    "a file that is not there": ["transcript", "check", "none.vtt"],
    "attaching to an unknown episode": ["transcript", "attach", "none", "e1.vtt"],
    "a map without a person": ["transcript", "attach", "e1", "e1.vtt", "--map", "Penyiar"],
    "a map to nobody": ["transcript", "attach", "e1", "e1.vtt", "--map", "Penyiar=none"],
    "a map of no voice": ["transcript", "attach", "e1", "e1.vtt", "--map", "X=ambo-contoh"],
    "an episode without words": ["transcript", "attach", "e1", "kosong.vtt"],
    "withdrawing a mistyped identifier": ["withdraw", "k3f9m2xx", "--because", "court"],
    "withdrawing for no known reason": ["withdraw", "e1", "--because", "boredom"],
    "the tags of nothing": ["tags", "none.mp3"],
}


@pytest.mark.parametrize("words", REFUSED.values(), ids=REFUSED)
def test_bad_input_is_refused_in_a_sentence_and_changes_nothing(
    gaung, imported, manifest, monkeypatch, words
):
    monkeypatch.chdir(manifest.parent)
    Path("kosong.vtt").write_text("WEBVTT\n")
    before = gaung("audit", "verify", "--json").json["head"]

    answer = gaung(*words)

    assert answer.status == 2
    assert answer.out == ""
    assert answer.said.strip()
    assert "Traceback" not in answer.said
    assert gaung("audit", "verify", "--json").json["head"] == before


READING = [
    (["search", "jalan"], {"total": 0, "hits": []}),
    (["index", "check"], {"documents": 0, "missing": 0, "pending": 0}),
    (["index", "status"], {"available": False}),
    (["audit", "verify"], {"entries": 0, "head": None}),
]


@pytest.mark.parametrize(("words", "shown"), READING)
def test_reading_commands_answer_empty_where_there_is_no_archive(gaung, home, words, shown):
    answer = gaung(*words, "--json")

    assert answer.status == 0
    assert answer.json | shown == answer.json
    assert "gaung init" in answer.said
    assert not home.exists()


def test_showing_a_transcript_of_no_archive_is_refused_and_makes_none(gaung, home):
    assert gaung("transcript", "show", "e1").status == 2
    assert not home.exists()


def test_writing_commands_make_the_archive(gaung, home):
    assert gaung("init").status == 0
    assert (home / "gaung.sqlite3").exists()

    again = gaung("init")

    assert again.status == 0
    assert str(home.resolve()) in again.out


def spoil_database(home):
    """Leave something else where the database was."""
    for file in home.glob("gaung.sqlite3*"):
        file.unlink()
    (home / "gaung.sqlite3").write_bytes(b"rusak" * 999)


DAMAGE = {
    "a database that is none": spoil_database,
    "a home that is a file": lambda home: (shutil.rmtree(home), home.write_text("x")),
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_an_archive_that_cannot_be_opened_is_a_sentence(gaung, imported, home, manifest, damage):
    damage(home)

    answer = gaung("import", "--manifest", manifest)

    assert answer.status == 2
    assert answer.said.strip()
    assert "Traceback" not in answer.said


FOR_PEOPLE = [
    (["transcript", "show", "e1"], "Ambo Contoh: Jalan desa"),
    (["transcript", "check", "e1.vtt"], "2 statements"),
    (["index", "check"], "missing"),
    (["index", "status"], "documents"),
    (["settings"], "GAUNG_HOME"),
    (["tags", FIXTURES / "audio" / "tagged.mp3"], "format"),
    (["import", "--manifest", "manifest.csv"], "1 unchanged"),
    (["--help"], "transcript"),
]


@pytest.mark.parametrize(("words", "said"), FOR_PEOPLE)
def test_without_json_a_person_is_told(gaung, imported, manifest, monkeypatch, words, said):
    monkeypatch.chdir(manifest.parent)

    answer = gaung(*words)

    assert answer.status == 0
    assert said in answer.out


def test_failed_searches_are_listed(gaung, imported, home):
    from datetime import date

    from archive.failed_searches import Failure, note_failure

    for _ in range(2):
        note_failure(home, Failure(date(2026, 6, 15), "tak ada", 0))

    answer = gaung("failed-searches", "--json")

    assert answer.status == 0
    assert answer.json == {
        "total": 1,
        "searches": [
            {"query": "tak ada", "times": 2, "found": 0, "first": "2026-06-15",
             "last": "2026-06-15"}
        ],
    }  # fmt: skip


def test_a_person_that_was_found_is_printed_without_an_episode(gaung, imported):
    lines = gaung("search", "ambo contoh").out.splitlines()

    assert "tokoh/ambo-contoh  Ambo Contoh" in lines
