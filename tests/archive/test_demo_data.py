"""The demo archive: its rows name one another, its times lie in its recordings, and it invents
no word of the one real session."""

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import archive.demo
from archive.demo.script import read_script
from media.tags import read_tags
from media.transcripts import read_transcript

DEMO = Path(archive.demo.__file__).parent
CATALOGUE: dict[str, list[dict[str, Any]]] = json.loads(
    (DEMO / "catalogue.json").read_text(encoding="utf-8")
)
EPISODES = {episode["key"]: episode for episode in CATALOGUE["episodes"]}
REAL = "talkshow-swara-bersujud-2022-06-15"
INVENTED = sorted(EPISODES.keys() - {REAL})
TRANSCRIPTS = [
    (key, transcript["file"]) for key in INVENTED for transcript in EPISODES[key]["transcripts"]
]
REFERENCES = [
    ("programmes", "station", "stations"),
    ("organisations", "parent", "organisations"),
    ("organisations", "successor", "organisations"),
    ("positions", "organisation", "organisations"),
    ("tenures", "person", "people"),
    ("tenures", "position", "positions"),
    ("topics", "parent", "topics"),
    ("episodes", "programme", "programmes"),
]
INNER_REFERENCES = [
    ("broadcasts", "station", "stations"),
    ("people", "person", "people"),
    ("people", "organisation", "organisations"),
    ("people", "tenure", "tenures"),
    ("voices", "person", "people"),
    ("voices", "tenure", "tenures"),
    ("questions", "answered_by", "people"),
    ("questions", "topic", "topics"),
    ("commitments", "person", "people"),
]
CHOICES = [
    ("broadcasts", "kind", {"first", "relay", "repeat"}),
    ("people", "role", {"host", "guest"}),
    ("transcripts", "kind", {"machine", "human", "corrected"}),
]
WEEKDAYS = ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"]
MAY_DIFFER = 0.1  # seconds between the catalogue's duration and what a container declares
LARGEST = 8_000_000  # bytes of all recordings


def keys_of(rows: str) -> set[str]:
    return {row["key"] for row in CATALOGUE[rows]}


def cues_of(file: str) -> list[Any]:
    return list(read_transcript((DEMO / file).read_bytes(), file_name=file).turns)


def bounds_in(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict) and value.keys() == {"earliest", "latest", "written"}:
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from bounds_in(inner)


def surely_held_by(position: str, day: str) -> list[tuple[str, str]]:
    known = [t for t in CATALOGUE["tenures"] if t["from"] and t["until"]]
    return [
        (tenure["person"], tenure["kind"])
        for tenure in known
        if tenure["position"] == position
        and (tenure["from"]["latest"] or "9999") <= day <= (tenure["until"]["earliest"] or "0000")
    ]


@pytest.mark.parametrize("rows", CATALOGUE)
def test_a_key_names_one_row(rows: str) -> None:
    named = [row["key"] for row in CATALOGUE[rows]]

    assert sorted(named) == sorted(set(named))
    assert all(re.fullmatch(r"[a-z0-9-]+", key) for key in named)


@pytest.mark.parametrize(("rows", "field", "target"), REFERENCES)
def test_a_reference_names_a_row(rows: str, field: str, target: str) -> None:
    named = {row[field] for row in CATALOGUE[rows]} - {None}

    assert named <= keys_of(target)


@pytest.mark.parametrize(("rows", "field", "target"), INNER_REFERENCES)
def test_a_reference_within_an_episode_names_a_row(rows: str, field: str, target: str) -> None:
    named = {row[field] for episode in EPISODES.values() for row in episode[rows]} - {None}

    assert named
    assert named <= keys_of(target)


@pytest.mark.parametrize("key", EPISODES)
def test_topics_and_related_episodes_are_in_the_catalogue(key: str) -> None:
    episode = EPISODES[key]

    assert set(episode["topics"]) <= keys_of("topics")
    assert set(episode["related"]) <= EPISODES.keys() - {key}


@pytest.mark.parametrize(("rows", "field", "allowed"), CHOICES)
def test_every_kind_that_the_schema_names_is_shown(
    rows: str, field: str, allowed: set[str]
) -> None:
    found = {row[field] for episode in EPISODES.values() for row in episode[rows]}

    assert found == allowed


def test_an_uncertain_date_lies_between_its_bounds() -> None:
    bounds = list(bounds_in(CATALOGUE))

    assert any(bound["earliest"] != bound["latest"] for bound in bounds)
    for bound in bounds:
        days = [date.fromisoformat(day) for day in (bound["earliest"], bound["latest"]) if day]
        assert days
        assert days == sorted(days)


@pytest.mark.parametrize(
    ("day", "holder"),
    [
        ("2023-07-31", ("sabirin-danuraja", "definitif")),
        ("2023-11-15", ("mawardi-sungkarana", "plt")),
        ("2024-02-04", ("mawardi-sungkarana", "plt")),
        ("2024-02-05", ("norkamala-ratusari", "definitif")),
        ("2025-05-21", ("norkamala-ratusari", "definitif")),
    ],
)
def test_the_office_of_sekda_resolves_by_date(day: str, holder: tuple[str, str]) -> None:
    assert surely_held_by("sekda-telaga-batuah", day) == [holder]


def test_one_guest_holds_two_offices_on_one_day() -> None:
    day = EPISODES["jalan-desa-sebelum-musim-hujan"]["date"]

    offices = [
        position
        for position in keys_of("positions")
        for person, _kind in surely_held_by(position, day)
        if person == "mawardi-sungkarana"
    ]

    assert sorted(offices) == ["asisten-administrasi-umum-telaga-batuah", "sekda-telaga-batuah"]


def test_the_village_head_is_not_surely_in_office_on_the_day() -> None:
    day = EPISODES["jalan-desa-sebelum-musim-hujan"]["date"]

    assert surely_held_by("kades-haur-kuning", day) == []


@pytest.mark.parametrize("key", INVENTED)
def test_a_recording_is_what_the_catalogue_says(key: str) -> None:
    episode = EPISODES[key]

    tags = read_tags(DEMO / episode["audio"])

    assert tags.duration == pytest.approx(episode["duration"], abs=MAY_DIFFER)
    assert (tags.title, tags.date) == (episode["title"], episode["date"])
    assert [chapter.title for chapter in tags.chapters] == [s["title"] for s in episode["segments"]]
    assert list(tags.problems) == []


def test_the_recordings_fit_into_eight_megabytes() -> None:
    assert sum(file.stat().st_size for file in (DEMO / "audio").iterdir()) < LARGEST


@pytest.mark.parametrize("key", INVENTED)
def test_segments_follow_one_another_from_start_to_end(key: str) -> None:
    episode = EPISODES[key]
    starts = [segment["start"] for segment in episode["segments"]]
    ends = [segment["end"] for segment in episode["segments"]]

    assert starts == [0.0, *ends[:-1]]
    assert ends == [*starts[1:], episode["duration"]]
    assert starts == sorted(set(starts))


@pytest.mark.parametrize(("key", "file"), TRANSCRIPTS)
def test_the_times_of_a_transcript_lie_in_its_recording(key: str, file: str) -> None:
    cues = cues_of(file)

    assert [cue.start for cue in cues] == sorted(cue.start for cue in cues)
    assert all(0 <= cue.start < cue.end <= EPISODES[key]["duration"] for cue in cues)


@pytest.mark.parametrize(("key", "file"), TRANSCRIPTS)
def test_every_label_is_a_voice_of_the_episode(key: str, file: str) -> None:
    transcript = read_transcript((DEMO / file).read_bytes(), file_name=file)

    assert list(transcript.problems) == []
    assert set(transcript.speakers) <= {voice["label"] for voice in EPISODES[key]["voices"]}


@pytest.mark.parametrize("key", INVENTED)
def test_every_voice_is_heard(key: str) -> None:
    labels = {cue.label for cue in read_script(key)}

    assert labels == {voice["label"] for voice in EPISODES[key]["voices"]}


@pytest.mark.parametrize("key", INVENTED)
def test_a_caller_has_a_label_and_no_name(key: str) -> None:
    callers = [v for v in EPISODES[key]["voices"] if "Penanya" in f"{v['label']} {v['note']}"]

    assert callers
    assert {caller["person"] for caller in callers} == {None}


@pytest.mark.parametrize(("key", "file"), TRANSCRIPTS)
def test_no_transcript_holds_a_number_that_could_be_a_persons(key: str, file: str) -> None:
    assert [cue.text for cue in cues_of(file) if re.search(r"\d[\d .-]{6,}\d", cue.text)] == []


@pytest.mark.parametrize("key", INVENTED)
def test_the_latest_corrected_transcript_is_what_was_spoken(key: str) -> None:
    spoken = [(cue.label, cue.written) for cue in read_script(key)]
    corrected = [t["file"] for t in EPISODES[key]["transcripts"] if t["kind"] == "corrected"]

    for file in corrected:
        assert [(cue.speaker, cue.text) for cue in cues_of(file)] == spoken


def test_the_first_transcript_errs_in_numbers_names_speakers_and_denials() -> None:
    episode = EPISODES["jalan-desa-sebelum-musim-hujan"]
    first, second = (
        {(cue.speaker, cue.text) for cue in cues_of(transcript["file"])}
        for transcript in episode["transcripts"]
    )

    wrong = " ".join(text for _speaker, text in first - second)
    right = " ".join(text for _speaker, text in second - first)

    assert "Rp36,8 miliar" in wrong and "Rp38,6 miliar" in right
    assert "Sungkarna." in wrong and "Sungkarana" in right
    assert "anggarannya ada" in wrong and "anggarannya tidak ada" in right
    assert {text for _s, text in first} & {text for _s, text in second - first}


@pytest.mark.parametrize("key", INVENTED)
def test_what_questions_and_commitments_name_was_said(key: str) -> None:
    episode = EPISODES[key]
    named = {q["asked"] for q in episode["questions"]}
    named |= {q["answered"] for q in episode["questions"]} - {None}
    named |= {commitment["mark"] for commitment in episode["commitments"]}

    assert named <= episode["marks"].keys()
    assert all(0 <= a < b <= episode["duration"] for a, b in episode["marks"].values())


@pytest.mark.parametrize("key", INVENTED)
def test_an_invented_recording_says_so_first(key: str) -> None:
    opening = read_script(key)[0]

    assert opening.written == "Siaran ini rekaan untuk arsip contoh Gaung."


@pytest.mark.parametrize("rows", ["stations", "organisations", "people"])
def test_what_is_invented_says_so(rows: str) -> None:
    text = {
        row["key"]: f"{row.get('note') or ''} {row.get('description') or ''}"
        for row in CATALOGUE[rows]
        if row["fictional"]
    }

    assert [key for key, said in text.items() if "rekaan untuk arsip contoh" not in said] == []


def test_a_weekday_that_is_spoken_is_that_of_the_date() -> None:
    for key in INVENTED:
        day = date.fromisoformat(EPISODES[key]["date"])
        opening = " ".join(cue.written for cue in read_script(key)[:8])
        assert re.search(rf"{WEEKDAYS[day.weekday()]}, {day.day} \w+ {day.year}", opening)


def test_the_real_session_holds_facts_and_no_words() -> None:
    real = EPISODES[REAL]

    assert [e["key"] for e in EPISODES.values() if not e["fictional"]] == [REAL]
    assert (real["audio"], real["duration"], real["rights"]) == (None, None, None)
    assert [real[rows] for rows in ("transcripts", "voices", "segments", "questions")] == [[]] * 4
    assert [(item["url"], item["published_on"], item["file"]) for item in real["press"]] == [
        (None, None, None)
    ]


def test_the_real_office_is_known_for_its_day_only() -> None:
    (tenure,) = [t for t in CATALOGUE["tenures"] if t["person"] == "ambo-sakka"]

    assert (tenure["from"], tenure["until"]) == (None, None)
    assert [evidence["date"] for evidence in tenure["held_on"]] == ["2022-06-15"]


@pytest.mark.parametrize("key", INVENTED)
def test_a_press_report_has_its_text(key: str) -> None:
    for item in EPISODES[key]["press"]:
        text = (DEMO / item["file"]).read_text(encoding="utf-8")
        assert text.startswith(item["title"])
        assert "rekaan" in text
