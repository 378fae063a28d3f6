from __future__ import annotations

import pytest

from search import QueryOverBudget, parse_query, refusal_sentence
from search.wording import LANGUAGES


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("a" * 513, "length"),
        (" OR ".join(f"k{n}" for n in range(33)), "terms"),
        (" ".join(['"dua kata"'] * 33), "terms"),
        ("(" * 9 + "desa" + ")" * 9, "depth"),
        ("(" * 500, "depth"),
        ("NOT " * 200 + "desa", "length"),
        ("de*", "prefix"),
        ("*", "prefix"),
        ("desa-de*", "prefix"),
        ("*desa", "wildcard"),
        ("*a*", "wildcard"),
        ("de*sa", "wildcard"),
        ("desa**", "wildcard"),
        ("tokoh:*", "prefix"),
        (" NEAR ".join(f"k{n}" for n in range(33)), "terms"),
        ("(a OR b OR c OR d OR e) NEAR (f OR g OR h OR i)", "terms"),
        ("(a OR b) NEAR (c OR d) " * 5, "terms"),
        ("desa NEAR/51 jalan", "distance"),
        ("desa DEKAT/0 jalan", "distance"),
        ("desa NEAR/999999999 jalan", "distance"),
        ("tanggal:2022..", "open-range"),
        ("tanggal:..2022", "open-range"),
        ('tanggal:"Juni 2022.."', "open-range"),
        ("tahun:>2020", "open-range"),
        ("tanggal:sebelum 2022", "open-range"),
        ('tanggal:"Sejak Juni 2022"', "open-range"),
        ("tanggal:2022 " * 33, "terms"),
    ],
)
def test_a_query_over_the_budget_is_refused_with_the_reason(typed: str, code: str) -> None:
    with pytest.raises(QueryOverBudget) as refused:
        parse_query(typed)

    assert refused.value.code == code
    assert all(refusal_sentence(refused.value, language).endswith(".") for language in LANGUAGES)


@pytest.mark.parametrize(
    "typed",
    [
        "a" * 512,
        " ".join(f"k{n}" for n in range(32)),
        '"' + " ".join(["kata"] * 40) + '"',
        "(" * 8 + "desa" + ")" * 8,
        "NOT " * 100 + "desa",
        "des*",
        "(a OR b OR c OR d) NEAR (e OR f OR g OR h)",
        "desa NEAR/50 jalan",
        "desa NEAR/1 jalan",
        "tanggal:2022-01..2022-12",
    ],
)
def test_a_query_at_the_edge_of_the_budget_is_read(typed: str) -> None:
    assert parse_query(typed).notes == ()
