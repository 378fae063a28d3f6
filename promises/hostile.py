"""Hostile searches: each is answered or refused at once, and a neighbour hardly notices."""

import runpy
import statistics
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread

from bench.report import Row
from promises.archives import Answer, Archive, Site, say

PATTERNS = Path(__file__).parents[1] / "tests" / "hostile_queries.py"
TRANSCRIPTS, FEW_TRANSCRIPTS = 200, 30
LONGEST = 1.0  # seconds
ALLOWED = {200, 400, 404, 414}
ROUNDS = 6  # quiet and attacked in turn, so that the machine's own moods fall on both
PACE = 0.1  # seconds between two searches of the neighbour
ATTACK_PACE = 0.1  # seconds from the start of one hostile search to that of the next, at least
WORDS = ("anggaran desa", "jalan", '"program pembangunan"', "kesehatan -desa", "pendidikan air")
ALL_FACETS = ("tokoh", "jabatan", "lembaga", "topik", "program", "stasiun", "tahun", "label")


@dataclass
class Neighbour:
    """Someone who searches at a steady pace; how long each search took, in seconds."""

    site: Site
    seconds: list[float] = field(default_factory=list)
    failed: int = 0

    def search_until(self, ending: Event) -> None:
        """Search until told to end."""
        number = 0
        while not ending.wait(PACE):
            answer = self.site.get("/cari", q=WORDS[number % len(WORDS)], hal=number % 3 + 1)
            self.seconds.append(answer.seconds)
            self.failed += answer.status != 200
            number += 1


def measure(*, quick: bool) -> list[Row]:
    """Send every pattern to a served archive, with an ordinary reader beside it."""
    with tempfile.TemporaryDirectory() as folder:
        archive = Archive(Path(folder) / "own")
        archive.fill(FEW_TRANSCRIPTS if quick else TRANSCRIPTS)
        with archive.serve() as site:
            for words in WORDS:
                site.get("/cari", q=words)
            quiet, attacked = Neighbour(site), Neighbour(site)
            answers = attack_in_rounds(site, list_searches(), quiet, attacked)
    return make_rows(answers, quiet, attacked)


def make_rows(answers: Mapping[str, Answer], quiet: Neighbour, attacked: Neighbour) -> list[Row]:
    """The report."""
    wrong = {name: a for name, a in answers.items() if a.status not in ALLOWED}
    slow = {name: a for name, a in answers.items() if a.seconds > LONGEST}
    for name, answer in {**wrong, **slow}.items():
        say(f"{name!r}: {answer.status} after {answer.seconds:.2f} s")
    before, during = percentile_95(quiet.seconds), percentile_95(attacked.seconds)
    return [
        Row("hostile searches", len(answers), "searches", must=200),
        Row("neither answered nor refused", len(wrong), "searches", 0, better="less"),
        Row("took longer than 1 s", len(slow), "searches", 0, better="less"),
        Row("slowest", max(a.seconds for a in answers.values()), "s", LONGEST, better="less"),
        Row("a neighbour's p95 when it is quiet", before * 1000, "ms"),
        Row("a neighbour's p95 under attack", during * 1000, "ms"),
        Row("p95 under attack / quiet", during / before, "times", 2, better="less"),
        Row(
            "failures of the neighbour",
            quiet.failed + attacked.failed,
            "searches",
            0,
            better="less",
        ),
    ]


def list_searches() -> dict[str, dict[str, str | int]]:
    """Name -> parameters: the patterns of the tests as `q`, and addresses that ask for much."""
    list_hostile = runpy.run_path(str(PATTERNS))["list_hostile"]
    searches: dict[str, dict[str, str | int]] = {name: {"q": q} for name, q in list_hostile()}
    searches["a page far behind the last"] = {"q": "desa", "hal": 999_999}
    searches["every facet of everything"] = dict.fromkeys(ALL_FACETS, "x")
    searches["all there is, by date"] = {"q": "", "urut": "terlama", "hal": 90}
    searches["a thousand parentheses"] = {"q": "(" * 1000 + "desa" + ")" * 1000}
    searches["five hundred words joined by OR"] = {"q": " OR ".join(f"kata{n}" for n in range(500))}
    searches["two hundred NOT"] = {"q": "NOT " * 200 + "desa"}
    return searches


def attack_in_rounds(
    site: Site,
    searches: Mapping[str, Mapping[str, str | int]],
    quiet: Neighbour,
    attacked: Neighbour,
) -> dict[str, Answer]:
    """Send the searches in rounds, with as long a rest before each; what each was answered."""
    answers: dict[str, Answer] = {}
    names = list(searches)
    for number in range(ROUNDS):
        part = names[number::ROUNDS]
        with at_work(quiet):
            time.sleep(len(part) * ATTACK_PACE)
        with at_work(attacked):
            answers |= {name: send(site, searches[name]) for name in part}
    return answers


@contextmanager
def at_work(neighbour: Neighbour) -> Iterator[None]:
    """Have the neighbour search while the body runs."""
    ending = Event()
    searching = Thread(target=neighbour.search_until, args=(ending,))
    searching.start()
    try:
        yield
    finally:
        ending.set()
        searching.join()


def send(site: Site, search: Mapping[str, str | int]) -> Answer:
    """Send one hostile search, and wait for the moment of the next one."""
    answer = site.get("/cari", **search)
    time.sleep(max(0.0, ATTACK_PACE - answer.seconds))
    return answer


def percentile_95(seconds: Sequence[float]) -> float:
    """The value that 95 of 100 keep below."""
    return statistics.quantiles(seconds, n=20)[-1]
