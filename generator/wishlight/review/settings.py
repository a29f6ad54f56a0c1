"""Changed settings: each rule by its own name with its old and new value, everything else by its place in the file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from wishlight.pages.formats import format_day
from wishlight.pages.rules import show_value
from wishlight.records.board.model import Board, Setting
from wishlight.records.retired import parse_settings
from wishlight.review.pen import Pen, Said
from wishlight.review.sides import Sides
from wishlight.review.values import conceal

RULES = "site_config/rules.yml"
LONGEST = 80
"""Signs of a setting's value that are repeated."""

_NAMES = (("id",), ("person", "from"), ("from",))
"""What tells the rows of a list apart."""


def tell_settings(sides: Sides, pen: Pen) -> Iterator[Said]:
    """One line for each setting that differs."""
    for path, (old, new) in sides.settings.items():
        if path == RULES:
            yield from _tell_rules(sides, pen)
        else:
            before, after = flatten(parse_settings(old)), flatten(parse_settings(new))
            names = sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))
            for name in names or [""]:
                was, now = (_clip(values[name], pen) if name in values else pen("review.nothing") for values in (before, after))
                yield pen("review.setting", file=path, name=name, before=was, after=now) if name else pen("review.rewritten", file=path)


def list_changed_rules(old: Board, new: Board) -> dict[str, Setting]:
    """Each rule with the newest of its values that the older settings lack."""
    found = {}
    for name, settings in new.rules.history.items():
        known = [(setting.since, setting.value) for setting in old.rules.history.get(name, ())]
        fresh = [setting for setting in settings if (setting.since, setting.value) not in known]
        if fresh:
            found[name] = fresh[-1]
    return found


def flatten(tree: Any, name: str = "") -> dict[str, str]:
    """Every value of a settings file by its place; a list's row is called by its id."""
    if isinstance(tree, Mapping):
        parts = {str(key): value for key, value in tree.items()}
    elif isinstance(tree, list):
        parts = {_name_row(row) or str(n): row for n, row in enumerate(tree, 1)}
    else:
        return {name: str(tree)}
    flat: dict[str, str] = {}
    for key, value in parts.items():
        flat.update(flatten(value, f"{name}.{key}" if name else key))
    return flat


def name_rule(name: str, pen: Pen) -> Said:
    """What a rule is called; one of the board's own by its name in the file."""
    key = f"rules.{name}.title"
    return pen(key) if pen.words.has(key) else pen.take(name)


def _tell_rules(sides: Sides, pen: Pen) -> Iterator[Said]:
    base, head, words = sides.base.board, sides.head.board, pen.words
    for name, setting in list_changed_rules(base, head).items():
        had = [s for s in base.rules.history.get(name, ()) if s.since <= setting.since]
        before = pen.take(show_value(name, had[-1].value, words)) if had else pen("review.nothing")
        after, day = show_value(name, setting.value, words), format_day(setting.since, words)
        yield pen("review.rule", rule=name_rule(name, pen), day=day, before=before, after=after, why=_clip(setting.why, pen) or pen("review.no-reason"))


def _name_row(row: Any) -> str:
    keys = next((keys for keys in _NAMES if all(key in row for key in keys)), ()) if isinstance(row, Mapping) else ()
    return " ".join(str(row[key]) for key in keys)


def _clip(text: str, pen: Pen) -> Said:
    return conceal(text if len(text) <= LONGEST else f"{text[:LONGEST]}…", pen)
