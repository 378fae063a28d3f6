"""Passwords are guessed, by many at once, against two sites of one archive."""

import statistics
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from archive.audit import find_actor
from archive.resources import open_archive
from archive.settings import read_settings
from archive.staff.passwords import hash_new
from archive.staff.users import add_user, set_password
from bench.report import Row
from promises.archives import Archive, Site, say
from promises.browsers import Browser

NAME, PASSWORD = "Siti Contoh", "empat gelas teh hangat"
MOST = 10  # tries in five minutes
TRIES = 1000
AT_ONCE = 8
PAIRS, FEW_PAIRS = 200, 60  # of a name that there is and one that there is not
KNOWN = 40  # users, so that none of them is tried more often than allowed
SAME_TIME = 10.0  # milliseconds
CHECKED, REFUSED, ENTERED = 403, 429, 303

Try = tuple[str, str, str]
"""(name, password, address that it comes from)"""


def measure(*, quick: bool) -> list[Row]:
    """Guess as many names from one address, one name from many addresses, and a name nobody has."""
    with tempfile.TemporaryDirectory() as folder:
        archive = Archive(Path(folder) / "own")
        archive.folder.mkdir()
        archive.environment |= {"GAUNG_PROXIES": "1", "GAUNG_ALLOW_PLAIN_HTTP": "yes"}
        names = make_users(archive)
        with two_sites(archive) as sites:
            difference, spread = compare_times(sites[0], names, FEW_PAIRS if quick else PAIRS)
            rows = [row for name, tries in attacks() for row in attack(sites, name, tries)]
            entered = Counter(send(sites[0], one) for one in [(NAME, PASSWORD, "198.51.100.7")])
        intact = archive.start("audit", "verify").wait() == 0
    return [
        *rows,
        Row("the right password among too many tries", entered[ENTERED], "entered", 0,
            better="less"),
        Row("a name that there is / is not: difference of the medians", difference, "ms",
            SAME_TIME, better="less"),
        Row("the middle half of all of them lies within", spread, "ms"),
        Row("the audit log holds", int(intact), "(1: yes)", must=1),
    ]  # fmt: skip


def make_users(archive: Archive) -> list[str]:
    """Make users with passwords; the names of those whose times are taken."""
    opened = open_archive(read_settings({}, HOME=archive.home))
    names = [f"Pengguna {number}" for number in range(KNOWN)]
    hashed = hash_new(PASSWORD, NAME)
    with opened.writing() as session:
        command = find_actor(session, "command", "promises")
        for name in (NAME, *names):
            set_password(session, add_user(session, name, "editor", command), hashed, command)
        session.commit()
    opened.engine.dispose()
    return names


@contextmanager
def two_sites(archive: Archive) -> Iterator[tuple[Site, Site]]:
    """Two servers of one archive: limits are of the archive, not of a process."""
    with archive.serve("--no-worker") as one, archive.serve("--no-worker") as other:
        yield one, other


def attacks() -> Iterator[tuple[str, list[Try]]]:
    """The guesses of three kinds, TRIES in all."""
    part = TRIES // 3
    yield (
        "one name from many addresses",
        [(NAME, f"tebak {n}", f"203.0.113.{n % 250}") for n in range(part)],
    )
    yield (
        "a name nobody has, from many addresses",
        [("Tidak Ada", f"tebak {n}", f"192.0.2.{n % 250}") for n in range(part)],
    )
    yield (
        "many names from one address",
        [(f"Orang {n}", f"tebak {n}", "198.51.100.99") for n in range(TRIES - 2 * part)],
    )


def attack(sites: tuple[Site, Site], name: str, tries: Iterable[Try]) -> list[Row]:
    """Send guesses from many threads to both sites; how many were checked, and how many refused."""
    turns = count()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = Counter(pool.map(lambda one: send(sites[next(turns) % 2], one), tries))
    say(f"{name}: {dict(answers)}")
    total = sum(answers.values())
    return [
        Row(f"{name}: tries", total, "tries"),
        Row(f"{name}: passwords checked", total - answers[REFUSED], "tries", MOST, better="less"),
    ]


def send(site: Site, one: Try) -> int:
    """The status that a try is answered with."""
    return ask(site, one)[0]


def ask(site: Site, one: Try) -> tuple[int, float]:
    """The status of a try, and seconds until it came."""
    name, password, address = one
    browser = Browser(site.port, X_Forwarded_For=address, X_Forwarded_Proto="http")
    fields = {"tanda": browser.token(), "nama": name, "sandi": password}
    answer = browser.ask("POST", "/staf/masuk", fields)
    return answer.status, answer.seconds


def compare_times(site: Site, names: list[str], pairs: int) -> tuple[float, float]:
    """How far the medians lie apart, and how wide the middle half lies, in milliseconds."""
    known: list[float] = []
    unknown: list[float] = []
    for number in range(pairs):
        for seconds, name in ((known, names[number % KNOWN]), (unknown, f"Siapa {number}")):
            status, took = ask(site, (name, f"tebak {number}", f"100.64.{number}.1"))
            if status != CHECKED:
                raise RuntimeError(f"A try was answered with {status}.")
            seconds.append(took * 1000)
    quarters = statistics.quantiles(known + unknown, n=4)
    return abs(statistics.median(known) - statistics.median(unknown)), quarters[2] - quarters[0]
