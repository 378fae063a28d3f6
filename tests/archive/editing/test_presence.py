"""Who has a transcript open."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from factories import make_actor

from archive.editing.presence import is_due, list_others, note_presence
from archive.staff.users import add_user

NOON = datetime(2024, 8, 14, 12, tzinfo=UTC)


def test_others_are_seen_for_a_minute_and_oneself_is_not(desk):
    actor = make_actor(desk.session)
    sari, budi = (add_user(desk.session, name, "editor", actor) for name in ("Sari", "Budi"))
    episode = desk.episode.id
    note_presence(desk.session, episode, sari.id, desk.ids[0], NOON)
    note_presence(desk.session, episode, budi.id, desk.ids[1], NOON + timedelta(seconds=20))

    seen = list_others(desk.session, episode, sari.id, NOON + timedelta(seconds=50))
    later = list_others(desk.session, episode, sari.id, NOON + timedelta(seconds=81))

    assert [(one.name, one.statement, one.seconds) for one in seen] == [("Budi", desk.ids[1], 30)]
    assert later == []


def test_what_is_known_is_not_written_down_again_at_once(desk):
    sari = add_user(desk.session, "Sari", "editor", make_actor(desk.session))
    note_presence(desk.session, desk.episode.id, sari.id, desk.ids[0], NOON)

    def due(seconds, statement):
        at = NOON + timedelta(seconds=seconds)
        return is_due(desk.session, desk.episode.id, sari.id, statement, at)

    assert not due(3, desk.ids[0])
    assert due(3, desk.ids[1])
    assert due(11, desk.ids[0])
