"""The `gaung` command. Its table of commands names modules that are imported when one is run,
so that `gaung tags` starts in 0.3 s."""

import sys
from importlib import import_module

import click

COMMANDS = {
    "init": "archive.cli.founding:init",
    "demo": "archive.cli.founding:demo",
    "serve": "archive.cli.serving:serve",
    "worker": "archive.cli.serving:worker",
    "settings": "archive.cli.founding:settings",
    "import": "archive.cli.importing:import_",
    "tags": "archive.cli.tags:tags",
    "transcript": "archive.cli.transcripts:transcript",
    "search": "archive.cli.searching:search",
    "index": "archive.cli.indexing:index",
    "withdraw": "archive.cli.withdrawing:withdraw",
    "audit": "archive.cli.auditing:audit",
}
"""Command -> where it is written."""


class Commands(click.Group):
    """A group whose commands are imported when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All commands, in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one command; None for an unknown name."""
        place = COMMANDS.get(cmd_name)
        if place is None:
            return None
        module, name = place.split(":")
        command: click.Command = getattr(import_module(module), name)
        return command


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="gaung")
def gaung() -> None:
    """An archive of radio talkshows: what officials said on air, findable to the second.

    Exit status: 0 done; 1 done, but something was not taken over; 2 refused, nothing changed.
    """


REFUSED = 2
STOPPED = 130


def main() -> None:
    """Run `gaung`; whatever a person can mend is a sentence, never a traceback."""
    try:
        status = gaung.main(prog_name="gaung", standalone_mode=False)
    except click.exceptions.Abort:
        sys.exit(STOPPED)
    except click.ClickException as error:
        error.show()
        sys.exit(REFUSED)
    except Exception as error:
        if not is_refusal(error):
            raise
        click.echo(str(error), err=True)
        sys.exit(REFUSED)
    sys.exit(status if isinstance(status, int) else 0)


def is_refusal(error: Exception) -> bool:
    """Whether an error is one of those that say what a person did or can do."""
    kinds = ("archive.errors:ArchiveError", "media.errors:MediaError", "search.errors:SearchError")
    known = (kind.split(":") for kind in kinds)
    return any(
        isinstance(error, getattr(sys.modules[module], name))
        for module, name in known
        if module in sys.modules
    )
