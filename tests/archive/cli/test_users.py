"""`gaung user` as a person calls it, and the address that `gaung serve` prints."""

import json
import os
import pty
import re
import subprocess
import sys

import pytest

from archive import create_app
from archive.audit import verify_chain
from archive.models import User
from archive.resources import open_archive
from archive.settings import read_settings
from archive.staff.passwords import matches

GAUNG = [sys.executable, "-c", "from archive.cli import main; main()"]
ADDRESS = re.compile(r"http://127\.0\.0\.1:8000/staf/undangan/[\w-]{43}")


def users(home):
    archive = open_archive(read_settings({}, HOME=home))
    with archive.reading() as session:
        found = {user.name: user for user in session.query(User)}
        assert list(verify_chain(session)) == []
    archive.engine.dispose()
    return found


def test_without_a_terminal_an_address_is_printed_at_which_the_password_is_chosen(gaung, home):
    answer = gaung("user", "add", "Siti Rahmah", "--role", "editor")

    assert answer.status == 0
    address = ADDRESS.search(answer.out)[0]
    client = create_app(read_settings({}, HOME=home)).test_client()
    assert "Siti Rahmah" in client.get(address.removeprefix("http://127.0.0.1:8000")).text
    assert users(home)["Siti Rahmah"].password is None


def test_a_user_as_json(gaung, home):
    answer = gaung("user", "add", "Siti", "--role", "publisher", "--json")

    row = answer.json
    assert ADDRESS.fullmatch(row.pop("address"))
    assert row.pop("created_at").endswith("+00:00")
    assert row == {"user": "Siti", "role": "publisher", "disabled": False, "has_password": False}
    listed = gaung("user", "list", "--json").json["users"]
    assert [one["user"] for one in listed] == ["Siti"]
    assert "password" not in listed[0]


def test_before_the_first_serving_it_is_said_which_part_of_the_address_to_change(gaung):
    answer = gaung("user", "add", "Siti", "--role", "editor", "--invite")

    assert ADDRESS.search(answer.out)
    assert "not served yet, so the address begins with http://127.0.0.1:8000" in answer.said


def test_an_address_that_somebody_set_is_printed_and_nothing_is_said_of_it(gaung, monkeypatch):
    monkeypatch.setenv("GAUNG_PUBLIC_URL", "https://arsip.example")

    answer = gaung("user", "add", "Siti", "--role", "editor", "--invite")

    assert "\nhttps://arsip.example/staf/undangan/" in answer.out
    assert answer.said == ""


@pytest.mark.parametrize("kept", ["", "nonsense", "http://a\x00b", "\udcff"])
def test_what_is_no_address_in_the_file_of_the_last_serving_is_passed_over(gaung, home, kept):
    gaung("init")
    (home / "served-at.txt").write_bytes(kept.encode(errors="surrogateescape"))

    assert ADDRESS.search(gaung("user", "add", "Siti", "--role", "editor", "--invite").out)


def test_on_a_terminal_the_password_is_asked_twice_and_never_shown(home):
    status, said = on_terminal(
        ["user", "add", "Siti", "--role", "administrator"],
        home,
        ["pendek", "pendek", "empat gelas teh", "empat gelas teh"],
    )

    assert status == 0
    assert "at least 12 characters" in said
    assert "empat gelas" not in said
    assert "/staf/undangan/" not in said
    assert matches("empat gelas teh", users(home)["Siti"].password)


def on_terminal(words, home, answers):
    """Call the command on a terminal of its own and answer each of its questions."""
    ours, theirs = pty.openpty()
    environment = {**os.environ, "GAUNG_HOME": str(home)}
    with subprocess.Popen(
        [*GAUNG, *words], stdin=theirs, stdout=theirs, stderr=theirs, env=environment,
        start_new_session=True,
    ) as process:  # fmt: skip
        os.close(theirs)
        said, left = "", list(answers)
        while chunk := read_some(ours):
            said += chunk
            if left and said.rstrip().endswith(":") and asks(chunk):
                os.write(ours, f"{left.pop(0)}\n".encode())
        os.close(ours)
    return process.returncode, said


def asks(chunk):
    return chunk.rstrip().endswith(("address):", "more:"))


def read_some(terminal):
    """What the terminal shows next; "" when the command has ended."""
    try:
        return os.read(terminal, 4096).decode()
    except OSError:
        return ""


def test_roles_change_and_users_are_kept_out_and_let_in(gaung, home):
    for name, role in (("Siti", "administrator"), ("Ahmad", "contributor")):
        gaung("user", "add", name, "--role", role, "--json")

    assert gaung("user", "role", "ahmad", "--role", "editor", "--json").json["role"] == "editor"
    assert gaung("user", "disable", "Ahmad", "--json").json["disabled"] is True
    assert "disabled" in gaung("user", "list").out
    assert gaung("user", "enable", "Ahmad", "--json").json["disabled"] is False
    assert ADDRESS.search(gaung("user", "invite", "Ahmad").out)
    assert users(home)["Ahmad"].role == "editor"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["add", "Siti", "--role", "editor"], "already"),
        (["add", "", "--role", "editor"], "1 to 80"),
        (["add", "Ahmad"], "--role"),
        (["add", "Ahmad", "--role", "king"], "king"),
        (["disable", "Siti"], "last administrator"),
        (["role", "Siti", "--role", "editor"], "last administrator"),
        (["disable", "Ahmad"], "no user “Ahmad”"),
        (["invite", "Ahmad"], "no user “Ahmad”"),
    ],
)
def test_what_cannot_be_done_is_refused_with_a_sentence_and_changes_nothing(gaung, words, said):
    gaung("user", "add", "Siti", "--role", "administrator", "--json")

    answer = gaung("user", *words)

    assert answer.status == 2
    assert said in answer.said
    rows = gaung("user", "list", "--json").json["users"]
    assert [(row["user"], row["role"], row["disabled"]) for row in rows] == [
        ("Siti", "administrator", False)
    ]


def test_where_there_is_no_archive_there_are_no_users(gaung, home):
    answer = gaung("user", "list", "--json")

    assert (answer.status, answer.json) == (0, {"users": []})
    assert not home.exists()


def test_an_archive_without_users_is_served_with_an_address_for_the_first(gaung, home):
    from archive.cli.addresses import with_address
    from archive.cli.serving import invite_first_administrator

    settings = with_address(read_settings({}, HOME=home), "127.0.0.1", 8123)

    first, second = (invite_first_administrator(settings) for _ in range(2))

    assert first != second
    assert second.startswith("http://127.0.0.1:8123/staf/undangan/")
    client = create_app(settings).test_client()
    paths = (one.removeprefix("http://127.0.0.1:8123") for one in (first, second))
    assert [client.get(path).status_code for path in paths] == [404, 200]
    gaung("user", "add", "Siti", "--role", "administrator", "--json")
    assert invite_first_administrator(settings) is None
    assert json.loads(gaung("audit", "verify", "--json").out)["problems"] == []
