"""How commands open the archive: writing ones create it, reading ones answer empty on none."""

import logging

import click
from sqlalchemy.orm import Session

from archive.audit import find_actor
from archive.errors import IndexerBusy
from archive.indexer import catch_up, hold_index
from archive.indexing import rebuild
from archive.models import Actor
from archive.resources import Resources, archive_exists, open_archive
from archive.settings import Settings, read_settings


def open_for_writing() -> Resources:
    """The archive of the settings, created where there is none."""
    return open_archive(read_settings())


def open_for_reading(settings: Settings | None = None) -> Resources | None:
    """The archive of the settings; None, with a message, where there is none."""
    chosen = settings or read_settings()
    if archive_exists(chosen):
        return open_archive(chosen)
    click.echo(f"There is no archive in {chosen.home} yet; `gaung init` makes one.", err=True)
    return None


FOLLOWS = "The index follows: the worker is still at it."


def commanded(session: Session, command: str) -> Actor:
    """The actor that stands for a command."""
    return find_actor(session, "command", f"gaung {command}")


def follow_index(resources: Resources) -> None:
    """Have the index up to date before the command ends, or say that it follows."""
    logging.getLogger("search").setLevel(logging.ERROR)
    if not catch_up(resources):
        click.echo(FOLLOWS, err=True)


def revive_index(resources: Resources) -> bool:
    """Build an index that is missing or damaged anew; False, with a message, where that cannot be:
    a worker is at it, or the archive may only be read."""
    from archive.cli.progress import Bar

    click.echo("The search index is missing or damaged; it is built anew first.", err=True)
    try:
        with (
            hold_index(resources.lock_path),
            resources.reading() as session,
            Bar("Indexing", "episodes") as bar,
        ):
            rebuild(session, resources.index, resources.settings["DEFAULT_RIGHTS"], bar.report)
    except IndexerBusy:
        click.echo("A worker holds the index and rebuilds it; try again in a moment.", err=True)
        return False
    except OSError as error:
        click.echo(
            f"It cannot be written: {error.strerror}. Who may write the archive builds it with "
            "`gaung index rebuild`.",
            err=True,
        )
        return False
    return True
