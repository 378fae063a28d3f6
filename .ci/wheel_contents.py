"""Whether a wheel holds all that the program reads at run time: `wheel_contents.py FILE.whl`."""

import sys
import zipfile
from fnmatch import fnmatch
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# Pattern in the wheel, and the files of the checkout that must all be there under it.
NEEDED = {
    "archive/templates/": ("templates", "*.html"),
    "archive/migrations/": ("archive/migrations", "*.py"),
    "archive/static/css/": ("archive/static/css", "*.css"),
    "archive/static/js/": ("archive/static/js", "*.js"),
    "archive/static/dist/": ("archive/static/dist", "*"),
    "archive/translations/": ("archive/translations", "*.mo"),
    "archive/demo/": ("archive/demo", "*"),
    "search/analysis/data/": ("search/analysis/data", "*"),
}
STRAY = ("tests/*", "bench/*", "promises/*", "docs/*", "*/node_modules/*", "*/__pycache__/*")


def missing_from(names: set[str]) -> list[str]:
    """What the checkout has and the wheel lacks, and each kind of file that neither has."""
    lacking = []
    for prefix, (folder, pattern) in NEEDED.items():
        found = [path for path in (ROOT / folder).rglob(pattern) if path.is_file()]
        wanted = {prefix + path.relative_to(ROOT / folder).as_posix() for path in found}
        wanted = {name for name in wanted if "__pycache__" not in name}
        lacking += sorted(wanted - names) if wanted else [f"{prefix}{pattern}"]
    return lacking


def main(wheel: str) -> None:
    """Exit with a sentence where something is missing or does not belong."""
    names = set(zipfile.ZipFile(wheel).namelist())
    stray = sorted(name for name in names if any(fnmatch(name, pattern) for pattern in STRAY))
    if missing := missing_from(names):
        sys.exit("The wheel lacks: " + ", ".join(missing))
    if stray:
        sys.exit("The wheel holds what does not belong there: " + ", ".join(stray))
    size = Path(wheel).stat().st_size / 1e6
    print(f"The wheel holds all {len(names)} files that it needs, {size:.1f} MB.")


if __name__ == "__main__":
    main(sys.argv[1])
