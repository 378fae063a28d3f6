"""`gaung withdraw`: take an episode, or the words of a statement, from the public."""

from dataclasses import asdict

import click

from archive.cli.answers import answer, json_option
from archive.cli.archives import commanded, follow_index, open_for_writing
from archive.errors import Refused
from archive.models.transcripts import WITHDRAWAL_REASONS


@click.command()
@click.argument("name")
@click.option("--because", type=click.Choice(WITHDRAWAL_REASONS))
@click.option("--undo", is_flag=True, help="Take the withdrawal of an episode back.")
@json_option
def withdraw(name: str, because: str | None, undo: bool, as_json: bool) -> int:
    """Withdraw an episode (by slug or manifest id) or the words of a statement (by identifier).

    Addresses stay and say that something was withdrawn, when, and the class of the reason. The
    words of a statement are blanked in every revision and cannot be brought back; other statements
    that hold some of them are named. With --undo an episode is public again as it was.
    """
    from archive.withdrawing import withdraw_named

    if undo == (because is not None):
        raise Refused("Give the reason class by --because, or --undo to take a withdrawal back.")
    if because is None:
        return take_back(name, as_json)

    resources = open_for_writing()
    with resources.writing() as session:
        withdrawn = withdraw_named(session, name, because, commanded(session, "withdraw"))
        session.commit()
    follow_index(resources)
    answer(asdict(withdrawn), as_json, lambda _: click.echo(f"Withdrawn: {withdrawn.what}."))
    if withdrawn.repeated:
        others = ", ".join(withdrawn.repeated)
        click.echo(
            f"Some of the same words stand in {others} too, in this revision or an earlier one."
            " Read these, and withdraw them where they have to go.",
            err=True,
        )
    return 0


def take_back(name: str, as_json: bool) -> int:
    """Make a withdrawn episode public again."""
    from archive.withdrawing import restore_named

    resources = open_for_writing()
    with resources.writing() as session:
        restored = restore_named(session, name, commanded(session, "withdraw --undo"))
        session.commit()
    follow_index(resources)
    answer(asdict(restored), as_json, lambda _: click.echo(f"Public again: {restored.what}."))
    return 0
