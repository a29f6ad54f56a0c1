"""Rows of what the board set: areas, lists, rules, posts, days, population."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from wishlight.records.board.model import Area, Board, Names

Rows = dict[str, list[dict[str, Any]]]


def make_setting_rows(board: Board, as_of: date) -> Rows:
    """Rows by table name. Only what was set by `as_of` is told apart by its own dates; nothing is left out."""
    return {
        "board": [{"as_of": as_of, **_named(_text_names(board)), "time_zone": board.zone.key}],
        "areas": [_area_row(board, area) for area in board.areas.values()],
        "choices": [row for name in board.lists if name != "areas" for row in _choice_rows(board, name)],
        "rules": [
            {"name": name, "since": setting.since, "value": _rule_text(setting.value), "why": setting.why or None}
            for name, settings in board.rules.history.items()
            for setting in settings
        ],
        "posts": [{"post": f"post:{post.id}", "duty": post.duty, "area": post.area or None, **_named(post.names)} for post in board.posts.values()],
        "post_holders": [
            {"post": f"post:{post.id}", "person": held.person, "since": held.since, "until": held.until}
            for post in board.posts.values()
            for held in post.holders
        ],
        "days": [{"day": day, "working": board.calendar.is_working(day)} for year in sorted(board.calendar.years) for day in _days_of(year)],
        "population": [
            {"area": row["area"], "beneficiary": row["group"], "people": int(row["people"]), "counted_on": row.get("from")}
            for row in board.population
        ],
    }


def _text_names(board: Board) -> Names:
    name = board.info.get("name", "")
    return name if isinstance(name, dict) else {"zh": str(name)}


def _named(names: Names) -> dict[str, str | None]:
    return {"name_zh": names.get("zh") or names.get("en"), "name_en": names.get("en")}


def _area_row(board: Board, area: Area) -> dict[str, Any]:
    above = {level: board.area_at(area.id, level) for level in ("community", "street", "district")}
    own = {"id": area.id, "level": area.level, "parent": area.parent, "households": area.households}
    return {**own, **_named(area.names), **above, "since": area.since, "until": area.until}


def _choice_rows(board: Board, name: str) -> Iterator[dict[str, Any]]:
    for choice in board.lists[name].values():
        extra = {key: choice.extra.get(key) for key in ("sensitive", "skill")}
        yield {"list": name, "id": choice.id, **_named(choice.names), "since": choice.since, "until": choice.until, **extra}


def _rule_text(value: Any) -> str:
    return ",".join(str(item) for item in value) if isinstance(value, tuple) else str(value)


def _days_of(year: int) -> Iterator[date]:
    day = date(year, 1, 1)
    while day.year == year:
        yield day
        day += timedelta(days=1)
