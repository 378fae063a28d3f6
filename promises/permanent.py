"""Passages are cited, then everything that may happen to them happens: each stays what it was.

Transcripts are edited and attached again in other formats, put back to earlier revisions,
imported again under another title; words and episodes are withdrawn, episodes published again. An
address of a passage answers 200 with the very words, or 410 with a label; never other words. Every
name that an episode ever had leads to its page.
"""

import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from bench.report import Row
from promises.archives import Answer, Archive, Site, say

EPISODES, FEW_EPISODES = 12, 3
ROUNDS, FEW_ROUNDS = 12, 6
PASSAGES = 4  # cited of an episode in each round
LEADS, MOST_LEADS = {301, 302, 308}, 5
FORMATS = ("vtt", "srt", "txt", "json")


@dataclass(frozen=True)
class Cited:
    """The address of a passage, and its words when it was cited."""

    episode: str
    path: str
    text: str


def measure(*, quick: bool) -> list[Row]:
    """Cite, change, open again, round after round."""
    random = Random(3)
    with tempfile.TemporaryDirectory() as folder:
        archive = Archive(Path(folder) / "own")
        archive.fill(FEW_EPISODES if quick else EPISODES)
        with archive.serve() as site:
            slugs = list_slugs(site)
            names, cited = {*slugs}, list[Cited]()
            tally: Counter[str] = Counter()
            for number in range(FEW_ROUNDS if quick else ROUNDS):
                for slug in slugs:
                    cited += cite(site, slug, random)
                    act = ACTS[(number + len(slug)) % len(ACTS)]
                    act(archive, site, slug, random)
                names |= {*list_slugs(site)}
                tally += open_all(site, cited) + open_episodes(site, names)
                say(f"round {number + 1}: {len(cited)} passages, {dict(tally)}")
    return [
        Row("passages cited", len(cited), "passages"),
        Row("opened again", tally["opened"], "times"),
        Row("identical", tally["identical"], "times"),
        Row("labelled gap or 410", tally["labelled"], "times"),
        Row("other words, or no answer", tally["wrong"], "times", 0, better="less"),
        Row("names that episodes had", len(names), "names"),
        Row("names that led to no page of the episode", tally["astray"], "times", 0, better="less"),
    ]


def list_slugs(site: Site) -> list[str]:
    """The names of every episode that is public."""
    return sorted(one["episode"] for one in site.get("/episode.json").data["episodes"])


def follow(site: Site, path: str) -> Answer:
    """The answer of an address, or of the one that it leads to."""
    answer = site.get(path)
    for _ in range(MOST_LEADS):
        if answer.status not in LEADS:
            break
        answer = site.get(answer.headers["Location"])
    return answer


def open_episodes(site: Site, names: set[str]) -> Counter[str]:
    """How many names of episodes lead nowhere; a withdrawn episode says so at each."""
    answers = [follow(site, f"/episode/{name}").status for name in names]
    return Counter(astray=sum(status not in {200, 410} for status in answers))


def cite(site: Site, slug: str, random: Random) -> list[Cited]:
    """Passages of the revision that is public now; none where the episode was withdrawn."""
    answer = follow(site, f"/episode/{slug}.json")
    if answer.status != 200:
        return []
    statements = [one for one in answer.data["statements"] if one["text"]]
    chosen = random.sample(statements, min(PASSAGES, len(statements)))
    return [cite_words(slug, one, random) for one in chosen]


def cite_words(slug: str, statement: dict[str, Any], random: Random) -> Cited:
    """A passage of a statement."""
    words = statement["text"].split(" ")
    first = random.randint(1, len(words))
    last = random.randint(first, len(words))
    path = f"/s/{statement['id']}/r{statement['revision']}/{first}-{last}"
    return Cited(slug, path, " ".join(words[first - 1 : last]))


def open_all(site: Site, cited: list[Cited]) -> Counter[str]:
    """What became of every passage; a page and its JSON have to agree."""
    tally: Counter[str] = Counter()
    for one in cited:
        page, answer = site.get(one.path), site.get(f"{one.path}.json")
        identical = answer.status == 200 and answer.data["text"] == one.text
        labelled = answer.status == 410 and page.status == 410
        tally["opened"] += 1
        tally["identical"] += identical and page.status == 200
        tally["labelled"] += labelled
        tally["wrong"] += not (identical and page.status == 200) and not labelled
        if not identical and not labelled:
            say(f"{one.path}: {page.status}, {answer.status} {answer.body[:200]!r}")
    return tally


def attach_again(archive: Archive, site: Site, slug: str, random: Random) -> None:
    """Attach what is public, edited, in one of the formats."""
    format = random.choice(FORMATS)
    answer = follow(site, f"/episode/{slug}/transkrip.{format}")
    if answer.status != 200:
        return
    path = archive.folder / f"edited.{format}"
    path.write_text(edit(answer.body.decode(), random), encoding="utf-8")
    archive.run("transcript", "attach", slug, str(path), "--publish")


def edit(text: str, random: Random) -> str:
    """Words corrected in the lines of speech, and now and then a whole paragraph left out."""
    paragraphs = text.split("\n\n")
    kept = [one for place, one in enumerate(paragraphs) if place < 2 or random.random() > 0.05]
    return "\n\n".join(replace_words(one, random) for one in kept)


def replace_words(paragraph: str, random: Random) -> str:
    """One plain word in twenty replaced by another."""
    return " ".join(
        "diperbaiki" if word.isalpha() and word.islower() and random.random() < 0.05 else word
        for word in paragraph.split(" ")
    )


def go_back(archive: Archive, site: Site, slug: str, random: Random) -> None:
    """Put the transcript back to its first revision."""
    archive.run("transcript", "revert", slug, "--to", "1", "--reason", "keliru", "--publish")


def rename(archive: Archive, site: Site, slug: str, random: Random) -> None:
    """Import the manifest again, every title another one."""
    manifest = archive.folder / "manifest.csv"
    text = manifest.read_text(encoding="utf-8").replace("Bincang pagi", "Bincang pagi lagi")
    manifest.write_text(text, encoding="utf-8")
    archive.run("import", "--manifest", str(manifest))


def withdraw_a_statement(archive: Archive, site: Site, slug: str, random: Random) -> None:
    """Blank the words of one statement for good."""
    answer = follow(site, f"/episode/{slug}.json")
    if answer.status == 200 and answer.data["statements"]:
        name = random.choice(answer.data["statements"])["id"]
        archive.run("withdraw", name, "--because", "privacy")


def withdraw_the_episode(archive: Archive, site: Site, slug: str, random: Random) -> None:
    """Take an episode from the public, and take that back."""
    if random.random() < 0.3:
        archive.run("withdraw", slug, "--because", "error")
        archive.run("withdraw", slug, "--undo")


ACTS: tuple[Callable[[Archive, Site, str, Random], None], ...] = (
    attach_again,
    attach_again,
    go_back,
    withdraw_a_statement,
    rename,
    withdraw_the_episode,
)
