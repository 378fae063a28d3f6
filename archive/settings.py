"""Every setting in one table. Environment variables GAUNG_* win over the TOML file that
GAUNG_SETTINGS names; `gaung settings` prints the table with the values in force."""

import os
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archive.calendar.zones import parse_zone
from archive.errors import Refused

PREFIX = "GAUNG_"
DEFAULT_PUBLIC_URL = "http://127.0.0.1:8000"
MOST_HOURS = 24 * 31
SECRET_NAMES = frozenset({"SECRET_KEY", "DATABASE_URL"})


def read_flag(text: str) -> bool:
    """Read yes or no. Raises ValueError for anything else."""
    known = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}
    try:
        return known[text.strip().lower()]
    except KeyError:
        raise ValueError("give yes or no") from None


def read_hosts(text: str) -> tuple[str, ...]:
    """Read names parted by commas."""
    return tuple(host.strip() for host in text.split(",") if host.strip())


def read_rights(text: str) -> str:
    """Read one of the three rights. Raises ValueError for another word."""
    if text not in ("public", "words-only", "staff-only"):
        raise ValueError("give public, words-only or staff-only")
    return text


def read_count(text: str) -> int:
    """Read a number from 0. Raises ValueError for another."""
    if (number := int(text)) < 0:
        raise ValueError("give 0 or more")
    return number


def read_hours(text: str) -> float:
    """Read hours, more than none. Raises ValueError otherwise."""
    if not 0 < (hours := float(text)) <= MOST_HOURS:
        raise ValueError(f"give hours, at most {MOST_HOURS}")
    return hours


@dataclass(frozen=True, slots=True)
class Setting:
    """One row of the table: `default` is what is read where nothing is given."""

    name: str
    read: Callable[[str], Any]
    default: str
    meaning: str


SETTINGS = (
    Setting("HOME", Path, "./instance", "folder that holds database, index and store"),
    Setting("DATABASE_URL", str, "", "SQLAlchemy address; empty: SQLite in HOME"),
    Setting("STORE_URL", str, "", "file: folder of the recordings; empty: store/ in HOME"),
    Setting("SEARCH_URL", str, "", "whoosh: folder of the index; empty: index/ in HOME"),
    Setting("PUBLIC_URL", str, DEFAULT_PUBLIC_URL, "address that links and citations carry"),
    Setting(
        "SECRET_KEY",
        str,
        "",
        "kept for signing the head of the audit log; not used yet (cookies and forms carry random"
        " tokens)",
    ),
    Setting(
        "TRUSTED_HOSTS",
        read_hosts,
        "127.0.0.1,localhost",
        "host names answered to, besides PUBLIC_URL's",
    ),
    Setting("ZONE", parse_zone, "Asia/Makassar", "zone where no manifest or station names one"),
    Setting("DEFAULT_RIGHTS", read_rights, "public", "rights of recordings that state none"),
    Setting("CONTACT", str, "", "e-mail or telephone for complaints and personal-data requests"),
    Setting("ARCHIVE_NAME", str, "Gaung", "name of this archive in pages and citations"),
    Setting("HOST", str, "127.0.0.1", "address that `gaung serve` listens on"),
    Setting("PORT", int, "8000", "port that `gaung serve` listens on"),
    Setting(
        "ALLOW_PLAIN_HTTP",
        read_flag,
        "no",
        "let staff sign in without TLS from another machine; passwords can be read on the way",
    ),
    Setting(
        "PROXIES",
        read_count,
        "0",
        "reverse proxies in front whose X-Forwarded-For and X-Forwarded-Proto are believed",
    ),
    Setting("SESSION_IDLE_HOURS", read_hours, "4", "a sign-in ends when unused for so long"),
    Setting("SESSION_HOURS", read_hours, "24", "a sign-in ends after so long in any case"),
    Setting("THREADS", int, "600", "threads of the web server"),
    Setting("ASR_MODEL", str, "", "folder of a model that recognises speech (docs/recognition.md)"),
    Setting("ASR_RECOGNISER", str, "faster-whisper", "program that hears with that model"),
    Setting("ASR_LANGUAGE", str, "id", "language that is recognised, as ISO 639-1 names it"),
    Setting(
        "ASR_THREADS",
        read_count,
        "0",
        "processors that recognising may use; 0: all of the machine but one",
    ),
    Setting(
        "OFFER_SOURCE", read_flag, "yes", "name the software and its version on the about page"
    ),
)


@dataclass(frozen=True, slots=True)
class Settings:
    """The values in force, by the names of the table."""

    values: Mapping[str, Any]

    def __getitem__(self, name: str) -> Any:
        return self.values[name]

    @property
    def home(self) -> Path:
        return Path(self.values["HOME"])

    @property
    def database_url(self) -> str:
        return self.values["DATABASE_URL"] or f"sqlite:///{self.home.resolve() / 'gaung.sqlite3'}"

    @property
    def store_path(self) -> Path:
        return folder_of(self.values["STORE_URL"], "file:", self.home / "store")

    @property
    def index_path(self) -> Path:
        return folder_of(self.values["SEARCH_URL"], "whoosh:", self.home / "index")


def folder_of(url: str, scheme: str, default: Path) -> Path:
    """The folder that a storage address names. Raises Refused for another scheme."""
    if not url:
        return default
    if not url.startswith(scheme):
        raise Refused(f"{url}: only addresses that begin with {scheme} are supported.")
    return Path(url.removeprefix(scheme).removeprefix("//"))


def read_settings(environment: Mapping[str, str] = os.environ, **given: Any) -> Settings:
    """Settings from the environment, the TOML file it names, and `given` (these win).

    Raises Refused where a value cannot be read, a name is unknown in the file, or the file cannot
    be read.
    """
    from_file = read_settings_file(environment.get(f"{PREFIX}SETTINGS"))
    values = {}
    for setting in SETTINGS:
        text = environment.get(PREFIX + setting.name, from_file.get(setting.name, setting.default))
        try:
            values[setting.name] = setting.read(text)
        except ValueError as error:
            why = str(error).removesuffix(".")
            raise Refused(f"{PREFIX}{setting.name}={text!r} cannot be read: {why}.") from None
    return Settings({**values, **given})


def read_settings_file(path: str | None) -> dict[str, str]:
    """The file's values as texts, by upper-case name. Raises Refused (see read_settings)."""
    if not path:
        return {}
    try:
        raw = tomllib.loads(Path(path).read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise Refused(f"The settings file {path} cannot be read: {error}.") from None
    values = {name.upper().removeprefix(PREFIX): as_text(value) for name, value in raw.items()}
    unknown = sorted(set(values) - {setting.name for setting in SETTINGS})
    if unknown:
        raise Refused(f"{path} names unknown settings: {', '.join(unknown)}.")
    return values


def as_text(value: object) -> str:
    """A TOML value as it would stand in the environment."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ",".join(map(str, value))
    return str(value)
