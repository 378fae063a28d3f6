"""`gaung tags`: what an audio file says of itself."""

from pathlib import Path
from typing import Any

import click

from archive.cli.answers import answer, json_option, say_findings, status_of

SHOWN = ("format", "duration", "bitrate", "sample_rate", "channels", "title", "artist", "album")
MORE = ("date", "genre", "comment", "language", "has_cover")


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--lyrics", is_flag=True, help="Print only the text inside the file, ready to be attached."
)
@json_option
def tags(file: Path, lyrics: bool, as_json: bool) -> int:
    """Show what the audio FILE says of itself; nothing is changed."""
    from media.tags import read_tags

    found = read_tags(file).as_dict()
    answer(found, as_json, say_lyrics if lyrics else say_tags)
    return status_of(found["problems"])


def say_lyrics(found: dict[str, Any]) -> None:
    """Print the text inside the file as a transcript in text: a line each, times in brackets."""
    for line in found["lyrics"]:
        start = "" if line["start"] is None else f"[{format_clock(line['start'])}] "
        click.echo(f"{start}{line['text']}")
    say_findings(found["problems"], [])


def format_clock(seconds: float) -> str:
    """Hours, minutes, seconds and milliseconds: `00:01:02.500`."""
    milliseconds = round(seconds * 1000)
    minutes, rest = divmod(milliseconds, 60_000)
    return f"{minutes // 60:02}:{minutes % 60:02}:{rest // 1000:02}.{rest % 1000:03}"


def say_tags(found: dict[str, Any]) -> None:
    """Print tags for a person."""
    for name in (*SHOWN, *MORE):
        if found[name] is not None:
            click.echo(f"{name.replace('_', ' '):12} {found[name]}")
    for chapter in found["chapters"]:
        click.echo(f"chapter      {chapter['start']:>9.3f}  {chapter['title']}")
    click.echo(f"lyrics       {len(found['lyrics'])} lines") if found["lyrics"] else None
    say_findings(found["problems"], [])
