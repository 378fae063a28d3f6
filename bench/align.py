"""How long a long transcript takes to find its identifiers again after edits everywhere.

A talk of 15,000 words in 1,200 statements: a word in ten corrected, statements split, merged,
moved, dropped and given to other voices. Measured is `archive.alignment.align`, with tombstones
and with statements that had other words when they were minted.
"""

import time
from dataclasses import replace
from random import Random

from archive.alignment import Alignment, New, Old, align
from bench.report import Row

WORDS, STATEMENTS = 15_000, 1_200
QUICK_ROUNDS, ROUNDS = 3, 10
MOST = 1.0  # seconds
VOICES = ("Pewara", "Narasumber 1", "Narasumber 2", "Penanya 1")
COMMON = ("yang", "di", "dan", "itu", "kita", "untuk", "dengan", "desa", "ini", "ada", "tidak")


def measure(*, quick: bool) -> list[Row]:
    """Align a heavily edited talk with what it was."""
    random = Random(5)
    old = make_talk(random)
    graves = [replace(one, id=f"g{place}") for place, one in enumerate(make_talk(random)[:200])]
    new = edit_talk(old, random)
    times, kept = [], 0
    for _ in range(QUICK_ROUNDS if quick else ROUNDS):
        start = time.perf_counter()
        alignment = align(old, new, graves)
        times.append(time.perf_counter() - start)
        kept = count_kept(alignment)
    return [
        Row("words", sum(len(one.text.split()) for one in new), "words"),
        Row("statements", len(new), "statements"),
        Row("kept their identifier", kept, "statements"),
        Row("aligned in (median)", sorted(times)[len(times) // 2], "s", MOST, better="less"),
        Row("aligned in (slowest)", max(times), "s", better="less"),
    ]


def count_kept(alignment: Alignment) -> int:
    """Statements that inherited an identifier."""
    return sum(name is not None for name in alignment.identifiers)


def make_talk(random: Random) -> list[Old]:
    """Statements of WORDS words together; every third was minted for slightly other words."""
    talk = []
    for place in range(STATEMENTS):
        text = make_words(random, WORDS // STATEMENTS)
        minted_for = " ".join([*text.split()[:-2], "lain"]) if place % 3 == 0 else None
        voice = random.choice(VOICES)
        at = place * 5.0
        talk.append(Old(f"s{place}", text, voice, at, at + 4, minted_for=minted_for))
    return talk


def make_words(random: Random, count: int) -> str:
    """So many words, a third of them those that stand everywhere."""
    return " ".join(
        random.choice(COMMON) if random.random() < 0.35 else f"kata{random.randrange(3_000)}"
        for _ in range(count)
    )


def edit_talk(old: list[Old], random: Random) -> list[New]:
    """The talk with edits everywhere."""
    new = [New(correct(one.text, random), one.voice, one.start, one.end) for one in old]
    for _ in range(STATEMENTS // 20):
        place = random.randrange(len(new) - 1)
        act = random.choice((split, merge, move, drop, revoice))
        act(new, place, random)
    return new


def correct(text: str, random: Random) -> str:
    """A word in ten corrected."""
    return " ".join(
        f"kata{random.randrange(3_000)}" if random.random() < 0.1 else word for word in text.split()
    )


def split(new: list[New], place: int, random: Random) -> None:
    """One statement as two."""
    words = new[place].text.split()
    at = random.randrange(1, len(words)) if len(words) > 1 else 1
    parts = [" ".join(words[:at]), " ".join(words[at:])]
    new[place : place + 1] = [replace(new[place], text=part) for part in parts if part]


def merge(new: list[New], place: int, random: Random) -> None:
    """Two statements as one."""
    one, other = new[place : place + 2]
    new[place : place + 2] = [replace(one, text=f"{one.text} {other.text}", end=other.end)]


def move(new: list[New], place: int, random: Random) -> None:
    """A statement elsewhere."""
    new.insert(random.randrange(len(new)), new.pop(place))


def drop(new: list[New], place: int, random: Random) -> None:
    """A statement left out."""
    del new[place]


def revoice(new: list[New], place: int, random: Random) -> None:
    """A statement in another voice."""
    new[place] = replace(new[place], voice=random.choice(VOICES))
