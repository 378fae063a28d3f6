"""What became of an act, in codes; the edge puts them into words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from archive.errors import Refused

CHANGED, GONE, REFUSED = "changed", "gone", "refused"


class NotDone(Refused):
    """An act that changes nothing; `why` is CHANGED, GONE or REFUSED, `code` says more of it.

    `statement` is the one that stands in the way, by its present identifier.
    """

    def __init__(self, why: str, code: str, statement: str | None = None, **facts: Any) -> None:
        """Keep them."""
        super().__init__(f"Not done: {code} {facts or ''}")
        self.why, self.code, self.statement, self.facts = why, code, statement, facts


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the act `id`.

    `names` are identifiers by the names that the act gave them, `statement` is what it was about.
    Of an act that was not done `why` and `code` say the reason, `facts` its numbers, `statement`
    what stands in the way; the `code` of one that was done says what else became of its statement.
    """

    id: str
    done: bool
    names: Mapping[str, str] = field(default_factory=dict)
    why: str | None = None
    code: str | None = None
    statement: str | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """The outcome as JSON, to be given again where the act is sent again."""
        return {
            "done": self.done,
            "names": dict(self.names),
            "why": self.why,
            "code": self.code,
            "statement": self.statement,
            "facts": dict(self.facts),
        }


def read_outcome(identifier: str, content: Mapping[str, Any]) -> Outcome:
    """The outcome that `as_dict` made JSON of."""
    return Outcome(identifier, **content)


def refusal_of(identifier: str, refused: NotDone) -> Outcome:
    """The outcome of an act that was not done."""
    return Outcome(
        identifier,
        done=False,
        why=refused.why,
        code=refused.code,
        statement=refused.statement,
        facts=refused.facts,
    )
