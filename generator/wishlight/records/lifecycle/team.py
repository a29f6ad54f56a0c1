"""The life of a team on the board."""

from __future__ import annotations

from wishlight.records.lifecycle.step import Step, correction_steps

START = "new"
ENDS = ("left",)
CLAIM_HELD: tuple[str, ...] = ()
CLAIM_ENDS: tuple[str, ...] = ()

STEPS: tuple[Step, ...] = (
    Step("joined", before=("new", "left"), after="active", who=("team", "post", "person")),
    Step("verified", before=("active",)),
    Step("suspended", before=("active",), after="suspended", needs=("until", "ground", "approved_by")),
    Step("reinstated", before=("suspended",), after="active"),
    Step("left", before=("active", "suspended"), after="left", who=("team", "post", "person")),
    *correction_steps(),
)
