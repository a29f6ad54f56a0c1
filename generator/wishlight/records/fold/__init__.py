"""What a record's history adds up to on a day: its state, its claims, its dates. Nothing of it is ever written into a record."""

from __future__ import annotations

from wishlight.records.fold.action import ActionState, SignupState, fold_action
from wishlight.records.fold.deed import DeedState, fold_deed
from wishlight.records.fold.engine import ClaimRun, Illegal, Run, run_history
from wishlight.records.fold.person import PersonState, TeamSpell, fold_person
from wishlight.records.fold.turn import find_turn
from wishlight.records.fold.wish import ClaimState, WishState, fold_wish, stand_back

__all__ = [
    "ActionState",
    "ClaimRun",
    "ClaimState",
    "DeedState",
    "Illegal",
    "PersonState",
    "Run",
    "SignupState",
    "TeamSpell",
    "WishState",
    "find_turn",
    "fold_action",
    "fold_deed",
    "fold_person",
    "fold_wish",
    "run_history",
    "stand_back",
]
