"""Which words and recordings are public: the recording's rights, the episode's, the default."""

import pytest

from archive.models import Episode, Recording
from archive.rights import audio_is_public, parse_rights, rights_of, words_are_public

WORDS = [
    (None, None, None),
    ("", None, None),
    ("public", "public", None),
    (" Words-Only ", "words-only", None),
    ("CC BY 4.0", None, "CC BY 4.0"),
]
IN_FORCE = [
    # recording, episode, default, words, audio
    (None, None, "public", True, True),
    (None, None, "staff-only", False, False),
    (None, "words-only", "public", True, False),
    ("public", "staff-only", "words-only", True, True),
    ("staff-only", "public", "public", False, False),
]


@pytest.mark.parametrize(("text", "rights", "statement"), WORDS)
def test_a_text_that_is_none_of_the_three_words_is_a_statement(text, rights, statement):
    assert parse_rights(text) == (rights, statement)


@pytest.mark.parametrize(("recording", "episode", "default", "words", "audio"), IN_FORCE)
def test_the_rights_of_the_recording_win_then_the_episodes(
    recording, episode, default, words, audio
):
    edition, sound = Episode(rights=episode), Recording(rights=recording)

    assert words_are_public(edition, sound, default) is words
    assert audio_is_public(edition, sound, default) is audio


def test_without_a_recording_there_is_no_audio_and_the_episode_decides():
    edition = Episode(rights="words-only")

    assert rights_of(edition, None, "public") == "words-only"
    assert words_are_public(edition, None, "staff-only")
    assert not audio_is_public(Episode(rights="public"), None, "public")
