"""A claim on a wish: granted where a place is free, else queued."""

from __future__ import annotations

from wishlight.intake.change import Answers, Draft
from wishlight.intake.changes.claiming import take_place
from wishlight.intake.desk import Desk


def make(answers: Answers, desk: Desk) -> Draft:
    """The entry of a claim, or of a place in the line."""
    return take_place("wish", "claimed", "qty", answers, desk)
