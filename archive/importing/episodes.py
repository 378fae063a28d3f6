"""One row of a manifest becomes an episode, or brings one up to date."""

from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

import rfc8785
from sqlalchemy import select

from archive.audit import record_act
from archive.broadcasting import (
    add_programme,
    add_station,
    add_topic,
    find_programme,
    find_station,
    find_topic,
    list_programmes_named,
)
from archive.calendar import Moment, parse_day, parse_moment, parse_zone
from archive.episode_addresses import mint_episode_slug, readdress
from archive.errors import Refused
from archive.headings import read_headings_of, tell_index_of
from archive.importing.context import Context, Fields, Findings
from archive.importing.files import BroughtFiles, note_other_recording, take_audio, take_transcript
from archive.importing.manifest import ManifestRow, split_list, split_people
from archive.importing.people import attribute_voices, set_people
from archive.minting import mint_identifier
from archive.models import Broadcast, Episode, MintedSlug, Programme, Revision, Station
from archive.outbox import tell_index
from archive.publishing import is_current, publish
from archive.revisions import latest_revision
from archive.rights import parse_rights
from archive.rows import count_rows
from archive.withdrawing import follows_withdrawal


def import_row(context: Context, row: ManifestRow, files: BroughtFiles) -> Findings:
    """Take one row over. Raises Refused, or what a file raises, and then nothing of it is kept."""
    findings = Findings()
    digest = hash_row(row, files)
    episode = find_episode(context, row)
    known = episode.source_hash if episode else None
    if episode is not None and known == digest:
        republish(context, episode, findings)
    elif episode is not None and known == mark_unfinished(digest):
        retry_row(context, episode, row, files, digest, findings)
    else:
        take_row(context, episode, row, files, digest, findings)
    return findings


def take_row(
    context: Context,
    episode: Episode | None,
    row: ManifestRow,
    files: BroughtFiles,
    digest: str,
    findings: Findings,
) -> None:
    """Create the episode of a row, or bring it up to date; `digest` is that of `hash_row`."""
    findings.outcome = "updated" if episode else "created"
    programme = programme_of(context, row)
    episode = episode or add_episode(context, row, programme)
    update_episode(context, episode, row, programme, files, findings)
    episode.source_hash = mark_unfinished(digest) if findings.problems else digest
    record_act(context.session, context.actor, f"episode {findings.outcome}", episode.id)


def retry_row(
    context: Context,
    episode: Episode,
    row: ManifestRow,
    files: BroughtFiles,
    digest: str,
    findings: Findings,
) -> None:
    """Try a row again that left problems; where they stay, nothing is changed."""
    with context.session.begin_nested() as savepoint:
        take_row(context, episode, row, files, digest, findings)
        if findings.problems:
            savepoint.rollback()
    if findings.problems:
        findings.outcome, findings.statements = "unchanged", 0


def update_episode(
    context: Context,
    episode: Episode,
    row: ManifestRow,
    programme: Programme,
    files: BroughtFiles,
    findings: Findings,
) -> None:
    """Set what the row says, take its files over, name the voices, publish where asked."""
    source = f"manifest row {row.key}"
    is_known = findings.outcome == "updated"
    before = read_headings_of(context.session, [episode.id]) if is_known else set()
    fields = Fields(context, episode, row, findings)
    fields.set("programme", "programme", programme, row.values["programme"])
    day, title, address = episode.on, episode.title, episode.slug
    set_broadcast(fields, row)
    set_texts(fields, row)
    if readdress(context.session, episode, day, title):
        findings.notes.append(f"{address} is {episode.slug} now; the former address leads there.")
    set_rights(fields, row)
    set_topics(fields, row)
    if "people" in row.values and fields.may_set("people", row.values["people"]):
        set_people(context, episode, split_people(row.values["people"]), source, findings)
        fields.note("people", row.values["people"])
    take_audio(context, episode, row, files, findings)
    revision = take_transcript(context, episode, row, findings)
    findings.statements = findings.statements or count_rows(context.session, revision)
    note_other_recording(context, episode, revision, findings)
    attribute_voices(context, episode, source, findings)
    fields.keep()
    tell_index(context.session, episode.id)
    if before:
        after = read_headings_of(context.session, [episode.id])
        tell_index_of(context.session, before - after)
    publish_imported(context, episode, revision, findings)


def republish(context: Context, episode: Episode, findings: Findings) -> None:
    """Publish what an earlier import left a draft, where publishing is asked for now."""
    latest = latest_revision(context.session, episode.id)
    if publish_imported(context, episode, latest, findings):
        findings.outcome = "updated"
        findings.statements = count_rows(context.session, latest)


def publish_imported(
    context: Context, episode: Episode, revision: Revision | None, findings: Findings
) -> bool:
    """Publish where that is asked for and nobody withdrew anything; says whether it changed."""
    session = context.session
    if not context.publish:
        return False
    if episode.state == "withdrawn":
        findings.notes.append(f"{episode.slug} was withdrawn and stays so.")
        return False
    if (
        revision is not None
        and follows_withdrawal(session, revision)
        and not is_current(session, episode, revision)
    ):
        findings.problems.append(
            f"Words of {episode.slug} were withdrawn, and revision {revision.number} may bring them"
            " back: it was saved and not published. Look for them, then publish it by"
            f" `gaung transcript attach {episode.slug} FILE --publish`."
        )
        return False
    return publish(session, episode, revision, context.actor)


def hash_row(row: ManifestRow, files: BroughtFiles) -> str:
    """SHA-256 of all that a row says, the bytes of its files included."""
    said: dict[str, Any] = {"values": dict(row.values), "files": dict(files.hashes)}
    return sha256(rfc8785.dumps(said)).hexdigest()


def mark_unfinished(digest: str) -> str:
    """What is kept of a row that left problems, so that it is tried again and not passed over."""
    return sha256(f"{digest} unfinished".encode()).hexdigest()


def find_episode(context: Context, row: ManifestRow) -> Episode | None:
    """The episode that an earlier import made of this key.

    Raises Refused where the key is the slug of another episode.
    """
    session = context.session
    episode = session.scalar(select(Episode).where(Episode.source_key == row.key))
    if episode is None and session.get(MintedSlug, ("episode", row.key)) is not None:
        raise Refused(f"The id {row.key} is the address of another episode; give it another id.")
    return episode


def add_episode(context: Context, row: ManifestRow, programme: Programme) -> Episode:
    """A new draft under the row's key."""
    session = context.session
    day = parse_day(row.values["date"] or "")
    title = row.values["title"] or ""
    identifier = mint_identifier(session, "episode")
    episode = Episode(
        id=identifier,
        slug=mint_episode_slug(session, identifier, day, title),
        title=title,
        on=day,
        programme=programme,
        source_key=row.key,
        created_at=datetime.now(UTC),
        broadcasts=[],  # known to be none: not looked for
        appearances=[],
        topics=[],
    )
    session.add(episode)  # flushed with its broadcast
    return episode


def station_of(context: Context, row: ManifestRow) -> Station | None:
    """The row's station, added where it is unknown."""
    name = row.values.get("station")
    if not name:
        return None
    zone = row.values.get("zone")
    found = find_station(context.session, name)
    return found or add_station(context.session, name, parse_zone(zone) if zone else context.zone)


def programme_of(context: Context, row: ManifestRow) -> Programme:
    """The row's programme, added where it is unknown.

    Raises Refused where several stations have a programme of that name and the row names none.
    """
    name = row.values["programme"] or ""
    station = station_of(context, row)
    programme = find_programme(context.session, name, station)
    if programme is None and station is None:
        several = list_programmes_named(context.session, name)
        if several:
            stations = ", ".join(one.station.name for one in several if one.station)
            raise Refused(f"{name} is a programme of {stations}; name the station.")
    programme = programme or add_programme(context.session, name, station)
    if programme.station is None and station is not None:
        programme.station = station
    return programme


def set_texts(fields: Fields, row: ManifestRow) -> None:
    """Set title, summary and language; a missing column changes nothing."""
    fields.set("title", "title", row.values["title"])
    if "summary" in row.values:
        fields.set("summary", "summary", row.values["summary"])
    if "language" in row.values:
        fields.set("language", "language", (row.values["language"] or "id").lower())


def set_rights(fields: Fields, row: ManifestRow) -> None:
    """Set rights; a text that is none of the three words stands beside the default, with a note."""
    if "rights" not in row.values:
        return
    rights, statement = parse_rights(row.values["rights"])
    if fields.may_set("rights", row.values["rights"]):
        fields.episode.rights, fields.episode.rights_statement = rights, statement
        fields.note("rights", row.values["rights"])
    if statement:
        fields.findings.notes.append(
            f"rights: “{statement}” is kept as a statement beside the archive's default."
        )


def set_topics(fields: Fields, row: ManifestRow) -> None:
    """Set the topics, adding those that are unknown."""
    if "topics" not in row.values or not fields.may_set("topics", row.values["topics"]):
        return
    session = fields.context.session
    names = split_list(row.values["topics"])
    topics = [find_topic(session, name) or add_topic(session, name) for name in names]
    fields.episode.topics = list(dict.fromkeys(topics))
    fields.note("topics", row.values["topics"])


def set_broadcast(fields: Fields, row: ManifestRow) -> None:
    """Set the date and the planned start of the first broadcast."""
    day = parse_day(row.values["date"] or "")
    fields.set("date", "on", day, day.isoformat())
    episode = fields.episode
    if not episode.broadcasts:
        zone = default_zone(fields)
        episode.broadcasts.append(Broadcast(ordinal=1, kind="first", on=episode.on, zone=zone))
    first = episode.broadcasts[0]
    first.on = episode.on
    if "zone" in row.values:
        stated = row.values["zone"]
        first.zone = parse_zone(stated) if stated else default_zone(fields)
    if "time" in row.values and fields.may_set("time", row.values["time"]):
        moment = parse_moment(first.on, row.values["time"] or "", first.zone)
        first.local_time, first.part_of_day = moment.at, moment.part_of_day
        fields.note("time", row.values["time"])
    first.planned_at = Moment(first.on, at=first.local_time, zone=first.zone).utc


def default_zone(fields: Fields) -> str:
    """The zone of the programme's station, else the archive's."""
    station = fields.episode.programme.station
    return station.zone if station else fields.context.zone
