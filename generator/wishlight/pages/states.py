"""The shape that stands beside each state's word, so that nothing is told by colour alone."""

from __future__ import annotations

SHAPES: dict[str, dict[str, str]] = {
    "wish": {
        "submitted": "wait",
        "open": "open",
        "claimed": "taken",
        "delivered": "taken",
        "fulfilled": "done",
        "closed": "stop",
        "declined": "stop",
        "referred": "refer",
        "merged": "refer",
        "redirected": "refer",
    },
    "action": {
        "proposed": "wait",
        "open": "open",
        "full": "taken",
        "to-report": "risk",
        "held": "done",
        "reported": "done",
        "postponed": "wait",
        "cancelled": "stop",
        "declined": "stop",
    },
    "deed": {
        "proposed": "open",
        "deliberated": "taken",
        "voting": "open",
        "tallied": "taken",
        "no-quorum": "risk",
        "publicised": "taken",
        "approved": "taken",
        "contracted": "taken",
        "started": "taken",
        "paused": "wait",
        "completed": "taken",
        "inspected": "taken",
        "accepted": "done",
        "declined": "stop",
        "cancelled": "stop",
    },
    "claim": {
        "queued": "wait",
        "offered": "wait",
        "claimed": "taken",
        "pledged": "taken",
        "introduced": "taken",
        "delivered": "taken",
        "confirmed": "done",
        "signed-up": "taken",
        "attended": "done",
        "undone": "risk",
        "unmet": "risk",
    },
}


def shape_of(kind: str, status: str) -> str:
    """The family of a state: open, taken, done, risk, wait, stop or refer. A claim that came to nothing is `stop`."""
    return SHAPES.get(kind, {}).get(status, "stop")
