"""`gaung import`: many episodes from a manifest or from folders."""

import time
from pathlib import Path
from typing import Any

import click

from archive.cli.answers import answer, json_option, say_findings, status_of
from archive.cli.archives import commanded, follow_index, open_for_writing
from archive.cli.progress import Bar
from archive.errors import Refused
from archive.importing.context import Context
from archive.importing.folder import choose_programme, read_folders
from archive.importing.manifest import Manifest, read_manifest
from archive.importing.rehearsal import rehearse
from archive.importing.run import Report, import_rows
from archive.indexing import Progress
from archive.resources import Resources
from archive.settings import read_settings


@click.command("import")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--manifest", type=click.Path(path_type=Path), help="CSV or JSON Lines.")
@click.option("--programme", metavar="SLUG", help="Programme of the files in PATH.")
@click.option("--dry-run", is_flag=True, help="Say what would be done; change nothing.")
@click.option("--publish", is_flag=True, help="Publish what is imported.")
@json_option
def import_(
    paths: tuple[Path, ...],
    manifest: Path | None,
    programme: str | None,
    dry_run: bool,
    publish: bool,
    as_json: bool,
) -> int:
    """Import the recordings and transcripts in PATHs, or the episodes of a manifest.

    Running an import again changes nothing.
    """
    if bool(paths) == bool(manifest):
        raise Refused("Give either PATHs or --manifest.")
    given = read_manifest(manifest) if manifest else None
    if dry_run:
        with rehearse(read_settings()) as copy:
            report = run_import(copy, given, paths, programme, dry_run=True, publish=publish)
    else:
        resources = open_for_writing()
        report = run_import(resources, given, paths, programme, publish=publish)
        began = time.monotonic()
        follow_index(resources)
        report.seconds["index"] = time.monotonic() - began
    answer(report.as_dict(), as_json, say_report)
    return status_of(report.problems)


def run_import(
    resources: Resources,
    given: Manifest | None,
    paths: tuple[Path, ...],
    programme: str | None,
    *,
    dry_run: bool = False,
    publish: bool,
) -> Report:
    """Take over the rows of the manifest, or those that the paths give.

    With `dry_run` the resources are those of a rehearsal, and no audio is stored.
    """
    report = Report()
    with resources.writing() as session, Bar("Importing", "episodes") as bar:
        actor = commanded(session, "import")
        if given is None:
            chosen, notes = choose_programme(session, programme)
            given = read_folders(paths, chosen)
            report.notes.extend(notes)
        report.problems.extend(given.problems)
        report.episodes["failed"] += len(given.problems)
        report.notes.extend(given.notes)
        total = len(given.rows)
        context = Context(
            session, resources.store, actor, resources.settings["ZONE"], publish, dry_run
        )

        def end_transaction() -> None:
            session.commit()
            session.expunge_all()

        import_rows(
            context,
            given.rows,
            report,
            lambda done: bar.report(Progress(done, total)),
            end_transaction,
        )
    return report


def say_report(report: dict[str, Any]) -> None:
    """Print an import's report for a person."""
    counts = ", ".join(f"{count} {name}" for name, count in report["episodes"].items())
    seconds = report["seconds"]
    click.echo(f"Episodes: {counts}. {report['statements']} statements.")
    click.echo(
        f"{seconds['database']:.1f} s for the database, {seconds['index']:.1f} s for the index."
    )
    problems = [
        f"row {problem['row']}: {problem['message']}" if problem["row"] else problem["message"]
        for problem in report["problems"]
    ]
    say_findings(problems, report["notes"])
