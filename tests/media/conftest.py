from pathlib import Path

import pytest

AUDIO = Path(__file__).parents[1] / "fixtures" / "audio"


@pytest.fixture(scope="session")
def audio():
    """The folder of tiny recordings that make.sh made."""
    return AUDIO
