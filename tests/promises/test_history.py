import pytest

from promises.flipped import Flip, choose_flips
from promises.history import holds_all, recovers, write_on
from search import Index


@pytest.fixture
def index(tmp_path):
    opened = Index.open(tmp_path / "index")
    write_on(opened, 0, lambda seq: None, last=3)
    yield opened
    opened.close()


def test_an_index_holds_what_its_history_says_and_nothing_else(index):
    assert holds_all(index, 3)
    assert not holds_all(index, 2)
    assert not holds_all(index, 4)


@pytest.mark.parametrize(("acknowledged", "recovered"), [(3, True), (4, False)])
def test_a_batch_that_was_acknowledged_and_is_not_there_is_lost(index, acknowledged, recovered):
    assert recovers(index, acknowledged) is recovered


def test_every_file_is_flipped_at_least_once_and_can_be_put_right(index, tmp_path):
    home = tmp_path / "index"
    files = {str(path.relative_to(home)) for path in home.rglob("*") if path.is_file()}

    flips = choose_flips(home, 20)
    for flip in flips:
        flip.do(home)
        assert not holds_all(index, 3)
        flip.do(home)

    assert len(flips) == 20
    assert {flip.file for flip in flips} == {f for f in files if (home / f).stat().st_size}
    assert isinstance(flips[0], Flip)
    assert holds_all(index, 3)
