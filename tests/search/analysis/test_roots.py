from __future__ import annotations

import re
from collections import Counter

import pytest

from search.analysis.affixes import INDONESIAN
from search.analysis.confixes import find_stem
from search.analysis.roots import DATA, indonesian_stems, list_overrides, list_roots

LISTS = ["roots.txt", "roots-banjar.txt"]


@pytest.mark.parametrize("name", LISTS)
def test_roots_are_lower_case_ascii_words_each_standing_once(name: str) -> None:
    roots = list_roots(name)

    assert [root for root in roots if not re.fullmatch("[a-z]{2,}", root)] == []
    assert [root for root, times in Counter(roots).items() if times > 1] == []


@pytest.mark.parametrize("name", LISTS)
def test_roots_stand_below_their_subject_in_the_order_of_the_alphabet(name: str) -> None:
    groups = re.split(r"^#.*$", (DATA / name).read_text(encoding="utf-8"), flags=re.M)

    assert all(group.split() == sorted(group.split()) for group in groups)


def test_there_are_thousands_of_roots() -> None:
    assert len(list_roots()) >= 4000


def test_every_override_has_a_reason_that_the_file_explains_and_none_stands_twice() -> None:
    head = (DATA / "overrides.tsv").read_text(encoding="utf-8")
    explained = set(re.findall(r"^# (\w+): ", head, flags=re.M))
    overrides = list_overrides()

    assert {override.reason for override in overrides} == explained
    assert [w for w, times in Counter(o.word for o in overrides).items() if times > 1] == []
    assert len(overrides) >= 80


def test_an_override_ends_at_a_stem_that_leads_no_further() -> None:
    stems = {override.word: override.stem for override in list_overrides()}

    assert {word for word, stem in stems.items() if stems.get(stem, stem) != stem} == set()


def test_a_word_is_a_root_or_an_override_and_never_both() -> None:
    assert {override.word for override in list_overrides()} & set(list_roots()) == set()


def test_an_override_says_what_the_affixes_would_not() -> None:
    stems = dict(indonesian_stems())
    led = [override for override in list_overrides() if override.word != override.stem]

    needless = []
    for override in led:
        del stems[override.word]
        if find_stem(override.word, stems, INDONESIAN) == override.stem:
            needless.append(override.word)
        stems[override.word] = override.stem

    assert needless == []
