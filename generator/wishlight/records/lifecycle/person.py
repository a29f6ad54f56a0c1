"""The life of a person's entry on the board: opaque by default, named only while there is consent."""

from __future__ import annotations

from wishlight.records.lifecycle.step import Step, correction_steps

START = "new"
ENDS = ("left", "merged")
CLAIM_HELD: tuple[str, ...] = ()
CLAIM_ENDS: tuple[str, ...] = ()

_HERE = ("active", "suspended")

STEPS: tuple[Step, ...] = (
    Step("joined", before=("new", "left"), after="active", who=("person", "post")),
    Step("verified", before=("active",)),
    Step("linked", before=_HERE, who=("post", "board"), needs=("forge", "account")),
    Step("unlinked", before=_HERE, who=("post", "person"), needs=("forge", "account")),
    Step("merged", before=_HERE, after="merged", needs=("into",)),
    Step("consented", before=_HERE, who=("person", "post"), needs=("name", "scope")),
    Step("withdrew", who=("person", "post")),
    Step("joined_team", before=_HERE, who=("person", "post", "team"), needs=("team",)),
    Step("left_team", before=_HERE, who=("person", "post", "team"), needs=("team",)),
    Step("suspended", before=("active",), after="suspended", needs=("until", "ground", "approved_by")),
    Step("reinstated", before=("suspended",), after="active"),
    Step("left", before=_HERE, after="left", who=("person", "post")),
    *correction_steps(),
)
