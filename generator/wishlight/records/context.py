"""Everything a rule may ask beyond its own record: who stands behind an actor, who is in which team, what else the board holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from wishlight.records.board.days import UnknownYearError
from wishlight.records.board.model import Board
from wishlight.records.case import Case, Cases
from wishlight.records.fields import ENTRY, Field
from wishlight.records.fold.person import TeamSpell, list_spells
from wishlight.records.looked import Looked
from wishlight.records.model import Record

Reader = Callable[[str], "bytes | None"]
_WELCOME = frozenset(("joined", "reinstated", "verified"))


@dataclass(frozen=True)
class Context:
    """One board judged at one moment. `now` is None where nothing is to be held against the clock.

    `read` gives a file's bytes by its path, None where there is no such file.
    """

    board: Board
    cases: Sequence[Case]
    now: datetime | None
    read: Reader

    @property
    def records(self) -> Sequence[Record]:
        """All records, in the order of the cases."""
        return self.cases.records if isinstance(self.cases, Cases) else [case.record for case in self.cases]

    @cached_property
    def by_id(self) -> Mapping[str, Case]:
        """All records by id; where two share one, the last."""
        return self.cases.by_id() if isinstance(self.cases, Cases) else {case.record.id: case for case in self.cases}

    @cached_property
    def people(self) -> Mapping[str, Case]:
        """The records of persons, by id."""
        return self._of_kind("person")

    @cached_property
    def teams(self) -> Mapping[str, Case]:
        """The records of teams, by id."""
        return self._of_kind("team")

    def _of_kind(self, kind: str) -> Mapping[str, Case]:
        if isinstance(self.cases, Cases):
            return self.cases.by_id_of(kind)
        return {case.record.id: case for case in self.cases if case.record.kind == kind}

    @cached_property
    def spells(self) -> Mapping[str, tuple[TeamSpell, ...]]:
        """Each person's times in teams."""
        return Looked(lambda id: list_times(id, case) if (case := self.people.get(id)) else None)

    @cached_property
    def successors(self) -> Mapping[str, str]:
        """For a person merged into another, that other one."""
        return Looked(lambda id: successor_of(case) if (case := self.people.get(id)) else None)

    @cached_property
    def entry_choices(self) -> tuple[Field, ...]:
        """The fields of an entry that take a choice of the board's lists."""
        return tuple(field for field in self.board.schema.tables[ENTRY].fields if field.choices)

    @cached_property
    def start(self) -> date:
        """The board's first day: `since` in board.yml, else the day its oldest rule began; the first of all days where neither is written."""
        days = [settings[0].since for settings in self.board.rules.history.values() if settings[0].since > date.min]
        try:
            return date.fromisoformat(str(self.board.info.get("since")))
        except ValueError:
            return min(days, default=date.min)

    def person(self, actor: str, day: date) -> str:
        """The human behind an actor that day: a post's holder, and of merged persons the one that remains."""
        found = self.board.person_behind(actor, day)
        seen = {found}
        while (after := self.successors.get(found)) and after not in seen:
            found = after
            seen.add(found)
        return found

    def teams_of(self, person: str, day: date) -> frozenset[str]:
        """The teams a person belongs to that day."""
        return frozenset(s.team for s in self.spells.get(person, ()) if s.since <= day and (s.until is None or day <= s.until))

    def standing(self, id: str, day: date) -> str | None:
        """How a person or team stands that day: new (not yet here), active, suspended, left, merged; None where unknown.

        A suspension or a leave counts from the next day on, a welcome from the day itself.
        """
        case = self.people.get(id) or self.teams.get(id)
        if case is None:
            return None
        state, until = "new", None
        for entry in case.run.entries:
            if entry.on < day or (entry.on == day and entry.event in _WELCOME):
                state, until = _stand(entry.event, state), entry.data.get("until", until)
        return "active" if state == "suspended" and until and date.fromisoformat(until) < day else state

    def rule(self, name: str, day: date) -> int:
        """A rule's whole number on a day; 0 where the board lacks the rule, which its own check reports."""
        value = self.board.rules.at(name, day) if name in self.board.rules.history else 0
        return value if isinstance(value, int) else 0

    def add_days(self, day: date, count: int) -> date | None:
        """The day `count` working days later; None in a year whose holidays are unknown, which its own check reports."""
        try:
            return self.board.calendar.add_working_days(day, count)
        except UnknownYearError:
            return None


def list_times(person: str, case: Case) -> tuple[TeamSpell, ...]:
    """A person's times in teams."""
    return tuple(list_spells(person, case.run))


def successor_of(case: Case) -> str | None:
    """Into whom a person was merged, None where that did not happen."""
    end = case.run.last("merged")
    return str(end.data["into"]) if end and "into" in end.data else None


def _stand(event: str, state: str) -> str:
    return {"joined": "active", "suspended": "suspended", "reinstated": "active", "left": "left", "merged": "merged"}.get(event, state)
