"""What the archive says no to, in words for a person.

Each class is a fact the edges can act upon: `web` turns them into pages, `cli` into a message and
an exit status. The text of an error says what happened and, where one can, what to do.
"""


class ArchiveError(Exception):
    """Anything the archive knows how to refuse; its text is meant to be shown."""


class NotFound(ArchiveError):
    """There is nothing at this address or under this name."""


class Refused(ArchiveError):
    """The request was understood, but a rule of the archive forbids it; nothing was changed."""


class MistypedIdentifier(NotFound):
    """An identifier whose check character does not fit: a slip of the pen, never another thing."""

    def __init__(self, text: str) -> None:
        """Keep `text`, the identifier as it was given."""
        super().__init__(
            f"“{text}” is mistyped: no identifier reads like that. Please copy it again."
        )
        self.text = text


class MistypedPassage(NotFound):
    """A range of words that no passage can have, such as `20-12` or `0-3`."""

    def __init__(self, text: str) -> None:
        """Keep `text`, the range as it was given."""
        super().__init__(f"“{text}” is not a range of words. Write it as 12-20.")
        self.text = text


class IndexerBusy(ArchiveError):
    """Another process holds the lock that makes it the only indexer."""
