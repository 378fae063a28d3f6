"""Which words and recordings are public (interface.md "Who may see what").

A recording's own rights, else those of its episode, else the archive's default.
"""

from typing import NamedTuple

from archive.models import Episode, Recording
from archive.models.broadcasting import RIGHTS

WORDS_ARE_PUBLIC = frozenset({"public", "words-only"})


class StatedRights(NamedTuple):
    """Rights as stated by a manifest: one of the three words, or a statement beside the default."""

    rights: str | None
    statement: str | None


def parse_rights(text: str | None) -> StatedRights:
    """Read a rights cell; any text that is not one of the three words is kept as a statement."""
    word = (text or "").strip()
    if word.lower() in RIGHTS:
        return StatedRights(word.lower(), None)
    return StatedRights(None, word or None)


def rights_of(episode: Episode, recording: Recording | None, default: str) -> str:
    """The rights in force for an episode and its current recording."""
    return (recording.rights if recording else None) or episode.rights or default


def words_are_public(episode: Episode, recording: Recording | None, default: str) -> bool:
    """Whether the transcript of a published episode may be read."""
    return rights_of(episode, recording, default) in WORDS_ARE_PUBLIC


def audio_is_public(episode: Episode, recording: Recording | None, default: str) -> bool:
    """Whether the access copy may be heard."""
    return recording is not None and rights_of(episode, recording, default) == "public"
