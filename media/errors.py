"""What can go wrong with the files people bring: each error states a fact and what to do about it.

Every error that `media` raises on purpose is a `MediaError`; its text is written for the person
who brought the file and can be shown as it stands.
"""

import errno
from collections.abc import Mapping

FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
"""The `errno` of a file system, a quota or a limit that takes no more."""


class MediaError(Exception):
    """A file, or a request for a part of one, cannot be served; the text says why."""


class UnreadableRecording(MediaError):
    """An audio file is missing, empty, damaged or of a format that is not read."""


class UnreadableTranscript(MediaError):
    """A transcript file is empty, not text, too large or of a format that is not read.

    `kind` and `details` are what the sentence is made of (media/transcripts/refusals.py), for
    those who say it in another language.
    """

    def __init__(
        self, sentence: str, kind: str = "", details: Mapping[str, str] | None = None
    ) -> None:
        """Keep the reason beside the sentence."""
        super().__init__(sentence)
        self.kind, self.details = kind, dict(details or {})


class Untimed(MediaError):
    """A transcript without times cannot be written in a format that consists of times."""


class BlobMissing(MediaError):
    """The store holds no blob with this SHA-256."""


class BlobDamaged(MediaError):
    """The bytes in the store no longer have the SHA-256 they were stored under."""


class StoreFull(MediaError):
    """The file system refuses to take more; nothing of the file was kept."""


class StoreRefused(MediaError):
    """A name or path that does not belong to the store, or a store that cannot be written."""


class RangeNotSatisfiable(MediaError):
    """The byte range asked for lies wholly outside the file."""


SPEECH_MISSING = (
    "Nothing here can speak the text: install espeak-ng with its Indonesian voice (on Debian and"
    " Ubuntu: apt install espeak-ng; on macOS: brew install espeak-ng), then try again."
)


class SpeechUnavailable(MediaError):
    """The text cannot be spoken, which synchronising it needs; the text says what to install."""


class ContradictingAnchors(MediaError):
    """Times that were given for words cannot all be true."""


class RecogniserUnavailable(MediaError):
    """Speech cannot be recognised here; the text says what to install or set.

    `kind` is one of media/recognition/finding.py's REASONS, `details` what its sentence is made of.
    """

    def __init__(
        self, sentence: str, kind: str = "", details: Mapping[str, str] | None = None
    ) -> None:
        """Keep the reason beside the sentence."""
        super().__init__(sentence)
        self.kind, self.details = kind, dict(details or {})


class RecognitionFailed(MediaError):
    """A recogniser ended before it had heard a recording; the text says why."""
