"""Time zones: the three Indonesian names, any IANA name, and what a zone is called on a day."""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from archive.calendar.errors import UnknownZone

#: The legal names of Indonesian time (Keppres 41/1987) and the zone that stands for each.
#: West Kalimantan keeps WIB as Asia/Pontianak; its name on a day comes from tzdata like any other.
INDONESIAN_ZONES = {"WIB": "Asia/Jakarta", "WITA": "Asia/Makassar", "WIT": "Asia/Jayapura"}


def parse_zone(text: str) -> str:
    """The IANA name for "WITA", "wita" or "Asia/Makassar"; raises UnknownZone."""
    zone = _zones_by_name().get(text.strip().casefold())
    if zone is None:
        raise UnknownZone(f"No time zone is called “{text}”. Use WIB, WITA, WIT or an IANA name.")
    return zone


def today_in(zone: str) -> date:
    """The day that it is now in the IANA zone."""
    return datetime.now(ZoneInfo(zone)).date()


def zone_label(zone: str, day: date) -> str:
    """What people call the IANA zone on that day: "WITA", "CEST"; "UTC+8" where it has no name."""
    name = _noon(zone, day).tzname() or ""
    return name if name.isalpha() else utc_offset(zone, day)


def utc_offset(zone: str, day: date) -> str:
    """The distance from UTC at noon of that day: "UTC+8", "UTC+9:30", "UTC-3", "UTC"."""
    offset = _noon(zone, day).utcoffset() or timedelta()
    hours, rest = divmod(abs(offset), timedelta(hours=1))
    minutes = rest // timedelta(minutes=1)
    sign = "-" if offset < timedelta() else "+"
    return f"UTC{sign}{hours}" + (f":{minutes:02}" if minutes else "") if offset else "UTC"


def to_utc(day: date, at: time, zone: str) -> datetime:
    """The aware UTC instant of a local day and time in an IANA zone.

    A time that a change of clocks skips or repeats is read by the rule before the change (PEP 495).
    """
    return datetime.combine(day, at, ZoneInfo(zone)).astimezone(UTC)


@cache
def _zones_by_name() -> dict[str, str]:
    known = {zone: zone for zone in available_timezones()} | INDONESIAN_ZONES
    return {name.casefold(): zone for name, zone in known.items()}


def _noon(zone: str, day: date) -> datetime:
    return datetime.combine(day, time(12), ZoneInfo(zone))
