"""`gaung quote check`: whether quoted words were said, by whom, when, and what was changed."""

from pathlib import Path
from typing import Any

import click

from archive.cli.answers import answer, json_option, say_findings
from archive.cli.archives import open_for_reading
from archive.errors import Refused


@click.group()
def quote() -> None:
    """Quotations: compare them with what was said on air."""


@quote.command()
@click.argument("text", required=False)
@click.option("--file", type=click.Path(path_type=Path), help="Read the text from this file.")
@json_option
def check(text: str | None, file: Path | None, as_json: bool) -> int:
    """Look up the quotations of TEXT among what is public.

    What stands in double quotation marks is looked up; a TEXT without them is one quotation.
    Verdicts do not change the exit status.
    """
    from archive.quotations import read_quotations

    if (text is None) == (file is None):
        raise click.UsageError("Give either the TEXT of the quotation or --file FILE.")
    marked = read_quotations(read_text(file) if file else text or "")
    checked: dict[str, Any] = {"quotations": [], "notes": []}
    resources = open_for_reading()
    if resources is not None:
        checked = check_all(resources, marked)
    answer(checked, as_json, say_checked)
    return 0


def read_text(file: Path) -> str:
    """The text of a file. Raises Refused where it cannot be read or is no UTF-8."""
    try:
        return file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise Refused(f"{file} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise Refused(f"{file} is not a text in UTF-8. Save it as one.") from None


def check_all(resources: Any, marked: Any) -> dict[str, Any]:
    """What was found behind each quotation; nothing, with a note, where there is no index."""
    from archive.quotations import check_quotations
    from search import IndexUnavailable

    rights = resources.settings["DEFAULT_RIGHTS"]
    try:
        with resources.reading() as session:
            found = check_quotations(session, resources.index, marked, rights)
    except IndexUnavailable:
        note = "Nothing was looked up: there is no index. `gaung index rebuild` makes one."
        return {"quotations": [], "notes": [note]}
    return {"quotations": [one.as_dict() for one in found], "notes": []}


def say_checked(checked: dict[str, Any]) -> None:
    """Print each quotation for a person: the verdict, who said it when, what was changed."""
    for place, quotation in enumerate(checked["quotations"]):
        if place:
            click.echo()
        say_quotation(quotation)
    say_findings([], checked["notes"])


VERDICTS = {
    "verbatim": ("verbatim: said in these words", "green"),
    "edited": ("edited: said in other words", "yellow"),
    "stitched": ("stitched: joined from several passages", "yellow"),
    "other-speaker": ("other speaker: said by somebody else than the text names", "red"),
    "not-found": ("not found in what is transcribed and public", "red"),
}
"""Verdict -> what a person is told, and its colour on a terminal."""


WARNINGS = {
    "dropped": "said and not quoted, which turns the meaning: {words}",
    "inserted": "quoted and not said, which turns the meaning: {words}",
    "before": "the sentence is cut behind: {words}",
    "after": "the sentence goes on with: {words}",
}
"""Code of a warning -> what a person is told."""


def say_quotation(quotation: dict[str, Any]) -> None:
    """Print one quotation."""
    told, colour = VERDICTS[quotation["verdict"]]
    click.secho(f"“{quotation['text']}”", bold=True)
    is_changed = any(step[0] != "equal" for step in quotation["difference"])
    alike = f" ({quotation['similarity']:.0%} alike)" if is_changed else ""
    click.echo(f"  {click.style(told, fg=colour)}{alike}")
    for statement in quotation["statements"]:
        say_source(statement)
    if is_changed:
        click.echo(f"  {' '.join(map(mark_step, quotation['difference']))}")
    for warning in quotation["warnings"]:
        told = WARNINGS[warning["code"]].format(words=", ".join(warning["words"]))
        click.secho(f"  warning: {told}", fg="red")


def say_source(statement: dict[str, Any]) -> None:
    """Print where words of a quotation were said, and their address."""
    from archive.calendar import format_timecodes

    start, end = statement["start"], statement["end"]
    time = f", {format_timecodes(start, end, 'en')}" if start is not None else ""
    office = f" ({statement['position']})" if statement["position"] else ""
    who = f"{statement['person_name'] or statement['voice'] or 'Unknown voice'}{office}"
    words = f"r{statement['revision']}/{statement['from']}-{statement['to']}"
    click.echo(f"  {who}, {statement['episode_title']}, {statement['date']}{time}")
    click.echo(f"  /s/{statement['id']}/{words}")


def mark_step(step: list[str]) -> str:
    """A step as a person reads it: [-said but not quoted-] {+quoted but not said+}."""
    operation, old, new = step
    if operation == "equal":
        return new
    said = click.style(f"[-{old}-]", fg="red") if old else ""
    quoted = click.style(f"{{+{new}+}}", fg="green") if new else ""
    return " ".join(filter(None, (said, quoted)))
