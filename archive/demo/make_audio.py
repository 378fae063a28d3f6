"""Make the demo recordings and their transcripts from scripts/*.txt (see README.md beside this).

Run by hand: needs numpy, mutagen, espeak-ng and ffmpeg. The same versions make the same bytes.
Writes audio/, transcripts/ and the fields `duration`, `segments` and `marks` of catalogue.json.
"""

import csv
import io
import json
import random
import re
import subprocess
import sys
import wave
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from mutagen import id3
from mutagen.oggopus import OggOpus
from numpy.typing import NDArray

HERE = Path(__file__).parent
RATE = 22050  # what espeak-ng produces, in hertz
PAUSES = {"cue": 0.22, "turn": 0.38, "segment": 1.1}  # seconds of silence before each
CODECS = {".mp3": ["libmp3lame", "-b:a", "32k"], ".opus": ["libopus", "-b:a", "24k"]}
LEVEL = 0.145  # root mean square of speech; about -18 LUFS in the finished recording
GAINS = {"studio": 1.0, "telephone": 0.85, "far": 0.4}
ROOM_TONE = 0.0008
AUDIBLE = 0.004  # below this is the silence around what espeak-ng speaks
PHONE_BAND = (320, 3300)  # hertz
CHIME = ((587.3, 0.0), (880.0, 0.28), (587.3, 0.75), (880.0, 1.03))  # hertz, seconds: it echoes

Sound = NDArray[np.float64]
Row = dict[str, str]


@dataclass
class Cue:
    """One line of a script: what is said, what is written, and what the first transcript wrote."""

    label: str
    written: str
    spoken: str
    gap: float  # seconds from the end of the cue before; negative where it interrupts
    turn: int
    language: str | None = None
    segment: str | None = None
    mark: str | None = None
    chime: bool = False
    mistakes: list[tuple[str, str]] = field(default_factory=list)  # (label, words)
    added: list[tuple[str, str]] = field(default_factory=list)
    start: float = 0.0
    end: float = 0.0


LINES = {
    "segment": re.compile(r"== (?P<title>.+)"),
    "silence": re.compile(r"~ (?P<seconds>[\d.]+)(?P<chime> chime)?"),
    "mark": re.compile(r"@ (?P<name>[a-z0-9-]+)"),
    "mistake": re.compile(r" {4}r1(?P<added>\+)?(?: (?P<label>[^:]+))?: (?P<words>.+)"),
    "cue": re.compile(r" {2}(?:\[(?P<language>[a-z]+)\] )?(?P<words>\S.*)"),
    "turn": re.compile(r"(?P<label>[^\s#].*?)(?: <(?P<overlap>[\d.]+))?:"),
}
AS_WRITTEN_AS_SPOKEN = re.compile(r"\{([^|{}]+)\|([^|{}]+)\}")


class ScriptReader:
    """Reads a script line by line; what stands before a cue is kept until the cue comes."""

    def __init__(self, pronunciation: dict[str, str]) -> None:
        self.pronunciation = pronunciation
        self.cues: list[Cue] = []
        self.label, self.turn = "", 0
        self.waiting: dict[str, object] = {}

    def read(self, text: str) -> list[Cue]:
        """The cues of a script; raises ValueError naming the line that fits no form."""
        for number, line in enumerate(text.splitlines(), 1):
            if not line or line.startswith("#"):
                continue
            kind, found = _kind_of(line, number)
            getattr(self, f"_take_{kind}")(found)
        return self.cues

    def _take_segment(self, found: re.Match[str]) -> None:
        self.waiting |= {"segment": found["title"], "gap": PAUSES["segment"]}

    def _take_silence(self, found: re.Match[str]) -> None:
        self.waiting |= {"gap": float(found["seconds"]), "chime": bool(found["chime"])}

    def _take_mark(self, found: re.Match[str]) -> None:
        self.waiting["mark"] = found["name"]

    def _take_turn(self, found: re.Match[str]) -> None:
        self.label, self.turn = found["label"], self.turn + 1
        if found["overlap"]:
            self.waiting["gap"] = -float(found["overlap"])
        self.waiting.setdefault("gap", PAUSES["turn"])

    def _take_cue(self, found: re.Match[str]) -> None:
        written = AS_WRITTEN_AS_SPOKEN.sub(r"\1", found["words"])
        before: dict[str, object] = {"gap": PAUSES["cue"]} | self.waiting
        self.waiting = {}
        self.cues.append(
            Cue(
                label=self.label,
                written=written,
                spoken=self._pronounced(AS_WRITTEN_AS_SPOKEN.sub(r"\2", found["words"])),
                turn=self.turn,
                language=found["language"],
                **before,  # type: ignore[arg-type]  # the takers above put in what Cue names
            )
        )

    def _take_mistake(self, found: re.Match[str]) -> None:
        cue = self.cues[-1]
        kept = cue.added if found["added"] else cue.mistakes
        kept.append((found["label"] or cue.label, found["words"]))

    def _pronounced(self, words: str) -> str:
        for as_written, as_spoken in self.pronunciation.items():
            words = re.sub(rf"(?<!\w){re.escape(as_written)}(?![\w-])", as_spoken, words)
        return words


def _kind_of(line: str, number: int) -> tuple[str, re.Match[str]]:
    for kind, form in LINES.items():
        if found := form.fullmatch(line):
            return kind, found
    raise ValueError(f"line {number} is none of {', '.join(LINES)}: {line!r}")


def read_table(name: str) -> dict[str, list[str]]:
    """A tab-separated table of scripts/: first column -> the others."""
    with (HERE / "scripts" / name).open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.reader(file, delimiter="\t") if row and row[0][0] != "#"]
    return {first: rest for first, *rest in rows}


def speak(text: str, voice: list[str]) -> Sound:
    """One cue as sound at the common level; `voice` is a row of voices.tsv."""
    name, pitch, pace, line = voice
    command = ["espeak-ng", "-v", name, "-p", pitch, "-s", pace, "--stdout", text]
    done = subprocess.run(command, capture_output=True, check=True)  # noqa: S603  # own scripts
    sound = _trimmed(_samples(done.stdout))
    if line == "telephone":
        sound = _telephoned(sound)
    loudness = float(np.sqrt(np.mean(sound**2)))
    return sound * (LEVEL * GAINS[line] / loudness)


def _samples(riff: bytes) -> Sound:
    with wave.open(io.BytesIO(riff)) as file:
        frames = file.readframes(file.getnframes())
    return np.frombuffer(frames, dtype="<i2").astype(np.float64) / 32768


def _trimmed(sound: Sound) -> Sound:
    heard = np.flatnonzero(np.abs(sound) > AUDIBLE)
    return sound[heard[0] : heard[-1] + 1]


def _telephoned(sound: Sound) -> Sound:
    spectrum = np.fft.rfft(sound)
    pitch = np.fft.rfftfreq(len(sound), 1 / RATE)
    spectrum[(pitch < PHONE_BAND[0]) | (pitch > PHONE_BAND[1])] = 0
    narrow = np.fft.irfft(spectrum, len(sound))
    pressed: Sound = np.tanh(2.5 * narrow / np.max(np.abs(narrow)))
    return pressed


def chime() -> Sound:
    """The station's signal: two notes and their echo."""
    seconds = np.arange(int(2.0 * RATE)) / RATE
    sound = np.zeros_like(seconds)
    for echo, (hertz, at) in enumerate(CHIME):
        since = np.clip(seconds - at, 0, None)
        struck = np.sin(2 * np.pi * hertz * since) * np.exp(-4 * since) * (seconds >= at)
        sound += struck * (0.16 if echo < 2 else 0.05)  # noqa: PLR2004  # two notes, two echoes
    return sound


def perform(cues: list[Cue]) -> Sound:
    """Place every cue in time (sets its start and end) and mix the recording."""
    voices = read_table("voices.tsv")
    at, parts = 0.4, []
    for cue in cues:
        if cue.chime:
            parts.append((at + 0.3, chime()))
        sound = speak(cue.spoken, voices[cue.label])
        cue.start = round(max(at + cue.gap, 0.0), 3)
        cue.end = round(cue.start + len(sound) / RATE, 3)
        parts.append((cue.start, sound))
        at = cue.end
    return _mixed(parts, at + 0.8)


def _mixed(parts: list[tuple[float, Sound]], duration: float) -> Sound:
    hiss = np.random.default_rng(1506).standard_normal(int(duration * RATE))
    mix: Sound = ROOM_TONE * np.convolve(hiss, np.ones(8) / 8**0.5, mode="same")
    for start, sound in parts:
        first = round(start * RATE)
        mix[first : first + len(sound)] += sound
    limited: Sound = 0.8 * np.tanh(mix / 0.8)
    return limited


def encode(sound: Sound, target: Path) -> None:
    """Write the recording as MP3 or Opus, by the suffix of `target`."""
    pcm = (sound * 32767).astype("<i2").tobytes()
    source = ["-f", "s16le", "-ar", str(RATE), "-ac", "1", "-i", "-"]
    exact = ["-fflags", "+bitexact", "-flags:a", "+bitexact"]
    command = ["ffmpeg", "-v", "error", "-y", *source, "-c:a", *CODECS[target.suffix], *exact]
    subprocess.run([*command, str(target)], input=pcm, check=True)  # noqa: S603  # own data


def tag(target: Path, tags: Row, segments: list[dict[str, object]]) -> None:
    """Write tags and chapters as the container holds them."""
    write = {".mp3": _tag_id3, ".opus": _tag_vorbis}[target.suffix]
    write(
        target,
        tags,
        [(float(str(s["start"])), float(str(s["end"])), str(s["title"])) for s in segments],
    )


def _tag_id3(target: Path, tags: Row, chapters: list[tuple[float, float, str]]) -> None:
    frames = id3.ID3()
    for name, frame in {
        "title": id3.TIT2,
        "artist": id3.TPE1,
        "album": id3.TALB,
        "date": id3.TDRC,
        "genre": id3.TCON,
        "language": id3.TLAN,
    }.items():
        frames.add(frame(encoding=3, text=[tags[name]]))
    frames.add(id3.COMM(encoding=3, lang="ind", desc="", text=[tags["comment"]]))
    names = [f"s{number}" for number in range(1, len(chapters) + 1)]
    frames.add(
        id3.CTOC(
            element_id="toc",
            flags=id3.CTOCFlags.TOP_LEVEL | id3.CTOCFlags.ORDERED,
            child_element_ids=names,
        )
    )
    for name, (start, end, title) in zip(names, chapters, strict=True):
        caption = id3.TIT2(encoding=3, text=[title])
        times = {"start_time": round(start * 1000), "end_time": round(end * 1000)}
        frames.add(id3.CHAP(element_id=name, sub_frames=[caption], **times))
    frames.save(target, padding=lambda _info: 0)


def _tag_vorbis(target: Path, tags: Row, chapters: list[tuple[float, float, str]]) -> None:
    file = OggOpus(target)
    for name, value in tags.items():
        file[name] = value
    for number, (start, _end, title) in enumerate(chapters):
        minutes, seconds = divmod(start, 60)
        file[f"CHAPTER{number:03}"] = (
            f"{int(minutes) // 60:02}:{int(minutes) % 60:02}:{seconds:06.3f}"
        )
        file[f"CHAPTER{number:03}NAME"] = title
    file.save(padding=lambda _info: 0)


Line = tuple[float, float, str, str, str | None]  # start, end, label, words, language


def as_spoken(cues: list[Cue]) -> Iterator[Line]:
    """The lines of a transcript without mistakes, with the true times."""
    for cue in cues:
        yield cue.start, cue.end, cue.label, cue.written, cue.language


def as_first_written(cues: list[Cue]) -> Iterator[Line]:
    """The lines of the first transcript: its mistakes, additions and omissions."""
    held: list[Line] = []
    for cue in cues:
        for label, words in cue.mistakes or [(cue.label, cue.written)]:
            if words == "&":
                start, _end, speaker, said, language = held.pop()
                held.append((start, cue.end, speaker, f"{said} {cue.written}", language))
            elif words != "-":
                held.append((cue.start, cue.end, label, words, cue.language))
        held += _added(cue)
    yield from held


def _added(cue: Cue) -> Iterator[Line]:
    for number, (label, words) in enumerate(cue.added):
        start = cue.end + 0.1 * number
        yield start, start + 0.1, label, words, None


def a_little_off(lines: list[Line]) -> Iterator[Line]:
    """The same lines with times as a person sets them: late, and by turns."""
    chance = random.Random(1506)  # noqa: S311  # repeatable, no secret
    speaker, late = "", 0.0
    for start, end, label, words, language in lines:
        if label != speaker:
            speaker, late = label, chance.uniform(0.05, 0.4)
        yield start + late, end + late, label, words, language


def format_vtt(title: str, lines: list[Line]) -> str:
    """A WebVTT file with voice tags."""
    head = f"WEBVTT - {title}\nLanguage: id\n\nNOTE\nSiaran rekaan untuk arsip contoh Gaung.\n"
    return "\n".join([head, *(_format_cue(number, line) for number, line in enumerate(lines, 1))])


def _format_cue(number: int, line: Line) -> str:
    start, end, label, words, language = line
    if language:
        words = f"<lang {language}>{words}</lang>"
    return f"{number}\n{_clock(start)} --> {_clock(end)}\n<v {label}>{words}\n"


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds * 1000), 60_000)
    return f"{minutes // 60:02}:{minutes % 60:02}:{rest // 1000:02}.{rest % 1000:03}"


def segments_of(cues: list[Cue], duration: float) -> list[dict[str, object]]:
    """Titled stretches, each up to where the next begins."""
    begins = [(cue.start - 0.3, cue.segment) for cue in cues if cue.segment]
    begins[0] = (0.0, begins[0][1])
    ends = [start for start, _title in begins[1:]] + [duration]
    return [
        {"start": round(start, 3), "end": round(end, 3), "title": title}
        for (start, title), end in zip(begins, ends, strict=True)
    ]


def marks_of(cues: list[Cue]) -> dict[str, list[float]]:
    """Name -> [start, end] of the turn that a mark names."""
    return {
        cue.mark: [cue.start, max(other.end for other in cues if other.turn == cue.turn)]
        for cue in cues
        if cue.mark
    }


def make(episode: dict[str, object], catalogue: dict[str, list[Row]]) -> None:
    """Make one episode's audio and transcripts, and note its times in `episode`."""
    script = (HERE / "scripts" / f"{episode['key']}.txt").read_text(encoding="utf-8")
    pronunciation = {word: spoken for word, (spoken,) in read_table("pronunciation.tsv").items()}
    cues = ScriptReader(pronunciation).read(script)
    sound = perform(cues)
    duration = round(len(sound) / RATE, 3)
    segments = segments_of(cues, duration)
    episode |= {"duration": duration, "segments": segments, "marks": marks_of(cues)}
    target = HERE / str(episode["audio"])
    encode(sound, target)
    tag(target, _tags_of(episode, catalogue), segments)
    _write_transcripts(episode, cues)


def _write_transcripts(episode: dict[str, object], cues: list[Cue]) -> None:
    files = [HERE / transcript["file"] for transcript in episode["transcripts"]]  # type: ignore[attr-defined]
    for file in files:
        lines = list(as_first_written(cues) if file.stem.endswith("-r1") else as_spoken(cues))
        if len(files) > 1 and file.stem.endswith("-r1"):
            lines = list(a_little_off(lines))
        file.write_text(format_vtt(str(episode["title"]), lines), encoding="utf-8")


def _tags_of(episode: dict[str, object], catalogue: dict[str, list[Row]]) -> Row:
    programme = next(p for p in catalogue["programmes"] if p["key"] == episode["programme"])
    station = next(s for s in catalogue["stations"] if s["key"] == programme["station"])
    return {
        "title": str(episode["title"]),
        "artist": station["name"],
        "album": programme["title"],
        "date": str(episode["date"]),
        "genre": "Talkshow",
        "language": "ind",
        "comment": "Siaran rekaan untuk arsip contoh Gaung",
    }


def main() -> None:
    """Make the episodes named as arguments, or all that have audio."""
    path = HERE / "catalogue.json"
    catalogue = json.loads(path.read_text(encoding="utf-8"))
    wanted = sys.argv[1:] or [e["key"] for e in catalogue["episodes"] if e["audio"]]
    for episode in catalogue["episodes"]:
        if episode["key"] in wanted:
            make(episode, catalogue)
    path.write_text(json.dumps(catalogue, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
