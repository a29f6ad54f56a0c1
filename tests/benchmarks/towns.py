"""The demo's lives lived again in another town: each record is written once as a mould, and poured for every town.

A mould is the record's text in its canonical form, cut wherever a town says something else: ids, days, areas, posts, numbers, sentences.
Ids need no memory of those given out before: an id's number comes from the town's and the draft's by a permutation of all numbers.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, NamedTuple

from tests.demo.book import SCHEMA, Draft
from tests.demo.cast import volunteers
from tests.demo.make import make_book

from wishlight.records.ids import LETTERS, SIGNS, check_sign
from wishlight.records.store import day_of_id, place_of
from wishlight.records.write import write_record

from .phrases import Pool, Text, gather_clauses, list_texts, plan_text, tell
from .places import COMMUNITIES, DISTRICT, TURN, move_area, move_post

KINDS = ("wish", "action", "deed", "person", "team")
ISSUES = 10_000
"""More than the demo's highest form number: the distance between two towns' numbers."""
TOWNS = 4096
"""So many towns and quarters can be told apart; 450,000 wishes are about 1,800 towns."""
_NUMBERED = ("source_issue", "source_slip", "voucher", "account")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(T[0-9:+]+)?")
_MARK = re.compile(r"Zq(\d+)q")
_FINISHED = frozenset(("confirmed", "closed", "referred", "declined", "merged", "reported", "cancelled", "rated", "mended"))


class Town(NamedTuple):
    """Which town: its number, the quarter it lies in, whether it lived a year earlier, whether what it began is still open."""

    number: int
    quarter: int
    earlier: bool
    opens: bool


class Slot(NamedTuple):
    """What a town says at one place of a mould: `what` is one of day, name, number, text, called."""

    what: str
    value: Any


@dataclass(frozen=True)
class Mould:
    """One draft of the demo, ready to be poured: the pieces of its text and what stands between them."""

    kind: str
    id: str
    staff: bool
    pointed: bool
    finished: bool
    pieces: tuple[str, ...]
    slots: tuple[Slot, ...]


class Record(NamedTuple):
    """One record of a corpus."""

    kind: str
    path: str
    text: str


@dataclass(frozen=True)
class Demo:
    """All moulds, and each id's place among the ids it must not be mistaken for."""

    moulds: tuple[Mould, ...]
    ranks: dict[str, int]
    names: tuple[str, ...]


@cache
def read_demo() -> Demo:
    """The demo's records as moulds."""
    drafts = [draft for draft in make_book().drafts if draft.kind in KINDS]
    ranks: dict[str, int] = {}
    used: dict[str, int] = {}
    for draft in drafts:
        group = draft.kind if draft.kind in ("person", "team") else draft.id[:8]
        ranks[draft.id] = used[group] = used.get(group, -1) + 1
    pointed = {v for d in drafts for row in (d.head, *d.history) for k, v in _walk(row) if k != "id" and v in ranks}
    pool = gather_clauses(drafts)
    helpers = {person.id for person in volunteers().values()}
    names = tuple(dict.fromkeys(row["name"] for draft in drafts for row in draft.history if "name" in row))
    return Demo(tuple(_make_mould(draft, ranks, pool, helpers, pointed) for draft in drafts), ranks, names)


def pour_town(town: Town, wishes: int) -> Iterator[Record]:
    """All records of a town that has at most so many wishes."""
    pour = Pouring(town)
    yield from (pour(mould) for mould in choose(town, wishes))


def choose(town: Town, wishes: int) -> list[Mould]:
    """The lives that a town tells. Where not all wishes may be told, those nobody points at go first, with actions and deeds in proportion."""
    found = [m for m in read_demo().moulds if not m.staff and (town.opens or m.finished or m.pointed)]
    all_wishes = sum(mould.kind == "wish" for mould in found)
    if wishes >= all_wishes:
        return found
    room = {kind: round(wishes * sum(m.kind == kind for m in found) / all_wishes) for kind in LETTERS}
    kept = []
    for mould in sorted(found, key=lambda mould: not mould.pointed):
        if mould.kind in room:
            if room[mould.kind] == 0:
                continue
            room[mould.kind] -= 1
        kept.append(mould)
    return kept


def pour_staff(quarter: int, *, earlier: bool) -> Iterator[Record]:
    """The people who hold a quarter's posts; the first quarter's also those of the district."""
    pour = Pouring(Town(TOWNS - 1 - quarter, quarter, earlier, opens=False))
    for mould in read_demo().moulds:
        if mould.staff and (quarter == 0 or not _is_shared(mould)):
            yield pour(mould)


def name_person(id: str, town: int) -> str:
    """A demo person's id in a town."""
    return "p:" + _sign(_shuffle(read_demo().ranks[id] * TOWNS + town, 30), 6)


def name_staff(id: str, quarter: int) -> str:
    """The id of someone who holds a post, in a quarter."""
    return name_person(id, TOWNS - 1 - quarter)


class Pouring:
    """One town's way to fill moulds. Chance is the town's own, so a town reads the same on every board that has it."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self.chance = random.Random(f"town {town.number}")
        self.names: dict[str, str] = {}
        self.told: dict[str, Callable[[Any], str]] = {"day": self._move_day, "name": self._name, "number": self._number, "text": self._tell, "called": self._call}

    def __call__(self, mould: Mould) -> Record:
        parts = [mould.pieces[0]]
        for slot, piece in zip(mould.slots, mould.pieces[1:], strict=True):
            parts += (self.told[slot.what](slot.value), piece)
        return Record(mould.kind, place_of(mould.kind, self._name(mould.id)), "".join(parts))

    def _move_day(self, text: str) -> str:
        return _earlier(text) if self.town.earlier else text

    def _name(self, old: str) -> str:
        if old not in self.names:
            self.names[old] = self._make_name(old)
        return self.names[old]

    def _make_name(self, old: str) -> str:
        number, quarter = self.town.number, self.town.quarter
        if old.startswith("post:"):
            return move_post(old, quarter)
        if old.startswith("team:"):
            return f"{old[:22]}-{number}" if number else old
        if old.startswith("p:"):
            shared = old in _shared_staff()
            return name_staff(old, 0 if shared else quarter) if shared or old in _staff() else name_person(old, number)
        day = day_of_id(old) if old in read_demo().ranks else None
        if day is None:
            return move_area(old, quarter)
        body = f"{old[0]}-{day - TURN if self.town.earlier else day:%y%m%d}-{_sign(_shuffle(read_demo().ranks[old] * TOWNS + number, 25), 5)}"
        return body + check_sign(body)

    def _number(self, value: Any) -> str:
        if isinstance(value, int):
            return str(value + self.town.number * ISSUES)
        return f"{value}-{self.town.number}" if self.town.number else str(value)

    def _tell(self, value: tuple[Text, str]) -> str:
        return tell(value[0], self.chance) if self.town.number else value[1]

    def _call(self, name: str) -> str:
        names = read_demo().names
        return self.chance.choice(names)[0] + self.chance.choice(names)[1:] if self.town.number else name


def _make_mould(draft: Draft, ranks: dict[str, int], pool: Pool, helpers: set[str], pointed: set[str]) -> Mould:
    slots: list[Slot] = []

    def mark(what: str, value: Any) -> str:
        slots.append(Slot(what, value))
        return f"Zq{len(slots) - 1}q"

    def plan(key: str, value: Any, texts: dict[str, str]) -> Any:
        if isinstance(value, dict):
            return {name: plan(name, part, dict(list_texts(value))) for name, part in value.items()}
        if isinstance(value, list):
            return [plan(key, part, {}) for part in value]
        if key in _NUMBERED:
            return mark("number", value)
        if key in texts and draft.kind != "team":
            return mark("text", (plan_text(draft, key, value, pool), json.dumps(value, ensure_ascii=False)[1:-1]))
        return _plan_word(key, value, ranks, mark)

    head, *history = (plan("", row, {}) for row in (draft.head, *draft.history))
    text = write_record(SCHEMA, draft.kind, head, history, depth=place_of(draft.kind, draft.id).count("/"))
    cut = _MARK.split(text)
    last = next((row["event"] for row in reversed(draft.history) if row["event"] != "called_back"), "")
    return Mould(
        kind=draft.kind,
        id=draft.id,
        staff=draft.kind == "person" and draft.id not in helpers,
        pointed=draft.id in pointed,
        finished=draft.kind in ("person", "team") or last in _FINISHED,
        pieces=tuple(cut[::2]),
        slots=tuple(slots[int(number)] for number in cut[1::2]),
    )


def _plan_word(key: str, value: Any, ranks: dict[str, int], mark: Any) -> Any:
    if not isinstance(value, str):
        return value
    if key == "name":
        return mark("called", value)
    if _DAY.fullmatch(value):
        return mark("day", value)
    moved = value in ranks or (value.startswith("post:") and value not in DISTRICT)
    return mark("name", value) if moved or (key == "area" and value.partition("-")[0] in COMMUNITIES) else value


def _walk(row: Any, key: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(row, dict):
        for name, value in row.items():
            yield from _walk(value, name)
    elif isinstance(row, list):
        for value in row:
            yield from _walk(value, key)
    elif isinstance(row, str):
        yield key, row


@cache
def _staff() -> frozenset[str]:
    return frozenset(mould.id for mould in read_demo().moulds if mould.staff)


@cache
def _shared_staff() -> frozenset[str]:
    return frozenset(mould.id for mould in read_demo().moulds if mould.staff and _is_shared(mould))


def _is_shared(mould: Mould) -> bool:
    return "\narea: yunxi\n" in "".join(mould.pieces)


@cache
def _earlier(text: str) -> str:
    if len(text) == 10:
        return (date.fromisoformat(text) - TURN).isoformat()
    return (datetime.fromisoformat(text) - TURN).isoformat(timespec="seconds")


def _shuffle(number: int, bits: int) -> int:
    """A permutation of all numbers of so many bits: odd factors and folded halves lose nothing."""
    size = (1 << bits) - 1
    number ^= 0x2545F491 & size
    for factor in (0x9E3779B1, 0x85EBCA6B):
        number = (number * factor) & size
        number ^= number >> (bits // 2)
    return number


def _sign(number: int, length: int) -> str:
    return "".join(SIGNS[(number >> (5 * place)) & 31] for place in reversed(range(length)))
