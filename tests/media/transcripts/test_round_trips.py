"""parse(format(x)) = x, for all that a format can hold.

WebVTT and JSON hold voice, times, times inside and words of every statement; plain text no times
inside; SRT the words of each voice, and when it begins and ends. Times of tapes (above four hours)
are left aside: they are read as such.
"""

from itertools import groupby, pairwise
from operator import itemgetter

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from odd_words import TEXT

from media.errors import Untimed
from media.transcripts import (
    WRITERS,
    Colophon,
    Transcript,
    WrittenStatement,
    read_transcript,
    write_transcript,
)
from media.transcripts.model import Marks
from media.transcripts.written import SHORTEST, Timed, are_timed, time_all

COLOPHON = Colophon(
    title="Jalan desa --> kota: <musim> hujan",
    programme="Bincang Pagi",
    date="2024-08-14",
    address="https://arsip.example/episode/2024-08-14-jalan-desa",
    revision=3,
    rights="terbuka; boleh dikutip dengan sumber",
    language="id",
    voices=(("Narasumber 1", "Rahmah Contoh, Kepala Dinas Air"),),
    source="2 pernyataan diperiksa dengan rekaman; 1 transkrip mesin",
)
VOICE = st.sampled_from(
    [
        None,
        "Sekda",
        "Kiki",
        "PENYIAR",
        "warga",
        "Tim: A",
        "Dr. H. Salman, M.Pd",
        "R&D <1>",
        "Pak -->",
    ]
)


@st.composite
def talks(draw: st.DrawFn, *, timed: bool = True) -> list[WrittenStatement]:
    """Statements in the order of time; some lack their end, or both times, as new ones do.

    Words are repeated in one talk of two. `timed`: at least one has a time.
    """
    statements: list[WrittenStatement] = []
    clock = 0
    texts = (
        TEXT
        if draw(st.booleans())
        else st.sampled_from(draw(st.lists(TEXT, min_size=1, max_size=2)))
    )
    for number in range(draw(st.integers(1, 8))):
        text = draw(texts)
        known = draw(st.sampled_from(["both", "both", "start", "none"])) if timed else "none"
        start = clock + draw(st.integers(0, 9000))
        offsets = sorted(draw(st.sets(st.integers(1, max(1, len(text) - 1)), max_size=4)))
        inside, at = [], start
        for offset in offsets if known != "none" else ():
            at += draw(st.integers(0, 900))
            if 0 < offset < len(text) and text[offset - 1] == " ":
                inside.append((offset, at))
        end = at + draw(st.integers(0, 5000))
        clock = clock if known == "none" else end
        heard = draw(st.booleans())
        statements.append(
            WrittenStatement(
                identifier=f"b{number:06d}x",
                speaker=draw(VOICE),
                start=start / 1000 if known != "none" else None,
                end=end / 1000 if known == "both" else None,
                text=text,
                marks=((0, start), *inside) if known != "none" else (),
                label="rekaman" if heard else "mesin",
                checked_at="2026-11-24T08:00:00+00:00" if heard else None,
                remark="Diperiksa dengan rekaman --> pada 24 November 2026." if heard else None,
            )
        )
    assume(not timed or are_timed(statements))
    return statements


def written_and_read(format: str, talk: list[WrittenStatement]) -> Transcript:
    transcript = read_transcript(write_transcript(format, COLOPHON, talk), file_name=f"a.{format}")
    assert transcript.format == format
    return transcript


@given(talks())
def test_webvtt_holds_all_of_a_statement(talk: list[WrittenStatement]) -> None:
    transcript = written_and_read("vtt", talk)

    turns = [(one.speaker, one.start, one.end, one.text, one.marks) for one in transcript.turns]

    assert turns == [
        (one.statement.speaker, *seconds_of(one), one.statement.text, marks_of(one))
        for one in time_all(talk)
    ]
    assert transcript.language == "id"
    assert not transcript.problems


def marks_of(timed: Timed) -> Marks:
    """The time at which a cue begins, and those inside it."""
    return ((0, timed.start), *(mark for mark in timed.statement.marks if mark[0] > 0))


@given(talks() | talks(timed=False))
def test_json_holds_all_of_a_statement(talk: list[WrittenStatement]) -> None:
    transcript = written_and_read("json", talk)

    turns = [(one.speaker, one.start, one.end, one.text, one.marks) for one in transcript.turns]

    assert turns == [(one.speaker, one.start, one.end, one.text, one.marks) for one in talk]
    assert transcript.language == "id"
    assert not transcript.problems


@pytest.mark.parametrize(("format", "arrow"), [("vtt", "00:00:10.001"), ("srt", "00:00:10,001")])
def test_a_cue_ends_after_its_start_whatever_was_said_of_it(format: str, arrow: str) -> None:
    text = " ".join(["Halo semua."] * 12)
    talk = [WrittenStatement("b000000x", "Kiki", 10.0, 10.0, text)]

    written = write_transcript(format, COLOPHON, talk).decode()

    times = [line.split(" --> ") for line in written.splitlines() if " --> " in line]
    assert f"--> {arrow}" in written
    assert all(end > start for start, end in times)


@given(talks() | talks(timed=False))
def test_plain_text_holds_voice_times_and_words(talk: list[WrittenStatement]) -> None:
    transcript = written_and_read("txt", talk)

    said = [(one.speaker, one.start, one.end, one.text) for one in transcript.turns]

    assert said == [(one.speaker, one.start, one.end, one.text) for one in talk]
    assert transcript.language == "id"
    assert not transcript.problems


@given(talks())
def test_srt_holds_what_each_voice_says_and_when(talk: list[WrittenStatement]) -> None:
    transcript = written_and_read("srt", talk)

    said = [(one.speaker, one.start, one.end, one.text) for one in transcript.turns]
    timed = [
        (one.statement.speaker, *seconds_of(one), one.statement.text) for one in time_all(talk)
    ]
    runs = list(zip(by_voice(said), by_voice(timed), strict=True))
    assert all(read[:2] + read[3:] == run[:2] + run[3:] for read, run in runs)
    assert all(0 <= read[2] - run[2] < 0.0011 for read, run in runs)
    assert all(before.start <= after.start for before, after in pairwise(transcript.turns))
    assert not without_overlaps(transcript)


def seconds_of(timed: Timed) -> tuple[float, float]:
    """Start and end of a cue, which lasts a millisecond at least."""
    return timed.start / 1000, max(timed.end, timed.start + SHORTEST) / 1000


def without_overlaps(transcript: Transcript) -> list:
    return [one for one in transcript.problems if "overlap" not in one.message]


def by_voice(pieces: list[tuple]) -> list[tuple]:
    """Runs of one voice: who, from when, until when, the words."""
    runs = [list(run) for _, run in groupby(pieces, itemgetter(0))]
    return [
        (run[0][0], run[0][1], run[-1][2], " ".join(words for *_, words in run)) for run in runs
    ]


@pytest.mark.parametrize("format", ["vtt", "srt", "txt", "json"])
def test_who_begins_each_time_with_what_was_said_last_is_not_taken_for_captions_that_roll_up(
    format: str,
) -> None:
    lines = [f"baris {word} dari lagu daerah itu" for word in ("satu", "dua", "tiga", "empat")]
    talk = [
        WrittenStatement(f"b{at:06d}x", "Kiki", float(at), at + 1.0, " ".join(pair))
        for at, pair in enumerate(pairwise([*lines, *lines, *lines]))
    ]

    transcript = written_and_read(format, talk)

    assert " ".join(one.text for one in transcript.turns) == " ".join(one.text for one in talk)


@pytest.mark.parametrize("format", ["vtt", "srt"])
def test_a_format_of_times_is_refused_to_words_without_any(format: str) -> None:
    talk = [WrittenStatement("b000000x", "Kiki", None, None, "Halo.")]

    with pytest.raises(Untimed, match="take TXT, JSON or DOCX"):
        write_transcript(format, COLOPHON, talk)


@pytest.mark.parametrize("format", ["vtt", "srt", "txt", "json"])
def test_a_file_says_what_it_is_and_where_words_are_withdrawn(format: str) -> None:
    talk = [
        WrittenStatement("b000000x", "Kiki", 1.0, 2.0, "Halo."),
        WrittenStatement("b000001x", "Kiki", 2.0, 3.0, None, withdrawn="privacy"),
        WrittenStatement("b000002x", "Kiki", 3.0, 4.0, "Ya."),
    ]

    text = write_transcript(format, COLOPHON, talk).decode()

    for fact in ("3", COLOPHON.address, COLOPHON.rights, "Rahmah Contoh", "privacy"):
        assert fact in text
    assert [one.text for one in read_transcript(text.encode()).turns] == ["Halo.", "Ya."]


@pytest.mark.parametrize("format", ["vtt", "srt", "json"])
def test_a_statement_without_times_is_given_those_that_its_neighbours_leave(format: str) -> None:
    talk = [
        WrittenStatement("b000000x", "Kiki", 1.0, 2.0, "Halo."),
        WrittenStatement("b000001x", "Rani", None, None, "Pagi semua."),
        WrittenStatement("b000002x", "Kiki", 2.5, None, "Ya, pagi."),
    ]

    transcript = written_and_read(format, talk)

    times = [(one.start, one.end) for one in transcript.turns]
    assert times == (
        [(1.0, 2.0), (None, None), (2.5, None)]
        if format == "json"
        else [(1.0, 2.0), (2.0, 2.5), (2.5, 3.3)]
    )


@pytest.mark.parametrize("format", sorted(WRITERS))
def test_a_file_of_the_archive_says_where_it_is_from_and_who_wrote_its_words(format: str) -> None:
    said = [WrittenStatement("b000000x", "Kadis", 0.0, 4.0, "Jalan itu kami perbaiki.")]

    read = read_transcript(write_transcript(format, COLOPHON, said), file_name=f"x.{format}")

    assert read.facts == {"address": COLOPHON.address, "source": COLOPHON.source}
    assert [one.text for one in read.statements] == ["Jalan itu kami perbaiki."]
