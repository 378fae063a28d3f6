"""`gaung failed-searches`: what people looked for and did not find."""

from dataclasses import asdict
from typing import Any

import click

from archive.cli.answers import answer, json_option
from archive.cli.archives import open_for_reading


@click.command()
@click.option("--limit", type=click.IntRange(1, 10_000), default=100, show_default=True)
@json_option
def failed_searches(limit: int, as_json: bool) -> int:
    """List searches of the last 30 days that found fewer than three things, the commonest first.

    Nothing is kept of who searched.
    """
    from archive.failed_searches import list_failed, read_notes

    resources, failed = open_for_reading(), []
    if resources is not None:
        with resources.reading() as session:
            failed = list_failed(session, read_notes(resources.settings.home))
    rows = [
        asdict(one) | {"first": one.first.isoformat(), "last": one.last.isoformat()}
        for one in failed[:limit]
    ]
    answer({"total": len(failed), "searches": rows}, as_json, say_failed)
    return 0


def say_failed(failed: dict[str, Any]) -> None:
    """Print failed searches for a person."""
    for one in failed["searches"]:
        click.echo(f"{one['times']:6}×  {one['query']}  ({one['found']} found, {one['last']})")
    click.echo(f"{failed['total']} different searches found little or nothing.")
