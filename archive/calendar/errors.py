"""What cannot be read as a date, a time, a zone or a time code.

Each is also a ValueError, so that a setting or a form field may read its value with a parser.
"""

from archive.errors import ArchiveError


class UnreadableDate(ArchiveError, ValueError):
    """Not a date, or a day that no calendar has (31 Juni)."""


class UnreadableTime(ArchiveError, ValueError):
    """Not a time of day or a part of the day."""


class UnknownZone(ArchiveError, ValueError):
    """Neither WIB, WITA, WIT nor a zone of the IANA database."""


class UnreadableTimecode(ArchiveError, ValueError):
    """Not minutes and seconds."""
