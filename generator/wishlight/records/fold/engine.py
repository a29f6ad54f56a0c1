"""The fold over a history by the lifecycle table: the same for every kind of record."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from wishlight.records.lifecycle import KINDS, list_steps
from wishlight.records.lifecycle.step import Step
from wishlight.records.model import Entry, Record


class Illegal(NamedTuple):
    """An entry that its record's or claim's state does not allow. `rule` names the words, `state` the state it met."""

    entry: Entry
    rule: str
    state: str
    allowed: tuple[str, ...]


@dataclass
class ClaimRun:
    """One claim so far: its state and its entries that count, oldest first."""

    id: str
    state: str = "new"
    entries: list[Entry] = field(default_factory=list)

    def last(self, *events: str) -> Entry | None:
        """The newest entry of one of the events."""
        return next((e for e in reversed(self.entries) if e.event in events), None)

    def first(self, *events: str) -> Entry | None:
        """The oldest entry of one of the events."""
        return next((e for e in self.entries if e.event in events), None)


@dataclass
class Run:
    """A history folded up to a day: `state`, `claims` by id, the entries that count, and the steps that were not legal."""

    state: str
    claims: dict[str, ClaimRun] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)
    illegal: list[Illegal] = field(default_factory=list)

    def last(self, *events: str) -> Entry | None:
        """The newest entry of one of the events."""
        return next((e for e in reversed(self.entries) if e.event in events), None)

    def first(self, *events: str) -> Entry | None:
        """The oldest entry of one of the events."""
        return next((e for e in self.entries if e.event in events), None)

    def day_of(self, *events: str) -> date | None:
        """The day on which one of the events first happened."""
        entry = self.first(*events)
        return entry.on if entry else None


def run_history(record: Record, as_of: date | None = None) -> Run:
    """Fold the entries recorded up to the end of `as_of` (all without it); annulled ones are skipped."""
    run = Run(KINDS[record.kind].START if record.kind in KINDS else "")
    known = [e for e in record.history if as_of is None or e.at.date() <= as_of]
    annulled = {e.data.get("entry") for e in known if e.event == "annulled"}
    steps = list_steps(record.kind)
    for entry in known:
        if entry.n in annulled or entry.event not in steps:
            continue
        step = steps[entry.event]
        if step.of == "claim":
            _step_claim(run, step, entry)
        else:
            _step_record(run, step, entry)
    return run


def _step_record(run: Run, step: Step, entry: Entry) -> None:
    if step.before and run.state not in step.before:
        run.illegal.append(Illegal(entry, "illegal-step", run.state, step.before))
        return
    run.state = step.after or run.state
    run.entries.append(entry)
    if entry.claim and entry.claim in run.claims:
        run.claims[entry.claim].entries.append(entry)


def _step_claim(run: Run, step: Step, entry: Entry) -> None:
    claim = run.claims.get(entry.claim or "")
    if claim is None:
        if "new" not in step.before:
            run.illegal.append(Illegal(entry, "unknown-claim", entry.claim or "", step.before))
            return
        claim = ClaimRun(entry.claim or "")
    if step.before and claim.state not in step.before:
        run.illegal.append(Illegal(entry, "illegal-claim-step", claim.state, step.before))
    elif step.while_ and run.state not in step.while_:
        run.illegal.append(Illegal(entry, "illegal-step", run.state, step.while_))
    else:
        run.claims[claim.id] = claim
        claim.state = _after(step, entry, claim.state)
        claim.entries.append(entry)
        run.entries.append(entry)


def _after(step: Step, entry: Entry, state: str) -> str:
    # Confirmed as not done: the place is free again and nobody gets points, but the claim is over.
    if step.event == "confirmed" and entry.data.get("done") == "no":
        return "unmet"
    return step.after or state
