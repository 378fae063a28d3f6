"""Days, times, zones and lengths in words: Indonesian first, English second.

`language` is "id" or "en" everywhere; a zone is an IANA name (parse_zone makes it one).
"""

from archive.calendar.bounds import format_bound, format_period
from archive.calendar.dates import parse_date, parse_day
from archive.calendar.days import (
    format_american_date,
    format_date,
    format_day,
    format_month,
    format_numeric_day,
    format_weekday,
)
from archive.calendar.errors import (
    UnknownZone,
    UnreadableDate,
    UnreadableTime,
    UnreadableTimecode,
)
from archive.calendar.moments import (
    PARTS_OF_DAY,
    Moment,
    format_broadcast,
    format_clock,
    format_time_of_day,
    parse_moment,
    parse_part_of_day,
    parse_time,
)
from archive.calendar.timecodes import (
    format_duration,
    format_media_fragment,
    format_number,
    format_timecode,
    format_timecodes,
    parse_timecode,
)
from archive.calendar.zones import (
    INDONESIAN_ZONES,
    parse_zone,
    to_utc,
    today_in,
    utc_offset,
    zone_label,
)

__all__ = [
    "INDONESIAN_ZONES",
    "PARTS_OF_DAY",
    "Moment",
    "UnknownZone",
    "UnreadableDate",
    "UnreadableTime",
    "UnreadableTimecode",
    "format_american_date",
    "format_bound",
    "format_broadcast",
    "format_clock",
    "format_date",
    "format_day",
    "format_duration",
    "format_media_fragment",
    "format_month",
    "format_number",
    "format_numeric_day",
    "format_period",
    "format_time_of_day",
    "format_timecode",
    "format_timecodes",
    "format_weekday",
    "parse_date",
    "parse_day",
    "parse_moment",
    "parse_part_of_day",
    "parse_time",
    "parse_timecode",
    "parse_zone",
    "to_utc",
    "today_in",
    "utc_offset",
    "zone_label",
]
