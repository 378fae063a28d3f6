"""Damage that a file of any kind may have: bytes changed, cut out or said again, another end."""

from collections.abc import Sequence
from pathlib import Path
from random import Random

WAYS = 5
"""Ways of damage; what is put in beside them depends on the format."""


def damage(
    copy: bytearray, way: int, at: int, until: int, chance: Random, others: Sequence[Path]
) -> None:
    """Damage the bytes from `at` until `until` in one of WAYS; `others` lend the end of one."""
    match way:
        case 0:
            copy[at:until] = chance.randbytes(until - at)
        case 1:
            del copy[at:until]
        case 2:
            copy[at:at] = copy[at:until] * chance.randint(1, 50)
        case 3:
            del copy[max(at, len(copy) // 3) :]
        case _:
            other = chance.choice(others).read_bytes()
            copy[at:] = other[chance.randrange(len(other)) :]
