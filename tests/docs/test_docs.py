"""README and docs are executed: what stands there as a command exists, what is marked runs.

A fenced block of the language `console` holds commands (lines that begin with "$ ", continued
after a backslash) and what they print. The comment before a block marks it:

    <!-- run -->         the commands run, in order, in one empty folder a document; each must
                         succeed and print the lines that follow it. "…" stands for anything.
    <!-- file: NAME -->  the block is a file NAME of that folder.
"""

import os
import re
import shlex
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = sorted([ROOT / "README.md", *ROOT.glob("docs/**/*.md")])
BLOCK = re.compile(
    r"^(?:<!-- (?P<mark>.+?) -->\n)?```(?P<language>\w+)\n(?P<text>.*?)^```$", re.M | re.S
)
ORDINARY = {"apt-get", "cd", "cp", "curl", "export", "git", "mkdir", "sudo"}

pytestmark = pytest.mark.docs


@dataclass(frozen=True)
class Block:
    """A fenced block of a document."""

    document: str
    mark: str
    language: str
    text: str


@dataclass(frozen=True)
class Command:
    """A command of a console block and the lines that it should print."""

    words: str
    output: tuple[str, ...]


def read_blocks(document: Path) -> list[Block]:
    text = document.read_text(encoding="utf-8")
    name = document.relative_to(ROOT).as_posix()
    return [Block(name, m["mark"] or "", m["language"], m["text"]) for m in BLOCK.finditer(text)]


def read_commands(block: Block) -> list[Command]:
    commands: list[Command] = []
    for line in block.text.replace("\\\n", " ").splitlines():
        if line.startswith("$ "):
            commands.append(Command(line[2:], ()))
        elif commands:
            commands[-1] = Command(commands[-1].words, (*commands[-1].output, line))
    return commands


BLOCKS = [block for document in DOCUMENTS for block in read_blocks(document)]
CONSOLE = [block for block in BLOCKS if block.language == "console"]
# Decisions tell of their day; everything else names commands that exist, in running text too.
PROSE = [text.read_text(encoding="utf-8") for text in DOCUMENTS if text.parent.name != "decisions"]
INLINE = {words for text in PROSE for words in re.findall(r"`((?:gaung|\./run) [^`\n]+)`", text)}
NAMED = sorted(INLINE | {command.words for block in CONSOLE for command in read_commands(block)})
MARKED = sorted({block.document for block in BLOCKS if block.mark == "run"})


@cache
def help_of(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*words, "--help"], cwd=ROOT, capture_output=True, text=True)


def gaung() -> str:
    return str(Path(sys.executable).with_name("gaung"))


def exists(words: list[str]) -> bool:
    """Whether a command of Gaung knows its subcommands and every option that is named."""
    if words[0] == "./run":
        return f"./run {words[1]} " in help_of(sys.executable, "run").stderr
    if words[0].removeprefix(".venv/bin/") == "gaung":
        return gaung_knows(words[1:])
    return words[0] in ORDINARY


def gaung_knows(words: list[str]) -> bool:
    plain = [word for word in words if re.fullmatch(r"[a-z]+", word)]
    options = {word.split("=")[0] for word in words if word.startswith("--")}
    answers = [help_of(gaung(), *plain[:depth]) for depth in range(len(plain), -1, -1)]
    found = next(answer for answer in answers if answer.returncode == 0)
    named = set(re.findall(r"--[a-z-]+", found.stdout)) | {"--help"}
    return bool(not plain or found is not answers[-1]) and options <= named


@pytest.mark.parametrize("line", NAMED)
def test_a_command_that_the_docs_name_exists(line):
    assert exists(shlex.split(line, comments=True)), f"unknown command or option: {line}"


@pytest.mark.parametrize(
    "line", ["./run everything", "gaung tagz x.mp3", "gaung tags --loud x.mp3"]
)
def test_a_command_that_does_not_exist_is_noticed(line):
    assert not exists(shlex.split(line))


@pytest.mark.parametrize("document", MARKED)
def test_marked_commands_do_what_the_docs_show(document, tmp_path):
    variables = surroundings(tmp_path)
    for block in (block for block in BLOCKS if block.document == document):
        if block.mark.startswith("file: "):
            (tmp_path / block.mark.removeprefix("file: ")).write_text(block.text, encoding="utf-8")
        if block.mark == "run":
            for command in read_commands(block):
                run_command(command, tmp_path, variables)


def surroundings(folder: Path) -> dict[str, str]:
    """The environment of a document: its own archive, and `gaung` on the path."""
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    return {**os.environ, "PATH": path, "GAUNG_HOME": str(folder / "archive")}


def run_command(command: Command, folder: Path, variables: dict[str, str]) -> None:
    """Run one command; what it exports holds for the commands after it."""
    if command.words.startswith("export "):
        name, _, value = command.words.removeprefix("export ").partition("=")
        variables[name] = value
        return
    done = subprocess.run(
        ["bash", "-c", command.words], cwd=folder, env=variables, capture_output=True, text=True
    )
    told = f"$ {command.words}\n{done.stdout}{done.stderr}"
    assert done.returncode == 0, told
    assert matches("\n".join(command.output).strip(), done.stdout.strip()), told


def matches(shown: str, printed: str) -> bool:
    """Whether a program printed what is shown; "…" stands for anything, nothing shown for all."""
    pattern = re.escape(shown).replace("…", ".*")
    return not shown or re.fullmatch(pattern, printed, re.S) is not None


@pytest.mark.parametrize(
    ("shown", "printed", "expected"),
    [
        ("one\ntwo", "one\ntwo", True),
        ("one\n…\nthree", "one\ntwo\n2\nthree", True),
        ('{"seconds": …}', '{"seconds": 0.3}', True),
        ("one", "one\ntwo", False),
        ("", "anything", True),
    ],
)
def test_dots_stand_for_anything(shown, printed, expected):
    assert matches(shown, printed) is expected
