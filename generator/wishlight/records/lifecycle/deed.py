"""The life of a deed: from a neighbour's proposal to acceptance by the people it was done for."""

from __future__ import annotations

from wishlight.records.lifecycle.step import Step, correction_steps

START = "new"
ENDS = ("accepted", "declined", "cancelled")
CLAIM_HELD: tuple[str, ...] = ()
CLAIM_ENDS: tuple[str, ...] = ()

_P, _T, _R = "person", "team", "resident"
_BEFORE_WORK = ("approved", "contracted")
_WORK = ("started", "paused")
_MONEY = (*_BEFORE_WORK, *_WORK, "completed", "inspected", "accepted")
_BUILDING = (*_BEFORE_WORK, *_WORK, "completed", "inspected")

STEPS: tuple[Step, ...] = (
    Step("proposed", before=("new",), after="proposed", who=(_P, _T, "post")),
    Step("seconded", before=("proposed",), who=(_P, "post"), may=("count",)),
    Step("deliberated", before=("proposed",), after="deliberated", may=("count",)),
    Step("roll", before=("proposed", "deliberated", "tallied"), after="voting", needs=("unit", "count", "quorum", "threshold")),
    Step("tallied", before=("voting",), after="tallied", needs=("votes_for", "votes_against", "abstain", "void"), may=("helpers",)),
    Step("publicised", before=("tallied",), after="publicised", needs=("days",)),
    Step("objected", before=("publicised",), who=(_P, "post", _R), needs=("why",)),
    Step("approved", before=("publicised",), after="approved"),
    Step("declined", before=("proposed", "deliberated", "tallied", "publicised"), after="declined", needs=("reason",)),
    Step("funded", before=_BUILDING, needs=("fund", "fen")),
    Step("contracted", before=("approved",), after="contracted", may=("fen",)),
    Step("started", before=("approved", "contracted"), after="started"),
    Step("progressed", before=("started",), needs=("percent",)),
    Step("spent", before=_MONEY, needs=("line", "fen", "stage", "voucher")),
    Step("varied", before=_BUILDING, needs=("line", "fen", "why", "approved_by")),
    Step("paused", before=("started",), after="paused", needs=("why",)),
    Step("resumed", before=("paused",), after="started"),
    Step("completed", before=("started",), after="completed"),
    Step("inspected", before=("completed",), after="inspected", needs=("result",)),
    Step("reworked", before=("inspected",), after="started", needs=("why",)),
    Step("accepted", before=("inspected",), after="accepted", needs=("helpers",)),
    Step("rated", before=("accepted",), needs=("count", "rating")),
    Step("defect", before=("accepted",), needs=("why",)),
    Step("mended", before=("accepted",), may=("entry",)),
    Step("cancelled", before=("approved", "contracted", "started", "paused"), after="cancelled", needs=("why",)),
    *correction_steps(),
)
