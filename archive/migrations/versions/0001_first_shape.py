"""The first shape of the archive: catalogue, record, audit chain and outbox."""

import sqlalchemy as sa
from alembic import op

from archive.migrations.triggers import Refusal, create_refusal, refuse_all
from archive.models.base import Instant

revision = "0001"
down_revision = None

APPEND_ONLY = (
    "identifiers",
    "slugs",
    "statements",
    "revisions",
    "revision_rows",
    "attributions",
    "publication_attributions",
    "tombstones",
    "successors",
    "audit_entries",
    "value_origins",
)

REFUSALS = (
    *(refusal for table in APPEND_ONLY for refusal in refuse_all(table)),
    Refusal("publications", "DELETE", "", "publications are never deleted"),
    Refusal(
        "publications",
        "UPDATE",
        "OLD.withdrawn_at IS NOT NULL OR NEW.withdrawn_at IS NULL"
        " OR NEW.id <> OLD.id OR NEW.episode_id <> OLD.episode_id"
        " OR NEW.revision_id <> OLD.revision_id OR NEW.at <> OLD.at"
        " OR NEW.actor_id <> OLD.actor_id",
        "a publication can only be withdrawn, once",
    ),
    Refusal("wordings", "DELETE", "", "wordings are never deleted"),
    Refusal(
        "wordings",
        "UPDATE",
        "OLD.text IS NULL OR NEW.text IS NOT NULL OR NEW.nonce IS NOT NULL"
        " OR NEW.withdrawn_at IS NULL OR NEW.id <> OLD.id"
        " OR NEW.statement_id <> OLD.statement_id OR NEW.hash <> OLD.hash",
        "a wording can only be blanked, once",
    ),
    Refusal(
        "recordings",
        "UPDATE",
        "NEW.master_sha256 <> OLD.master_sha256 OR NEW.id <> OLD.id",
        "a master is never replaced: receive another recording",
    ),
    Refusal("recordings", "DELETE", "", "recordings are marked, not deleted"),
)


def upgrade() -> None:
    op.create_table(
        "actors",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("name", sa.String(length=400), nullable=False),
        sa.CheckConstraint("kind IN ('person', 'command', 'worker')", name=op.f("ck_actors_kind")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_actors")),
        sa.UniqueConstraint("kind", "name", name=op.f("uq_actors_kind_name")),
    )
    op.create_table(
        "identifiers",
        sa.Column("id", sa.String(length=8), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.CheckConstraint(
            "kind IN ('episode', 'recording', 'person', 'statement')",
            name=op.f("ck_identifiers_kind"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_identifiers")),
    )
    op.create_table(
        "organisations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=200), nullable=False),
        sa.Column("name", sa.String(length=400), nullable=False),
        sa.Column("key", sa.String(length=400), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("summary", sa.Text(), nullable=True),
        sa.Column("fictional", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["organisations.id"], name=op.f("fk_organisations_parent_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisations")),
        sa.UniqueConstraint("slug", name=op.f("uq_organisations_slug")),
    )
    op.create_index(op.f("ix_organisations_key"), "organisations", ["key"], unique=False)
    op.create_index(
        op.f("ix_organisations_parent_id"), "organisations", ["parent_id"], unique=False
    )
    op.create_table(
        "outbox",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("topic", sa.String(length=32), nullable=False),
        sa.Column("entity", sa.String(length=64), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=True),
        sa.Column("at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_outbox")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_outbox_topic"), "outbox", ["topic"], unique=False)
    op.create_table(
        "people",
        sa.Column("id", sa.String(length=8), nullable=False),
        sa.Column("slug", sa.String(length=200), nullable=False),
        sa.Column("name", sa.String(length=400), nullable=False),
        sa.Column("honorifics", sa.JSON(), nullable=False),
        sa.Column("degrees", sa.JSON(), nullable=False),
        sa.Column("key", sa.String(length=400), nullable=False),
        sa.Column("summary", sa.Text(), nullable=True),
        sa.Column("fictional", sa.Boolean(), nullable=False),
        sa.Column("merged_into_id", sa.String(length=8), nullable=True),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("deleted_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["merged_into_id"], ["people.id"], name=op.f("fk_people_merged_into_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people")),
        sa.UniqueConstraint("slug", name=op.f("uq_people_slug")),
    )
    op.create_index(op.f("ix_people_key"), "people", ["key"], unique=False)
    op.create_table(
        "press_items",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("outlet", sa.String(length=400), nullable=False),
        sa.Column("title", sa.String(length=400), nullable=False),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_press_items")),
    )
    op.create_table(
        "slugs",
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("slug", sa.String(length=200), nullable=False),
        sa.Column("entity", sa.String(length=16), nullable=False),
        sa.Column("minted_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "slug", name=op.f("pk_slugs")),
    )
    op.create_index(op.f("ix_slugs_entity"), "slugs", ["entity"], unique=False)
    op.create_table(
        "stations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=200), nullable=False),
        sa.Column("name", sa.String(length=400), nullable=False),
        sa.Column("frequency", sa.String(length=400), nullable=True),
        sa.Column("place", sa.String(length=400), nullable=True),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.Column("summary", sa.Text(), nullable=True),
        sa.Column("fictional", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stations")),
        sa.UniqueConstraint("slug", name=op.f("uq_stations_slug")),
    )
    op.create_table(
        "topics",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=200), nullable=False),
        sa.Column("name", sa.String(length=400), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("summary", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["parent_id"], ["topics.id"], name=op.f("fk_topics_parent_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_topics")),
        sa.UniqueConstraint("slug", name=op.f("uq_topics_slug")),
    )
    op.create_index(op.f("ix_topics_parent_id"), "topics", ["parent_id"], unique=False)
    op.create_table(
        "audit_entries",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("act", sa.String(length=64), nullable=False),
        sa.Column("entity", sa.String(length=64), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("previous_hash", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["actors.id"], name=op.f("fk_audit_entries_actor_id")
        ),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_audit_entries")),
        sa.UniqueConstraint("hash", name=op.f("uq_audit_entries_hash")),
    )
    op.create_index(op.f("ix_audit_entries_entity"), "audit_entries", ["entity"], unique=False)
    op.create_table(
        "jobs",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("task", sa.String(length=32), nullable=False),
        sa.Column("entity", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("progress", sa.Double(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("message", sa.Text(), nullable=True),
        sa.Column("updated_at", Instant(), nullable=False),
        sa.CheckConstraint(
            "state IN ('waiting', 'running', 'done', 'failed')", name=op.f("ck_jobs_state")
        ),
        sa.ForeignKeyConstraint(["seq"], ["outbox.seq"], name=op.f("fk_jobs_seq")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_jobs")),
    )
    op.create_index(op.f("ix_jobs_entity"), "jobs", ["entity"], unique=False)
    op.create_index("ix_jobs_state", "jobs", ["state", "seq"], unique=False)
    op.create_table(
        "organisation_aliases",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=400), nullable=False),
        sa.Column("key", sa.String(length=400), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_organisation_aliases_organisation_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation_aliases")),
    )
    op.create_index(
        op.f("ix_organisation_aliases_key"), "organisation_aliases", ["key"], unique=False
    )
    op.create_index(
        op.f("ix_organisation_aliases_organisation_id"),
        "organisation_aliases",
        ["organisation_id"],
        unique=False,
    )
    op.create_table(
        "person_aliases",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.String(length=8), nullable=False),
        sa.Column("name", sa.String(length=400), nullable=False),
        sa.Column("key", sa.String(length=400), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("from_earliest", sa.Date(), nullable=True),
        sa.Column("from_latest", sa.Date(), nullable=True),
        sa.Column("from_written", sa.String(length=400), nullable=True),
        sa.Column("until_earliest", sa.Date(), nullable=True),
        sa.Column("until_latest", sa.Date(), nullable=True),
        sa.Column("until_written", sa.String(length=400), nullable=True),
        sa.CheckConstraint(
            "kind IN ('short', 'nickname', 'title-region', 'epithet', 'former', 'misprint')",
            name=op.f("ck_person_aliases_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_person_aliases_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_aliases")),
    )
    op.create_index(op.f("ix_person_aliases_key"), "person_aliases", ["key"], unique=False)
    op.create_index(
        op.f("ix_person_aliases_person_id"), "person_aliases", ["person_id"], unique=False
    )
    op.create_table(
        "positions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=200), nullable=False),
        sa.Column("name", sa.String(length=400), nullable=False),
        sa.Column("key", sa.String(length=400), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_positions_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_positions")),
        sa.UniqueConstraint("slug", name=op.f("uq_positions_slug")),
    )
    op.create_index(op.f("ix_positions_key"), "positions", ["key"], unique=False)
    op.create_index(
        op.f("ix_positions_organisation_id"), "positions", ["organisation_id"], unique=False
    )
    op.create_table(
        "programmes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=200), nullable=False),
        sa.Column("name", sa.String(length=400), nullable=False),
        sa.Column("station_id", sa.Integer(), nullable=True),
        sa.Column("language", sa.String(length=16), nullable=False),
        sa.Column("summary", sa.Text(), nullable=True),
        sa.Column("is_descriptive", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["station_id"], ["stations.id"], name=op.f("fk_programmes_station_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programmes")),
        sa.UniqueConstraint("slug", name=op.f("uq_programmes_slug")),
    )
    op.create_index(op.f("ix_programmes_station_id"), "programmes", ["station_id"], unique=False)
    op.create_table(
        "station_aliases",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("station_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=400), nullable=False),
        sa.Column("key", sa.String(length=400), nullable=False),
        sa.ForeignKeyConstraint(
            ["station_id"], ["stations.id"], name=op.f("fk_station_aliases_station_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_station_aliases")),
    )
    op.create_index(op.f("ix_station_aliases_key"), "station_aliases", ["key"], unique=False)
    op.create_index(
        op.f("ix_station_aliases_station_id"), "station_aliases", ["station_id"], unique=False
    )
    op.create_table(
        "successions",
        sa.Column("predecessor_id", sa.Integer(), nullable=False),
        sa.Column("successor_id", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=True),
        sa.Column("written", sa.String(length=400), nullable=True),
        sa.ForeignKeyConstraint(
            ["predecessor_id"], ["organisations.id"], name=op.f("fk_successions_predecessor_id")
        ),
        sa.ForeignKeyConstraint(
            ["successor_id"], ["organisations.id"], name=op.f("fk_successions_successor_id")
        ),
        sa.PrimaryKeyConstraint("predecessor_id", "successor_id", name=op.f("pk_successions")),
    )
    op.create_index(
        op.f("ix_successions_successor_id"), "successions", ["successor_id"], unique=False
    )
    op.create_table(
        "topic_synonyms",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("topic_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=400), nullable=False),
        sa.Column("key", sa.String(length=400), nullable=False),
        sa.ForeignKeyConstraint(
            ["topic_id"], ["topics.id"], name=op.f("fk_topic_synonyms_topic_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_topic_synonyms")),
    )
    op.create_index(op.f("ix_topic_synonyms_key"), "topic_synonyms", ["key"], unique=False)
    op.create_index(
        op.f("ix_topic_synonyms_topic_id"), "topic_synonyms", ["topic_id"], unique=False
    )
    op.create_table(
        "value_origins",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entity", sa.String(length=64), nullable=False),
        sa.Column("field", sa.String(length=32), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.Column("origin", sa.String(length=16), nullable=False),
        sa.Column("source", sa.String(length=400), nullable=True),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("taken", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "origin IN ('tag', 'file name', 'manifest', 'person')",
            name=op.f("ck_value_origins_origin"),
        ),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["actors.id"], name=op.f("fk_value_origins_actor_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_value_origins")),
    )
    op.create_index(
        "ix_value_origins_field", "value_origins", ["entity", "field", "id"], unique=False
    )
    op.create_table(
        "episodes",
        sa.Column("id", sa.String(length=8), nullable=False),
        sa.Column("slug", sa.String(length=200), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=400), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=True),
        sa.Column("language", sa.String(length=16), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("withdrawn_because", sa.String(length=32), nullable=True),
        sa.Column("rights", sa.String(length=16), nullable=True),
        sa.Column("rights_statement", sa.Text(), nullable=True),
        sa.Column("source_key", sa.String(length=400), nullable=True),
        sa.Column("source_hash", sa.String(length=64), nullable=True),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("deleted_at", Instant(), nullable=True),
        sa.CheckConstraint(
            "rights IS NULL OR rights IN ('public', 'words-only', 'staff-only')",
            name=op.f("ck_episodes_rights"),
        ),
        sa.CheckConstraint(
            "state IN ('draft', 'review', 'published', 'withdrawn')", name=op.f("ck_episodes_state")
        ),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programmes.id"], name=op.f("fk_episodes_programme_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_episodes")),
        sa.UniqueConstraint("slug", name=op.f("uq_episodes_slug")),
        sa.UniqueConstraint("source_key", name=op.f("uq_episodes_source_key")),
    )
    op.create_index(op.f("ix_episodes_programme_id"), "episodes", ["programme_id"], unique=False)
    op.create_index("ix_episodes_state_on", "episodes", ["state", "on"], unique=False)
    op.create_table(
        "position_aliases",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("position_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=400), nullable=False),
        sa.Column("key", sa.String(length=400), nullable=False),
        sa.ForeignKeyConstraint(
            ["position_id"], ["positions.id"], name=op.f("fk_position_aliases_position_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_position_aliases")),
    )
    op.create_index(op.f("ix_position_aliases_key"), "position_aliases", ["key"], unique=False)
    op.create_index(
        op.f("ix_position_aliases_position_id"), "position_aliases", ["position_id"], unique=False
    )
    op.create_table(
        "programme_aliases",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=400), nullable=False),
        sa.Column("key", sa.String(length=400), nullable=False),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programmes.id"], name=op.f("fk_programme_aliases_programme_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme_aliases")),
    )
    op.create_index(op.f("ix_programme_aliases_key"), "programme_aliases", ["key"], unique=False)
    op.create_index(
        op.f("ix_programme_aliases_programme_id"),
        "programme_aliases",
        ["programme_id"],
        unique=False,
    )
    op.create_table(
        "tenures",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.String(length=8), nullable=False),
        sa.Column("position_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("from_earliest", sa.Date(), nullable=True),
        sa.Column("from_latest", sa.Date(), nullable=True),
        sa.Column("from_written", sa.String(length=400), nullable=True),
        sa.Column("until_earliest", sa.Date(), nullable=True),
        sa.Column("until_latest", sa.Date(), nullable=True),
        sa.Column("until_written", sa.String(length=400), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("deleted_at", Instant(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('definitif', 'plt', 'plh', 'pj', 'pjs')", name=op.f("ck_tenures_kind")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_tenures_person_id")),
        sa.ForeignKeyConstraint(
            ["position_id"], ["positions.id"], name=op.f("fk_tenures_position_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tenures")),
    )
    op.create_index(op.f("ix_tenures_person_id"), "tenures", ["person_id"], unique=False)
    op.create_index(op.f("ix_tenures_position_id"), "tenures", ["position_id"], unique=False)
    op.create_table(
        "appearances",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("episode_id", sa.String(length=8), nullable=False),
        sa.Column("person_id", sa.String(length=8), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(length=8), nullable=True),
        sa.Column("position_wording", sa.String(length=400), nullable=True),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("position_id", sa.Integer(), nullable=True),
        sa.Column("tenure_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["episode_id"], ["episodes.id"], name=op.f("fk_appearances_episode_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_appearances_organisation_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_appearances_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["position_id"], ["positions.id"], name=op.f("fk_appearances_position_id")
        ),
        sa.ForeignKeyConstraint(
            ["tenure_id"], ["tenures.id"], name=op.f("fk_appearances_tenure_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appearances")),
        sa.UniqueConstraint(
            "episode_id", "person_id", name=op.f("uq_appearances_episode_id_person_id")
        ),
    )
    op.create_index(op.f("ix_appearances_person_id"), "appearances", ["person_id"], unique=False)
    op.create_table(
        "broadcasts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("episode_id", sa.String(length=8), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("station_id", sa.Integer(), nullable=True),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("local_time", sa.Time(), nullable=True),
        sa.Column("part_of_day", sa.String(length=8), nullable=True),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.Column("planned_at", Instant(), nullable=True),
        sa.Column("actual_at", Instant(), nullable=True),
        sa.CheckConstraint("kind IN ('first', 'repeat', 'relay')", name=op.f("ck_broadcasts_kind")),
        sa.CheckConstraint(
            "part_of_day IS NULL OR part_of_day IN ('pagi', 'siang', 'sore', 'malam')",
            name=op.f("ck_broadcasts_part"),
        ),
        sa.ForeignKeyConstraint(
            ["episode_id"], ["episodes.id"], name=op.f("fk_broadcasts_episode_id")
        ),
        sa.ForeignKeyConstraint(
            ["station_id"], ["stations.id"], name=op.f("fk_broadcasts_station_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_broadcasts")),
        sa.UniqueConstraint("episode_id", "ordinal", name=op.f("uq_broadcasts_episode_id_ordinal")),
    )
    op.create_index(op.f("ix_broadcasts_on"), "broadcasts", ["on"], unique=False)
    op.create_index(op.f("ix_broadcasts_station_id"), "broadcasts", ["station_id"], unique=False)
    op.create_table(
        "coverage",
        sa.Column("press_item_id", sa.Integer(), nullable=False),
        sa.Column("episode_id", sa.String(length=8), nullable=False),
        sa.ForeignKeyConstraint(
            ["episode_id"], ["episodes.id"], name=op.f("fk_coverage_episode_id")
        ),
        sa.ForeignKeyConstraint(
            ["press_item_id"], ["press_items.id"], name=op.f("fk_coverage_press_item_id")
        ),
        sa.PrimaryKeyConstraint("press_item_id", "episode_id", name=op.f("pk_coverage")),
    )
    op.create_index(op.f("ix_coverage_episode_id"), "coverage", ["episode_id"], unique=False)
    op.create_table(
        "episode_topics",
        sa.Column("episode_id", sa.String(length=8), nullable=False),
        sa.Column("topic_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["episode_id"], ["episodes.id"], name=op.f("fk_episode_topics_episode_id")
        ),
        sa.ForeignKeyConstraint(
            ["topic_id"], ["topics.id"], name=op.f("fk_episode_topics_topic_id")
        ),
        sa.PrimaryKeyConstraint("episode_id", "topic_id", name=op.f("pk_episode_topics")),
    )
    op.create_index(
        op.f("ix_episode_topics_topic_id"), "episode_topics", ["topic_id"], unique=False
    )
    op.create_table(
        "recordings",
        sa.Column("id", sa.String(length=8), nullable=False),
        sa.Column("episode_id", sa.String(length=8), nullable=False),
        sa.Column("is_current", sa.Boolean(), nullable=False),
        sa.Column("received_at", Instant(), nullable=False),
        sa.Column("file_name", sa.String(length=400), nullable=False),
        sa.Column("master_sha256", sa.String(length=64), nullable=False),
        sa.Column("master_size", sa.Integer(), nullable=False),
        sa.Column("format", sa.String(length=16), nullable=True),
        sa.Column("duration", sa.Double(), nullable=True),
        sa.Column("tags", sa.JSON(), nullable=True),
        sa.Column("access_sha256", sa.String(length=64), nullable=True),
        sa.Column("access_size", sa.Integer(), nullable=True),
        sa.Column("peaks", sa.LargeBinary(), nullable=True),
        sa.Column("bars", sa.String(length=400), nullable=True),
        sa.Column("rights", sa.String(length=16), nullable=True),
        sa.Column("rights_statement", sa.Text(), nullable=True),
        sa.Column("deleted_at", Instant(), nullable=True),
        sa.CheckConstraint(
            "rights IS NULL OR rights IN ('public', 'words-only', 'staff-only')",
            name=op.f("ck_recordings_rights"),
        ),
        sa.ForeignKeyConstraint(
            ["episode_id"], ["episodes.id"], name=op.f("fk_recordings_episode_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recordings")),
    )
    op.create_index(op.f("ix_recordings_episode_id"), "recordings", ["episode_id"], unique=False)
    op.create_index(
        op.f("ix_recordings_master_sha256"), "recordings", ["master_sha256"], unique=False
    )
    op.create_index(
        "uq_recordings_current",
        "recordings",
        ["episode_id"],
        unique=True,
        sqlite_where=sa.text("is_current"),
        postgresql_where=sa.text("is_current"),
    )
    op.create_table(
        "revisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("episode_id", sa.String(length=8), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("saved_at", Instant(), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("source_format", sa.String(length=16), nullable=True),
        sa.Column("source_name", sa.String(length=400), nullable=True),
        sa.Column("source_sha256", sa.String(length=64), nullable=True),
        sa.CheckConstraint(
            "kind IN ('machine', 'human', 'corrected')", name=op.f("ck_revisions_kind")
        ),
        sa.ForeignKeyConstraint(["actor_id"], ["actors.id"], name=op.f("fk_revisions_actor_id")),
        sa.ForeignKeyConstraint(
            ["episode_id"], ["episodes.id"], name=op.f("fk_revisions_episode_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revisions")),
        sa.UniqueConstraint("episode_id", "number", name=op.f("uq_revisions_episode_id_number")),
    )
    op.create_table(
        "segments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("episode_id", sa.String(length=8), nullable=False),
        sa.Column("start", sa.Double(), nullable=False),
        sa.Column("end", sa.Double(), nullable=True),
        sa.Column("title", sa.String(length=400), nullable=False),
        sa.ForeignKeyConstraint(
            ["episode_id"], ["episodes.id"], name=op.f("fk_segments_episode_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_segments")),
    )
    op.create_index(op.f("ix_segments_episode_id"), "segments", ["episode_id"], unique=False)
    op.create_table(
        "tenure_evidence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenure_id", sa.Integer(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("wording", sa.String(length=400), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenure_id"], ["tenures.id"], name=op.f("fk_tenure_evidence_tenure_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tenure_evidence")),
        sa.UniqueConstraint(
            "tenure_id",
            "held_on",
            "wording",
            name=op.f("uq_tenure_evidence_tenure_id_held_on_wording"),
        ),
    )
    op.create_index(
        op.f("ix_tenure_evidence_tenure_id"), "tenure_evidence", ["tenure_id"], unique=False
    )
    op.create_table(
        "voices",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("episode_id", sa.String(length=8), nullable=False),
        sa.Column("label", sa.String(length=400), nullable=False),
        sa.ForeignKeyConstraint(["episode_id"], ["episodes.id"], name=op.f("fk_voices_episode_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_voices")),
        sa.UniqueConstraint("episode_id", "label", name=op.f("uq_voices_episode_id_label")),
    )
    op.create_table(
        "attributions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("voice_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.String(length=8), nullable=True),
        sa.Column("position_wording", sa.String(length=400), nullable=True),
        sa.Column("position_id", sa.Integer(), nullable=True),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("tenure_id", sa.Integer(), nullable=True),
        sa.Column("held_on", sa.Date(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["actors.id"], name=op.f("fk_attributions_actor_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_attributions_organisation_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_attributions_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["position_id"], ["positions.id"], name=op.f("fk_attributions_position_id")
        ),
        sa.ForeignKeyConstraint(
            ["tenure_id"], ["tenures.id"], name=op.f("fk_attributions_tenure_id")
        ),
        sa.ForeignKeyConstraint(["voice_id"], ["voices.id"], name=op.f("fk_attributions_voice_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attributions")),
    )
    op.create_index(
        op.f("ix_attributions_organisation_id"), "attributions", ["organisation_id"], unique=False
    )
    op.create_index(op.f("ix_attributions_person_id"), "attributions", ["person_id"], unique=False)
    op.create_index(
        op.f("ix_attributions_position_id"), "attributions", ["position_id"], unique=False
    )
    op.create_index(op.f("ix_attributions_tenure_id"), "attributions", ["tenure_id"], unique=False)
    op.create_index(op.f("ix_attributions_voice_id"), "attributions", ["voice_id"], unique=False)
    op.create_table(
        "publications",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("episode_id", sa.String(length=8), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("withdrawn_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["actor_id"], ["actors.id"], name=op.f("fk_publications_actor_id")),
        sa.ForeignKeyConstraint(
            ["episode_id"], ["episodes.id"], name=op.f("fk_publications_episode_id")
        ),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["revisions.id"], name=op.f("fk_publications_revision_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publications")),
    )
    op.create_index(
        op.f("ix_publications_episode_id"), "publications", ["episode_id"], unique=False
    )
    op.create_index(
        op.f("ix_publications_revision_id"), "publications", ["revision_id"], unique=False
    )
    op.create_table(
        "segment_topics",
        sa.Column("segment_id", sa.Integer(), nullable=False),
        sa.Column("topic_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["segment_id"], ["segments.id"], name=op.f("fk_segment_topics_segment_id")
        ),
        sa.ForeignKeyConstraint(
            ["topic_id"], ["topics.id"], name=op.f("fk_segment_topics_topic_id")
        ),
        sa.PrimaryKeyConstraint("segment_id", "topic_id", name=op.f("pk_segment_topics")),
    )
    op.create_index(
        op.f("ix_segment_topics_topic_id"), "segment_topics", ["topic_id"], unique=False
    )
    op.create_table(
        "statements",
        sa.Column("id", sa.String(length=8), nullable=False),
        sa.Column("episode_id", sa.String(length=8), nullable=False),
        sa.Column("minted_in_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["episode_id"], ["episodes.id"], name=op.f("fk_statements_episode_id")
        ),
        sa.ForeignKeyConstraint(
            ["minted_in_id"], ["revisions.id"], name=op.f("fk_statements_minted_in_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statements")),
    )
    op.create_index(op.f("ix_statements_episode_id"), "statements", ["episode_id"], unique=False)
    op.create_table(
        "working_copies",
        sa.Column("episode_id", sa.String(length=8), nullable=False),
        sa.Column("based_on_id", sa.Integer(), nullable=True),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("saved_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["actors.id"], name=op.f("fk_working_copies_actor_id")
        ),
        sa.ForeignKeyConstraint(
            ["based_on_id"], ["revisions.id"], name=op.f("fk_working_copies_based_on_id")
        ),
        sa.ForeignKeyConstraint(
            ["episode_id"], ["episodes.id"], name=op.f("fk_working_copies_episode_id")
        ),
        sa.PrimaryKeyConstraint("episode_id", name=op.f("pk_working_copies")),
    )
    op.create_table(
        "publication_attributions",
        sa.Column("publication_id", sa.Integer(), nullable=False),
        sa.Column("attribution_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["attribution_id"],
            ["attributions.id"],
            name=op.f("fk_publication_attributions_attribution_id"),
        ),
        sa.ForeignKeyConstraint(
            ["publication_id"],
            ["publications.id"],
            name=op.f("fk_publication_attributions_publication_id"),
        ),
        sa.PrimaryKeyConstraint(
            "publication_id", "attribution_id", name=op.f("pk_publication_attributions")
        ),
    )
    op.create_index(
        op.f("ix_publication_attributions_attribution_id"),
        "publication_attributions",
        ["attribution_id"],
        unique=False,
    )
    op.create_table(
        "successors",
        sa.Column("statement_id", sa.String(length=8), nullable=False),
        sa.Column("successor_id", sa.String(length=8), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["revisions.id"], name=op.f("fk_successors_revision_id")
        ),
        sa.ForeignKeyConstraint(
            ["statement_id"], ["statements.id"], name=op.f("fk_successors_statement_id")
        ),
        sa.ForeignKeyConstraint(
            ["successor_id"], ["statements.id"], name=op.f("fk_successors_successor_id")
        ),
        sa.PrimaryKeyConstraint(
            "statement_id", "successor_id", "revision_id", name=op.f("pk_successors")
        ),
    )
    op.create_index(op.f("ix_successors_revision_id"), "successors", ["revision_id"], unique=False)
    op.create_index(
        op.f("ix_successors_successor_id"), "successors", ["successor_id"], unique=False
    )
    op.create_table(
        "wordings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("statement_id", sa.String(length=8), nullable=False),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("nonce", sa.LargeBinary(length=16), nullable=True),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("withdrawn_at", Instant(), nullable=True),
        sa.Column("withdrawn_because", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(
            ["statement_id"], ["statements.id"], name=op.f("fk_wordings_statement_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wordings")),
    )
    op.create_index(op.f("ix_wordings_statement_id"), "wordings", ["statement_id"], unique=False)
    op.create_table(
        "revision_rows",
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("statement_id", sa.String(length=8), nullable=False),
        sa.Column("voice_id", sa.Integer(), nullable=True),
        sa.Column("wording_id", sa.Integer(), nullable=False),
        sa.Column("recording_id", sa.String(length=8), nullable=True),
        sa.Column("language", sa.String(length=16), nullable=False),
        sa.Column("label", sa.String(length=20), nullable=False),
        sa.Column("start", sa.Double(), nullable=True),
        sa.Column("end", sa.Double(), nullable=True),
        sa.Column("marks", sa.JSON(), nullable=False),
        sa.Column("times_carried", sa.Boolean(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.CheckConstraint(
            "label IN ('rekaman', 'transkrip', 'mesin', 'pers-langsung', 'pers-taklangsung', 'dikutip')",
            name=op.f("ck_revision_rows_label"),
        ),
        sa.ForeignKeyConstraint(
            ["recording_id"], ["recordings.id"], name=op.f("fk_revision_rows_recording_id")
        ),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["revisions.id"], name=op.f("fk_revision_rows_revision_id")
        ),
        sa.ForeignKeyConstraint(
            ["statement_id"], ["statements.id"], name=op.f("fk_revision_rows_statement_id")
        ),
        sa.ForeignKeyConstraint(
            ["voice_id"], ["voices.id"], name=op.f("fk_revision_rows_voice_id")
        ),
        sa.ForeignKeyConstraint(
            ["wording_id"], ["wordings.id"], name=op.f("fk_revision_rows_wording_id")
        ),
        sa.PrimaryKeyConstraint("revision_id", "ordinal", name=op.f("pk_revision_rows")),
    )
    op.create_index(
        "ix_revision_rows_statement", "revision_rows", ["statement_id", "revision_id"], unique=False
    )
    op.create_index(op.f("ix_revision_rows_voice_id"), "revision_rows", ["voice_id"], unique=False)
    op.create_index(
        op.f("ix_revision_rows_wording_id"), "revision_rows", ["wording_id"], unique=False
    )
    op.create_table(
        "tombstones",
        sa.Column("statement_id", sa.String(length=8), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("wording_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["revisions.id"], name=op.f("fk_tombstones_revision_id")
        ),
        sa.ForeignKeyConstraint(
            ["statement_id"], ["statements.id"], name=op.f("fk_tombstones_statement_id")
        ),
        sa.ForeignKeyConstraint(
            ["wording_id"], ["wordings.id"], name=op.f("fk_tombstones_wording_id")
        ),
        sa.PrimaryKeyConstraint("statement_id", "revision_id", name=op.f("pk_tombstones")),
    )
    op.create_index(op.f("ix_tombstones_revision_id"), "tombstones", ["revision_id"], unique=False)

    for refusal in REFUSALS:
        create_refusal(refusal)
