"""What a change is made from beside the answers: the board, its records, the moment, and who is acting for whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from wishlight.records.board.model import Board, Post
from wishlight.records.case import Case, Move, make_case
from wishlight.records.context import Reader
from wishlight.records.fold.person import PersonState, fold_person
from wishlight.records.lifecycle import find_step
from wishlight.records.model import Record


class DeclinedError(Exception):
    """A change that can't be made; `rule` names the words under `intake.change`, `values` what they speak of."""

    def __init__(self, rule: str, **values: object) -> None:
        super().__init__(rule, values)
        self.rule, self.values = rule, values


@dataclass(frozen=True)
class Source:
    """Where a change came from: the channel, and the issue, slip or row by which it is found again. `account` is the sender's number on the forge."""

    channel: str
    issue: int | None = None
    slip: str | None = None
    row: int | None = None
    account: int | None = None

    @property
    def key(self) -> str | None:
        """The text from which ids are derived, so that the same source makes the same id; None where nothing names the source."""
        pairs = (("issue", self.issue), ("slip", self.slip), ("row", self.row))
        return next((f"{name}/{value}" for name, value in pairs if value is not None), None)

    def columns(self) -> dict[str, object]:
        """The source as columns of an entry or a head, the channel left out."""
        pairs = (("source_issue", self.issue), ("source_slip", self.slip), ("source_row", self.row))
        return {name: value for name, value in pairs if value is not None}


@dataclass(frozen=True)
class Desk:
    """One moment at which one person acts on one board.

    `person` is the human (`p:` id; empty for one who has not joined), `post` the office acted under where it was named, `whose`
    the one acted for. `read` gives a file's bytes by its path.
    """

    board: Board
    records: Mapping[str, Record]
    now: datetime
    person: str
    source: Source
    read: Reader
    post: str | None = None
    whose: str | None = None

    @property
    def today(self) -> date:
        """The day in the board's zone."""
        return self.now.astimezone(self.board.zone).date()

    @cached_property
    def cases(self) -> Mapping[str, Case]:
        """Every record, folded once."""
        return {id: make_case(record) for id, record in self.records.items()}

    @cached_property
    def actor(self) -> str:
        """Whose act it is: the one acted for, else the person. Raises DeclinedError for one who has not joined."""
        found = self.whose or self.person
        if not found and not self.post:
            raise DeclinedError("not-joined")
        return found

    def find(self, key: object, kind: str | None = None) -> Case:
        """The record of a full id or of an id's last six signs. Raises DeclinedError."""
        text = str(key)
        found = [r for id, r in self.records.items() if r.kind in ("wish", "action", "deed") and (id == text or id.endswith(f"-{text}"))]
        if not found:
            raise DeclinedError("no-record", record=text)
        if len(found) > 1:
            raise DeclinedError("several-records", record=text, records="、".join(sorted(r.id for r in found)))
        if kind and found[0].kind != kind:
            raise DeclinedError("wrong-kind", record=found[0].id)
        return make_case(found[0])

    def choose_actor(self, kind: str, event: str, area: str | None) -> dict[str, object]:
        """Who records an event: the post where one was named or the event asks for one, else the person. Raises DeclinedError."""
        step = find_step(kind, event)
        who = step.who if step else ()
        if self.post or "person" not in who:
            if "post" not in who:
                raise DeclinedError("not-for-a-post", event=event)
            actor = f"post:{self.post or self._find_post(area).id}"
            return {"actor": actor, **({"whose": self.whose} if self.whose else {})}
        if not self.person:
            raise DeclinedError("not-joined")
        return {"actor": self.person}

    def _find_post(self, area: str | None) -> Post:
        """The post this person holds that is nearest to an area. Raises DeclinedError."""
        held = [post for post in self.board.posts.values() if self.person and post.holder_on(self.today) == self.person]
        near = [post for post in held if area is None or self._covers(post.area, area) or self._covers(area, post.area)]
        if not near:
            raise DeclinedError("no-post", person=self.person or "-")
        return max(near, key=lambda post: (len(self.board.area_line(post.area)), post.id))

    def _covers(self, large: str, small: str) -> bool:
        return any(area.id == large for area in self.board.area_line(small))


def find_person(records: Iterable[Record], account: int, day: date) -> str | None:
    """The person to whom an account of the forge is linked on a day, and of merged persons the one that remains."""
    return index_accounts(records, day).get(account)


def index_accounts(records: Iterable[Record], day: date) -> dict[int, str]:
    """The person behind each linked account on a day, and of merged persons the one that remains."""
    people = {record.id: fold_person(record, day) for record in records if record.kind == "person"}
    found: dict[int, str] = {}
    for state in people.values():
        if state.account is not None:
            found.setdefault(state.account, _follow(people, state).person)
    return found


def _follow(people: Mapping[str, PersonState], state: PersonState) -> PersonState:
    seen: set[str] = set()
    while state.merged_into in people and state.person not in seen:
        seen.add(state.person)
        state = people[str(state.merged_into)]
    return state


def find_claim(case: Case, person: str, states: Iterable[str]) -> Move:
    """The newest claim of a person that stands in one of the states. Raises DeclinedError."""
    newest = {move.claim: move for move in case.moves}
    mine = [move for move in newest.values() if move.person == person]
    if not mine:
        raise DeclinedError("not-your-claim", record=case.record.id)
    fitting = [move for move in mine if move.after in set(states)]
    if not fitting:
        raise DeclinedError("claim-elsewhere", record=case.record.id, claim=mine[-1].claim, state=mine[-1].after)
    return fitting[-1]


def next_claim(case: Case) -> str:
    """The id of a new claim."""
    numbers = [int(entry.claim[1:]) for entry in case.record.history if entry.claim]
    return f"c{max(numbers, default=0) + 1}"
