"""Untimed text and its recording: when is each word heard?

    synchronise(recording, statements, anchors) -> Fit      by a synthetic voice, without a model
    align_recognised(statements, recognised) -> Fit         by the words of a recogniser

Why it works so: docs/decisions/0014-synchronising-by-synthesis.md; how well:
docs/synchronising-benchmark.md.
"""

from media.synchronising.model import Anchor, Fit, Heard, Recognised
from media.synchronising.recognised import align_recognised
from media.synchronising.synthesis import synchronise

__all__ = ["Anchor", "Fit", "Heard", "Recognised", "align_recognised", "synchronise"]
