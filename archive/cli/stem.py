"""`gaung stem`: what search takes words for."""

import click

from archive.cli.answers import answer, json_option


@click.command()
@click.argument("words", nargs=-1, required=True, metavar="WORD...")
@click.option(
    "--language",
    default="id",
    show_default=True,
    metavar="CODE",
    help="id Indonesian, bjn Banjar, en English; words of other languages are their own stems.",
)
@json_option
def stem(words: tuple[str, ...], language: str, as_json: bool) -> int:
    """Show the stem of each WORD: words of one stem find each other.

    A doubled word has the stem of its parts: desa-desa is found as desa.
    """
    from search.analysis.stemming import stem_written

    stems = {word: stem_written(word, language) for word in words}
    answer({"stems": stems}, as_json, say_stems)
    return 0


def say_stems(found: dict[str, dict[str, str]]) -> None:
    """Print stems for a person."""
    widest = max(len(word) for word in found["stems"])
    for word, stemmed in found["stems"].items():
        click.echo(f"{word:{widest}}  {stemmed}")
