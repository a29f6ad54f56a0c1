"""A deed's votes round by round, its public notices with the objections and answers, its acceptance and its warranty."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from wishlight.records.board.model import Board
from wishlight.records.fold import DeedState, Run
from wishlight.records.fold.deed import vote_outcome
from wishlight.records.model import Entry, Record


class Round(NamedTuple):
    """One vote. Shares are in per mille; `tallied` is None while it runs, and then the numbers below are zero."""

    number: int
    unit: str
    opened: date
    voters: int
    quorum: int
    threshold: int
    tallied: date | None
    for_: int
    against: int
    abstain: int
    void: int
    outcome: str | None

    @property
    def cast(self) -> int:
        return self.for_ + self.against + self.abstain + self.void

    @property
    def turnout(self) -> int:
        return _permille(self.cast, self.voters)

    @property
    def approval(self) -> int:
        return _permille(self.for_, self.for_ + self.against)

    @property
    def needed(self) -> int:
        """The fewest ballots that make the quorum."""
        return -(-self.voters * self.quorum // 1000)


class Objection(NamedTuple):
    """An objection with its answers, each a day and a text."""

    day: date
    why: str
    answers: tuple[tuple[date, str], ...]


class Notice(NamedTuple):
    """A time of public notice, in working days."""

    since: date
    until: date
    days: int


class Acceptance(NamedTuple):
    """How residents took a deed over. `mean` is in tenths and None below the minimum sample."""

    day: date | None
    residents: int
    ratings: int
    mean: int | None
    until: date | None
    defects: tuple[tuple[date, str, date | None], ...]


def _permille(part: int, whole: int) -> int:
    return (2000 * part + whole) // (2 * whole) if whole else 0


def list_rounds(run: Run) -> list[Round]:
    """The votes of a deed, the first one first."""
    rounds: list[Round] = []
    for at, roll in enumerate(run.entries):
        if roll.event == "roll":
            rest = run.entries[at + 1 :]
            following = next((i for i, e in enumerate(rest) if e.event == "roll"), len(rest))
            tally = next((e for e in reversed(rest[:following]) if e.event == "tallied"), None)
            rounds.append(_make_round(len(rounds) + 1, roll, tally))
    return rounds


def _make_round(number: int, roll: Entry, tally: Entry | None) -> Round:
    data = tally.data if tally else {}
    for_, against, abstain, void = (int(data.get(name, 0)) for name in ("votes_for", "votes_against", "abstain", "void"))
    outcome = vote_outcome(Run("", entries=[roll, tally])) if tally else None
    return Round(
        number=number,
        unit=roll.data["unit"],
        opened=roll.on,
        voters=roll.data["count"],
        quorum=roll.data["quorum"],
        threshold=roll.data["threshold"],
        tallied=tally.on if tally else None,
        for_=for_,
        against=against,
        abstain=abstain,
        void=void,
        outcome=outcome,
    )


def list_objections(run: Run) -> list[Objection]:
    """The objections; an answer without a number is to the newest one before it."""
    found: list[Objection] = []
    numbers: list[int] = []
    for entry in run.entries:
        if entry.event == "objected":
            found.append(Objection(entry.on, str(entry.data.get("why", "")), ()))
            numbers.append(entry.n)
        elif entry.event == "answered" and found:
            to = entry.data.get("entry")
            if to is not None and to not in numbers:
                continue
            at = numbers.index(to) if to is not None else -1
            found[at] = found[at]._replace(answers=(*found[at].answers, (entry.on, str(entry.data.get("note", "")))))
    return found


def list_notices(run: Run, board: Board) -> list[Notice]:
    """The times of public notice."""
    add = board.calendar.add_working_days
    return [Notice(e.on, add(e.on, e.data["days"]), e.data["days"]) for e in run.entries if e.event == "publicised"]


def read_acceptance(record: Record, run: Run, state: DeedState, min_sample: int) -> Acceptance:
    """Who took the deed over, what they gave it and what came up under warranty."""
    rated = [e.data for e in run.entries if e.event == "rated"]
    ratings = sum(data["count"] for data in rated)
    total = sum(data["count"] * data["rating"] for data in rated)
    accepted = run.last("accepted")
    months = record.head.get("warranty_months", 0)
    until = _add_months(state.accepted_on, months) if state.accepted_on and months else None
    mean = (20 * total + ratings) // (2 * ratings) if ratings and ratings >= min_sample else None
    return Acceptance(state.accepted_on, len(accepted.data.get("helpers", ())) if accepted else 0, ratings, mean, until, tuple(_list_defects(run)))


def _list_defects(run: Run) -> list[tuple[date, str, date | None]]:
    mended = {e.data.get("entry"): e.on for e in run.entries if e.event == "mended"}
    return [(e.on, str(e.data.get("why", "")), mended.get(e.n, mended.get(None))) for e in run.entries if e.event == "defect"]


def _add_months(day: date, months: int) -> date:
    at = day.year * 12 + day.month - 1 + months
    first_after = date((at + 1) // 12, (at + 1) % 12 + 1, 1)
    last = (first_after - date(at // 12, at % 12 + 1, 1)).days
    return date(at // 12, at % 12 + 1, min(day.day, last))
