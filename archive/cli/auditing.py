"""`gaung audit verify`: whether the log of everything still hangs together."""

import click

from archive.cli.answers import answer, json_option, say_findings, status_of
from archive.cli.archives import open_for_reading


@click.group()
def audit() -> None:
    """The audit log: a chain in which every entry vouches for the one before it."""


@audit.command()
@json_option
def verify(as_json: bool) -> int:
    """Follow the chain from its first entry to its last."""
    from archive.audit import read_head, verify_chain

    resources = open_for_reading()
    problems: list[str] = []
    entries, head = 0, None
    if resources is not None:
        with resources.reading() as session:
            problems = list(verify_chain(session))
            entries, head = read_head(session)
    found = {"entries": entries, "head": head, "problems": problems}
    answer(found, as_json, lambda _: say_findings(problems, [f"{entries} entries, head {head}"]))
    return status_of(problems)
