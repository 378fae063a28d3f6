"""Whatever is said in a well-formed file is read: words, voices and times, in every format."""

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from media.transcripts import read_transcript
from media.transcripts.timecodes import format_time

WORD = st.sampled_from(["jalan", "desa,", "Rp5.000", "H.", "R&D", "ya.", "-", "café", "benar?"])
SPEECH = st.lists(WORD, min_size=1, max_size=30).map(" ".join)
VOICE = st.sampled_from(["Sekda", "PENYIAR", "Penanya 3", "Dr. H. Salman Ideris, M.Pd"])
TALK = st.lists(st.tuples(VOICE, SPEECH), min_size=1, max_size=12)
Talk = list[tuple[str, str]]


def times(index: int) -> str:
    return f"{format_time(index * 2000)} --> {format_time(index * 2000 + 1500)}"


def as_vtt(talk: Talk) -> str:
    cues = [
        f"{times(i)}\n<v {voice}>{speech.replace('&', '&amp;')}\n"
        for i, (voice, speech) in enumerate(talk)
    ]
    return "\n".join(["WEBVTT\n", *cues])


def as_srt(talk: Talk) -> str:
    cues = [f"{i}\n{times(i)}\n{voice}: {speech}\n" for i, (voice, speech) in enumerate(talk)]
    return "\n".join(cues)


def as_txt(talk: Talk) -> str:
    lines = [f"[{format_time(i * 2000)}] {v}: {speech}" for i, (v, speech) in enumerate(talk)]
    return "\n".join(lines)


@given(TALK, st.sampled_from([as_vtt, as_srt, as_txt]), st.sampled_from(["\n", "\r\n"]))
def test_every_word_is_read_with_its_voice_and_time(
    talk: Talk, write: Callable[[Talk], str], end: str
) -> None:
    data = write(talk).replace("\n", end).encode()

    transcript = read_transcript(data)

    assert [(turn.speaker, turn.text, turn.start) for turn in transcript.turns] == [
        (voice, speech, i * 2.0) for i, (voice, speech) in enumerate(talk)
    ]
    assert transcript.problems == ()
    assert transcript.speakers == tuple(dict.fromkeys(voice for voice, _ in talk))


@given(TALK)
def test_every_label_of_plain_text_begins_a_statement(talk: Talk) -> None:
    transcript = read_transcript(as_txt(talk).encode())

    assert [(s.speaker, s.text) for s in transcript.statements] == talk
