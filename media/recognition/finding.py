"""Which recogniser a name means, and whether it can work here.

`faster-whisper` is built in; any other is found by the entry point group `gaung.recognisers` of a
package that is installed beside this one.
"""

from __future__ import annotations

from importlib import import_module
from importlib.metadata import entry_points
from typing import cast

from media.errors import RecogniserUnavailable
from media.recognition.model import Plugin, Setup

GROUP = "gaung.recognisers"
BUILT_IN = {"faster-whisper": "media.recognition.fasterwhisper"}
"""Name -> module, which has the functions of a Plugin."""

REASONS = {
    "no model": (
        "No model for recognising speech is set. Put one on this machine and name its folder in"
        " GAUNG_ASR_MODEL."
    ),
    "no folder": "GAUNG_ASR_MODEL names %(folder)s, and there is no such folder.",
    "unknown": (
        "There is no recogniser called %(name)s; GAUNG_ASR_RECOGNISER may be one of %(known)s."
    ),
    "not installed": (
        "%(name)s is not installed. Install it with: pip install 'gaung[asr]'; in a checkout:"
        " .venv/bin/pip install --require-hashes --no-deps -r requirements/asr.txt"
    ),
    "no such model": (
        "%(folder)s holds no model for %(name)s: %(missing)s is missing. Give the folder of a model"
        " that was converted for it."
    ),
    "broken model": "The model in %(folder)s cannot be loaded: %(reason)s",
    "broken plug-in": "The recogniser %(name)s cannot be used: %(reason)s",
}
"""Kind -> why speech cannot be recognised, and what to do."""
NO_MODEL = REASONS["no model"]


def unavailable(kind: str, **details: str) -> RecogniserUnavailable:
    """The error of a kind."""
    return RecogniserUnavailable(REASONS[kind] % details, kind, details)


def find_recogniser(name: str) -> Plugin:
    """The recogniser of a name. Raises RecogniserUnavailable where there is none, or a broken one.

    A package's own one wins over a built-in one of the same name.
    """
    found = {entry.name: entry for entry in entry_points(group=GROUP)}
    if name not in found and name not in BUILT_IN:
        known = ", ".join(sorted({*found, *BUILT_IN}))
        raise unavailable("unknown", name=name, known=known)
    try:
        plugin = found[name].load() if name in found else import_module(BUILT_IN[name])
    except Exception as error:  # whatever a package of others raises when it is imported
        raise unavailable("broken plug-in", name=name, reason=str(error)) from error
    return cast(Plugin, plugin)


def check_setup(setup: Setup | None) -> Setup:
    """The set-up, where speech can be recognised with it. Raises RecogniserUnavailable."""
    if setup is None:
        raise unavailable("no model")
    if not setup.model.is_dir():
        raise unavailable("no folder", folder=str(setup.model))
    find_recogniser(setup.recogniser).check(setup.model)
    return setup
