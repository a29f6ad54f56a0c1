"""The rules in force: each in plain words with its value, and every value it has had, made from the board's own settings."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from wishlight.pages.context import Context
from wishlight.pages.formats import count, format_number
from wishlight.pages.page import Page
from wishlight.pages.render import make_page
from wishlight.records.formlinks import repository_link
from wishlight.words import Words

SOURCE = "site_config/rules.yml"

GROUPS: dict[str, tuple[str, ...]] = {
    "claims": ("claim_cap", "newcomer_claim_cap", "value_cap_fen", "offer_hours", "no_show_limit"),
    "days": (
        *("review_days", "wait_days_urgent", "wait_days_normal", "wait_days_patient", "introduce_days"),
        *("deliver_days_goods", "deliver_days_service", "deliver_days_company", "deliver_days_public_space"),
        *("confirm_days", "reminder_days", "grace_days", "publicity_days", "late_entry_days"),
    ),
    "points": (
        *("point_minutes", "goods_minutes", "waiting_bonus_days", "waiting_bonus_minutes"),
        *("activity_cap_minutes", "day_cap_minutes", "pair_cap_minutes", "star_hours"),
    ),
    "figures": ("min_sample", "board_places", "report_day"),
    "forms": ("open_wish_forms", "automatic_forms"),
}
"""Rules by what they are about; one that stands nowhere here comes last, so that a board's own rule is shown too."""


class Value(NamedTuple):
    """A value of a rule from a day on."""

    since: date
    text: str
    why: str
    now: bool


class Rule(NamedTuple):
    """A rule with its history, the newest value first."""

    name: str
    title: str
    plain: str
    value: str
    history: list[Value]


def list_bases(context: Context) -> date:
    """All that these pages are made from besides the board's settings: the day on which rules hold."""
    return context.as_of


def make(context: Context) -> Iterator[Page]:
    """The page in each language."""
    for lang in context.languages:
        words = context.words[lang]
        rules = {name: _describe(context, name, words) for name in context.board.rules.history}
        grouped = [(group, [rules[name] for name in names if name in rules]) for group, names in GROUPS.items()]
        named = {name for names in GROUPS.values() for name in names}
        groups = [*grouped, ("others", [rule for name, rule in rules.items() if name not in named])]
        values = {"groups": [(group, found) for group, found in groups if found], "repository": repository_link(context.board)}
        title, description = words("pages.rules.title"), words("pages.rules.description")
        yield make_page(context, lang, "rules", "rules/", values, title=title, description=description, section="help", source=SOURCE)


def _describe(context: Context, name: str, words: Words) -> Rule:
    settings = context.board.rules.history[name]
    now = context.board.rules.at(name, context.as_of)
    in_force = max((s.since for s in settings if s.since <= context.as_of), default=settings[0].since)
    history = [Value(s.since, show_value(name, s.value, words), s.why, s.since == in_force) for s in reversed(settings)]
    titled = words.has(f"rules.{name}.title")
    return Rule(
        name=name,
        title=words(f"rules.{name}.title") if titled else name,
        plain=words(f"rules.{name}.plain") if titled else "",
        value=show_value(name, now, words),
        history=history,
    )


def show_value(name: str, value: Any, words: Words) -> str:
    """A rule's value with its unit; values of a list joined, each by its word where it has one."""
    if isinstance(value, (list, tuple)):
        return words("pages.rules.join").join(_show_item(name, item, words) for item in value)
    if isinstance(value, int):
        n = value // 100 if name.endswith("_fen") else value
        return count(words, f"rules.{name}.value", n) if words.has(f"rules.{name}.value.other") else format_number(n, words)
    return str(value)


def _show_item(name: str, item: Any, words: Words) -> str:
    key = f"rules.{name}.values.{item}"
    if words.has(key):
        return words(key)
    return format_number(item, words) if isinstance(item, int) else str(item)
