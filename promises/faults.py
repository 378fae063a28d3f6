"""What can befall the files of an index: a table of faults, each done to the files for real.

Nothing here knows what the files are called or what is in them: they are what lies below the
folder of the index.
"""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random

Fault = Callable[[Path, Random], None]
"""Does damage to the index below a folder; chance chooses where."""


def list_files(home: Path) -> list[Path]:
    """The files of an index that hold anything."""
    return sorted(path for path in home.rglob("*") if path.is_file() and path.stat().st_size)


def delete_all(home: Path, random: Random) -> None:
    """Take the whole folder away."""
    shutil.rmtree(home)


def delete_contents(home: Path, random: Random) -> None:
    """Leave an empty folder."""
    for path in list_files(home):
        path.unlink()


def delete_one(home: Path, random: Random) -> None:
    """Take one file away."""
    random.choice(list_files(home)).unlink()


def cut_all(home: Path, random: Random) -> None:
    """Cut every file where it lies, also under the eyes of those who have it open."""
    for path in list_files(home):
        os.truncate(path, random.randrange(path.stat().st_size))


def cut_largest(home: Path, random: Random) -> None:
    """Cut the largest file where it lies."""
    largest = max(list_files(home), key=lambda path: path.stat().st_size)
    os.truncate(largest, random.randrange(largest.stat().st_size))


def cut_one(home: Path, random: Random) -> None:
    """Cut one file where it lies."""
    path = random.choice(list_files(home))
    os.truncate(path, random.randrange(path.stat().st_size))


def flip_all(home: Path, random: Random) -> None:
    """Flip a byte in every file."""
    for path in list_files(home):
        flip(path, random)


def flip_one(home: Path, random: Random) -> None:
    """Flip a byte in one file."""
    flip(random.choice(list_files(home)), random)


def flip(path: Path, random: Random) -> None:
    """Turn all bits of one byte of a file."""
    with path.open("r+b") as file:
        offset = random.randrange(path.stat().st_size)
        file.seek(offset)
        byte = file.read(1)[0]
        file.seek(offset)
        file.write(bytes([byte ^ 0xFF]))


def overwrite_all(home: Path, random: Random) -> None:
    """Write garbage over every file, where it lies."""
    for path in list_files(home):
        with path.open("r+b") as file:
            file.write(random.randbytes(path.stat().st_size))


def zero_one(home: Path, random: Random) -> None:
    """Write zeros over one file, where it lies: what some file systems leave after a crash."""
    path = random.choice(list_files(home))
    with path.open("r+b") as file:
        file.write(bytes(path.stat().st_size))


def replace_all(home: Path, random: Random) -> None:
    """Put a new file of garbage in the place of every file."""
    for path in list_files(home):
        path.unlink()
        path.write_bytes(random.randbytes(random.randrange(5_000)))


def replace_folder(home: Path, random: Random) -> None:
    """Put a file in the place of the folder."""
    shutil.rmtree(home)
    home.write_bytes(b"not a folder")


def put_back(copy: Path) -> Fault:
    """The fault that puts a copy of another index in the place of this one."""

    def fault(home: Path, random: Random) -> None:
        shutil.rmtree(home)
        shutil.copytree(copy, home)

    return fault


FAULTS: dict[str, Fault] = {
    "the whole index deleted": delete_all,
    "all files deleted": delete_contents,
    "a file deleted": delete_one,
    "all files cut": cut_all,
    "the largest file cut": cut_largest,
    "a file cut": cut_one,
    "a byte flipped in all files": flip_all,
    "a byte flipped in a file": flip_one,
    "garbage written over all files": overwrite_all,
    "zeros written over a file": zero_one,
    "all files replaced by garbage": replace_all,
    "a file in the place of the folder": replace_folder,
}
