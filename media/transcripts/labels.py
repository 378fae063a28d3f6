"""How a speaker's label is told from speech.

A label is what stands before the first colon of a line, where

- it has at most 60 characters and 8 words, and the colon is not followed by // (an address) or by
  a digit after a digit (08:00, a time);
- its words look like a name: capitals, numbers, initials, honorifics, degrees after a comma (after
  a role also a place: "Penanya 1, Kec. Batulicin"), small particles inside ("bin", "dari"), a
  remark in brackets at its end; any other small word ("menyampaikan tiga hal:") makes it speech;
- its first word is not one that begins speech or an aside ("Catatan:", "Pukul", "Jadi").

"[Anything]:" at the start of a line is a label whatever its words; "?:" names an unknown voice.

What passes is *sure* where it begins with a role ("Sekda", "Penanya 3"), has an honorific or a
degree, or is written in capitals (an acronym of up to five letters is not). Any other name is
believed where it stands in front of two lines or more. Where it stands once, it is read as a label
at the beginning of a paragraph or cue, within one as speech; both are noted. Small letters alone
("kiki:") are a label only when they recur in a file that writes no name with a capital.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from media.transcripts.findings import Findings
from media.transcripts.label_words import (
    HONORIFICS,
    NO_LABELS,
    NO_LABELS_ALONE,
    OFFICE_WORDS,
    PARTICLES,
    REMARKS,
    ROLES,
)
from media.transcripts.sentences import ends_sentence

LONGEST = 60
MOST_WORDS = 8
LONGEST_ACRONYM = 5
"""Letters: "KTP:" in capitals may be a thing that is explained, "PENYIAR:" is a voice."""

UNKNOWN = "?"
"""What stands for a name where nobody knows it: "?: Halo." is an unknown voice."""
LONGEST_BRACKETED = 120

_LEADERS = ("- ", "– ", ">> ", ">>", "* ")
_WORD = re.compile(r"#?[^\W_][\w'’.\-/#&]{0,39},?|[&/\-–]")
_BRACKETED = re.compile(rf"\[([^\W\d_][^\[\]]{{0,{LONGEST_BRACKETED - 1}}})\]\s{{0,3}}:(?![\d/])")
_REMARK = re.compile(r"\s{0,3}\([^()]{0,40}\)\Z")
_DEGREE = re.compile(r"(?:[A-Z][A-Za-z]{0,4}\.){1,4}[A-Z]?[A-Za-z]{0,5}\.?|[A-Z]{2,4}\.?", re.ASCII)


class Shape(Enum):
    """How much a text before a colon looks like a label."""

    SURE = "sure"
    NAME = "name"
    ACRONYM = "acronym"
    SMALL = "small"


class Label(NamedTuple):
    """A possible label of a line, and the speech after it."""

    name: str
    rest: str
    shape: Shape

    @property
    def voice(self) -> str | None:
        """The voice that it names; None where that is unknown."""
        return self.name if self.name and self.name != UNKNOWN else None


def find_label(line: str) -> Label | None:
    """The possible label at the start of a line; None where there can be none."""
    if bracketed := _BRACKETED.match(line):
        return Label(" ".join(bracketed[1].split()), line[bracketed.end() :].strip(), Shape.SURE)
    colon = line.find(":", 0, LONGEST + 8)
    if colon < 1 or _is_no_label_colon(line, colon):
        return None
    name = strip_leader(line[:colon])
    if name.rstrip("?") == "" and name:
        return Label(UNKNOWN, line[colon + 1 :].strip(), Shape.SURE)
    shape = name_shape(name)
    return Label(bare_name(name), line[colon + 1 :].strip(), shape) if shape else None


def _is_no_label_colon(line: str, colon: int) -> bool:
    after = line[colon + 1 : colon + 3]
    return after == "//" or (after[:1].isdigit() and line[colon - 1].isdigit())


def strip_leader(text: str) -> str:
    """The text without the dash or arrows that some programs put before a voice."""
    text = text.strip()
    for leader in _LEADERS:
        text = text.removeprefix(leader)
    return text.strip()


def bare_name(name: str) -> str:
    """A label as written, without brackets around the whole of it and with single spaces."""
    if name[:1] == "[" and name[-1:] == "]":
        name = name[1:-1]
    return " ".join(name.split())


@lru_cache(maxsize=4096)
def name_shape(name: str) -> Shape | None:
    """What kind of label a text may be; None for speech."""
    core = _REMARK.sub("", bare_name(name))
    words = core.split()
    if not words or len(core) > LONGEST or len(words) > MOST_WORDS:
        return None
    plain = [word.strip(".,").casefold() for word in words]
    if _is_no_name(plain, bracketed=name[:1] == "["):
        return None
    if not all(map(_is_word_of_name, words)) or words[-1].endswith(","):
        return None
    if _has_role(plain) and all(_may_stand(word, OFFICE_WORDS | ROLES) for word in words):
        return Shape.SURE
    if not all(map(_may_stand, words[1:])) or not _commas_fit(words):
        return None
    return _shape_of_name(core, words, plain)


def _is_no_name(plain: list[str], *, bracketed: bool) -> bool:
    """Whether the words begin speech, an aside, or a remark on what is heard ("[tertawa]")."""
    if plain[0] in NO_LABELS or (bracketed and plain[0] in REMARKS):
        return True
    return len(plain) == 1 and plain[0] in NO_LABELS_ALONE


def _shape_of_name(core: str, words: list[str], plain: list[str]) -> Shape | None:
    first_fits = words[0][0].isupper() or words[0][0].isdigit()
    titled = plain[0] in HONORIFICS and not HONORIFICS.issuperset(plain)
    if titled or (first_fits and "," in core):
        return Shape.SURE
    letters = [letter for letter in core if letter.isalpha()]
    if not letters:
        return None
    if core.isupper() and (len(words) > 1 or len(letters) > LONGEST_ACRONYM):
        return Shape.SURE
    if core.isupper():
        return Shape.ACRONYM
    if first_fits:
        return Shape.NAME
    return Shape.SMALL if len(words) == 1 and words[0].isalpha() else None


def _has_role(plain: list[str]) -> bool:
    """Whether the first word is a role, or the first after honorifics ("Pak Sekda")."""
    first = next((word for word in plain if word not in HONORIFICS), plain[0])
    return first.partition("/")[0] in ROLES or first.startswith("speaker_")


def _is_word_of_name(word: str) -> bool:
    """Whether a word has the letters of a name; a full stop is an abbreviation's or a degree's."""
    return bool(_WORD.fullmatch(word)) and not ends_sentence(word, following="a")


def _may_stand(word: str, others: frozenset[str] = frozenset()) -> bool:
    """Whether a word may stand in a name, besides others that may."""
    if word[0].isupper() or word[0].isdigit() or word[0] in "&/-–#":
        return True
    plain = word.strip(".,").casefold()
    return plain in PARTICLES or plain in HONORIFICS or plain in others


def _commas_fit(words: list[str]) -> bool:
    """Whether commas stand only before degrees: "Ambo Sakka, M.Pd, MM"."""
    after_comma = False
    for word in words:
        if after_comma and not _DEGREE.fullmatch(word.rstrip(",")):
            return False
        after_comma = after_comma or word.endswith(",")
    return True


class LabelJudge:
    """Decides, knowing every line of a file, which possible labels are labels."""

    def __init__(self, lines: Iterable[tuple[Label | None, bool]], findings: Findings) -> None:
        """Take all lines in order: the possible label, and whether a paragraph or cue begins."""
        every = list(lines)
        labels = [(label, begins) for label, begins in every if label]
        self._findings = findings
        self._counts = Counter(label.name for label, _ in labels)
        self._small = all(label.name.islower() for label, _ in labels)
        names = [(label, begins) for label, begins in labels if label.shape is not Shape.SMALL]
        sure = [begins for label, begins in names if self._is_sure(label)]
        second = [begins for label, begins in names[1:2] if label.shape is Shape.NAME]
        self._tight = not all(sure) or not all(second)
        places = sum(begins for _, begins in every)
        begun = any(label for label, _ in every[:1])
        self._credible = bool(sure) or begun or len(names) * 2 >= places

    def _is_sure(self, label: Label) -> bool:
        if label.shape is Shape.SMALL:
            return False
        return label.shape is Shape.SURE or self._counts[label.name] > 1

    def is_label(self, label: Label, line: int, *, begins: bool) -> bool:
        """Whether to read it as a label: in doubt where a voice would begin, which is noted.

        In a tight file, where voices change within paragraphs - a sure label does so, or the
        second of all, since a talk begins with two who greet each other - a name at the
        beginning of any line is believed; an acronym is not. A file of which the first line has
        no label, none is sure, and most paragraphs or cues have none, is one without labels.
        """
        if self._is_sure(label):
            return True
        if label.shape is Shape.SMALL:
            return self._small and self._counts[label.name] > 1
        believed = self._credible and (begins or (self._tight and label.shape is Shape.NAME))
        self._findings.note("once" if believed else "speech", line, label.name)
        return believed
