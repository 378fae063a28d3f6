"""How near the times are that words are given in a recording, and what they cost.

True times are known because the recordings are made here (bench/speech.py). Each case is measured
in a process of its own: seconds of processor (its decoder and its speaker included) and memory.
"""

import json
import subprocess
import sys
import tempfile
import wave
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from archive.demo.sound import RATE
from bench.document import table, write_document
from bench.report import Row
from bench.speech import (
    Performance,
    Sound,
    change_speed,
    has_diphones,
    make_music,
    make_noise,
    perform_demo,
    perform_diphones,
    take_part,
    through_radio,
    with_sound,
)

MINUTE, SLACK = 60, 20.0
AT_ONCE = 3
QUICK, PART = 170.0, 300.0  # seconds that are measured
FAR = 2.0  # seconds off that count as a wrong place
HOUR_MOST = 600.0  # seconds of one core
MEDIAN_MOST, MEMORY_MOST = 0.1, 1024
QUICK_EPISODES = ("air-keruh-di-ujung-pipa",)


@dataclass(frozen=True)
class Case:
    """One recording with its text; with `marks` the minutes are known."""

    name: str
    performance: Performance
    marks: bool = False


@dataclass(frozen=True)
class Found:
    """What came of a case: errors in seconds of the starts that were found."""

    case: Case
    errors: tuple[float, ...]
    lost: int
    placed_absent: int
    cpu: float
    memory: float

    @property
    def seconds(self) -> float:
        """How long the recording is."""
        return len(self.case.performance.sound) / RATE

    def percentile(self, percent: float) -> float:
        """Of the errors, in seconds."""
        return float(np.percentile(self.errors, percent)) if self.errors else float("nan")


def measure(*, quick: bool) -> list[Row]:
    """Measure all cases."""
    return rows_of(run_all(list_cases(quick)))


def measure_and_write(*, quick: bool) -> list[Row]:
    """Measure, and put the figures into docs/."""
    found = run_all(list_cases(quick))
    rows = rows_of(found)
    write_document("synchronise", [table_of(found), say_cost(found)])
    return rows


def list_cases(quick: bool) -> Iterator[Case]:
    """Every case, voice by voice; without Festival those of the demo alone."""
    makers: dict[str, Callable[..., Performance]] = {"demo": perform_demo}
    if has_diphones():
        makers["diphones"] = perform_diphones
    yield Case("demo: an hour", make_hour(perform_demo()))
    for name, maker in makers.items():
        whole = maker(QUICK_EPISODES) if quick else maker()
        yield Case(f"{name}: all of it", whole)
        yield Case(f"{name}: all of it, minute marks", whole, marks=True)
        part = take_part(whole, QUICK if quick else PART)
        yield from distort(name, part)
        yield Case(f"{name}: the text of something else", wrong_text(whole, part))


def distort(name: str, part: Performance) -> Iterator[Case]:
    """One performance as it is heard in worse places."""
    seconds = len(part.sound) / RATE
    for decibels in (10, 5, 0):
        noisy = with_sound(part, part.sound + make_noise(seconds, decibels)[: len(part.sound)])
        yield Case(f"{name}: noise, SNR {decibels} dB", noisy)
    yield Case(f"{name}: noise, SNR 0 dB, minute marks", noisy, marks=True)
    for factor in (0.8, 0.9, 1.1, 1.25):
        times = tuple(one and (one[0] / factor, one[1] / factor) for one in part.times)
        sound = change_speed(part.sound, factor)
        yield Case(f"{name}: speed {factor}", replace(part, sound=sound, times=times))
    yield Case(f"{name}: small receiver, echo", with_sound(part, through_radio(part.sound)))
    music = make_music(45)
    opened = np.concatenate([music, part.sound])
    yield Case(f"{name}: 45 s of music before", replace(part, sound=opened, times=part.shifted(45)))
    yield interrupted(name, part)
    yield cut(name, part)


def interrupted(name: str, part: Performance) -> Case:
    """A minute of music in the middle."""
    half, at = middle_of(part)
    sound = np.concatenate([part.sound[:at], make_music(60), part.sound[at:]])
    times = (*part.times[:half], *part.shifted(60)[half:])
    return Case(f"{name}: 60 s of music within", replace(part, sound=sound, times=times))


def cut(name: str, part: Performance) -> Case:
    """A fifth of the text is missing from the recording."""
    half, at = middle_of(part)
    stop = half + len(part.texts) // 5
    following = part.times[stop]
    until = round(((following[0] if following else 0) - 0.1) * RATE)
    sound = np.concatenate([part.sound[:at], part.sound[until:]])
    times = (*part.times[:half], *[None] * (stop - half), *part.shifted((at - until) / RATE)[stop:])
    return Case(f"{name}: a fifth cut out", replace(part, sound=sound, times=times))


def middle_of(part: Performance) -> tuple[int, int]:
    """The statement in the middle, and the sample before it."""
    half = len(part.times) // 2
    one = part.times[half]
    return half, round(((one[0] if one else 0) - 0.1) * RATE)


def wrong_text(whole: Performance, part: Performance) -> Performance:
    """The recording of the part with words that are not in it."""
    texts = tuple(" ".join(reversed(one.split())) for one in reversed(whole.texts))
    return Performance(part.sound, texts, (None,) * len(texts))


def make_hour(whole: Performance) -> Performance:
    """An hour: the demo twice and a bit, at another speed, so that no part is like another."""
    factors = (1.0, 0.93, 1.07)
    sounds = [change_speed(whole.sound, factor) for factor in factors]
    texts: list[str] = []
    times: list[tuple[float, float] | None] = []
    at = 0.0
    for sound, factor in zip(sounds, factors, strict=True):
        texts += whole.texts
        times += [one and (one[0] / factor + at, one[1] / factor + at) for one in whole.times]
        at += len(sound) / RATE
    return take_part(Performance(np.concatenate(sounds), tuple(texts), tuple(times)), 3600)


def run_all(cases: Iterator[Case]) -> list[Found]:
    """Run the cases, some at a time: processor time and memory are those of each process."""
    found = []
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for one in pool.map(run, cases):
            print(f"{one.case.name}: {one.percentile(50):.3f} s", file=sys.stderr, flush=True)
            found.append(one)
    return found


def run(case: Case) -> Found:
    """Synchronise a case in a process of its own, and compare."""
    with tempfile.TemporaryDirectory() as folder:
        recording, text = Path(folder) / "a.wav", Path(folder) / "a.json"
        write_wave(recording, case.performance.sound)
        words = [one.split(" ") for one in case.performance.texts]
        anchors = list(minute_marks(case.performance)) if case.marks else []
        text.write_text(json.dumps({"words": words, "anchors": anchors}))
        command = [sys.executable, "-m", "bench.synchronise_child", str(recording), str(text)]
        done = subprocess.run(command, capture_output=True, check=True, text=True)
    told = json.loads(done.stdout)
    return compare(case, told)


def compare(case: Case, told: dict[str, object]) -> Found:
    """What was told of the starts against the true ones."""
    starts = told["starts"]
    if not isinstance(starts, list):
        raise TypeError("A child told no starts.")
    pairs = list(zip(starts, case.performance.times, strict=True))
    return Found(
        case,
        tuple(abs(start - true[0]) for start, true in pairs if start is not None and true),
        sum(start is None for start, true in pairs if true),
        sum(start is not None for start, true in pairs if not true),
        float(str(told["cpu"])),
        float(str(told["memory"])),
    )


def minute_marks(performance: Performance) -> Iterator[tuple[int, float, float]]:
    """(word, seconds, slack): the first statement of each minute, marked with the whole minute."""
    word, latest = 0, 0
    for text, time in zip(performance.texts, performance.times, strict=True):
        minute = int(time[0] // MINUTE) if time else latest
        if minute > latest:
            yield word, float(minute * MINUTE), SLACK
            latest = minute
        word += len(text.split(" "))


def write_wave(path: Path, sound: Sound) -> None:
    """A WAV file of the samples."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes((np.clip(sound, -1, 1) * 32767).astype("<i2").tobytes())


def rows_of(found: Sequence[Found]) -> list[Row]:
    """The figures as a report."""
    longest = max(found, key=lambda one: one.seconds)
    hourly = longest.cpu / longest.seconds * 3600
    memory = max(one.memory for one in found)
    return [
        *(row for one in found for row in rows_of_case(one)),
        Row("seconds of a core for an hour", hourly, "s", HOUR_MOST, better="less"),
        Row("memory at most", memory, "MiB", MEMORY_MOST, better="less"),
    ]


def rows_of_case(one: Found) -> Iterator[Row]:
    """The figures of one recording; of statements that are not in it none may be placed."""
    name, times = one.case.name, one.case.performance.times
    if any(times):
        must = MEDIAN_MOST if name.endswith("all of it") else None
        yield Row(f"{name}: median", one.percentile(50), "s", must, better="less")
        yield Row(f"{name}: 95th percentile", one.percentile(95), "s", better="less")
        yield Row(f"{name}: without a place", one.lost, "statements", better="less")
    if not all(times):
        must = None if any(times) else 0
        placed = one.placed_absent
        yield Row(f"{name}: absent, yet placed", placed, "statements", must, better="less")


def table_of(found: Sequence[Found]) -> str:
    """The figures as a table for the document."""
    head = (
        *("recording", "statements", "placed", "median, s", "95th percentile, s"),
        *(f"off by over {FAR:g} s", "absent, yet placed"),
    )
    return table(
        head,
        [
            (
                one.case.name,
                len(one.case.performance.times),
                len(one.errors),
                say_seconds(one.percentile(50)),
                say_seconds(one.percentile(95)),
                sum(error > FAR for error in one.errors),
                say_absent(one),
            )
            for one in found
        ],
    )


def say_seconds(value: float) -> str:
    """Seconds with two digits; nothing where there are none."""
    return "" if np.isnan(value) else f"{value:.2f}"


def say_absent(one: Found) -> str:
    """How many of the statements that are not in the recording were given a time."""
    absent = sum(time is None for time in one.case.performance.times)
    return f"{one.placed_absent} of {absent}" if absent else ""


def say_cost(found: Sequence[Found]) -> str:
    """What it costs, in a sentence."""
    longest = max(found, key=lambda one: one.seconds)
    hourly, memory = longest.cpu / longest.seconds * 3600, max(one.memory for one in found)
    return (
        f"The longest recording, {longest.seconds / 60:.0f} minutes, took {longest.cpu:.0f} seconds"
        f" of one core: {hourly:.0f} for an hour. At most {memory:.0f} MiB of memory were used."
    )
