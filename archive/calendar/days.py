"""Days in words, Indonesian and English."""

from datetime import date

MONTHS = {
    "id": (
        "Januari", "Februari", "Maret", "April", "Mei", "Juni",
        "Juli", "Agustus", "September", "Oktober", "November", "Desember",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
}  # fmt: skip

#: Monday first, as date.weekday() counts.
WEEKDAYS = {
    "id": ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}


def format_day(day: date, language: str = "id") -> str:
    """Say "Rabu, 15 Juni 2022"; "Wednesday, 15 June 2022"."""
    return f"{format_weekday(day, language)}, {format_date(day, language)}"


def format_date(day: date, language: str = "id") -> str:
    """Say "15 Juni 2022"; "15 June 2022"."""
    return f"{day.day} {format_month(day, language)}"


def format_american_date(day: date, language: str = "id") -> str:
    """Say "June 15, 2022", as Chicago and APA write it; Indonesian has one order only."""
    if language != "en":
        return format_date(day, language)
    return f"{MONTHS['en'][day.month - 1]} {day.day}, {day.year}"


def format_month(day: date, language: str = "id") -> str:
    """Say "Juni 2022"; "June 2022"."""
    return f"{MONTHS[language][day.month - 1]} {day.year}"


def format_weekday(day: date, language: str = "id") -> str:
    """Say "Rabu"; "Wednesday"."""
    return WEEKDAYS[language][day.weekday()]


def format_numeric_day(day: date) -> str:
    """Say "15/6/2022", as the Indonesian press writes it in brackets."""
    return f"{day.day}/{day.month}/{day.year}"
