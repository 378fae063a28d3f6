from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from search import Deletion, Document, Index, SearchRequest, UnfitDocument
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
    positions=("sekda-rimba", "camat-rimba"),
    wordings=("Camat Rimba",),
)

OTHER = {
    "id": "k3f9m2xf",
    "kind": "segmen",
    "topics": ("desa", "anggaran"),
    "positions": ("camat-rimba",),
    "wordings": (),
    "date": date(2022, 6, 16),
    "marks": ((0, 12_500),),
    "label": "rekaman",
    "revision": 3,
    "start": None,
}


@pytest.mark.parametrize("name", Document.__struct_fields__)
def test_a_version_changes_with_every_field(name: str) -> None:
    changed = replace(FULL, **{name: OTHER.get(name, "lain")})

    assert changed.version != FULL.version
    assert replace(changed, **{name: getattr(FULL, name)}).version == FULL.version


def test_a_version_is_the_same_in_every_process() -> None:
    assert FULL.version == "7e98616ef59e383d"


def test_a_document_comes_back_from_its_content() -> None:
    assert read_content(write_content(FULL)) == FULL


@pytest.mark.parametrize(
    "fault",
    [
        {"id": ""},
        {"kind": "statement"},
        {"label": "transcript"},
    ],
)
def test_what_nobody_could_find_or_show_is_no_document(fault: dict[str, str]) -> None:
    with pytest.raises(UnfitDocument):
        replace(FULL, **fault)


@pytest.mark.parametrize("fault", [{"text": "rusak \ud800"}, {"topics": ("rusak \udfff",)}])
def test_half_a_character_is_refused_before_anything_is_written(
    tmp_path: Path, fault: dict[str, str]
) -> None:
    index = Index.open(tmp_path)
    index.rebuild([FULL], seq=1)
    whole = replace(FULL, id="k3f9m2xg")

    with pytest.raises(UnfitDocument, match="k3f9m2xd"):
        index.apply([whole, replace(FULL, **fault)], seq=2)

    assert index.applied_seq == 1
    assert [hit.id for hit in index.search(SearchRequest("anggaran")).hits] == [FULL.id]


@pytest.mark.parametrize("names", [{}, {"id": "a", "episode": "b"}])
def test_a_deletion_names_one_thing(names: dict[str, str]) -> None:
    with pytest.raises(UnfitDocument):
        Deletion(**names)
