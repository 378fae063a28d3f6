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
    "recording": "archive.cli.recordings:recording",
    "search": "archive.cli.searching:search",
    "failed-searches": "archive.cli.failures:failed_searches",
    "stem": "archive.cli.stem:stem",
    "quote": "archive.cli.quote:quote",
    "index": "archive.cli.indexing:index",
    "withdraw": "archive.cli.withdrawing:withdraw",
    "audit": "archive.cli.auditing:audit",
    "user": "archive.cli.users:user",
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

    def invoke(self, ctx: click.Context) -> None:
        """Run the command; what it returns is the exit status."""
        ctx.exit(super().invoke(ctx) or 0)


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
        sentence = sentence_of(error)
        if sentence is None:
            raise
        click.echo(sentence, err=True)
        sys.exit(REFUSED)
    sys.exit(status)


REFUSALS = (
    ("archive.errors", "ArchiveError"),
    ("media.errors", "MediaError"),
    ("search.errors", "SearchError"),
)
"""Errors whose text says what a person did or can do: (module, class)."""


def sentence_of(error: Exception) -> str | None:
    """What a person is told of an error; None for one that is a fault of the program."""
    if any(is_a(error, module, name) for module, name in REFUSALS):
        return str(error)
    if is_a(error, "sqlalchemy.exc", "DBAPIError"):
        return f"The database cannot be used: {getattr(error, 'orig', error)}."
    if isinstance(error, OSError) and error.filename:
        return f"{error.filename}: {error.strerror}."
    return None


def is_a(error: Exception, module: str, name: str) -> bool:
    """Whether an error is of this class; a module that is not loaded raised nothing."""
    return module in sys.modules and isinstance(error, getattr(sys.modules[module], name))
