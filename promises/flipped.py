"""A byte of the index is flipped: the check reports it, searching neither crashes nor lies."""

import logging
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random

from bench.report import Row
from promises.archives import say
from promises.children import child, receive_all
from promises.history import state_after, write_on
from search import Document, Index, SearchError, SearchRequest

FLIPS, FEW_FLIPS = 1_000, 50
LAST_BATCH = 16  # a big segment, tails and deletions after a rebuild
REQUESTS = (
    SearchRequest("anggaran"),
    SearchRequest("anggaran desa -jalan"),
    SearchRequest("jalan OR bantuan OR listrik", page=2),
    SearchRequest('"yang dan"'),
    SearchRequest("pem*"),
    SearchRequest("anggran~ kesehatan"),
    SearchRequest("", {"label": ("mesin",)}, order="terbaru"),
    SearchRequest("tahun", {"tahun": ("2020",), "tokoh": ("p0",)}, order="terlama"),
)

Found = tuple[Document, ...] | str
"""What a request finds, or the fault that it ended with."""


@dataclass(frozen=True)
class Flip:
    """One bit of one file."""

    file: str
    offset: int
    bit: int

    def do(self, folder: Path) -> None:
        """Flip it; doing it again puts it right."""
        with (folder / self.file).open("r+b") as file:
            file.seek(self.offset)
            byte = file.read(1)[0]
            file.seek(self.offset)
            file.write(bytes([byte ^ 1 << self.bit]))


@dataclass(frozen=True)
class Outcome:
    """What came of a flip, each 0 or 1; a process that crashed reports nothing."""

    unreported: bool
    failed: bool
    lied: bool
    differed: bool


def measure(*, quick: bool) -> list[Row]:
    """Flip bytes of an index that has had a history, one at a time."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "index"
        index = Index.open(home)
        write_on(index, 0, lambda seq: None, LAST_BATCH)
        index.close()
        flips = choose_flips(home, FEW_FLIPS if quick else FLIPS)
        outcomes, crashes = try_all(home, flips)
    return make_rows(flips, outcomes, crashes)


def make_rows(flips: Sequence[Flip], outcomes: Mapping[Flip, Outcome], crashes: int) -> list[Row]:
    """The report: how often what went wrong."""
    count = {
        field.name: sum(getattr(outcome, field.name) for outcome in outcomes.values())
        for field in fields(Outcome)
    }
    return [
        Row("bytes flipped, one at a time", len(flips), "flips"),
        Row("files, each at least once", len({flip.file for flip in flips}), "files"),
        Row("flips that the check did not report", count["unreported"], "flips", 0, better="less"),
        Row("flips that crashed the process", crashes, "flips", 0, better="less"),
        Row("flips that made a search fail", count["failed"], "flips", 0, better="less"),
        Row("flips that showed text that is not so", count["lied"], "flips", 0, better="less"),
        Row("flips that changed an answer", count["differed"], "flips"),
    ]


def choose_flips(home: Path, count: int) -> list[Flip]:
    """Every file once, then files by chance: half of them by size, so that each part is met."""
    random = Random(count)
    sizes = {
        str(path.relative_to(home)): path.stat().st_size
        for path in sorted(home.rglob("*"))
        if path.is_file() and path.stat().st_size
    }
    names = list(sizes)
    more = max(0, count - len(names))
    names += random.choices(names, weights=list(sizes.values()), k=more // 2)
    names += random.choices(list(sizes), k=more - more // 2)
    return [Flip(name, random.randrange(sizes[name]), random.randrange(8)) for name in names]


def try_all(home: Path, flips: Sequence[Flip]) -> tuple[dict[Flip, Outcome], int]:
    """What came of each flip, and how many crashed the process that tried them."""
    outcomes: dict[Flip, Outcome] = {}
    crashes, rest = 0, list(flips)
    while rest:
        shutil.copytree(home, tried := home.with_name(f"tried-{crashes}"))
        with child(try_in_turn, tried, rest) as (process, connection):
            received = receive_all(connection)
            process.join()
        outcomes.update(zip(rest, received, strict=False))
        rest = rest[len(received) :]
        if rest:
            say(f"{rest[0]} ended the process with {process.exitcode}")
            crashes, rest = crashes + 1, rest[1:]
    return outcomes, crashes


def try_in_turn(home: Path, flips: Sequence[Flip], results: Connection) -> None:
    """Try flips one after another; send what came of each."""
    logging.disable()
    truth = {document.id: document for document in state_after(LAST_BATCH)}
    sound = answers_of(home)
    for flip in flips:
        flip.do(home)
        results.send(try_one(home, flip, truth, sound))
        flip.do(home)


def try_one(
    home: Path, flip: Flip, truth: Mapping[str, Document], sound: Sequence[Found]
) -> Outcome:
    """Search the index and check it."""
    found = answers_of(home)
    index = Index.open(home)
    report = index.check((document.id, document.version) for document in truth.values())
    index.close()
    outcome = Outcome(
        unreported=not report.damaged,
        failed=any(isinstance(answer, str) for answer in found),
        lied=any(truth.get(document.id) != document for document in documents_of(found)),
        differed=found != sound,
    )
    if outcome.unreported or outcome.failed or outcome.lied:
        say(f"{flip}: {outcome}; {[answer for answer in found if isinstance(answer, str)]}")
    return outcome


def answers_of(home: Path) -> list[Found]:
    """What each request finds, or how it failed."""
    index = Index.open(home)
    try:
        return [search(index, request) for request in REQUESTS]
    finally:
        index.close()


def search(index: Index, request: SearchRequest) -> Found:
    """The documents that a request finds, or the fault that no search may have."""
    try:
        return tuple(hit.document for hit in index.search(request).hits)
    except SearchError:
        return ()
    except Exception as fault:
        return repr(fault)


def documents_of(found: Iterable[Found]) -> Iterator[Document]:
    """All documents that were shown."""
    for answer in found:
        if not isinstance(answer, str):
            yield from answer
