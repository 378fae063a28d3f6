"""How far words are verified: which label is shown is decided here alone.

A revision row has a label of its own, which says who wrote its words. Words that somebody heard in
the recording that the row refers to are shown as `rekaman`, as long as that check stands; nothing
else makes them so, whatever a row says of itself.
"""

from __future__ import annotations

from sqlalchemy import ColumnElement, SQLColumnExpression, and_, case

from archive.models import Check, RevisionRow

BY_EAR = "rekaman"
"""Checked by ear."""
BY_HAND = "transkrip"
"""What a row is that calls itself checked and is not."""

LABEL_OF_KIND = {"machine": "mesin", "human": "transkrip", "corrected": "transkrip"}
"""How far new words of a revision are verified before anyone has checked one by ear."""
LAPSING = frozenset({BY_EAR, "mesin"})
"""Labels that lapse when a person changes the words: nobody heard these, no machine wrote them."""


def shown_label(label: str, *, checked: bool) -> str:
    """The label of a row that is shown: `checked` says that a check of its words stands."""
    if checked:
        return BY_EAR
    return BY_HAND if label == BY_EAR else label


def covers_row() -> ColumnElement[bool]:
    """Joins a Check to a RevisionRow: a standing one, of its words in its recording."""
    return and_(
        Check.wording_id == RevisionRow.wording_id,
        Check.recording_id == RevisionRow.recording_id,
        Check.withdrawn_at.is_(None),
    )


def label_column() -> SQLColumnExpression[str]:
    """`shown_label` of a RevisionRow that a Check is joined to from outside."""
    return case(
        (Check.id.is_not(None), BY_EAR),
        (RevisionRow.label == BY_EAR, BY_HAND),
        else_=RevisionRow.label,
    )
