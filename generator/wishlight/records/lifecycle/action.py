"""The life of an action, and of each sign-up to it."""

from __future__ import annotations

from wishlight.records.lifecycle.step import Step, correction_steps

START = "new"
ENDS = ("reported", "cancelled", "declined")
CLAIM_HELD = ("signed-up", "attended", "absent")
CLAIM_ENDS = ("attended", "absent", "excused", "left", "passed")

_P, _T, _B = "person", "team", "board"
_RUNNING = ("open", "postponed", "held", "reported")

STEPS: tuple[Step, ...] = (
    Step("proposed", before=("new",), after="proposed", who=(_P, _T, "post")),
    Step("published", before=("proposed",), after="open"),
    Step("declined", before=("proposed",), after="declined", needs=("reason",)),
    Step("rescheduled", before=("open", "postponed"), after="open", needs=("starts", "ends", "why")),
    Step("postponed", before=("open",), after="postponed", needs=("why",)),
    Step("cut_short", before=("open", "held"), needs=("ends", "why")),
    Step("cancelled", before=("open", "postponed"), after="cancelled", needs=("why",)),
    Step("held", before=("open",), after="held"),
    Step("guests", before=("held", "reported"), needs=("count",)),
    Step("reported", before=("held",), after="reported"),
    Step("signed_up", of="claim", before=("new",), after="signed-up", while_=("open", "postponed"), who=(_P, "post"), needs=("claim",), may=("party", "team")),
    Step("reserved", of="claim", before=("new",), after="signed-up", while_=("open", "postponed"), needs=("claim", "party")),
    Step("queued", of="claim", before=("new",), after="queued", while_=("open", "postponed"), who=(_P, "post"), needs=("claim",), may=("party", "team")),
    Step("offered", of="claim", before=("queued",), after="offered", while_=("open", "postponed"), who=(_B, "post"), needs=("claim", "until")),
    Step("accepted", of="claim", before=("offered",), after="signed-up", while_=("open", "postponed"), who=(_P, "post"), needs=("claim",)),
    Step("passed", of="claim", before=("queued", "offered"), after="passed", who=(_P, "post", _B), needs=("claim",)),
    Step("left", of="claim", before=("signed-up", "queued", "offered"), after="left", who=(_P, "post"), needs=("claim",), may=("why",)),
    Step("attended", of="claim", before=("signed-up", "absent"), after="attended", while_=("held", "reported"), needs=("claim", "minutes")),
    Step("excused", of="claim", before=("signed-up", "absent"), after="excused", while_=_RUNNING, needs=("claim",), may=("why",)),
    Step("absent", of="claim", before=("signed-up",), after="absent", while_=("held", "reported"), needs=("claim",)),
    Step("disputed", of="claim", before=("attended", "absent"), who=(_P, "post"), needs=("claim", "why")),
    *correction_steps(),
)
