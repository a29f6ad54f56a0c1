"""A volunteer's certificate of hours: only with consent to be named, with the commit and the rules by which anyone can count it again."""

from __future__ import annotations

from typing import NamedTuple

from wishlight.pages.codes import Code, code_of
from wishlight.pages.context import Context
from wishlight.pages.people import find_person
from wishlight.pages.rules import show_value
from wishlight.paper.sheet import Asked, Filled, NotPrintableError
from wishlight.records.fold import PersonState
from wishlight.words import Words

TAKES = ("id!",)
HOURS = """
SELECT coalesce(sum(minutes), 0)::BIGINT, count(DISTINCT record), min(day), max(day) FROM awards WHERE person = ?
"""
RULES = ("day_cap_minutes", "star_hours")
"""What decides the hours of a certificate; points have rules of their own."""


class Rule(NamedTuple):
    """A rule with the value in force, as people say it, and the day it holds from."""

    name: str
    since: str
    value: str


def fill(context: Context, lang: str, asked: Asked) -> Filled:
    """The certificate of one volunteer."""
    state = find_person(context, _spell(asked.id))
    if state is None:
        raise NotPrintableError("no-person", id=asked.id)
    if state.name is None:
        raise NotPrintableError("no-consent", id=asked.id)
    minutes, records, first, last = context.con.execute(HOURS, [state.person]).fetchall()[0]
    if not minutes:
        raise NotPrintableError("no-hours", id=asked.id)
    stars = context.con.execute("SELECT stars FROM stars WHERE person = ?", [state.person]).fetchall()
    values = {
        "name": state.name,
        "person": state.person,
        "minutes": minutes,
        "records": records,
        "first": first,
        "last": last,
        "stars": stars[0][0] if stars else 0,
        "rules": [read_rule(context, name, context.words[lang]) for name in RULES],
        "commit": asked.commit,
        "code": _code(context, state, lang),
    }
    return Filled(state.person, context.words[lang]("paper.certificate.title"), values)


def _spell(id: str | None) -> str:
    kind, colon, rest = (id or "").partition(":")
    return f"{kind.lower()}{colon}{rest.upper()}"


def _code(context: Context, state: PersonState, lang: str) -> Code | None:
    """A code only where consent covers a page of one's own."""
    return code_of(context, state.person, lang) if state.scope in ("page", "board") else None


def read_rule(context: Context, name: str, words: Words) -> Rule:
    """A rule as it holds on the board's day."""
    held = [s for s in context.board.rules.history[name] if s.since <= context.as_of] or [context.board.rules.history[name][0]]
    return Rule(name, held[-1].since.isoformat(), show_value(name, held[-1].value, words))
