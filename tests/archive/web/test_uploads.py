"""Bringing a transcript by the pages: from the file to words that stand under a person's name."""

import io
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from factories import (
    make_actor,
    make_episode,
    make_person,
    make_programme,
    make_published,
)
from sqlalchemy import select

from archive import create_app
from archive.attributions import read_attributions
from archive.models import (
    Attribution,
    AuditEntry,
    Episode,
    MintedSlug,
    Person,
    Revision,
    Statement,
    Voice,
)
from archive.revisions import latest_revision
from archive.rows import read_rows
from archive.staff.sign_ins import begin
from archive.staff.users import add_user
from archive.transcript_writing import LABELS, WrittenStatement
from archive.web import upload_saving
from archive.web.cookies import SIGN_IN
from archive.withdrawing import withdraw_words
from media.transcripts import WRITERS, Colophon, write_transcript

ROAD = "Jalan desa yang rusak itu akan kami perbaiki mulai bulan depan."
WATER = "Air bersih belum sampai ke dusun kami, Pak, sejak musim kemarau."
TEXT = f"Kadis: {ROAD}\nPenanya 1: {WATER}\n"
SLUG = "2024-03-06-jalan-desa"
ADDRESS = f"/staf/episode/{SLUG}/transkrip"


class Room:
    """An archive with a draft, a person announced for it, and browsers of staff."""

    def __init__(self, archive):
        self.archive = archive
        self.app = create_app(archive.settings, archive)
        with archive.writing() as session:
            programme = make_programme(session)
            rahmah = make_person(session, "Rahmah Contoh", slug="rahmah")
            make_episode(session, programme, guests=[(rahmah, "Kadis")])
            make_published(session, programme, [("Kadis", ROAD, 0.0)], title="Sudah Terbit")
            session.commit()

    def browser(self, role="publisher", name=None):
        with self.archive.writing() as session:
            user = add_user(session, name or f"Si {role}", role, make_actor(session))
            token = begin(session, user, "Firefox, Linux", datetime.now(UTC))
            session.commit()
        client = self.app.test_client()
        client.set_cookie(SIGN_IN, token)
        return client

    def twin(self, client):
        """Another browser window of the same user."""
        twin = self.app.test_client()
        twin.set_cookie(SIGN_IN, client.get_cookie(SIGN_IN).value)
        return twin

    def labels(self):
        """The labels of the latest revision of the draft."""
        with self.archive.reading() as session:
            (episode,) = session.scalars(select(Episode).where(Episode.slug == SLUG))
            return [
                row.label for row in read_rows(session, latest_revision(session, episode.id).id)
            ]

    def rows(self, model, *conditions):
        with self.archive.reading() as session:
            return session.scalars(select(model).where(*conditions)).all()

    def saved(self):
        """(voice, words, slug of the person) of the latest revision of the draft."""
        with self.archive.reading() as session:
            episode = session.scalars(select(Episode).where(Episode.slug == SLUG)).one()
            revision = session.scalars(
                select(Revision).where(Revision.episode_id == episode.id)
                .order_by(Revision.number.desc())
            ).first()  # fmt: skip
            voices = {one.id: one.label for one in session.scalars(select(Voice))}
            people = {
                voices[id_]: one.person.slug if one.person else None
                for id_, one in read_attributions(session, episode.id).items()
            }
            rows = read_rows(session, revision.id)
            return [(row.voice, row.text, people.get(row.voice)) for row in rows]


@pytest.fixture
def room(archive):
    return Room(archive)


@pytest.fixture
def client(room):
    return room.browser()


def token_of(page):
    return re.search(r'name="tanda" value="([^"]+)"', page.text)[1]


def text_of(page):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.text))


def send(client, data, name="naskah.txt", address=ADDRESS):
    """Send a file; the answer is that of the route."""
    fields = {"tanda": token_of(client.get(address)), "berkas": (io.BytesIO(data), name)}
    return client.post(address, data=fields, content_type="multipart/form-data")


def bring(client, data, name="naskah.txt"):
    """Send a file; returns the address of its preview."""
    answer = send(client, data if isinstance(data, bytes) else data.encode(), name)
    assert answer.status_code == 303, text_of(answer)
    return answer.headers["Location"]


def base_of(page):
    return re.search(r'name="dasar" value="(\d+)"', page.text)[1]


def confirm(client, preview, **fields):
    page = client.get(preview)
    known = {"tanda": token_of(page), "dasar": base_of(page), "penulis": "human"}
    return client.post(preview, data=known | fields)


def docx():
    """A Word document as the archive itself writes one."""
    return exported("docx", timed=False)


def exported(format, address="", source="", *, timed=True):
    """A file as the archive itself writes one."""
    times = ((0.0, 5.0), (5.0, 9.0)) if timed else ((None, None),) * 2
    said = [
        WrittenStatement("b000000x", "Kadis", *times[0], ROAD),
        WrittenStatement("c000000x", "Penanya 1", *times[1], WATER),
    ]
    colophon = Colophon(
        "Jalan Desa", "Bincang Pagi", "6 Maret 2024", address, 1, "", "id", source=source
    )
    return write_transcript(format, colophon, said)


def test_from_a_word_document_to_words_under_a_persons_name(room, client):
    preview = bring(client, docx(), "wawancara.docx")
    page = client.get(preview)

    answer = confirm(client, preview, **{"suara-0": "rahmah", "alasan": "Dari Word",
                                         "terbitkan": "1"})  # fmt: skip

    assert "Word (DOCX)" in page.text
    assert room.saved() == [("Kadis", ROAD, "rahmah"), ("Penanya 1", WATER, None)]
    assert answer.status_code == 303
    assert "Revisi 1 sudah disimpan" in text_of(client.get(answer.headers["Location"]))
    public = room.app.test_client().get(f"/episode/{SLUG}")
    assert ROAD in public.text
    assert "Rahmah Contoh" in public.text
    (revision,) = room.rows(Revision, Revision.reason == "Dari Word")
    assert (revision.source_format, revision.source_name) == ("docx", "wawancara.docx")


def test_a_preview_saves_nothing(room, client):
    before = [len(room.rows(model)) for model in (Revision, Statement, Voice, Attribution)]

    page = client.get(bring(client, TEXT))

    assert page.status_code == 200
    assert [len(room.rows(one)) for one in (Revision, Statement, Voice, Attribution)] == before


def test_the_preview_shows_voices_problems_by_line_with_their_words_and_notes(client):
    file = (
        "WEBVTT\n\nNOTE mesin\n\n00:10.000 --> 00:08.000\n<v Kadis>Halo semua.\n\n"
        "kalimat yang tersesat\n"
    )

    page = text_of(client.get(bring(client, file, "naskah.vtt")))

    assert "WebVTT" in page
    assert "baris 5 Akhirnya (00:00:08.000)" in page
    assert "00:00:10.000" in page
    assert "kalimat yang tersesat" in page
    assert "Komentar (NOTE) dilewati" in page
    assert "1 pernyataan · 2 kata" in page


def test_the_encoding_that_was_found_is_named(client):
    page = text_of(client.get(bring(client, "Kadis: Kata “itu”.".encode("cp1252"))))

    assert "Pengodean Windows-1252" in page


def test_who_was_announced_is_proposed_with_the_reason(client):
    page = client.get(bring(client, TEXT))

    assert re.search(r'name="suara-0" value="rahmah" checked', page.text)
    assert "diumumkan untuk episode ini sebagai Kadis" in text_of(page)
    assert "Suara 1" in text_of(page)  # the caller, whom nobody is proposed for


def test_pasted_text_is_a_file_without_a_name(room, client):
    fields = {"tanda": token_of(client.get(ADDRESS)), "teks": TEXT.replace("\n", "\r\n")}
    answer = client.post(ADDRESS, data=fields, content_type="multipart/form-data")

    confirm(client, answer.headers["Location"])

    assert [words for _, words, _ in room.saved()] == [ROAD, WATER]
    assert room.rows(Revision, Revision.source_format == "txt")[-1].source_name is None


def test_a_typed_name_wins_and_is_found_by_its_full_name(room, client):
    with room.archive.writing() as session:
        make_person(session, "Sari Melati", slug="sari")
        session.commit()

    confirm(client, bring(client, TEXT), **{"suara-0": "rahmah", "tokoh-0": "sari melati"})

    assert room.saved()[0] == ("Kadis", ROAD, "sari")


def test_a_name_that_nobody_has_is_asked_about_and_nothing_is_lost(room, client):
    preview = bring(client, TEXT)

    answer = confirm(client, preview, **{"tokoh-1": "Rahma Contoh", "alasan": "Sebab ini"})

    assert answer.status_code == 422
    assert "Mungkin Rahmah Contoh (rahmah)?" in answer.text
    assert 'value="Rahma Contoh"' in answer.text
    assert 'value="Sebab ini"' in answer.text
    assert room.rows(Revision, Revision.reason == "Sebab ini") == []
    assert client.get(preview).status_code == 200


def test_a_new_person_is_added_only_where_that_is_asked_for(room, client):
    fields = {"tokoh-1": "Budi Contoh, S.Sos", "baru-1": "1"}

    confirm(client, bring(client, TEXT), **fields)

    (person,) = room.rows(Person, Person.name == "Budi Contoh")
    assert room.saved()[1] == ("Penanya 1", WATER, person.slug)
    assert room.rows(AuditEntry, AuditEntry.act == "person added")[0].entity == person.id


def test_nobody_is_added_who_is_there_already(room, client):
    answer = confirm(client, bring(client, TEXT), **{"tokoh-1": "Rahmah Contoh", "baru-1": "1"})

    assert answer.status_code == 422
    assert len(room.rows(Person, Person.name == "Rahmah Contoh")) == 1


def test_of_two_with_the_typed_name_the_form_asks_which(room, client):
    with room.archive.writing() as session:
        make_person(session, "Budi Contoh", slug="budi")
        make_person(session, "Budi Contoh", slug="budi-2")
        session.commit()
    preview = bring(client, TEXT)

    unclear = confirm(client, preview, **{"tokoh-1": "Budi Contoh"})
    confirm(client, preview, **{"tokoh-1": "Budi Contoh (budi-2)"})

    assert "Budi Contoh (budi); Budi Contoh (budi-2)" in unclear.text
    assert room.saved()[1] == ("Penanya 1", WATER, "budi-2")


def test_a_correction_shows_the_words_that_differ_and_what_keeps_its_address(room, client):
    confirm(client, bring(client, TEXT))
    corrected = TEXT.replace("bulan depan", "tahun depan")

    preview = bring(client, corrected)
    page = client.get(preview)
    confirm(client, preview)

    assert re.search(r"<del>bulan</del>\s*<ins>tahun</ins>", page.text)
    assert "<dt>tetap beralamat sama</dt><dd>2</dd>" in page.text
    revisions = room.rows(Revision, Revision.source_name == "naskah.txt")
    assert [one.kind for one in revisions] == ["human", "corrected"]


def test_the_author_of_a_revision_and_of_names_is_who_was_signed_in(room):
    client = room.browser("editor", "Bu Sari")

    confirm(client, bring(client, TEXT), **{"suara-0": "rahmah"})

    with room.archive.reading() as session:
        revision = session.scalars(select(Revision).where(Revision.source_format == "txt")).one()
        attribution = session.scalars(select(Attribution)).all()[-1]
        assert revision.actor.name == "Bu Sari"
        assert attribution.actor_id == revision.actor_id
        assert attribution.position_wording == "Kadis"


def test_words_that_a_machine_wrote_are_labelled_so(room, client):
    confirm(client, bring(client, TEXT), penulis="machine")

    assert room.rows(Revision, Revision.source_format == "txt")[0].kind == "machine"


def offered(page):
    """Who is said to have written the words, as the form is shown."""
    return re.search(r'name="penulis" value="(\w+)" checked', page.text)[1]


@pytest.mark.parametrize(
    ("writer", "labels"),
    [
        (None, ["mesin", "mesin"]),
        ("machine", ["mesin", "mesin"]),
        ("human", ["transkrip", "mesin"]),
        ("checked", ["transkrip", "transkrip"]),
    ],
)
def test_a_machine_transcript_corrected_in_a_file_stays_one_where_nobody_changed_it(
    room, client, writer, labels
):
    confirm(client, bring(client, TEXT), penulis="machine")
    preview = bring(client, TEXT.replace("bulan depan", "tahun depan"))

    confirm(client, preview, penulis=writer or offered(client.get(preview)))

    assert room.labels() == labels


@pytest.mark.parametrize("format", sorted(WRITERS))
def test_a_file_that_says_a_machine_wrote_it_is_offered_as_a_machines(client, format):
    page = client.get(bring(client, exported(format, source=LABELS["mesin"]), f"naskah.{format}"))

    assert offered(page) == "machine"


def test_what_people_wrote_is_offered_as_theirs(client):
    confirm(client, bring(client, TEXT))

    page = client.get(bring(client, TEXT.replace("bulan depan", "tahun depan")))

    assert offered(page) == "human"
    assert 'value="checked"' not in page.text


@pytest.mark.parametrize("format", sorted(WRITERS))
def test_a_file_that_names_another_episode_is_saved_only_once_that_was_looked_at(
    room, client, format
):
    other = "https://arsip.contoh.example/episode/2024-06-13-air-bersih-posyandu-dan-kartu-bpjs"
    preview = bring(client, exported(format, address=other), f"naskah.{format}")

    refused = confirm(client, preview)
    seen = client.get(preview)
    accepted = confirm(client, preview, tetap="1")

    assert (refused.status_code, accepted.status_code) == (422, 303)
    assert other in text_of(seen) and 'name="tetap"' in seen.text
    assert len(room.rows(Revision, Revision.source_format == format)) == 1


@pytest.mark.parametrize(
    "address", ["", "https://lain.example/halaman", f"https://arsip.example/episode/{SLUG}"]
)
def test_a_file_that_names_no_other_episode_is_not_doubted(client, address):
    preview = bring(client, exported("txt", address=address))

    assert 'name="tetap"' not in client.get(preview).text
    assert confirm(client, preview).status_code == 303


def test_a_file_of_a_former_address_of_the_episode_is_not_doubted(room, client):
    with room.archive.writing() as session:
        (episode,) = session.scalars(select(Episode).where(Episode.slug == SLUG))
        now = datetime.now(UTC)
        session.add(MintedSlug(kind="episode", slug="dulu", entity=episode.id, minted_at=now))
        session.commit()

    preview = bring(client, exported("txt", address="https://arsip.example/episode/dulu"))

    assert 'name="tetap"' not in client.get(preview).text


def test_where_most_of_the_transcript_would_go_somebody_looks_first(room, client):
    more = f"{TEXT}Kadis: Anggarannya sudah disetujui dewan pada rapat minggu yang lalu.\n"
    confirm(client, bring(client, more))
    half = bring(client, f"Kadis: {ROAD}\nPenanya 1: {WATER}\n")
    other = bring(client, f"Kadis: {ROAD}\nWarga: Harga beras di pasar naik terus, Bu.\n")

    page = client.get(other)
    refused = confirm(client, other)

    assert 'name="tetap"' not in client.get(half).text
    assert "2 dari 3 pernyataan yang ada sekarang tidak terdapat" in text_of(page)
    assert refused.status_code == 422
    assert len(room.saved()) == 3
    assert confirm(client, other, tetap="1").status_code == 303


def test_a_revision_saved_meanwhile_is_told_and_nothing_overtakes_it(room, client):
    preview = bring(client, TEXT)
    old = client.get(preview)
    confirm(client, bring(client, TEXT + "Kadis: Terima kasih semuanya.\n"))

    fields = {"tanda": token_of(old), "dasar": base_of(old), "penulis": "human"}
    answer = client.post(preview, data=fields)

    assert answer.status_code == 409
    assert "revisi lain" in text_of(answer)
    assert base_of(answer) == "1"
    assert len(room.saved()) == 3


def test_who_was_sure_of_a_file_looks_again_where_another_revision_came_between(room, client):
    preview = bring(client, "Warga: Harga beras di pasar naik terus, Bu, sejak bulan puasa.")
    old = client.get(preview)
    confirm(client, bring(client, TEXT))

    fields = {"tanda": token_of(old), "dasar": base_of(old), "tetap": "1"}
    answer = client.post(preview, data=fields)

    assert answer.status_code == 409
    assert re.search(r'name="tetap"[^>]*>', answer.text)
    assert not re.search(r'name="tetap"[^>]* checked', answer.text)


def test_sent_again_after_it_was_saved_the_form_leads_to_what_was_saved(room, client):
    preview = bring(client, TEXT)
    page = client.get(preview)
    fields = {"tanda": token_of(page), "dasar": "0", "penulis": "human"}

    first, second = (client.post(preview, data=fields) for _ in range(2))

    assert (first.status_code, second.status_code) == (303, 303)
    assert first.headers["Location"] == second.headers["Location"]
    assert len(room.rows(Revision, Revision.source_format == "txt")) == 1


def test_a_form_whose_file_was_thrown_away_says_so(client):
    preview = bring(client, TEXT)
    token = token_of(client.get(preview))
    client.post(f"{preview}/buang", data={"tanda": token})

    answer = client.post(preview, data={"tanda": token, "dasar": "0"})

    assert answer.status_code == 404
    assert "Mungkin sudah disimpan" in text_of(answer)


def test_a_file_that_is_brought_once_more_is_not_taken_for_the_one_that_was_saved(client):
    preview = bring(client, TEXT)
    confirm(client, preview)
    bring(client, TEXT)

    confirm(client, preview, **{"suara-0": ""})

    assert client.get(preview).status_code == 404
    bring(client, TEXT)
    assert client.get(preview).status_code == 200


@pytest.mark.parametrize("is_said_before", [False, True])
def test_however_often_it_is_sent_at_once_the_form_is_carried_out_once(
    room, client, is_said_before
):
    if is_said_before:
        confirm(client, bring(client, TEXT))
    preview = bring(client, TEXT)
    page = client.get(preview)
    fields = {"tanda": token_of(page), "dasar": base_of(page), "tokoh-1": "Budi", "baru-1": "1"}

    with ThreadPoolExecutor(4) as clicks:
        twins = [room.twin(client) for _ in range(4)]
        answers = list(clicks.map(lambda one: one.post(preview, data=fields), twins))

    assert {answer.status_code for answer in answers} == {303}
    assert len({answer.headers["Location"] for answer in answers}) == 1
    assert len(room.rows(Person, Person.name == "Budi")) == 1
    assert len(room.rows(Attribution, Attribution.person_id.is_not(None))) == 1
    assert room.saved()[1][2] == "budi"


def test_somebody_new_whom_another_form_added_meanwhile_is_asked_about(room, monkeypatch):
    """Both forms were looked at before either was saved."""
    ani, ben = room.browser("editor", "Ani"), room.browser("editor", "Ben")
    new = {"tokoh-1": "Budi Contoh", "baru-1": "1", "suara-0": ""}
    theirs = bring(ben, TEXT.replace("dusun", "kampung"))
    waiting = {"tanda": token_of(ben.get(theirs)), "dasar": "1", "penulis": "human"}
    held = upload_saving.has_moved_on

    def meanwhile(*arguments):
        monkeypatch.setattr(upload_saving, "has_moved_on", held)
        make_person(arguments[0], "Budi Contoh", slug="budi")
        return held(*arguments)

    confirm(ani, bring(ani, TEXT), **{"suara-0": ""})
    monkeypatch.setattr(upload_saving, "has_moved_on", meanwhile)
    answer = ben.post(theirs, data=waiting | new)

    assert answer.status_code == 422
    assert "Di arsip sudah ada Budi Contoh (budi)" in text_of(answer)
    assert len(room.saved()) == 2 and room.saved()[1][1] == WATER


def test_the_same_words_again_make_no_revision_but_name_voices(room, client):
    confirm(client, bring(client, TEXT), **{"suara-0": ""})

    preview = bring(client, TEXT)
    page = text_of(client.get(preview))
    confirm(client, preview, **{"suara-0": "rahmah"})

    assert "Revisi 1 sudah berbunyi begini" in page
    assert room.saved()[0] == ("Kadis", ROAD, "rahmah")


def test_another_user_neither_sees_nor_saves_what_was_sent(room):
    preview = bring(room.browser("editor", "Ani"), TEXT)
    other = room.browser("administrator", "Ben")
    token = token_of(other.get(ADDRESS))

    assert other.get(preview).status_code == 404
    assert other.post(preview, data={"tanda": token, "dasar": "0"}).status_code == 404
    assert TEXT[:20] not in other.get(ADDRESS).text


def test_what_was_sent_waits_on_the_form_and_can_be_thrown_away(client):
    preview = bring(client, TEXT, "naskah lama.txt")
    form = client.get(ADDRESS)

    client.post(f"{preview}/buang", data={"tanda": token_of(form)})

    assert "naskah lama.txt" in form.text
    assert "naskah lama.txt" not in client.get(ADDRESS).text
    assert client.get(preview).status_code == 404


def test_only_who_may_publish_is_offered_to_and_can(room):
    client = room.browser("editor", "Ani")
    preview = bring(client, TEXT)

    offered = client.get(preview).text
    answer = confirm(client, preview, terbitkan="1")

    assert 'name="terbitkan"' not in offered
    assert answer.status_code == 403
    assert room.rows(Revision, Revision.source_format == "txt") == []


def test_a_file_that_may_bring_withdrawn_words_back_is_saved_and_not_published(room, client):
    confirm(client, bring(client, TEXT), terbitkan="1")
    with room.archive.writing() as session:
        row = next(row for row in read_rows(session, 2) if row.text == WATER)
        withdraw_words(
            session, session.get_one(Statement, row.statement_id), "privacy", make_actor(session)
        )
        session.commit()

    answer = confirm(client, bring(client, TEXT), terbitkan="1")
    page = text_of(client.get(answer.headers["Location"]))
    public = room.app.test_client().get(f"/episode/{SLUG}").text

    assert "belum diterbitkan: kata-kata transkrip ini pernah ditarik" in page
    assert WATER not in public


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"%PDF-1.4", "Berkas ini PDF."),
        (b"\xd0\xcf\x11\xe0", "dokumen Word lama"),
        (b"   \n ", "Berkas ini kosong."),
        (b"PK\x03\x04rusak", "Dokumen ini rusak"),
    ],
)
def test_a_file_that_is_no_transcript_is_refused_in_the_language_of_the_page(client, data, said):
    answer = send(client, data, "berkas.bin")

    assert answer.status_code == 422
    assert said in text_of(answer)


def test_pasted_text_that_is_refused_stays_in_the_form(client):
    fields = {"tanda": token_of(client.get(ADDRESS)), "teks": '{"bukan": "transkrip"}'}
    answer = client.post(ADDRESS, data=fields, content_type="multipart/form-data")

    assert answer.status_code == 422
    assert "bukan transkrip Podcasting" in text_of(answer)
    assert "{&#34;bukan&#34;: &#34;transkrip&#34;}" in answer.text


def test_a_file_without_speech_shows_why_and_offers_nothing_to_save(client):
    page = client.get(bring(client, b"Kadis:\n"))

    assert "Sesudah “Kadis” tidak ada ucapan." in page.text
    assert 'name="dasar"' not in page.text


def test_a_file_larger_than_the_route_takes_is_told_how_large_it_may_be(client):
    answer = send(client, b"a" * (34 * 1024 * 1024))

    assert answer.status_code == 413
    assert "32 MB" in text_of(answer)


def test_the_name_of_a_file_is_shown_as_a_name_and_is_no_path(room, client):
    page = client.get(bring(client, TEXT, "C:\\naskah\\../../<i>kadis\u202e.txt"))

    assert '<span class="file-name">&lt;i&gt;kadis.txt</span>' in page.text
    folder = room.archive.settings.home / "uploads"
    assert all(re.fullmatch(r"[0-9a-z]+", one.name) for one in folder.rglob("*"))


def test_all_statements_are_read_a_page_at_a_time(client):
    many = "\n".join(f"Kadis: Kalimat nomor {number}." for number in range(250))
    preview = bring(client, many)

    last = client.get(f"{preview}/pernyataan?hal=3")

    assert "Kalimat nomor 249." in last.text
    assert "Kalimat nomor 100." not in last.text
    assert client.get(f"{preview}/pernyataan?hal=4").status_code == 404


def test_a_contributor_brings_transcripts_to_drafts_of_their_own_alone(room):
    client = room.browser("contributor")

    assert client.get(ADDRESS).status_code == 404
    assert client.get("/staf/episode/2024-03-06-sudah-terbit/transkrip").status_code == 403


def test_a_file_of_more_than_anybody_looks_through_is_to_be_divided(client):
    answer = send(client, "\n".join(f"Kadis: Kata {n}." for n in range(20_001)).encode())

    assert answer.status_code == 422
    assert "dua puluh jam bicara" in text_of(answer)


def test_a_file_with_more_voices_than_can_be_named_keeps_them_unknown(room, client):
    many = "\n".join(f"Warga {n}: Saya ingin bertanya." for n in range(150))
    preview = bring(client, many)
    page = client.get(preview)

    confirm(client, preview)

    assert "49 suara lagi disimpan sebagai suara tak dikenal" in text_of(page)
    assert len(room.saved()) == 150


CAPTIONS = f"WEBVTT\n\n00:01.000 --> 00:05.000\n{ROAD}\n\n00:06.000 --> 00:09.000\n{WATER}\n"


@pytest.mark.parametrize(
    ("label", "saved"),
    [
        ("", (None, None)),
        ("Narasumber", ("Narasumber", None)),
        ("Rahmah Contoh", ("Rahmah Contoh", "rahmah")),
    ],
)
def test_words_that_a_file_gives_to_nobody_may_be_given_to_one_voice(room, client, label, saved):
    preview = bring(client, CAPTIONS, "siaran.vtt")

    confirm(client, preview, sebutan=label)

    assert {(voice, slug) for voice, _, slug in room.saved()} == {saved}


def test_only_what_is_nobodys_gets_the_label(room, client):
    preview = bring(client, CAPTIONS.replace(WATER, f"<v Kadis>{WATER}"), "siaran.vtt")

    confirm(client, preview, sebutan="Penyiar")

    assert [voice for voice, _, _ in room.saved()] == ["Penyiar", "Kadis"]
