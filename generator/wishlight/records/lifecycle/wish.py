"""The life of a wish, and of each claim on it."""

from __future__ import annotations

from wishlight.records.lifecycle.step import Step, correction_steps

START = "new"
ENDS = ("closed", "declined", "referred", "merged", "redirected")
CLAIM_HELD = ("claimed", "pledged", "introduced", "delivered", "confirmed")
CLAIM_ENDS = ("confirmed", "unmet", "released", "lapsed", "turned-down", "passed", "undone")

_P, _T, _R, _B = "person", "team", "resident", "board"
_CARRYING = ("claimed", "pledged", "introduced")
_DONE = ("minutes", "helpers", "cost_fen", "qty")

STEPS: tuple[Step, ...] = (
    Step("submitted", before=("new",), after="submitted", who=(_P, _T, "post")),
    Step("published", before=("submitted",), after="open"),
    Step("declined", before=("submitted",), after="declined", needs=("reason",)),
    Step("referred", before=("submitted", "open"), after="referred", needs=("to",), may=("reason",)),
    Step("merged", before=("submitted", "open"), after="merged", needs=("into",)),
    Step("closed", before=("submitted", "open"), after="closed", needs=("reason",)),
    Step("redirected", before=("open",), after="redirected", needs=("to", "why")),
    Step("called_back", before=("open", "closed"), needs=("outcome",), may=("solved", "claim")),
    Step("claimed", of="claim", before=("new",), after="claimed", while_=("open",), who=(_P, _T, "post"), needs=("claim",), may=("qty", "team")),
    Step("pledged", of="claim", before=("new",), after="pledged", while_=("open",), who=(_P, _T, "post"), needs=("claim", "share_fen"), may=("team",)),
    Step("queued", of="claim", before=("new",), after="queued", while_=("open",), who=(_P, _T, "post"), needs=("claim",), may=("qty", "team")),
    Step("offered", of="claim", before=("queued",), after="offered", while_=("open",), who=(_B, "post"), needs=("claim", "until")),
    Step("accepted", of="claim", before=("offered",), after="claimed", while_=("open",), who=(_P, _T, "post"), needs=("claim",)),
    Step("passed", of="claim", before=("queued", "offered"), after="passed", who=(_P, _T, "post", _B), needs=("claim",)),
    Step("introduced", of="claim", before=("claimed", "pledged"), after="introduced", while_=("open",), needs=("claim",)),
    Step("turned_down", of="claim", before=("claimed", "pledged", "introduced", "queued", "offered"), after="turned-down", needs=("claim",)),
    Step("transferred", of="claim", before=_CARRYING, after="claimed", who=(_P, _T, "post"), needs=("claim", "to"), may=("team",)),
    Step("released", of="claim", before=(*_CARRYING, "queued", "offered"), after="released", who=(_P, _T, "post"), needs=("claim",), may=("why",)),
    Step("lapsed", of="claim", before=_CARRYING, after="lapsed", who=(_B,), needs=("claim",)),
    Step("extension_asked", of="claim", before=_CARRYING, who=(_P, _T, "post"), needs=("claim", "until", "why")),
    Step("extension_granted", of="claim", before=_CARRYING, needs=("claim", "until")),
    Step("extension_refused", of="claim", before=_CARRYING, needs=("claim",), may=("why",)),
    Step("visited", of="claim", before=_CARRYING, who=(_P, _T, "post"), needs=("claim",), may=("minutes", "helpers")),
    Step("delivered", of="claim", before=_CARRYING, after="delivered", while_=("open",), who=(_P, _T, "post"), needs=("claim",), may=_DONE),
    Step("returned", of="claim", before=("delivered",), after="introduced", while_=("open",), needs=("claim", "why")),
    Step("confirmed", of="claim", before=("delivered",), after="confirmed", while_=("open",), who=("post", _R), needs=("claim", "done"), may=("minutes",)),
    Step("reopened", of="claim", before=("confirmed",), after="undone", who=("post",), needs=("claim", "fault", "why")),
    *correction_steps(),
)
