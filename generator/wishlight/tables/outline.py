"""The few values by which lists choose and order records, so that half a million of them need not be opened for it."""

from __future__ import annotations

from datetime import date
from sys import intern
from typing import NamedTuple

from wishlight.records.fold import ActionState, DeedState, WishState
from wishlight.tables.folded import Folded


class Outline(NamedTuple):
    """A record in five values, empty where it has none: `done` is the day a wish came true or an action was held, `end` the day by which
    a wish that came to an end is put in order, or an action's last day; `late` says that its next step is overdue. Days are in ISO form.
    """

    status: str
    area: str
    done: str
    end: str
    late: bool


def make_outline(item: Folded) -> Outline:
    """The outline of a record."""
    state, area = item.state, intern(str(item.record.head.get("area", "")))
    if isinstance(state, WishState):
        end = state.fulfilled_on or state.ended_on or state.submitted_on
        return Outline(intern(state.status), area, _iso(state.fulfilled_on), _iso(end), state.late_since is not None)
    if isinstance(state, ActionState):
        return Outline(intern(state.status), area, _iso(state.held_on), _iso(state.ends.date()), state.late_since is not None)
    if isinstance(state, DeedState):
        return Outline(intern(state.status), area, "", "", state.late_since is not None)
    return Outline("", area, "", "", False)


def _iso(day: date | None) -> str:
    return intern(day.isoformat()) if day else ""
