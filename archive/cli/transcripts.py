"""`gaung transcript`: check a file, attach it to an episode, show what is saved."""

from pathlib import Path
from typing import Any

import click

from archive.cli.answers import answer, json_option, say_findings, status_of
from archive.errors import Refused


@click.group()
def transcript() -> None:
    """Transcripts: check a file, attach it, show what is saved."""


@transcript.command()
@click.argument("file", type=click.Path(path_type=Path))
@json_option
def check(file: Path, as_json: bool) -> int:
    """Parse a transcript FILE: speakers, statements, problems by line. Nothing is saved."""
    from media.transcripts import read_transcript

    read = read_transcript(read_bytes(file), file_name=file.name).as_dict()
    answer(read, as_json, say_checked)
    return status_of(read["problems"])


def read_bytes(file: Path) -> bytes:
    """The bytes of a file. Raises Refused where it cannot be read."""
    try:
        return file.read_bytes()
    except OSError as error:
        raise Refused(f"{file} cannot be read: {error.strerror}.") from None


def say_checked(read: dict[str, Any]) -> None:
    """Print a parsed transcript for a person."""
    speakers = ", ".join(read["speakers"]) or "none named"
    click.echo(f"Format {read['format']}, {len(read['statements'])} statements.")
    click.echo(f"Speakers: {speakers}")
    for statement in read["statements"]:
        say_statement(statement)
    say_findings(list(map(say_problem, read["problems"])), read["notes"])


def say_problem(problem: dict[str, Any]) -> str:
    """A problem of a file with its place, for a person."""
    place = problem.get("place") or f"line {problem['line']}"
    return f"{place}: {problem['message']}"


def say_statement(statement: dict[str, Any]) -> None:
    """Print one statement: time, speaker, words."""
    from archive.calendar import format_timecode

    start = statement["start"]
    time = format_timecode(start, "en") if start is not None else "–"
    click.echo(f"{time:>8}  {statement['speaker'] or '?'}: {statement['text']}")


@transcript.command()
@click.argument("episode")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--map", "maps", multiple=True, metavar="LABEL=PERSON", help="Name a voice.")
@click.option("--publish", is_flag=True, help="Publish the revision, and a draft episode.")
@click.option("--reason", help="Why this revision is made.")
@json_option
def attach(
    episode: str,
    file: Path,
    maps: tuple[str, ...],
    publish: bool,
    reason: str | None,
    as_json: bool,
) -> int:
    """Attach a transcript FILE to an EPISODE (its slug, or the id it was imported under).

    Statements keep their identifiers where their words survive.
    """
    from archive.cli.archives import commanded, follow_index, open_for_writing
    from archive.transcript_files import attach_file

    data = read_bytes(file)
    resources = open_for_writing()
    with resources.writing() as session:
        actor = commanded(session, "transcript attach")
        attached = attach_file(
            session,
            episode,
            data,
            file.name,
            actor,
            maps=parse_maps(maps),
            publish_it=publish,
            reason=reason,
        )
        session.commit()
    follow_index(resources)
    answer(attached, as_json, say_attached)
    return status_of(attached["problems"])


def parse_maps(maps: tuple[str, ...]) -> dict[str, str]:
    """`LABEL=PERSON` options by label. Raises Refused for one without both."""
    parsed = {}
    for text in maps:
        label, _, person = text.rpartition("=")
        if not label.strip() or not person.strip():
            raise Refused(f"--map {text!r} is not written as “Narasumber 1=person-slug”.")
        parsed[label.strip()] = person.strip()
    return parsed


def say_attached(attached: dict[str, Any]) -> None:
    """Print what became of the identifiers."""
    click.echo(
        f"{attached['episode']}, revision {attached['revision']}: {attached['statements']}"
        f" statements; {attached['kept']} kept their identifier, {attached['new']} are new,"
        f" {attached['revived']} came back, {attached['gone']} are gone."
    )
    say_findings(list(map(say_problem, attached["problems"])), attached["notes"])


@transcript.command()
@click.argument("episode")
@click.option("--revision", type=click.IntRange(min=1), help="Default: the latest saved.")
@click.option(
    "--format", "format", metavar="FORMAT", help="Print a file: vtt, srt, txt, json, docx."
)
@json_option
def show(episode: str, revision: int | None, format: str | None, as_json: bool) -> int:
    """Show the transcript of an EPISODE with identifiers and people, or print it as a file."""
    from archive.cli.archives import open_for_reading
    from archive.transcript_files import show_transcript

    if format is not None:
        return print_file(episode, revision, format, as_json)
    resources = open_for_reading()
    if resources is None:
        raise Refused(f"There is no episode {episode}.")
    with resources.reading() as session:
        shown = show_transcript(session, episode, revision)
    answer(shown, as_json, say_shown)
    return 0


def print_file(episode: str, revision: int | None, format: str, as_json: bool) -> int:
    """Print the transcript as a file. Raises Refused, NotFound, Untimed."""
    from archive.cli.addresses import find_address
    from archive.cli.archives import open_for_reading
    from archive.transcript_files import write_saved
    from media.transcripts import WRITERS

    if as_json:
        raise Refused("Give --json or --format, not both; --format json is a transcript file.")
    if format not in WRITERS:
        raise Refused(f"“{format}” is not written; choose one of {', '.join(WRITERS)}.")
    resources = open_for_reading()
    if resources is None:
        raise Refused(f"There is no episode {episode}.")
    with resources.reading() as session:
        settings = resources.settings
        file = write_saved(
            session,
            episode,
            revision,
            format,
            public_url=find_address(settings),
            default_rights=settings["DEFAULT_RIGHTS"],
        )
    click.echo(file, nl=False)
    return 0


def say_shown(shown: dict[str, Any]) -> None:
    """Print a saved transcript for a person."""
    public = f"published: r{shown['published']}" if shown["published"] else "not published"
    click.echo(f"{shown['episode']}, revision {shown['revision']} ({public})")
    for statement in shown["statements"]:
        click.echo(statement["id"], nl=False)
        say_statement(statement)


@transcript.command()
@click.argument("episode")
@click.option("--to", "number", type=click.IntRange(min=1), required=True, metavar="N")
@click.option("--reason", required=True, help="Why the transcript goes back.")
@click.option("--publish", is_flag=True, help="Publish the revision, and a draft episode.")
@json_option
def revert(episode: str, number: int, reason: str, publish: bool, as_json: bool) -> int:
    """Save the statements of revision N of an EPISODE again, as its latest revision.

    Each has the identifier and the words that it had; words withdrawn since stay withdrawn. A
    recording that was replaced since is not brought back.
    """
    from archive.cli.archives import commanded, follow_index, open_for_writing
    from archive.transcript_reverting import revert_named

    resources = open_for_writing()
    with resources.writing() as session:
        actor = commanded(session, "transcript revert")
        reverted = revert_named(session, episode, number, reason, actor, publish_it=publish)
        session.commit()
    follow_index(resources)
    answer(reverted, as_json, say_attached)
    return status_of(reverted["problems"])


@transcript.command()
@click.argument("episode")
@click.option(
    "--anchor",
    "anchors",
    multiple=True,
    metavar="WORD=MM:SS",
    help="When a word begins: its number, or words that stand once (“terima kasih=05:30”).",
)
@click.option("--dry-run", is_flag=True, help="Say which times were found; change nothing.")
@click.option("--publish", is_flag=True, help="Publish the revision, and a draft episode.")
@json_option
def synchronise(
    episode: str, anchors: tuple[str, ...], dry_run: bool, publish: bool, as_json: bool
) -> int:
    """Find the times of statements of an EPISODE that have none, in its recording.

    The text is spoken by espeak-ng and compared with what is heard. Times that a person or a file
    gave stay; those that are found are marked as estimated, in a new revision.
    """
    from archive.cli.archives import follow_index, open_for_writing
    from archive.cli.progress import Bar
    from archive.transcript_synchronising import Asked, synchronise_named

    resources = open_for_writing()
    asked = Asked(episode, anchors, publish)
    actor = ("command", "gaung transcript synchronise")
    with Bar("Synchronising", "percent") as bar:
        found = synchronise_named(resources, asked, actor, bar.report, dry_run=dry_run)
    if not dry_run:
        follow_index(resources)
    answer(found, as_json, say_synchronised)
    return status_of(found["problems"])


def say_synchronised(found: dict[str, Any]) -> None:
    """Print the times that were found."""
    from archive.transcript_synchronising import say_row

    for row in found["statements"]:
        click.echo(say_row(row))
    done = f" Revision {found['revision']}." if found["revision"] else " Nothing was changed."
    click.echo(
        f"{found['episode']}: {found['placed']} of {found['wanting']} statements have a time now,"
        f" {found['sure']} of them surely; {found['given']} keep the one they were given.{done}"
    )
    say_findings(found["problems"], found["notes"])


@transcript.command()
@click.argument("episode")
@click.option("--replace", is_flag=True, help="Also where the latest transcript is by people.")
@click.option("--dry-run", is_flag=True, help="Only print what is heard; nothing is saved.")
@json_option
def recognise(episode: str, replace: bool, dry_run: bool, as_json: bool) -> int:
    """Have the recording of an EPISODE recognised by machine and saved as its next revision.

    Which model hears it: GAUNG_ASR_MODEL. Nothing is published.
    """
    from archive.cli.archives import commanded, follow_index, open_for_writing
    from archive.cli.progress import Bar
    from archive.recognition import hear_named, save_named

    resources = open_for_writing()
    with Bar("Recognising", "percent") as bar:
        heard, replaces = hear_named(
            resources, episode, bar.report_share, replace=replace or dry_run
        )
    if dry_run:
        answer(heard.as_dict(), as_json, say_heard)
        return 0
    with resources.writing() as session:
        actor = commanded(session, "transcript recognise")
        saved = save_named(session, episode, heard, actor, replaces=replaces)
        session.commit()
    follow_index(resources)
    answer(saved, as_json, say_attached)
    return 0


def say_heard(heard: dict[str, Any]) -> None:
    """Print what a recogniser heard for a person."""
    click.echo(heard["reason"])
    for statement in heard["statements"]:
        sure = statement["confidence"]
        click.echo("   – " if sure is None else f"{sure:4.0%} ", nl=False)
        say_statement(statement)
    click.echo("Nothing was saved.", err=True)
