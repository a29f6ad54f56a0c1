"""A new action, as it was asked for or proposed."""

from __future__ import annotations

from wishlight.intake.change import Answers, Draft
from wishlight.intake.changes.proposing import propose
from wishlight.intake.desk import Desk


def make(answers: Answers, desk: Desk) -> Draft:
    """The record of a new action."""
    return propose("action", answers, desk)
