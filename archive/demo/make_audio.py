"""Make the demo recordings and their transcripts from the scripts (see README.md beside this).

Run by hand, `python -m archive.demo.make_audio [EPISODE…]`; needs espeak-ng and ffmpeg. The same
versions make the same bytes. Writes audio/, transcripts/ and three fields of catalogue.json:
`duration`, `segments` and `marks`.
"""

import json
import sys
from typing import Any

from archive.demo.encoding import Segment, encode, tag
from archive.demo.script import HERE, Cue, read_script
from archive.demo.sound import RATE, perform
from archive.demo.vtt import a_little_late, as_first_written, as_spoken, format_vtt

Row = dict[str, Any]  # an object of catalogue.json
BEFORE_SEGMENT = 0.3  # seconds between the start of a segment and its first word


def make(episode: Row, catalogue: Row) -> None:
    """Make one episode's audio and transcripts, and note its times in `episode`."""
    cues = read_script(episode["key"])
    sound = perform(cues)
    duration = round(len(sound) / RATE, 3)
    segments = list_segments(cues, duration)
    episode |= {"duration": duration, "segments": segments, "marks": read_marks(cues)}
    target = HERE / episode["audio"]
    encode(sound, target)
    tag(target, _tags_of(episode, catalogue), segments)
    for transcript in episode["transcripts"]:
        _write_transcript(transcript, episode, cues)


def list_segments(cues: list[Cue], duration: float) -> list[Segment]:
    """Titled stretches from 0 to `duration`, each up to where the next begins."""
    begins = [
        (cue.start - BEFORE_SEGMENT, cue.before.segment) for cue in cues if cue.before.segment
    ]
    starts = [0.0, *(round(start, 3) for start, _title in begins[1:])]
    ends = [*starts[1:], duration]
    return [
        Segment(start=start, end=end, title=title)
        for start, end, (_begin, title) in zip(starts, ends, begins, strict=True)
    ]


def read_marks(cues: list[Cue]) -> dict[str, list[float]]:
    """Name -> [start, end] of the turn that a mark names."""
    return {
        cue.before.mark: [cue.start, max(other.end for other in cues if other.turn == cue.turn)]
        for cue in cues
        if cue.before.mark
    }


def _write_transcript(transcript: Row, episode: Row, cues: list[Cue]) -> None:
    file = HERE / transcript["file"]
    first = file.stem.endswith("-r1")
    lines = as_first_written(cues) if first else as_spoken(cues)
    if first and len(episode["transcripts"]) > 1:
        lines = a_little_late(lines)
    file.write_text(format_vtt(episode["title"], lines), encoding="utf-8")


def _tags_of(episode: Row, catalogue: Row) -> dict[str, str]:
    programme = _find(catalogue["programmes"], episode["programme"])
    return {
        "title": episode["title"],
        "artist": _find(catalogue["stations"], programme["station"])["name"],
        "album": programme["title"],
        "date": episode["date"],
        "genre": "Talkshow",
        "language": "ind",
        "comment": "Siaran rekaan untuk arsip contoh Gaung",
    }


def _find(rows: list[Row], key: str) -> Row:
    return next(row for row in rows if row["key"] == key)


def main() -> None:
    """Make the episodes named as arguments, or all that have audio."""
    path = HERE / "catalogue.json"
    catalogue = json.loads(path.read_text(encoding="utf-8"))
    recorded = [episode for episode in catalogue["episodes"] if episode["audio"]]
    wanted = sys.argv[1:] or [episode["key"] for episode in recorded]
    for episode in recorded:
        if episode["key"] in wanted:
            make(episode, catalogue)
    path.write_text(json.dumps(catalogue, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
