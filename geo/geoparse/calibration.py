"""From the score that the witnesses add up to, to the share of mentions of that score that are placed right.

Set on the even halves of LGL and GeoVirus (2,705 places found), checked on the odd halves: the expected error of the
score falls from 0.065 to 0.024 (LGL) and from 0.053 to 0.016 (GeoVirus). docs/benchmarks.md has the command.
"""

from __future__ import annotations

from bisect import bisect_right

# Raw score and share placed right, straight lines between; a middling score was too modest, a full one too sure.
_RAW = (0.0, 0.25, 0.45, 0.6, 0.9, 1.0)
_RIGHT = (0.0, 0.33, 0.70, 0.85, 0.93, 0.965)


def calibrate(score: float) -> float:
    """Return the share of mentions of this raw score (0..1) that are right; grows with the score."""
    if score >= 1.0:
        return _RIGHT[-1]
    at = bisect_right(_RAW, max(score, 0.0))
    share = (score - _RAW[at - 1]) / (_RAW[at] - _RAW[at - 1])
    return _RIGHT[at - 1] + share * (_RIGHT[at] - _RIGHT[at - 1])
