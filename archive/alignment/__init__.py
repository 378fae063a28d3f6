"""Which statement of a new revision inherits which identifier (record.md "Alignment").

By words, helped by times where both sides have them, never by place alone. Plain values in and
out; the same input always gives the same answer.
"""

from collections.abc import Mapping, Sequence

from archive.alignment.carrying import Carried, carry_times, trace_words
from archive.alignment.claims import Inheritance, settle_claims
from archive.alignment.cuts import keep_cuts
from archive.alignment.descent import descends, find_own, hold_runs
from archive.alignment.heirs import find_heirs
from archive.alignment.holding import Words, keep_runs, pair_words
from archive.alignment.moves import find_moved
from archive.alignment.statements import SHORT, Alignment, New, Old, comparable
from archive.alignment.voices import find_renamed
from archive.alignment.words import fold_words, longest_rising, match_words

__all__ = [
    "SHORT",
    "Alignment",
    "Carried",
    "New",
    "Old",
    "align",
    "carry_times",
    "descends",
    "find_moved",
    "find_own",
    "fold_words",
    "hold_runs",
    "keep_cuts",
    "longest_rising",
    "match_words",
    "trace_words",
]


def align(old: Sequence[Old], new: Sequence[New], tombstones: Sequence[Old] = ()) -> Alignment:
    """Hand the identifiers of `old` on to `new`; what is left may move or revive a tombstone.

    `old` and `new` are the statements of two revisions in their order; `tombstones` are earlier
    statements of the episode with their last wording.
    """
    if not old and not tombstones:  # a first revision; a large import is made of them
        return Alignment((None,) * len(new), (), (), ())
    before, after = Words(comparable(old, new)), Words(new)
    inheritance = _inherit(before, after)
    owners = inheritance.owners
    _let_move(inheritance, before, after)
    graves = Words(tombstones)
    free = {n: words for n, words in enumerate(after.of_statement) if n not in owners}
    revived = _find_moved_of(graves, dict(enumerate(graves.of_statement)), free)
    names = {n: old[o].id for n, o in owners.items()}
    names.update({n: tombstones[t].id for t, n in revived.items()})
    kept = set(owners.values())
    return Alignment(
        identifiers=tuple(names.get(n) for n in range(len(new))),
        successors=tuple(
            (old[o].id, n)
            for o in sorted(inheritance.successors)
            for n in sorted(inheritance.successors[o])
        ),
        gone=tuple(row.id for o, row in enumerate(old) if o not in kept),
        revived=tuple(tombstones[t].id for t in sorted(revived)),
    )


def _inherit(old: Words[Old], new: Words[New]) -> Inheritance:
    """What is inherited in sequence; aligned again where labels turn out to be renamed."""
    pairs = pair_words(old, new, {})
    renamed = find_renamed(old, new, pairs)
    if renamed:
        pairs = pair_words(old, new, renamed)
    return settle_claims(old, new, find_heirs(keep_runs(pairs, old, new), old, new), renamed)


def _let_move(inheritance: Inheritance, old: Words[Old], new: Words[New]) -> None:
    """Give what is left of the old statements its place elsewhere: an heir, else a successor."""
    owners, successors = inheritance.owners, inheritance.successors
    settled = set(owners.values()) | inheritance.outbid
    lost = {o: words for o, words in enumerate(old.of_statement) if o not in settled}
    free = {n: words for n, words in enumerate(new.of_statement) if n not in owners}
    owned = {n: new.of_statement[n] for n in owners}
    for o, n in _find_moved_of(old, lost, free).items():
        owners[n] = o
        successors.get(o, set()).discard(n)
        del lost[o]
    for o, n in find_moved(lost, owned).items():
        successors.setdefault(o, set()).add(n)


def _find_moved_of(
    old: Words[Old], lost: Mapping[int, Sequence[str]], free: Mapping[int, Sequence[str]]
) -> dict[int, int]:
    """Which of the lost statements moved, and took words of their own along."""
    moved = find_moved(lost, free)
    return {o: n for o, n in moved.items() if descends(old.rows[o], lost[o], free[n])}
