import importlib

import pytest

from promises.__main__ import NAMES, main


@pytest.mark.parametrize("module", NAMES.values())
def test_each_promise_has_a_module_that_measures_it(module):
    assert callable(importlib.import_module(module).measure)


def test_a_promise_that_nobody_made_is_refused(capsys):
    with pytest.raises(SystemExit) as refused:
        main(["nothing-breaks"])

    assert refused.value.code == 2
    assert "index-is-disposable" in capsys.readouterr().err
