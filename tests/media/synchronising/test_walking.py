"""The cheapest walk through a text: what it never does, whatever is heard."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from media.synchronising.walking import BLOCK, Ground, Walk


def ground_of(seed, steps, states, pauses):
    random = np.random.default_rng(seed)
    text = random.standard_normal((states, 6)).astype(np.float32)
    words = np.unique([0, *(one % states for one in pauses), states])
    return Ground(
        heard=random.standard_normal((steps, 6)).astype(np.float32),
        text=text,
        words=words,
        waiting=np.full(steps, 0.5, np.float32),
        lowest=np.zeros(steps, np.int64),
        highest=np.full(steps, states, np.int64),
    )


def places(ground, path):
    return np.where(path >= 0, path, ground.words[np.maximum(-path - 1, 0)])


@settings(deadline=None)
@given(
    st.integers(0, 1000),
    st.integers(1, 2 * BLOCK + 3),
    st.integers(1, 60),
    st.lists(st.integers(1, 59), max_size=8),
)
def test_a_walk_never_goes_back_and_leaves_words_out_only_while_waiting(
    seed, steps, states, pauses
):
    ground = ground_of(seed, steps, states, pauses)
    path = Walk(ground).path(lambda done: None)
    at = places(ground, path)
    assert (np.diff(at) >= 0).all()
    assert ((path < states) & (path >= -len(ground.words))).all()
    spoken = (path[1:] >= 0) & (path[:-1] >= 0)
    jumped = np.diff(at) > 2
    assert not (spoken & jumped).any()


def test_a_text_that_is_heard_as_it_is_is_walked_state_by_state():
    ground = ground_of(3, 400, 400, [50, 100, 150])
    exact = Ground(
        ground.text, ground.text, ground.words, ground.waiting, ground.lowest, ground.highest
    )
    assert Walk(exact).path(lambda done: None).tolist() == list(range(400))


def test_what_is_heard_before_the_text_is_waited_for():
    ground = ground_of(4, 300, 300, [])
    random = np.random.default_rng(9)
    foreign = random.standard_normal((200, 6)).astype(np.float32)
    heard = np.concatenate([foreign, ground.text])
    later = Ground(
        heard,
        ground.text,
        ground.words,
        np.where(np.arange(500) < 200, 0.1, 0.5).astype(np.float32),
        np.zeros(500, np.int64),
        np.full(500, 300, np.int64),
    )
    path = Walk(later).path(lambda done: None)
    assert path[200:].tolist() == list(range(300))
    assert (path[:190] == -1).all()
