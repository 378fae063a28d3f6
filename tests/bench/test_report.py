import json

import pytest

from bench.report import Row, as_json, as_table


@pytest.mark.parametrize(
    ("value", "must", "better", "holds"),
    [
        (2000, 2000, "more", True),
        (1999, 2000, "more", False),
        (60, 60, "less", True),
        (61, 60, "less", False),
        (5, None, "more", None),
    ],
)
def test_a_must_holds_on_its_better_side(value, must, better, holds):
    assert Row("speed", value, "pages/s", must=must, better=better).holds is holds


def test_the_report_for_machines_has_the_agreed_keys():
    report = json.loads(as_json("import", [Row("speed", 2.5, "pages/s", must=2, aim=4)]))

    assert report.keys() == {"name", "machine", "rows"}
    assert report["rows"] == [
        {
            "measure": "speed",
            "value": 2.5,
            "unit": "pages/s",
            "must": 2,
            "aim": 4,
            "better": "more",
            "holds": True,
        }
    ]


def test_the_report_for_people_points_at_what_does_not_hold():
    table = as_table(
        "import", [Row("speed", 1, "pages/s", must=2), Row("size", 1, "kB", must=2, better="less")]
    )

    assert "must ≥ 2: NO" in table
    assert table.count("NO") == 1
