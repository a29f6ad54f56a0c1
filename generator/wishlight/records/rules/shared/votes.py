"""What a deed's newest count came to before an entry."""

from __future__ import annotations

from wishlight.records.case import Case
from wishlight.records.fold.deed import vote_outcome
from wishlight.records.fold.engine import Run
from wishlight.records.model import Entry

_NEEDED = {"roll": ("count", "quorum", "threshold"), "tallied": ("votes_for", "votes_against", "abstain", "void")}


def outcome_before(case: Case, entry: Entry) -> str | None:
    """passed, failed or no-quorum; None where there is no count, or one that lacks its numbers."""
    entries = [e for e in case.run.entries if e.n < entry.n and e.event in _NEEDED]
    if any(key not in e.data for e in entries for key in _NEEDED[e.event]):
        return None
    return vote_outcome(Run(case.run.state, entries=entries))
