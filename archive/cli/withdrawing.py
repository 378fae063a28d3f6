"""`gaung withdraw`: take an episode, or the words of a statement, from the public."""

import click

from archive.cli.archives import commanded, follow_index, open_for_writing
from archive.models.transcripts import WITHDRAWAL_REASONS


@click.command()
@click.argument("name")
@click.option("--because", type=click.Choice(WITHDRAWAL_REASONS), required=True)
def withdraw(name: str, because: str) -> int:
    """Withdraw an episode (by slug) or the words of a statement (by identifier).

    Addresses stay and say that something was withdrawn, when, and the class of the reason. The
    words of a statement are blanked in every revision and cannot be brought back; other statements
    that hold some of them are named.
    """
    from archive.withdrawing import withdraw_named

    resources = open_for_writing()
    with resources.writing() as session:
        withdrawn = withdraw_named(session, name, because, commanded(session, "withdraw"))
        session.commit()
    follow_index(resources)
    click.echo(f"Withdrawn: {withdrawn.what}.")
    if withdrawn.repeated:
        others = ", ".join(withdrawn.repeated)
        click.echo(
            f"Some of the same words stand in {others} too, in this revision or an earlier one."
            " Read these, and withdraw them where they have to go.",
            err=True,
        )
    return 0
