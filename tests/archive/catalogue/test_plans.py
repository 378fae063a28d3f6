"""Queries that must not read more because the archive grew: what SQLite says it will do."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from factories import new_archive
from sqlalchemy import Select, select, text
from sqlalchemy.orm import Session

from archive.catalogue.episodes import select_heard
from archive.catalogue.statements import select_statements
from archive.catalogue.visibility import is_open_publication, is_public, is_public_person
from archive.models import Attribution, Episode, Person, Publication, RevisionRow

PLANS = {
    "hits of a page": (
        select_statements("public").where(RevisionRow.statement_id.in_(["a", "b"])),
        "SEARCH revision_rows USING INDEX ix_revision_rows_statement",
    ),
    "episodes in which a person is heard": (
        select_heard("public").where(Attribution.person_id == "a"),
        "SEARCH attributions USING INDEX ix_attributions_person_id",
    ),
    "publications of a page of episodes": (
        select(Publication.id).where(
            Publication.episode_id.in_(["a", "b"]), is_open_publication("public")
        ),
        "SEARCH publications USING INDEX ix_publications_episode_id",
    ),
    "whether one person is public": (
        select(Person.id).where(Person.slug == "a", is_public_person("public")),
        "SEARCH people USING INDEX",
    ),
    "latest episodes": (
        select(Episode.id).where(is_public()).order_by(Episode.on.desc(), Episode.id).limit(50),
        "SEARCH episodes USING INDEX ix_episodes_state_on",
    ),
}


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    """A reader of an empty archive: plans need tables, not rows."""
    archive = new_archive(tmp_path)
    with archive.reading() as session:
        yield session
    archive.engine.dispose()


@pytest.mark.parametrize("name", PLANS)
def test_a_query_begins_with_the_key_it_is_given_and_scans_no_table(
    session: Session, name: str
) -> None:
    query, first = PLANS[name]

    steps = explain(session, query)

    assert steps[0].startswith(first)
    assert [step for step in steps if step.startswith("SCAN")] == []


def explain(session: Session, query: Select) -> list[str]:  # type: ignore[type-arg]
    """The steps that SQLite would take."""
    written = query.compile(session.get_bind(), compile_kwargs={"literal_binds": True})
    return [step.detail for step in session.execute(text(f"EXPLAIN QUERY PLAN {written}"))]
