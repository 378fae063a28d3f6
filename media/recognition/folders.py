"""The hash of a model: which files are in its folder, and what is in them."""

from __future__ import annotations

from hashlib import file_digest, sha256
from pathlib import Path


def hash_folder(folder: Path) -> str:
    """SHA-256 over the lines "<SHA-256 of a file>  <path in the folder>", sorted by path.

    `cd FOLDER && find -L . -type f -printf '%P\\n' | LC_ALL=C sort | xargs sha256sum | sha256sum`
    prints the same. Links are followed.
    """
    files = sorted(
        (path.relative_to(folder).as_posix().encode(), path)
        for path in folder.rglob("*")
        if path.is_file()
    )
    whole = sha256()
    for name, path in files:
        with path.open("rb") as file:
            whole.update(f"{file_digest(file, 'sha256').hexdigest()}  ".encode() + name + b"\n")
    return whole.hexdigest()
