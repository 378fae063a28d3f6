"""Permanent addresses as they are asked for: read once, and put right by a redirect.

    /s/<identifier>   /s/<identifier>/r<number>   /s/<identifier>/r<number>/<words>

`words` is `12-20` or `12-k3f9m2xd.5` (interface.md "Addresses"). Each may have an ending such as
`.json` or `/kutip`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, redirect, request
from flask.typing import ResponseReturnValue

from archive.errors import NotFound
from archive.permalinks import Passage, parse_identifier, parse_passage
from archive.published.citing import pinned_path
from archive.web.addresses import query_without, with_query

RULES = ("/s/<identifier>", "/s/<identifier>/r<number>", "/s/<identifier>/r<number>/<words>")

_NUMBER = re.compile(r"[0-9]{1,6}", re.ASCII)

View = Callable[..., ResponseReturnValue]


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address names: a statement, a statement in a revision, or a passage."""

    identifier: str
    revision: int | None = None
    passage: Passage | None = None

    @property
    def path(self) -> str:
        """The canonical path."""
        if self.revision is None:
            return f"/s/{self.identifier}"
        return pinned_path(self.identifier, self.revision, self.passage)


def at_permanent_addresses(blueprint: Blueprint, ending: str = "") -> Callable[[View], View]:
    """Serve a view at all permanent addresses with this ending.

    The view is given an Asked, and what else the ending holds. Upper case, hyphens and a passage
    that names its own statement twice are redirected to the canonical address.
    """

    def register(view: View) -> View:
        """Add the view under its own name; it is returned as it was."""

        def serve(identifier: str, number: str = "", words: str = "", **rest: Any) -> Any:
            asked = read_address(identifier, number, words)
            typed = "/".join(filter(None, ("/s", identifier, number and f"r{number}", words)))
            if typed != asked.path:
                tail = request.path.rstrip("/").removeprefix(typed)
                return redirect(with_query(asked.path + tail, query_without()), 301)
            return view(asked, **rest)

        for rule in RULES:
            blueprint.add_url_rule(rule + ending, endpoint=view.__name__, view_func=serve)
        return view

    return register


def read_address(identifier: str, number: str, words: str) -> Asked:
    """Read the parts of an address. Raises MistypedIdentifier, MistypedPassage, NotFound."""
    name = parse_identifier(identifier)
    if not number:
        return Asked(name)
    if not _NUMBER.fullmatch(number):
        raise NotFound(f"r{number} is no revision.")
    revision = int(number)
    if not words:
        return Asked(name, revision)
    passage = parse_passage(words, revision)
    if passage.last_statement == name:
        passage = parse_passage(f"{passage.first}-{passage.last}", revision)
    return Asked(name, revision, passage)
