"""What commands load: `gaung tags` has to start at once."""

import subprocess
import sys
from pathlib import Path

import pytest

AUDIO = Path(__file__).parents[2] / "fixtures" / "audio" / "tagged.mp3"
HEAVY = ("flask", "sqlalchemy", "numpy", "alembic", "whoosh", "av", "PIL", "archive.models")
LOADED = """
import sys
sys.argv = ["gaung", *sys.argv[1:]]
try:
    from archive.cli import main
    main()
finally:
    print("LOADED", *sys.modules, file=sys.stderr)
"""


@pytest.mark.parametrize("words", [["tags", str(AUDIO), "--json"], ["--version"]])
def test_a_light_command_loads_nothing_heavy(words):
    command = [sys.executable, "-c", LOADED, *words]

    answer = subprocess.run(command, capture_output=True, text=True)

    assert answer.returncode == 0
    loaded = set(answer.stderr.partition("LOADED ")[2].split())
    assert "archive.cli" in loaded
    assert loaded.isdisjoint(HEAVY)
