"""The roots of Indonesian and Banjar, and the words whose stem the affixes would not tell.

Both lists are our own. `data/roots.txt` and `data/roots-banjar.txt` hold words by subject, below
lines that begin with "#". `data/overrides.tsv` says word, stem, and why.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

DATA: Final = Path(__file__).parent / "data"


class Override(NamedTuple):
    """A word whose stem is told, not found; `reason` is one of the classes in the file's head."""

    word: str
    stem: str
    reason: str


def list_roots(name: str = "roots.txt") -> list[str]:
    """The words of a list of roots, in its order."""
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [word for line in lines if not line.startswith("#") for word in line.split()]


def list_overrides() -> list[Override]:
    """The rows of the table of overrides, in its order."""
    lines = (DATA / "overrides.tsv").read_text(encoding="utf-8").splitlines()
    return [Override(*line.split("\t")) for line in lines if line and not line.startswith("#")]


@cache
def indonesian_stems() -> dict[str, str]:
    """Every word known without analysis -> its stem: roots are their own, overrides have theirs."""
    stems = {root: root for root in list_roots()}
    for override in list_overrides():
        stems.setdefault(override.stem, override.stem)
        stems[override.word] = override.stem
    return stems


def is_known_stem(word: str) -> bool:
    """Whether a stem is a root that we know, or one that an override leads to."""
    return word in banjar_stems()


@cache
def banjar_stems() -> dict[str, str]:
    """The same for Banjar speech, which uses Indonesian roots too."""
    return indonesian_stems() | {root: root for root in list_roots("roots-banjar.txt")}
