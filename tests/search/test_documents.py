from __future__ import annotations

from dataclasses import fields, replace
from datetime import date

import pytest

from search import Deletion, Document, UnfitDocument
from search.document import read_content, write_content

FULL = Document(
    id="k3f9m2xd",
    kind="pernyataan",
    text="Anggaran naik.",
    title="Judul",
    revision=2,
    language="id",
    person="raka-contoh",
    person_name="Raka Contoh",
    names="Pak Raka",
    position="sekda-rimba",
    position_wording="Sekretaris Daerah",
    organisation="rimba",
    topics=("anggaran", "desa"),
    programme="halo-rimba",
    station="rimba-fm",
    episode="2022-06-15-halo",
    episode_title="Halo",
    date=date(2022, 6, 15),
    start=12.5,
    marks=((0, 12_500), (9, 13_100)),
    label="transkrip",
)

OTHER = {
    "id": "k3f9m2xf",
    "kind": "segmen",
    "topics": ("desa", "anggaran"),
    "date": date(2022, 6, 16),
    "marks": ((0, 12_500),),
    "label": "rekaman",
    "revision": 3,
    "start": None,
}


@pytest.mark.parametrize("name", [field.name for field in fields(Document)])
def test_a_version_changes_with_every_field(name: str) -> None:
    changed = replace(FULL, **{name: OTHER.get(name, "lain")})

    assert changed.version != FULL.version
    assert replace(changed, **{name: getattr(FULL, name)}).version == FULL.version


def test_a_version_is_the_same_in_every_process() -> None:
    assert FULL.version == "96d2ef0be85ba89a"


def test_a_document_comes_back_from_its_content() -> None:
    assert read_content(write_content(FULL)) == FULL


@pytest.mark.parametrize(
    "fault",
    [
        {"id": ""},
        {"kind": "statement"},
        {"label": "transcript"},
        {"text": "rusak \ud800"},
        {"topics": ("rusak \udfff",)},
    ],
)
def test_what_would_break_a_writer_is_refused_before_it_gets_there(fault: dict[str, str]) -> None:
    with pytest.raises(UnfitDocument):
        replace(FULL, **fault)


@pytest.mark.parametrize("names", [{}, {"id": "a", "episode": "b"}])
def test_a_deletion_names_one_thing(names: dict[str, str]) -> None:
    with pytest.raises(UnfitDocument):
        Deletion(**names)
