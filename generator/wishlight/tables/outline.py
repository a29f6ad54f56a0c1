"""The few values by which lists choose and order records, so that half a million of them need not be opened for it."""

from __future__ import annotations

from datetime import date
from sys import intern
from typing import NamedTuple

from wishlight.records.board.model import Board
from wishlight.records.fold import ActionState, DeedState, WishState
from wishlight.tables.folded import Folded
from wishlight.tables.stories import choose_story


class Outline(NamedTuple):
    """A record in eight values, empty where it has none: `done` is the day a wish came true or an action was held, `end` the day by which
    a wish that came to an end is put in order, or an action's last day; `late` says that its next step is overdue; `start` is an action's
    first day, or the day a deed was proposed; `told` that a wish has a story; `category` is empty for people and teams. Days are in ISO form.
    """

    status: str
    area: str
    done: str
    end: str
    late: bool
    start: str = ""
    told: bool = False
    category: str = ""


def make_outline(item: Folded, board: Board) -> Outline:
    """The outline of a record."""
    state, area, category = item.state, *(intern(str(item.record.head.get(name, ""))) for name in ("area", "category"))
    if isinstance(state, WishState):
        end = state.fulfilled_on or state.ended_on or state.submitted_on
        told = choose_story(item.record, state, board) is not None
        return Outline(intern(state.status), area, _iso(state.fulfilled_on), _iso(end), state.late_since is not None, told=told, category=category)
    if isinstance(state, ActionState):
        held, last, start = _iso(state.held_on), _iso(state.ends.date()), _iso(state.starts.date())
        return Outline(intern(state.status), area, held, last, state.late_since is not None, start, category=category)
    if isinstance(state, DeedState):
        return Outline(intern(state.status), area, "", "", state.late_since is not None, _iso(item.record.history[0].at.date()), category=category)
    return Outline("", area, "", "", False)


def _iso(day: date | None) -> str:
    return intern(day.isoformat()) if day else ""
