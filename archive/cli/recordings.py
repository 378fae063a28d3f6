"""`gaung recording`: replace a wrong recording of an episode."""

from pathlib import Path
from typing import Any

import click

from archive.cli.answers import answer, json_option, say_findings, status_of


@click.group()
def recording() -> None:
    """Recordings: replace a wrong one."""


@recording.command()
@click.argument("episode")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--times",
    required=True,
    metavar="keep|drop|auto|SECONDS",
    help="What becomes of the times: kept, dropped, shifted by SECONDS, or as both sound.",
)
@click.option("--dry-run", is_flag=True, help="Say what would become of the times; change nothing.")
@click.option("--reason", help="Why the recording is replaced; the history shows it.")
@click.option("--publish", is_flag=True, help="Publish the revision, and a draft episode.")
@json_option
def replace(
    episode: str,
    file: Path,
    times: str,
    dry_run: bool,
    reason: str | None,
    publish: bool,
    as_json: bool,
) -> int:
    """Have FILE replace the recording of an EPISODE (its slug, or the id it was imported under).

    A new revision refers to it; identifiers and words stay. --times auto finds by how much the two
    are apart and refuses where that is not sure. The former recording is kept for those who cited
    it.
    """
    from archive.cli.archives import follow_index, open_for_writing
    from archive.replacement_files import Asked, preview_file, replace_by_file

    asked = Asked(episode, file, times, reason, publish)
    resources = open_for_writing()
    if dry_run:
        replaced = preview_file(resources, asked)
    else:
        replaced = replace_by_file(resources, asked, ("command", "gaung recording replace"))
        follow_index(resources)
    answer(replaced, as_json, say_replaced)
    return status_of(replaced["problems"])


def say_replaced(replaced: dict[str, Any]) -> None:
    """Print what became of the times."""
    timed = replaced["statements"] - len(replaced["lost"])
    how = replaced["times"]
    if how == "shifted":
        how = f"shifted by {replaced['shift']:+g} seconds"
    told = f"{replaced['episode']}: times {how}; {timed} of {replaced['statements']} statements"
    if replaced["likeness"] is not None:
        told += f"; the recordings are {replaced['likeness']:.0%} alike"
    done = f" Revision {replaced['revision']}." if replaced["revision"] else ""
    click.echo(f"{told}.{done}" if replaced["recording"] else f"{told}. Nothing was changed.")
    say_findings(replaced["problems"], replaced["notes"])
