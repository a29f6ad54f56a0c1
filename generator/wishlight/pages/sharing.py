"""Which picture a page shows when it is shared: of a record one that tells how far it has come."""

from __future__ import annotations

from wishlight.pages.states import SHAPES

STAGES = {"wait": "open", "open": "open", "risk": "open", "taken": "taken", "done": "done", "stop": "stop", "refer": "stop"}
"""The picture for each shape of a state: nobody has it, somebody does, it is done, it came to an end."""


def card_of(kind: str, status: str) -> str:
    """The name of the picture for a record of a kind."""
    return f"{kind}-{STAGES[SHAPES[kind][status]]}"
