"""An action's outcome: held, each who came, was excused or stayed away, the guests, and the report."""

from __future__ import annotations

from collections.abc import Iterator

from wishlight.intake.change import Answers, Draft
from wishlight.intake.desk import DeclinedError, Desk
from wishlight.intake.values import read_minutes
from wishlight.records.case import Case


def make(answers: Answers, desk: Desk) -> Draft:
    """The entries of a report. Raises DeclinedError for a line that names no sign-up."""
    case = desk.find(answers["record"], "action")
    entries: list[dict[str, object]] = [{"event": "held"}] if case.run.state == "open" else []
    entries += [{"event": "attended", "claim": claim, "minutes": n} for claim, n in _read_lines(case, answers["attended"])]
    for event in ("excused", "absent"):
        entries += [{"event": event, "claim": find_signup(case, name)} for name in answers.get(event, ())]
    if "guests" in answers:
        entries.append({"event": "guests", "count": answers["guests"]})
    entries.append({"event": "reported", "note": answers.get("note")})
    return Draft("action", case.record.id, None, tuple(entries), case.record.head["area"])


def find_signup(case: Case, name: str) -> str:
    """The sign-up of a number (`c3`) or of a person (`p:4TD9`). Raises DeclinedError."""
    newest = {move.claim: move for move in case.moves}
    found = name if name in newest else next((m.claim for m in reversed(newest.values()) if m.person.lower() == name.lower()), None)
    if found is None:
        raise DeclinedError("no-sign-up", record=case.record.id, name=name[:20])
    return found


def _read_lines(case: Case, lines: list[str]) -> Iterator[tuple[str, int]]:
    for line in lines:
        name, _, minutes = line.partition(" ")
        try:
            yield find_signup(case, name), read_minutes(minutes)
        except ValueError:
            raise DeclinedError("bad-attendance-line", line=line[:40]) from None
