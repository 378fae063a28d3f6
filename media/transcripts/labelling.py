"""Labels "Name:" written so that labels.py reads them as such."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from media.transcripts.labels import LONGEST_BRACKETED, UNKNOWN, Shape, find_label, strip_leader

VOICE = "Suara"
"""What is put before a label that begins with no letter."""


class Labeller:
    """Writes labels for one file, knowing how often each of them will stand in it."""

    def __init__(self, voices: Iterable[str | None]) -> None:
        """Take the voice of every label that will be written, in order."""
        self._counts = Counter(voices)
        self._named = any(self._counts)

    def label(self, voice: str | None, text: str) -> str:
        """What to write in front of the words of a voice: "Kiki: ", "[warga]: ", "?: ".

        Nothing for an unknown voice in a file that names none, unless its words look like a label,
        or begin with a dash as what may stand before one.
        """
        if voice is None:
            bare = not (find_label(text) or strip_leader(text) != text)
            return "" if bare and not self._named else f"{UNKNOWN}: "
        return f"{voice}: " if self._is_plain(voice) else f"[{_fitting(voice)}]: "

    def _is_plain(self, voice: str) -> bool:
        """Whether the label is understood without brackets."""
        found = find_label(f"{voice}: a")
        if found is None or found.voice != voice or found.rest != "a":
            return False
        recurs = self._counts[voice] > 1 and found.shape is not Shape.SMALL
        return found.shape is Shape.SURE or recurs


def _fitting(voice: str) -> str:
    """A label as it may stand in brackets: none inside, a letter first, not too long.

    What has to be changed for that still reads as a label, and never as words.
    """
    plain = voice.replace("[", "(").replace("]", ")")
    if not plain[0].isalpha():
        plain = f"{VOICE} {plain}"
    return plain[:LONGEST_BRACKETED].strip()
