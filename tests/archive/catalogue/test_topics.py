"""The small hierarchy of topics."""

from archive.catalogue.topics import Tree
from archive.catalogue.values import Link


def tree_of(parents: dict[int, int | None], **episodes: frozenset[str]) -> Tree:
    """A tree whose topics are called after their numbers; `t3` names the episodes of topic 3."""
    return Tree(
        links={key: Link(f"t{key}", f"T{key}") for key in parents},
        parents=parents,
        episodes={int(name[1:]): found for name, found in episodes.items()},
    )


def test_an_episode_of_a_part_and_of_its_whole_counts_once() -> None:
    tree = tree_of({1: None, 2: 1, 3: 1}, t1=frozenset("a"), t2=frozenset("ab"), t3=frozenset("c"))

    rows = tree.rows_below(None)

    assert [(row.link.slug, row.depth, row.episodes) for row in rows] == [
        ("t1", 0, 3),
        ("t2", 1, 2),
        ("t3", 1, 1),
    ]


def test_a_topic_that_leads_to_nothing_published_is_left_out() -> None:
    tree = tree_of({1: None, 2: 1, 3: None}, t2=frozenset("a"))

    rows = tree.rows_below(None)

    assert [row.link.slug for row in rows] == ["t1", "t2"]
    assert tree.list_public() == [1, 2]


def test_a_ring_in_the_data_is_left_where_it_closes() -> None:
    tree = tree_of({1: 2, 2: 1}, t1=frozenset("a"))

    assert tree.line_of(1) == [2]
    assert sorted(tree.family_of(1)) == [1, 2]
    assert tree.rows_below(None) == []
