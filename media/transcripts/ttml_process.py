"""The confined process that reads TTML: `python -m media.transcripts.ttml_process LIMITS FILE`.

Expat reads the elements one by one. A document type is refused, so there are no entities but the
five of XML, nothing is fetched and nothing expands. It reports {"language"}, a line for every
paragraph {"line", "start", "end", "pieces": [[text, ms, voice]]}, {"problem", "line", "details"},
{"note", "line", "text"}, or the kind of a refusal in {"refused"}.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from xml.parsers import expat

from media.confinement import confine
from media.transcripts.ttml_times import Rates, parse_ttml_time, read_rates

Attributes = dict[str, str]

_ASIDE = frozenset(("head", "metadata", "desc", "title", "copyright", "set", "animate"))
"""Elements whose text is not spoken."""
_KNOWN = frozenset(("tt", "body", "div", "p", "span", "br", "ruby", "layout", "region", "styling"))
_EXCERPT = 80
_CHUNK = 1 << 16
MOST_ELEMENTS = 150_000
"""An hour with a time for every word has about 12,000."""
MOST_OF_A_KIND = 1000
"""Problems or notes of one kind that are told."""


def tell(**facts: Any) -> None:
    """Report something to the caller, with others: a line each would cost more than reading."""
    sys.stdout.write(json.dumps(facts) + "\n")


class _Refused(Exception):
    """The file is not read, for a reason of refusals.REFUSALS."""


@dataclass(frozen=True, slots=True)
class _Element:
    """An open element: what its children inherit. Times are milliseconds from the beginning."""

    name: str
    begin: int = 0
    end: int | None = None
    voice: str | None = None
    aside: bool = False
    timed: bool = False


@dataclass(slots=True)
class _Paragraph:
    """A paragraph while it is read."""

    line: int
    start: int | None
    end: int | None
    pieces: list[list[Any]] = field(default_factory=list)


class _Reader:
    """Takes what expat finds, in order."""

    def __init__(self) -> None:
        self._parser = expat.ParserCreate("utf-8", " ")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        self._parser.StartDoctypeDeclHandler = self._refuse_doctype
        self._open: list[_Element] = []
        self._rates = Rates()
        self._paragraph: _Paragraph | None = None
        self._names: dict[str, str] = {}
        self._agent: str | None = None
        self._spoken_at: int | None = None
        self._elements = 0
        self._told: Counter[str] = Counter()

    def read(self, data: bytes) -> None:
        """Read a file; a damage is reported with its line, what stands before it is kept."""
        try:
            for at in range(0, len(data), _CHUNK):
                self._parser.Parse(data[at : at + _CHUNK], False)
            self._parser.Parse(b"", True)
        except expat.ExpatError as error:
            if not self._open and self._parser.ErrorLineNumber <= 1:
                raise _Refused("no ttml") from None
            self._problem("broken xml", error.lineno, reason=expat.ErrorString(error.code))
            self._close_paragraph()

    def _refuse_doctype(self, *_: Any) -> None:
        raise _Refused("doctype")

    def _start(self, full_name: str, given: Attributes) -> None:
        self._elements += 1
        if self._elements > MOST_ELEMENTS:
            raise _Refused("ttml too much")
        name, attributes = _local(full_name), {_local(key): value for key, value in given.items()}
        if not self._open:
            self._begin_file(name, attributes)
        above = self._open[-1] if self._open else _Element("")
        if name == "br":
            self._text("\n")
        self._meet_agent(name, attributes)
        element = self._inherit(name, attributes, above)
        self._open.append(element)
        if element.aside:
            return
        if name == "p":
            self._close_paragraph()
            timed = element.timed
            self._paragraph = _Paragraph(
                self._parser.CurrentLineNumber, element.begin if timed else None, element.end
            )
        elif name == "span" and "begin" in attributes:
            self._spoken_at = element.begin
        elif name not in _KNOWN:
            self._note("unknown element", f"<{name}>")

    def _begin_file(self, name: str, attributes: Attributes) -> None:
        if name != "tt":
            raise _Refused("no ttml")
        self._rates = read_rates(attributes)
        if attributes.get("lang"):
            tell(language=attributes["lang"])

    def _meet_agent(self, name: str, attributes: Attributes) -> None:
        if name == "agent" and self._agent is None:
            self._agent = attributes.get("id", "")
            self._names.setdefault(self._agent, "")

    def _inherit(self, name: str, attributes: Attributes, above: _Element) -> _Element:
        """The element with its times counted from its parent's begin, and its voice."""
        aside = above.aside or name in _ASIDE
        element = replace(above, name=name, aside=aside)
        if attributes.get("timeContainer") == "seq":
            self._note("sequence", f"<{name}>")
        if "agent" in attributes:
            named = (self._names.get(key) or key for key in attributes["agent"].split())
            element = replace(element, voice=" & ".join(named) or None)
        begin = self._time(attributes, "begin")
        start = above.begin + (begin or 0)
        end, length = self._time(attributes, "end"), self._time(attributes, "dur")
        ends = [above.begin + end] if end is not None else []
        ends += [start + length] if length is not None else []
        timed = begin is not None or (above.timed and "begin" not in attributes)
        return replace(element, begin=start, end=min(ends, default=above.end), timed=timed)

    def _time(self, attributes: Attributes, name: str) -> int | None:
        written = attributes.get(name)
        if written is None:
            return None
        time = parse_ttml_time(written, self._rates)
        if time is None:
            self._problem("impossible time", self._parser.CurrentLineNumber, code=written)
        return time

    def _text(self, text: str) -> None:
        above = self._open[-1] if self._open else _Element("")
        if self._agent is not None:
            self._names[self._agent] += text if above.name == "name" else ""
        elif above.aside:
            if text.strip():
                self._note("metadata", text.strip())
        elif self._paragraph is not None:
            self._paragraph.pieces.append([text, self._spoken_at, above.voice])
            self._spoken_at = None
        elif text.strip():
            self._problem("unknown block", self._parser.CurrentLineNumber, text=text.strip())

    def _end(self, full_name: str) -> None:
        name = _local(full_name)
        self._open.pop()
        if name == "agent":
            self._agent = None
        if name == "p":
            self._close_paragraph()

    def _close_paragraph(self) -> None:
        one, self._paragraph = self._paragraph, None
        self._spoken_at = None
        if one is not None:
            tell(line=one.line, start=one.start, end=one.end, pieces=one.pieces)

    def _problem(self, kind: str, line: int, **details: str) -> None:
        short = {name: text[:_EXCERPT] for name, text in details.items()}
        self._told[kind] += 1
        if self._told[kind] <= MOST_OF_A_KIND:
            tell(problem=kind, line=line, details=short)

    def _note(self, kind: str, text: str) -> None:
        self._told[kind] += 1
        if self._told[kind] <= MOST_OF_A_KIND:
            tell(note=kind, line=self._parser.CurrentLineNumber, text=text[:_EXCERPT])


def _local(name: str) -> str:
    """A name without its namespace: drafts of TTML had others."""
    return name.rpartition(" ")[2]


def main(limits: str, path: str) -> None:
    """Take the limits, then read the file."""
    confine(limits)
    try:
        _Reader().read(Path(path).read_bytes())
    except _Refused as reason:
        tell(refused=str(reason))


if __name__ == "__main__":
    main(*sys.argv[1:])
