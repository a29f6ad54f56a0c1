"""Rows of what histories add up to: the states of wishes, claims, actions, sign-ups, deeds, people and teams."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from wishlight.records.fold import ActionState, DeedState, PersonState, WishState
from wishlight.records.shape import parse_moment
from wishlight.tables.folded import Folded

Rows = dict[str, list[dict[str, Any]]]

TABLES = ("wish_states", "claims", "action_states", "signups", "deed_states", "person_states", "team_states", "team_spells")
_MOMENTS = ("confirmed_at", "recorded_at")


def make_derived_rows(folded: Iterable[Folded], zone: ZoneInfo) -> Rows:
    """Rows by table name."""
    rows: Rows = {name: [] for name in TABLES}
    for record, state in folded:
        match state:
            case WishState():
                rows["wish_states"].append(_row(state, zone))
                rows["claims"].extend(_row(claim, zone) for claim in state.claims)
            case ActionState():
                rows["action_states"].append(_row(state, zone))
                rows["signups"].extend(_row(signup, zone) for signup in state.signups)
            case DeedState():
                rows["deed_states"].append(_row(state, zone))
            case PersonState() if record.kind == "team":
                rows["team_states"].append({**_row(state, zone), "team": state.person})
            case PersonState():
                rows["person_states"].append(_row(state, zone))
                rows["team_spells"].extend(_row(spell, zone) for spell in state.spells)
    return rows


def _row(state: NamedTuple, zone: ZoneInfo) -> dict[str, Any]:
    row = {key: value for key, value in state._asdict().items() if not isinstance(value, tuple)}
    for key, value in row.items():
        if isinstance(value, datetime):
            row[key] = value.astimezone(zone).replace(tzinfo=None)
        elif key in _MOMENTS and value is not None:
            row[key] = parse_moment(value, zone).replace(tzinfo=None)
    return row
