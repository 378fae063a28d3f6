"""The statements of bench/statements.py as a manifest and transcripts that `gaung import` reads."""

import csv
from collections.abc import Sequence
from pathlib import Path

from bench.corpus import clock
from bench.statements import Corpus
from search import Document

COLUMNS = (
    *("id", "programme", "station", "title", "date", "time", "zone"),
    *("transcript", "people", "topics"),
)
PAUSE = 0.3  # seconds between two statements


def write_transcripts(folder: Path, size: int) -> Path:
    """Write episodes of `size` statements or a few more into a folder; the manifest's path."""
    corpus, written, number = Corpus(), 0, 0
    manifest = folder / "manifest.csv"
    with manifest.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        while written < size:
            statements = corpus.list_episode(number)
            name = f"{number:05}.vtt"
            (folder / name).write_text(write_vtt(statements), encoding="utf-8")
            writer.writerow(row_of(number, statements, name))
            written, number = written + len(statements), number + 1
    return manifest


def write_vtt(statements: Sequence[Document]) -> str:
    """One cue a statement; each ends a little before the next begins."""
    starts = [one.start or 0.0 for one in statements]
    ends = [*(start - PAUSE for start in starts[1:]), starts[-1] + 20]
    cues = [
        f"{clock(start)} --> {clock(end)}\n<v {one.person_name}>{one.text}</v>\n"
        for one, start, end in zip(statements, starts, ends, strict=True)
    ]
    return "WEBVTT\n\n" + "\n".join(cues)


def row_of(number: int, statements: Sequence[Document], transcript: str) -> dict[str, str]:
    """The row of an episode in the manifest."""
    first = statements[0]
    people = {
        f"{one.person_name}|{one.position_wording}|{say(one.organisation)}" for one in statements
    }
    topics = dict.fromkeys(topic for one in statements for topic in one.topics)
    return {
        "id": f"bench-{number:05}",
        "programme": say(first.programme),
        "station": say(first.station),
        "title": first.episode_title,
        "date": f"{first.date}",
        "time": "08:30",
        "zone": "WITA",
        "transcript": transcript,
        "people": "; ".join(sorted(people)),
        "topics": "; ".join(map(say, topics)),
    }


def say(slug: str | None) -> str:
    """A slug as a name."""
    return (slug or "").replace("-", " ").title()
