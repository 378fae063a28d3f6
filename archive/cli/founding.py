"""`gaung init`, `demo`, `settings`: a new archive, an example, what is set."""

from typing import Any

import click

from archive.cli.answers import answer, json_option
from archive.settings import PREFIX, SECRET_NAMES, SETTINGS, read_settings


@click.command()
def init() -> int:
    """Make an empty archive in GAUNG_HOME; does nothing where there is one."""
    from archive.cli.archives import open_for_writing

    resources = open_for_writing()
    click.echo(f"The archive is in {resources.settings.home.resolve()}.")
    return 0


@click.command()
@click.option("--host", help="Address to listen on.")
@click.option("--port", type=int, help="Port to listen on.")
@click.option("--no-serve", is_flag=True, help="Only make the archive.")
def demo(host: str | None, port: int | None, no_serve: bool) -> int:
    """Make the demo archive in GAUNG_HOME, where it is empty, and serve it."""
    from archive.cli.archives import follow_index, open_for_writing
    from archive.demo.loading import load_demo
    from archive.jobs import work

    resources = open_for_writing()
    if load_demo(resources, say=click.echo):
        click.echo("Making the copies to listen to, and the index …")
        follow_index(resources)
        work(resources, until_idle=True)
    if no_serve:
        return 0
    from archive.cli.serving import run_site

    return run_site(resources.settings, host, port, with_worker=True)


@click.command()
@json_option
def settings(as_json: bool) -> int:
    """Print every setting, its value in force and its meaning."""
    chosen = read_settings()
    rows = [
        {
            "name": PREFIX + setting.name,
            "value": shown_value(setting.name, chosen[setting.name]),
            "default": setting.default,
            "meaning": setting.meaning,
        }
        for setting in SETTINGS
    ]
    answer(rows, as_json, say_settings)
    return 0


def shown_value(name: str, value: object) -> str:
    """A value as it is shown; secrets are not."""
    if name in SECRET_NAMES and value:
        return "(set)"
    return ",".join(value) if isinstance(value, tuple) else str(value)


def say_settings(rows: list[dict[str, Any]]) -> None:
    """Print settings for a person."""
    for row in rows:
        click.echo(f"{row['name']:24} {row['value'] or '–':32} {row['meaning']}")
