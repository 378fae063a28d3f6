"""Where values came from: the latest row that was taken counts, suggestions stand apart."""

from factories import make_actor

from archive.models import ValueOrigin
from archive.origins import (
    FILE_NAME,
    MANIFEST,
    PERSON,
    TAG,
    Suggestion,
    entity_of,
    list_suggestions,
    note_origins,
    read_origins,
)

EPISODE = entity_of("episode", "k3f9m2xd")


def note(session, *suggestions):
    note_origins(session, EPISODE, suggestions, make_actor(session))


def test_the_latest_value_that_was_taken_is_the_origin(session):
    note(session, Suggestion("title", "Satu", MANIFEST, "row 1"))
    note(session, Suggestion("title", "Dua", PERSON, "page"))
    note(session, Suggestion("title", "Tiga", TAG, "a.mp3", taken=False))

    origin = read_origins(session, EPISODE)["title"]
    assert (origin.value, origin.origin, origin.source) == ("Dua", PERSON, "page")
    assert [one.value for one in list_suggestions(session, EPISODE)] == ["Tiga"]


def test_what_is_known_is_not_written_again_and_what_changed_is_added(session):
    for value in ("Satu", "Satu", "Dua", "Satu"):
        note(session, Suggestion("title", value, MANIFEST, "row 1"))

    values = [row.value for row in session.query(ValueOrigin).order_by(ValueOrigin.id)]
    assert values == ["Satu", "Dua", "Satu"]


def test_an_empty_value_is_a_value(session):
    for _ in range(2):
        note(session, Suggestion("summary", None, MANIFEST, "row 1"))

    assert session.query(ValueOrigin).count() == 1
    assert read_origins(session, EPISODE)["summary"].value is None


def test_different_kinds_of_origin_do_not_replace_each_other(session):
    note(session, Suggestion("date", "2022-06-15", TAG, "a.mp3", taken=False))
    note(session, Suggestion("date", "2022-06-16", FILE_NAME, "a.mp3", taken=False))

    assert [one.value for one in list_suggestions(session, EPISODE)] == ["2022-06-15", "2022-06-16"]
