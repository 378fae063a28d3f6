from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace as replace_request
from datetime import date

import pytest
from msgspec.structs import replace

from search import (
    Deletion,
    Document,
    Hit,
    Index,
    QueryOverBudget,
    Results,
    SearchRequest,
    UnknownFilter,
)

MakeIndex = Callable[..., Index]

RAKA = Document(
    id="raka1",
    kind="pernyataan",
    text="Anggaran desa naik dua kali, tetapi jalan desa belum selesai.",
    revision=1,
    person="raka-contoh",
    person_name="Raka Contoh",
    position="sekda-rimba",
    position_wording="Sekretaris Daerah",
    organisation="setda-rimba",
    topics=("anggaran-daerah", "jalan-desa"),
    programme="halo-rimba",
    station="rimba-fm",
    episode="2022-06-15-anggaran",
    episode_title="Bicara Anggaran",
    date=date(2022, 6, 15),
    start=60.0,
    marks=((0, 60_000), (23, 62_500), (36, 66_000)),
    label="rekaman",
)
SARI = replace(
    RAKA,
    id="sari1",
    text="Layanan publik di kantor camat buka pukul 08.30. Publik layanan siapa?",
    person="sari-misal",
    person_name="Sari Misal",
    position="camat-hulu",
    position_wording="Plt. Camat Hulu",
    organisation="kecamatan-hulu",
    topics=("layanan-publik",),
    start=120.0,
    marks=(),
    label="transkrip",
)
LATER = replace(
    RAKA,
    id="raka2",
    text="Anggaran tahun ini untuk air bersih.",
    topics=("air-bersih",),
    programme="warung-kopi",
    episode="2023-01-05-air",
    episode_title="Air Bersih",
    date=date(2023, 1, 5),
    start=5.0,
    marks=(),
)
EPISODE = Document(
    id="episode/2022-06-15-anggaran",
    kind="episode",
    title="Bicara Anggaran",
    text="Sekda menjawab warga.",
    names="Raka Contoh; Sari Misal",
    programme="halo-rimba",
    station="rimba-fm",
    episode="2022-06-15-anggaran",
    date=date(2022, 6, 15),
)
PERSON = Document(id="tokoh/raka-contoh", kind="tokoh", title="Raka Contoh", names="Pak Raka")
ALL = (RAKA, SARI, LATER, EPISODE, PERSON)


@pytest.fixture
def index(make_index: MakeIndex) -> Index:
    return make_index(*ALL)


def ids(results: Results) -> set[str]:
    return {hit.id for hit in results.hits}


def marked(hit: Hit) -> list[str]:
    return [hit.text[start:end] for start, end in hit.highlights]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("anggaran", {RAKA, LATER, EPISODE}),
        ("ANGGARAN", {RAKA, LATER, EPISODE}),
        ("anggaran desa", {RAKA}),
        ("camat OR air", {SARI, LATER}),
        ("anggaran -desa", {LATER, EPISODE}),
        ("NOT anggaran", {SARI, PERSON}),
        ("desa OR NOT anggaran", {RAKA, SARI, PERSON}),
        ('"layanan publik"', {SARI}),
        ('"publik di kantor"', {SARI}),
        ('"desa anggaran"', set()),
        ('"bicara anggaran sekda"', set()),
        ("08.30", {SARI}),
        ("angg*", {RAKA, LATER, EPISODE}),
        ("xyz*", set()),
        ("anggarn~", {RAKA, LATER, EPISODE}),
        ("raka", {EPISODE, PERSON}),
        ("tokoh:raka", {RAKA, LATER, EPISODE, PERSON}),
        ('tokoh:"raka contoh"', {RAKA, LATER, EPISODE, PERSON}),
        ('tokoh:"contoh raka"', set()),
        ("tokoh:sar*", {SARI, EPISODE}),
        ("jabatan:sekda", {RAKA, LATER}),
        ('jabatan:"sekretaris daerah"', {RAKA, LATER}),
        ("lembaga:kecamatan", {SARI}),
        ("topik:air", {LATER}),
        ('topik:"jalan desa"', {RAKA}),
        ("program:warung", {LATER}),
        ("stasiun:rimba anggaran", {RAKA, LATER, EPISODE}),
        ("tahun:2023", {LATER}),
        ("tahun:1999", set()),
        ("tidak-ada", set()),
        ("", set(ALL)),
    ],
)
def test_what_is_found(index: Index, query: str, found: set[Document]) -> None:
    results = index.search(SearchRequest(query))

    assert ids(results) == {document.id for document in found}
    assert results.total == len(found)


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"tokoh": ("raka-contoh",)}, {RAKA, LATER}),
        ({"tokoh": ("raka-contoh", "sari-misal")}, {RAKA, LATER, SARI}),
        ({"tokoh": ("raka-contoh",), "tahun": ("2022",)}, {RAKA}),
        ({"tahun": ("2022", "2023")}, {RAKA, SARI, LATER, EPISODE}),
        ({"jabatan": ("camat-hulu",)}, {SARI}),
        ({"lembaga": ("kecamatan-hulu",)}, {SARI}),
        ({"topik": ("air-bersih", "layanan-publik")}, {SARI, LATER}),
        ({"program": ("halo-rimba",)}, {RAKA, SARI, EPISODE}),
        ({"stasiun": ("rimba-fm",)}, {RAKA, SARI, LATER, EPISODE}),
        ({"label": ("rekaman",)}, {RAKA, LATER}),
        ({"jenis": ("tokoh",)}, {PERSON}),
        ({"episode": ("2023-01-05-air",)}, {LATER}),
        ({"tokoh": ("siapa",)}, set()),
        ({"tokoh": ()}, set(ALL)),
    ],
)
def test_what_passes_a_filter(
    index: Index, filters: dict[str, tuple[str, ...]], found: set[Document]
) -> None:
    results = index.search(SearchRequest(filters=filters))

    assert ids(results) == {document.id for document in found}


@pytest.mark.parametrize(
    ("since", "until", "found"),
    [
        (date(2022, 6, 15), date(2022, 6, 15), {RAKA, SARI, EPISODE}),
        (date(2022, 6, 16), None, {LATER}),
        (None, date(2023, 1, 4), {RAKA, SARI, EPISODE}),
        (date(2023, 1, 5), date(2022, 1, 1), set()),
    ],
)
def test_days_are_inclusive_and_the_undated_has_none(
    index: Index, since: date | None, until: date | None, found: set[Document]
) -> None:
    results = index.search(SearchRequest(since=since, until=until))

    assert ids(results) == {document.id for document in found}


def test_an_or_never_escapes_a_filter(index: Index) -> None:
    filters = {"tokoh": ("sari-misal",)}

    assert ids(index.search(SearchRequest("anggaran OR layanan", filters))) == {"sari1"}
    assert ids(index.search(SearchRequest("anggaran) OR (layanan", filters))) == set()
    assert ids(index.search(SearchRequest("NOT layanan OR anggaran", filters))) == set()


def test_a_facet_ignores_its_own_filter_and_obeys_the_others(index: Index) -> None:
    request = SearchRequest("", {"tokoh": ("sari-misal",), "label": ("rekaman", "transkrip")})

    facets = {facet.name: facet.rows for facet in index.search(request).facets}

    counts = {name: {row.value: row.count for row in rows} for name, rows in facets.items()}
    assert counts["tokoh"] == {"raka-contoh": 2, "sari-misal": 1}
    assert counts["label"] == {"transkrip": 1}
    assert counts["tahun"] == {"2022": 1}
    assert counts["topik"] == {"layanan-publik": 1}
    assert counts["program"] == {"halo-rimba": 1}


@pytest.mark.parametrize("order", ["relevan", "terbaru"])
def test_what_is_found_does_not_depend_on_whether_facets_are_counted(
    index: Index, order: str
) -> None:
    filters = {"label": ("rekaman", "transkrip"), "tahun": ("2022",)}
    request = SearchRequest("desa OR layanan OR anggaran", filters, until=date(2022, 12, 1))

    with_facets, without = (
        index.search(replace_request(request, order=order, facets=facets))
        for facets in (True, False)
    )

    assert with_facets.total > 0
    assert (with_facets.hits, with_facets.total) == (without.hits, without.total)


def test_facets_count_hits_of_all_pages(index: Index) -> None:
    results = index.search(SearchRequest("", page_size=1))

    years = next(facet for facet in results.facets if facet.name == "tahun")
    assert {row.value: row.count for row in years.rows} == {"2022": 3, "2023": 1}


@pytest.mark.parametrize(
    ("query", "marks"),
    [
        ("desa", ["desa", "desa"]),
        ('"jalan desa"', ["jalan desa"]),
        ("angg* -air", ["Anggaran"]),
        ("desa tokoh:raka", ["desa", "desa"]),
        ("tokoh:raka", []),
    ],
)
def test_what_was_said_is_marked(index: Index, query: str, marks: list[str]) -> None:
    results = index.search(SearchRequest(query, {"episode": ("2022-06-15-anggaran",)}))

    hit = next(hit for hit in results.hits if hit.id == "raka1")
    assert marked(hit) == marks


@pytest.mark.parametrize(
    ("query", "second"),
    [
        ("anggaran", 60.0),
        ("kali", 62.5),
        ('"jalan desa"', 66.0),
        ("jalan OR kali", 62.5),
        ("tokoh:raka", 60.0),
    ],
)
def test_a_hit_starts_the_audio_at_its_first_marked_words(
    index: Index, query: str, second: float
) -> None:
    results = index.search(SearchRequest(query, {"tokoh": ("raka-contoh",), "tahun": ("2022",)}))

    assert [hit.start for hit in results.hits] == [second]


def test_a_hit_brings_its_document_back(index: Index) -> None:
    (hit,) = index.search(SearchRequest('"jalan desa"')).hits

    assert hit.document == RAKA
    assert hit.score > 0


def test_a_title_is_marked_where_a_name_was_asked_for(index: Index) -> None:
    results = index.search(SearchRequest("tokoh:raka", {"jenis": ("tokoh",)}))

    assert [hit.title_highlights for hit in results.hits] == [((0, 4),)]


@pytest.mark.parametrize(
    ("order", "found"),
    [
        ("terbaru", [LATER, EPISODE, RAKA, SARI, PERSON]),
        ("terlama", [EPISODE, RAKA, SARI, LATER, PERSON]),
        ("relevan", [LATER, EPISODE, RAKA, SARI, PERSON]),
    ],
)
def test_lists_are_ordered_by_day_then_as_heard(
    index: Index, order: str, found: list[Document]
) -> None:
    results = index.search(SearchRequest("", order=order))

    assert [hit.document for hit in results.hits] == found


def test_the_rarer_and_the_more_frequent_word_come_first(make_index: MakeIndex) -> None:
    index = make_index(
        "jalan desa dan air", "jalan desa desa desa dan", "sungai jalan desa dan", "yang lain itu"
    )

    assert index.search(SearchRequest("desa")).hits[0].id == "s1"
    assert index.search(SearchRequest("desa OR sungai")).hits[0].id == "s2"


def test_pages_part_the_hits_without_overlap(make_index: MakeIndex) -> None:
    index = make_index(*[f"desa nomor {n}" for n in range(45)])

    pages = [index.search(SearchRequest("desa", page=page)) for page in (1, 2, 3, 4)]

    assert [len(page.hits) for page in pages] == [20, 20, 5, 0]
    assert {page.total for page in pages} == {45}
    assert {page.pages for page in pages} == {3}
    assert len(set().union(*map(ids, pages))) == 45


def test_a_word_across_title_and_text_is_no_phrase_but_both_are_searched(
    make_index: MakeIndex,
) -> None:
    index = make_index(
        Document(id="e", kind="episode", title="jalan", text="desa", names="Raka", person_name="X")
    )

    assert index.search(SearchRequest("jalan desa raka")).total == 1
    assert index.search(SearchRequest('"jalan desa"')).total == 0


@pytest.mark.parametrize(
    "wrong",
    [
        {"filters": {"warna": ("biru",)}},
        {"order": "acak"},
        {"page": 0},
        {"page_size": 0},
    ],
)
def test_a_request_that_makes_no_sense_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(UnknownFilter):
        SearchRequest("desa", **wrong)  # type: ignore[arg-type]  # wrong on purpose


@pytest.mark.parametrize("query", ["desa label:rekman", "tokho:desa"])
def test_what_was_meant_as_a_field_or_label_is_not_offered_as_another_word_too(
    make_index: MakeIndex, query: str
) -> None:
    index = make_index("desa rekanan", "tokoh desa")

    results = index.search(SearchRequest(query))

    assert [bool(note.query) for note in results.notes] == [True]
    assert results.suggestion is None


def test_too_many_words_for_one_beginning_are_refused(make_index: MakeIndex) -> None:
    index = make_index(" ".join(f"kata{n}" for n in range(201)), "katak")

    with pytest.raises(QueryOverBudget) as refused:
        index.search(SearchRequest("kat*"))
    assert refused.value.code == "expansions"
    assert refused.value.found == "kat*"
    assert index.search(SearchRequest("kata1*")).total == 1


def test_of_too_many_words_the_commonest_that_are_still_said_are_named(
    make_index: MakeIndex,
) -> None:
    index = make_index(" ".join(f"kata{n}" for n in range(201)), *["katak"] * 3, *["katun"] * 2)
    index.apply([Deletion(id="s0")], seq=2)
    index.apply([Document(id="t", kind="pernyataan", text="katun katering katun")], seq=3)
    index.apply(
        [Document(id="u", kind="pernyataan", text=" ".join(f"katb{n}" for n in range(201)))], seq=4
    )

    with pytest.raises(QueryOverBudget) as refused:
        index.search(SearchRequest("desa Kat*"))
    assert refused.value.words[:3] == ("katak", "katun", "katering")
    assert not {word for word in refused.value.words if word.startswith("kata") and word != "katak"}


def test_changes_replace_remove_and_add(index: Index) -> None:
    corrected = replace(RAKA, text="Dana desa naik.", revision=2)

    index.apply([corrected, Deletion(id="sari1"), replace(LATER, id="baru")], seq=2)

    assert ids(index.search(SearchRequest())) == {
        "raka1",
        "raka2",
        "baru",
        EPISODE.id,
        PERSON.id,
    }
    assert index.search(SearchRequest('"anggaran desa"')).total == 0
    assert [hit.document for hit in index.search(SearchRequest("dana")).hits] == [corrected]
    assert index.applied_seq == 2


def test_changes_count_in_their_order(index: Index) -> None:
    first, second = replace(RAKA, text="pertama"), replace(RAKA, text="kedua")

    index.apply(
        [first, second, SARI, Deletion(id="sari1"), Deletion(episode=LATER.episode), LATER], seq=2
    )

    assert ids(index.search(SearchRequest())) == {"raka1", "raka2", EPISODE.id, PERSON.id}
    assert index.search(SearchRequest("pertama")).total == 0
    assert index.search(SearchRequest("kedua")).total == 1


def test_deleting_an_episode_takes_all_of_it_and_nothing_else(index: Index) -> None:
    index.apply([Deletion(episode="2022-06-15-anggaran")], seq=2)

    assert ids(index.search(SearchRequest())) == {"raka2", PERSON.id}


def test_applying_the_same_again_changes_nothing(index: Index) -> None:
    changes = [replace(RAKA, text="Dana desa."), Deletion(id="sari1")]
    index.apply(changes, seq=2)
    before = index.search(SearchRequest())

    index.apply(changes, seq=2)

    after = index.search(SearchRequest())
    assert (after.hits, after.total, after.facets) == (before.hits, before.total, before.facets)


def test_the_check_tells_missing_stale_and_extra_apart(index: Index) -> None:
    expected = {document.id: document.version for document in ALL}
    same = index.check(expected.items())
    assert (same.documents, same.missing, same.stale, same.extra, same.damaged) == (5, 0, 0, 0, 0)

    del expected["sari1"]
    expected["raka1"] = replace(RAKA, text="lain").version
    expected["hilang"] = RAKA.version
    report = index.check(expected.items())

    assert (report.documents, report.missing, report.stale, report.extra, report.damaged) == (
        5,
        1,
        1,
        1,
        0,
    )


def test_many_small_commits_leave_few_segments_and_lose_nothing(make_index: MakeIndex) -> None:
    index = make_index()

    for n in range(60):
        index.apply([replace(RAKA, id=f"d{n}", text=f"desa nomor{n}")], seq=n)

    assert index.status().segments < 16
    assert index.search(SearchRequest("desa")).total == 60
    assert index.search(SearchRequest("nomor7")).total == 1
