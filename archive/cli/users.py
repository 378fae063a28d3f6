"""`gaung user`: who works on the archive, and what they may do."""

import sys
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import click
from sqlalchemy.orm import Session

from archive.cli.addresses import find_address, has_address
from archive.cli.answers import answer, json_option
from archive.cli.archives import commanded, open_for_reading, open_for_writing
from archive.models import Actor, User
from archive.models.staff import ROLES
from archive.settings import Settings
from archive.staff.invitations import VALID, address_of, invite
from archive.staff.passwords import PasswordRefused, hash_new
from archive.staff.user_names import clean_name
from archive.staff.users import (
    add_user,
    change_role,
    disable_user,
    enable_user,
    list_users,
    require_user,
    set_password,
)

NOT_SERVED = (
    "This archive was not served yet, so the address begins with {base}.\n"
    "Where the site gets another one, put that in its place; GAUNG_PUBLIC_URL says it for good."
)

role_option = click.option(
    "--role", type=click.Choice(ROLES), required=True, help="What they may do."
)


@click.group()
def user() -> None:
    """Users: contributors, editors, publishers and administrators of the archive."""


@user.command()
@click.argument("name")
@role_option
@click.option("--invite", "by_address", is_flag=True, help="Print an address; ask no password.")
@json_option
def add(name: str, role: str, by_address: bool, as_json: bool) -> int:
    """Add a user NAME, who signs in under this name.

    The password is asked for on a terminal. Where none is given, and where there is no terminal, an
    address is printed, good for one use within 24 hours, at which the user chooses it.
    """
    name = clean_name(name)
    hashed = None if by_address or as_json else ask_password(name)
    resources = open_for_writing()
    with resources.writing() as session:
        actor = commanded(session, "user add")
        made = add_user(session, name, role, actor)
        if hashed:
            set_password(session, made, hashed, actor)
        token = None if hashed else invite(session, made, actor, datetime.now(UTC))
        data = user_data(made) | invited_data(token, resources.settings)
        session.commit()
    answer(data, as_json, say_added)
    return 0


def ask_password(name: str) -> str | None:
    """The hash of a password typed twice; None for no password, and without a terminal."""
    while sys.stdin.isatty():
        password: str = click.prompt(
            "Password (empty: print an address)",
            hide_input=True,
            default="",
            show_default=False,
            confirmation_prompt="Once more",
            err=True,
        )
        if not password:
            return None
        try:
            return hash_new(password, name)
        except PasswordRefused as refused:
            click.echo(str(refused), err=True)
    return None


def user_data(one: User) -> dict[str, Any]:
    """A user as JSON; never the password."""
    return {
        "user": one.name,
        "role": one.role,
        "disabled": one.disabled_at is not None,
        "has_password": one.password is not None,
        "created_at": one.created_at.isoformat(),
    }


def invited_data(token: str | None, settings: Settings) -> dict[str, Any]:
    """The address that was made, if one was; where nothing was served yet, it is said."""
    if token is None:
        return {"address": None}
    base = find_address(settings)
    if not has_address(settings):
        click.echo(NOT_SERVED.format(base=base), err=True)
    return {"address": address_of(base, token)}


def say_added(data: dict[str, Any]) -> None:
    """Print a user who was made, and the address for them."""
    click.echo(f"{data['user']} is a user now, with the role {data['role']}.")
    say_invited(data)


def say_invited(data: dict[str, Any]) -> None:
    """Print the address, if there is one."""
    if data["address"]:
        hours = VALID.total_seconds() / 3600
        click.echo(f"Address for choosing a password, once, within {hours:.0f} hours:")
        click.echo(data["address"])


@user.command(name="list")
@json_option
def list_(as_json: bool) -> int:
    """List users with their roles."""
    resources = open_for_reading()
    rows: list[dict[str, Any]] = []
    if resources is not None:
        with resources.reading() as session:
            rows = [user_data(one) for one in list_users(session)]
    answer({"users": rows}, as_json, say_users)
    return 0


def say_users(data: dict[str, Any]) -> None:
    """Print users for a person."""
    for row in data["users"]:
        state = "disabled" if row["disabled"] else "" if row["has_password"] else "no password yet"
        click.echo(f"{row['user']:32} {row['role']:16} {state}".rstrip())
    if not data["users"]:
        click.echo("There are no users yet; `gaung user add NAME --role administrator` makes one.")


@user.command(name="invite")
@click.argument("name")
@json_option
def invite_user(name: str, as_json: bool) -> int:
    """Print a new address at which the user NAME chooses a password; older ones end.

    The present password goes on working until then.
    """
    resources = open_for_writing()
    with resources.writing() as session:
        one = require_user(session, name)
        actor = commanded(session, "user invite")
        token = invite(session, one, actor, datetime.now(UTC))
        data = user_data(one) | invited_data(token, resources.settings)
        session.commit()
    answer(data, as_json, say_invited)
    return 0


@user.command()
@click.argument("name")
@role_option
@json_option
def role(name: str, role: str, as_json: bool) -> int:
    """Give the user NAME another role; it holds at once."""
    return change(
        "role", name, as_json, lambda session, one, actor: change_role(session, one, role, actor)
    )


@user.command()
@click.argument("name")
@json_option
def disable(name: str, as_json: bool) -> int:
    """Keep the user NAME out at once; what they did stays theirs."""
    return change("disable", name, as_json, disable_user)


@user.command()
@click.argument("name")
@json_option
def enable(name: str, as_json: bool) -> int:
    """Let the user NAME in again."""
    return change("enable", name, as_json, enable_user)


def change(
    command: str, name: str, as_json: bool, work: Callable[[Session, User, Actor], None]
) -> int:
    """Do something to one user and print what they are now."""
    with open_for_writing().writing() as session:
        one = require_user(session, name)
        work(session, one, commanded(session, f"user {command}"))
        data = user_data(one)
        session.commit()
    answer(data, as_json, lambda data: say_users({"users": [data]}))
    return 0
