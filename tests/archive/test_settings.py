"""Settings: one table, read from the environment, a file, or what the caller gives."""

from pathlib import Path

import pytest

from archive.errors import Refused
from archive.settings import SETTINGS, read_settings

READ = [
    ("HOME", "/srv/arsip", Path("/srv/arsip")),
    ("PORT", "8080", 8080),
    ("TRUSTED_HOSTS", "a.example, b.example,", ("a.example", "b.example")),
    ("OFFER_SOURCE", "no", False),
    ("OFFER_SOURCE", " TRUE ", True),
    ("DEFAULT_RIGHTS", "words-only", "words-only"),
    ("ZONE", "WIB", "Asia/Jakarta"),
    ("ZONE", "wit", "Asia/Jayapura"),
    ("PROXIES", "2", 2),
    ("SESSION_IDLE_HOURS", "0.5", 0.5),
]

REFUSED = [
    ("PORT", "delapan", "GAUNG_PORT"),
    ("OFFER_SOURCE", "perhaps", "give yes or no"),
    ("DEFAULT_RIGHTS", "private", "words-only"),
    ("ZONE", "Mars", "Use WIB, WITA, WIT or an IANA name[.]$"),
    ("PROXIES", "-1", "give 0 or more"),
    ("SESSION_HOURS", "0", "give hours"),
    ("SESSION_HOURS", "nan", "give hours"),
]


@pytest.mark.parametrize(("name", "text", "value"), READ)
def test_a_setting_is_read_from_the_environment(name, text, value):
    settings = read_settings({f"GAUNG_{name}": text})

    assert settings[name] == value


@pytest.mark.parametrize(("name", "text", "said"), REFUSED)
def test_a_value_that_cannot_be_read_is_refused_by_name(name, text, said):
    with pytest.raises(Refused, match=said):
        read_settings({f"GAUNG_{name}": text})


def test_every_default_can_be_read():
    settings = read_settings({})

    assert set(settings.values) == {setting.name for setting in SETTINGS}


def test_a_file_is_read_the_environment_wins_and_what_is_given_wins_over_both(tmp_path):
    file = tmp_path / "gaung.toml"
    file.write_text(
        'port = 81\nGAUNG_THREADS = 4\ntrusted_hosts = ["x.example"]\narchive_name = "F"\n'
        "offer_source = false\n",
        encoding="utf-8",
    )

    settings = read_settings({"GAUNG_SETTINGS": str(file), "GAUNG_PORT": "82"}, ARCHIVE_NAME="G")

    names = ("PORT", "THREADS", "TRUSTED_HOSTS", "ARCHIVE_NAME", "OFFER_SOURCE")
    assert [settings[name] for name in names] == [82, 4, ("x.example",), "G", False]


@pytest.mark.parametrize(
    ("text", "said"),
    [("colour = 1", "COLOUR"), ("port =", "cannot be read"), ("port = 'x'", "GAUNG_PORT")],
)
def test_a_file_with_an_unknown_name_or_bad_form_is_refused(tmp_path, text, said):
    file = tmp_path / "gaung.toml"
    file.write_text(text, encoding="utf-8")

    with pytest.raises(Refused, match=said):
        read_settings({"GAUNG_SETTINGS": str(file)})


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(Refused, match=r"none\.toml"):
        read_settings({"GAUNG_SETTINGS": str(tmp_path / "none.toml")})


ADDRESSES = [
    ("store_path", "STORE_URL", "", "/h/store"),
    ("store_path", "STORE_URL", "file:/srv/blobs", "/srv/blobs"),
    ("store_path", "STORE_URL", "file:///srv/blobs", "/srv/blobs"),
    ("index_path", "SEARCH_URL", "", "/h/index"),
    ("index_path", "SEARCH_URL", "whoosh:/srv/index", "/srv/index"),
]


@pytest.mark.parametrize(("part", "name", "url", "folder"), ADDRESSES)
def test_storage_addresses_name_folders(part, name, url, folder):
    settings = read_settings({"GAUNG_HOME": "/h", f"GAUNG_{name}": url})

    assert getattr(settings, part) == Path(folder)


def test_a_storage_address_of_another_kind_is_refused():
    with pytest.raises(Refused, match="file:"):
        _ = read_settings({"GAUNG_STORE_URL": "s3://bucket"}).store_path


def test_the_database_lies_in_the_home_unless_an_address_is_given():
    here, elsewhere = "sqlite:////h/gaung.sqlite3", "postgresql+psycopg://db/gaung"

    assert read_settings({"GAUNG_HOME": "/h"}).database_url == here
    assert read_settings({"GAUNG_DATABASE_URL": elsewhere}).database_url == elsewhere
