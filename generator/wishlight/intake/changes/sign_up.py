"""A sign-up to an action: granted where places are free, else queued."""

from __future__ import annotations

from wishlight.intake.change import Answers, Draft
from wishlight.intake.changes.claiming import take_place
from wishlight.intake.desk import Desk


def make(answers: Answers, desk: Desk) -> Draft:
    """The entry of a sign-up, or of a place in the line."""
    return take_place("action", "signed_up", "party", answers, desk)
