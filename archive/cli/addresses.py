"""Where the site is: the address that links carry which a command prints or writes.

Commands run beside the site, often without the port or the settings that it was started with. So
it leaves its address in the archive's folder, once it answers.
"""

from contextlib import suppress
from pathlib import Path

from archive.settings import DEFAULT_PUBLIC_URL, Settings

LOOPBACK = ("127.0.0.1", "localhost")
EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104 - what is compared with, not listened on
LONGEST = 400


def with_address(settings: Settings, host: str, port: int) -> Settings:
    """The settings for a site on this machine: links carry the port that it listens on.

    A public address that someone set stays.
    """
    if settings["PUBLIC_URL"] != DEFAULT_PUBLIC_URL or host not in LOOPBACK + EVERYWHERE:
        return settings
    name = host if host in LOOPBACK else LOOPBACK[0]
    return Settings({**settings.values, "PUBLIC_URL": f"http://{name}:{port}"})


def keep_address(settings: Settings) -> None:
    """Remember where the archive is served; what cannot be written is not needed either."""
    with suppress(OSError):
        kept_in(settings).write_text(f"{settings['PUBLIC_URL']}\n", encoding="utf-8")


def read_address(settings: Settings) -> str | None:
    """Where the archive was served last; None where it never was."""
    try:
        kept = kept_in(settings).read_text(encoding="utf-8")[:LONGEST].strip()
    except (OSError, ValueError):
        return None
    return kept if kept.startswith(("http://", "https://")) and kept.isprintable() else None


def kept_in(settings: Settings) -> Path:
    """The file of the address."""
    return settings.home / "served-at.txt"


def has_address(settings: Settings) -> bool:
    """Whether it is known where the site is, and not only where it would be by default."""
    return settings["PUBLIC_URL"] != DEFAULT_PUBLIC_URL or read_address(settings) is not None


def find_address(settings: Settings) -> str:
    """The address that was set, else that which was served last, else that of a site to be."""
    public: str = with_address(settings, settings["HOST"], settings["PORT"])["PUBLIC_URL"]
    if settings["PUBLIC_URL"] != DEFAULT_PUBLIC_URL:
        return public
    return read_address(settings) or public
