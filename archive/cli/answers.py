"""What commands print: one JSON document on standard output, or sentences for a person."""

import json
from collections.abc import Callable
from typing import Any

import click

DONE, NOT_ALL = 0, 1

json_option = click.option(
    "--json", "as_json", is_flag=True, help="Print one JSON document; messages go to stderr."
)


def answer(data: Any, as_json: bool, say: Callable[[Any], None]) -> None:
    """Print `data` as JSON, or have `say` print it for a person."""
    if as_json:
        click.echo(json.dumps(data, ensure_ascii=False, indent=1))
    else:
        say(data)


def status_of(problems: object) -> int:
    """The exit status: 1 where there are problems."""
    return NOT_ALL if problems else DONE


MOST_SHOWN = 50
"""Problems, and notes, that are printed for a person; JSON has all of them."""


def say_findings(problems: list[str], notes: list[str]) -> None:
    """Print problems and notes for a person, on standard error."""
    for problem in problems[:MOST_SHOWN]:
        click.secho(f"Problem: {problem}", fg="red", err=True)
    for note in notes[:MOST_SHOWN]:
        click.echo(f"Note: {note}", err=True)
    for name, listed in (("problems", problems), ("notes", notes)):
        if len(listed) > MOST_SHOWN:
            click.echo(f"… and {len(listed) - MOST_SHOWN} more {name}; --json has all.", err=True)
