"""`gaung index`: rebuild, check, status."""

from dataclasses import asdict
from typing import Any

import click

from archive.cli.answers import NOT_ALL, answer, json_option
from archive.cli.archives import FOLLOWS, open_for_reading, open_for_writing


@click.group()
def index() -> None:
    """The search index: it can be rebuilt from the database at any time."""


@index.command()
@json_option
def rebuild(as_json: bool) -> int:
    """Build the index anew; searching goes on meanwhile.

    Where a worker holds the index, that one does it.
    """
    from archive.cli.progress import Bar
    from archive.indexer import rebuild_now

    resources = open_for_writing()
    with Bar("Indexing", "episodes") as bar:
        is_done = rebuild_now(resources, bar.report)
    answer(asdict(resources.index.status()), as_json, say_numbers)
    if not is_done:
        click.echo(FOLLOWS, err=True)
    return 0


@index.command()
@json_option
def check(as_json: bool) -> int:
    """Compare the index with the database and verify its files."""
    from archive.indexing import Check
    from archive.indexing import check as check_index

    resources = open_for_reading()
    if resources is None:
        found = Check(0, 0, 0, 0, 0, 0, 0)
    else:
        with resources.reading() as session:
            rights = resources.settings["DEFAULT_RIGHTS"]
            found = check_index(session, resources.index, rights)
    answer(asdict(found), as_json, say_numbers)
    wrong = found.missing or found.stale or found.extra or found.pending or found.damaged
    return NOT_ALL if wrong else 0


@index.command()
@json_option
def status(as_json: bool) -> int:
    """Say how much is in the index and how far it has come."""
    from archive.indexing import count_pending

    resources = open_for_reading()
    shown: dict[str, Any] = {"available": False, "documents": 0, "pending": 0}
    if resources is not None:
        with resources.reading() as session:
            pending = count_pending(session, resources.index)
        shown = {**asdict(resources.index.status()), "pending": pending}
    answer(shown, as_json, say_numbers)
    return 0


def say_numbers(numbers: dict[str, Any]) -> None:
    """Print names and numbers for a person."""
    for name, value in numbers.items():
        click.echo(f"{name.replace('_', ' '):12} {value}")
