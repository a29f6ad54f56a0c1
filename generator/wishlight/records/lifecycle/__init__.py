"""For each kind of record: which event is legal in which state, who may record it and what it carries."""

from __future__ import annotations

from functools import cache
from types import ModuleType

from wishlight.records.lifecycle import action, deed, person, team, wish
from wishlight.records.lifecycle.step import ALWAYS, Step

KINDS: dict[str, ModuleType] = {"wish": wish, "action": action, "deed": deed, "person": person, "team": team}

__all__ = ["ALWAYS", "KINDS", "Step", "find_step", "list_steps"]


@cache
def list_steps(kind: str) -> dict[str, Step]:
    """All steps of a kind by event; an empty table for kinds without a history (a monthly report)."""
    module = KINDS.get(kind)
    return {step.event: step for step in module.STEPS} if module else {}


def find_step(kind: str, event: str) -> Step | None:
    """The step of one event, or None when this kind knows no such event."""
    return list_steps(kind).get(event)
