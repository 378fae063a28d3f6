"""Statements as WebVTT: a cue each, named by its identifier, times of words inside it.

The colophon is a NOTE. WebVTT needs times for every cue, and an end after its start; times that are
estimated, and words that were withdrawn, are told of in a NOTE where they stand, and so are words
that are checked by ear.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from media.transcripts.timecodes import format_time, split_timing
from media.transcripts.written import SHORTEST, Colophon, Timed, WrittenStatement, time_all

ESTIMATED = "NOTE Waktu berikut ini perkiraan."


def format_vtt(colophon: Colophon, statements: Sequence[WrittenStatement]) -> str:
    """The file. Every statement is one cue; nothing else is changed about it."""
    head = [f"WEBVTT - {_plain(colophon.title)}", f"Language: {colophon.language}"]
    about = ["NOTE", *map(_plain, colophon.lines())]
    blocks = [head, about, *(block for one in time_all(statements) for block in _blocks(one))]
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def escape(text: str) -> str:
    """Text as the text of a cue: no tag, no entity, no arrow."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace("{\\", "&#123;\\")


def _blocks(timed: Timed) -> Iterator[list[str]]:
    one = timed.statement
    if one.text is None:
        yield [f"NOTE Kata-kata {one.identifier} ditarik: {_plain(one.withdrawn or 'other')}"]
        return
    if timed.estimated:
        yield [ESTIMATED]
    if one.remark:
        yield [f"NOTE {_plain(one.remark)}"]
    end = max(timed.end, timed.start + SHORTEST)
    times = f"{format_time(timed.start)} --> {format_time(end)}"
    yield [one.identifier, times, _harmless(_voice(one.speaker) + _words(one))]


def _harmless(line: str) -> str:
    """The text of a cue that nobody takes for the times of another: "1:02 → 1:03"."""
    return line.replace("→", "&rarr;") if split_timing(line) else line


def _voice(speaker: str | None) -> str:
    return f"<v {escape(speaker)}>" if speaker else ""


def _words(one: WrittenStatement) -> str:
    """The words with the times inside them; the first is that of the cue."""
    text, parts, last = one.text or "", [], 0
    for at, time in one.marks:
        if 0 < at < len(text):
            parts += [escape(text[last:at]), f"<{format_time(time)}>"]
            last = at
    words = "".join(parts) + escape(text[last:])
    return f"<lang {one.language}>{words}</lang>" if one.language else words


def _plain(line: str) -> str:
    """A line of a header or comment, which an arrow would end."""
    return line.replace("-->", "→")
