"""A state turns by itself on no other day than the one that was foretold, and can be told for the days before."""

from __future__ import annotations

from datetime import timedelta

from demo.make import make_book
from small_board import read_board
from wishlight.records.fold import WishState, find_turn, stand_back
from wishlight.records.model import Record
from wishlight.records.shape import make_entry
from wishlight.records.store import place_of
from wishlight.tables.folded import fold_all

DAYS = 60
"""How long each record is looked at after its last entry."""


def list_lives() -> list[Record]:
    """The demo's records, each as it was after its first entry, after its second one, and so on."""
    zone = read_board().zone
    found = []
    for draft in make_book().drafts[::9]:
        history = tuple(make_entry(n, row, zone) for n, row in enumerate(draft.history, 1))
        found += [Record(draft.kind, draft.id, place_of(draft.kind, draft.id), draft.head, history[:told]) for told in range(1, len(history) + 1)]
    return found


def test_a_state_changes_on_no_day_before_the_one_that_was_foretold() -> None:
    board, turned, still = read_board(), set(), 0
    for record in list_lives():
        day = record.history[-1].at.date()
        ((_, state),) = fold_all([record], board, day)
        for _ in range(DAYS):
            turn, day = find_turn(state, day), day + timedelta(days=1)
            ((_, later),) = fold_all([record], board, day)
            assert later == state or turn == day, (record.id, len(record.history), day)
            assert turn is None or turn >= day, (record.id, len(record.history), day)
            turned |= {record.kind} if later != state else set()
            still += later == state
            state = later
    assert turned == {"wish", "action", "deed"}
    assert still > 1000


def test_a_wish_of_which_nothing_was_recorded_since_stands_as_it_stood() -> None:
    board, late = read_board(), 0
    for record in list_lives():
        then = record.history[-1].at.date()
        ((_, before),) = fold_all([record], board, then)
        ((_, after),) = fold_all([record], board, then + timedelta(days=DAYS))
        if isinstance(before, WishState) and isinstance(after, WishState):
            assert stand_back(after, then) == before, record.id
            late += before.late_since != after.late_since
    assert late > 20
