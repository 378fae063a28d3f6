"""Tiny files of odd cases, as programs and people write them, and what each of them says.

`tests/fixtures/transcripts.md` tells where a file comes from and what is odd about it,
`tests/fixtures/odd_transcripts.json` what is read: [speaker, start, end, text, marks] by statement,
problems by line, notes.
"""

import json
from pathlib import Path

import pytest

from media.transcripts import Spoken, read_transcript

FIXTURES = Path(__file__).parents[2] / "fixtures"
EXPECTED = json.loads((FIXTURES / "odd_transcripts.json").read_text("utf-8"))


@pytest.mark.parametrize("name", EXPECTED)
def test_an_odd_file_says_what_it_says(name: str) -> None:
    data = (FIXTURES / "transcripts" / name).read_bytes()

    transcript = read_transcript(data, file_name=name)

    assert {
        "format": transcript.format,
        "language": transcript.language,
        "statements": [shown(statement) for statement in transcript.statements],
        "problems": [[problem.line, problem.message] for problem in transcript.problems],
        "notes": list(transcript.notes),
    } == EXPECTED[name]


def shown(statement: Spoken) -> list:
    """A statement as the table has it; the mark of its start goes without saying."""
    marks = [[list(mark) for mark in statement.marks]] if len(statement.marks) > 1 else []
    return [statement.speaker, statement.start, statement.end, statement.text, *marks]


def test_every_file_has_an_origin_and_an_expectation() -> None:
    table = (FIXTURES / "transcripts.md").read_text("utf-8")
    files = {path.name for path in (FIXTURES / "transcripts").iterdir() if path.name[0] != "."}
    named = {line.split("`")[1] for line in table.splitlines() if line.startswith("| `")}

    assert named == files
    assert len(EXPECTED) >= 60
