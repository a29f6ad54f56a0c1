"""A deed's money as people follow it: line by line, where it comes from, and every payment with its voucher."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import NamedTuple

from wishlight.records.fold import DeedState, Run
from wishlight.records.model import Record


class Line(NamedTuple):
    """A budget line, in fen. `budget` is planned plus what approved variations changed."""

    line: str
    label: str
    planned: int
    varied: int
    spent: int

    @property
    def budget(self) -> int:
        return self.planned + self.varied


class Payment(NamedTuple):
    """A payment. `label` is the budget line's name as the deed gave it; `n` the entry that records it."""

    day: date
    label: str
    stage: str
    voucher: str
    fen: int
    n: int


class Variation(NamedTuple):
    """A change of the budget after approval; `approved_by` is the actor who agreed."""

    day: date
    label: str
    fen: int
    why: str
    approved_by: str


class Money(NamedTuple):
    """All of a deed's money. `funds` are (fund, fen) pairs, the largest first; `shares` the bar of the meter in percent."""

    lines: tuple[Line, ...]
    funds: tuple[tuple[str, int], ...]
    payments: tuple[Payment, ...]
    variations: tuple[Variation, ...]
    bar: tuple[tuple[str, int], ...]
    mark: int | None


def read_money(record: Record, run: Run, state: DeedState) -> Money:
    """The money of a deed from the entries that count."""
    labels: dict[str, str] = {row["line"]: row["label"] for row in record.head.get("budget", ())}
    varied, spent, funds = Counter[str](), Counter[str](), Counter[str]()
    payments, variations = [], []
    for entry in run.entries:
        data = entry.data
        if entry.event == "varied":
            varied[data["line"]] += data["fen"]
            label = labels.get(data["line"], str(data["line"]))
            variations.append(Variation(entry.on, label, data["fen"], data["why"], data["approved_by"]))
        elif entry.event == "spent":
            spent[data["line"]] += data["fen"]
            label = labels.get(data["line"], str(data["line"]))
            payments.append(Payment(entry.on, label, data["stage"], data["voucher"], data["fen"], entry.n))
        elif entry.event == "funded":
            funds[data["fund"]] += data["fen"]
    planned = {row["line"]: row["fen"] for row in record.head.get("budget", ())}
    known = dict.fromkeys([*planned, *varied, *spent])
    lines = tuple(Line(line, labels.get(line, line), planned.get(line, 0), varied[line], spent[line]) for line in known)
    return Money(lines, tuple(funds.most_common()), tuple(payments), tuple(variations), *_draw_bar(state))


def _draw_bar(state: DeedState) -> tuple[tuple[tuple[str, int], ...], int | None]:
    """The spent share of the budget; over the budget, the whole bar is what was spent and a mark shows the budget."""
    if state.spent_fen > state.budget_fen:
        mark = state.budget_fen * 100 // state.spent_fen
        return (("meter-fill", mark), ("meter-over", 100 - mark)), mark
    return (("meter-fill", state.spent_fen * 100 // state.budget_fen if state.budget_fen else 0),), None
