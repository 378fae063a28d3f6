"""Scripts of the demo episodes: what is spoken, what is written, what was first written wrongly.

The form of a script is described in README.md beside this.
"""

import csv
import re
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).parent
PAUSES = {"cue": 0.22, "turn": 0.38, "segment": 1.1}  # seconds of silence before each


@dataclass
class Before:
    """What stands in a script before a cue."""

    gap: float | None = None  # seconds after the cue before ends; negative where it interrupts
    segment: str | None = None
    mark: str | None = None
    chime: bool = False


@dataclass
class Cue:
    """One line of speech; `perform` sets its start and end, in seconds."""

    label: str
    written: str
    spoken: str
    turn: int
    language: str | None
    before: Before
    mistakes: list[tuple[str, str]] = field(default_factory=list)  # (label, words) instead
    added: list[tuple[str, str]] = field(default_factory=list)  # (label, words) after it
    start: float = 0.0
    end: float = 0.0


FORMS = {
    "segment": re.compile(r"== (?P<title>.+)"),
    "silence": re.compile(r"~ (?P<seconds>[\d.]+)(?P<chime> chime)?"),
    "mark": re.compile(r"@ (?P<name>[a-z0-9-]+)"),
    "mistake": re.compile(r" {4}r1(?P<added>\+)?(?: (?P<label>[^:]+))?: (?P<words>.+)"),
    "cue": re.compile(r" {2}(?:\[(?P<language>[a-z]+)\] )?(?P<words>\S.*)"),
    "turn": re.compile(r"(?P<label>[^\s#].*?)(?: <(?P<overlap>[\d.]+))?:"),
}
AS_WRITTEN_AS_SPOKEN = re.compile(r"\{([^|{}]+)\|([^|{}]+)\}")


def read_script(name: str) -> list[Cue]:
    """The cues of scripts/`name`.txt; raises ValueError naming the line that fits no form."""
    text = (HERE / "scripts" / f"{name}.txt").read_text(encoding="utf-8")
    pronunciation = {word: spoken for word, (spoken,) in read_table("pronunciation.tsv").items()}
    reader = _Reader({word: pronunciation[word] for word in sorted(pronunciation, key=len)[::-1]})
    for number, line in enumerate(text.splitlines(), 1):
        if line and not line.startswith("#"):
            reader.take(number, line)
    return reader.cues


def read_table(name: str) -> dict[str, list[str]]:
    """A tab-separated table of scripts/: first column -> the others."""
    with (HERE / "scripts" / name).open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.reader(file, delimiter="\t") if row and row[0][0] != "#"]
    return {first: rest for first, *rest in rows}


class _Reader:
    """Takes lines one by one; what stands before a cue is kept until the cue comes."""

    def __init__(self, pronunciation: dict[str, str]) -> None:
        self.pronunciation = pronunciation
        self.cues: list[Cue] = []
        self.label, self.turn = "", 0
        self.before = Before()
        self.takers = {
            "segment": self._take_segment,
            "silence": self._take_silence,
            "mark": self._take_mark,
            "mistake": self._take_mistake,
            "cue": self._take_cue,
            "turn": self._take_turn,
        }

    def take(self, number: int, line: str) -> None:
        for kind, form in FORMS.items():
            if found := form.fullmatch(line):
                return self.takers[kind](found)
        raise ValueError(f"line {number} is none of {', '.join(FORMS)}: {line!r}")

    def _take_segment(self, found: re.Match[str]) -> None:
        self.before.segment, self.before.gap = found["title"], PAUSES["segment"]

    def _take_silence(self, found: re.Match[str]) -> None:
        self.before.gap, self.before.chime = float(found["seconds"]), bool(found["chime"])

    def _take_mark(self, found: re.Match[str]) -> None:
        self.before.mark = found["name"]

    def _take_turn(self, found: re.Match[str]) -> None:
        self.label, self.turn = found["label"], self.turn + 1
        if found["overlap"]:
            self.before.gap = -float(found["overlap"])
        elif self.before.gap is None:
            self.before.gap = PAUSES["turn"]

    def _take_cue(self, found: re.Match[str]) -> None:
        written = AS_WRITTEN_AS_SPOKEN.sub(r"\1", found["words"])
        spoken = self._pronounced(AS_WRITTEN_AS_SPOKEN.sub(r"\2", found["words"]))
        before, self.before = self.before, Before()
        self.cues.append(Cue(self.label, written, spoken, self.turn, found["language"], before))

    def _take_mistake(self, found: re.Match[str]) -> None:
        cue = self.cues[-1]
        kept = cue.added if found["added"] else cue.mistakes
        kept.append((found["label"] or cue.label, found["words"]))

    def _pronounced(self, words: str) -> str:
        for as_written, as_spoken in self.pronunciation.items():
            words = re.sub(rf"(?<!\w){re.escape(as_written)}(?![\w-])", as_spoken, words)
        return words
