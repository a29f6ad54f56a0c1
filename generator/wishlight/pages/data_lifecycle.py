"""The life of each kind of record: which events there are, when they may happen, who may record them and what they need."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from markupsafe import Markup

from wishlight.pages.charts.ladder import Rung, draw_ladder
from wishlight.pages.context import Context
from wishlight.pages.page import Page
from wishlight.pages.render import make_page
from wishlight.pages.timeline import name_event
from wishlight.records.lifecycle import KINDS, Step, list_steps
from wishlight.records.lifecycle.step import correction_steps
from wishlight.words import Words

PATH = "data/lifecycle/"
CORRECTIONS = frozenset(step.event for step in correction_steps())


class Row(NamedTuple):
    """An event of the table: finished words."""

    event: str
    name: str
    before: str
    after: str
    who: str
    needs: str
    may: str


class Life(NamedTuple):
    """A kind's diagram and table; `of` says whether they are about the record or about one claim of it."""

    kind: str
    of: str
    diagram: Markup
    rows: list[Row]


def list_bases(context: Context) -> tuple[()]:
    """Nothing: these pages are made from the board's settings and from words alone."""
    return ()


def make(context: Context) -> Iterator[Page]:
    """The page in each language."""
    for lang in context.languages:
        words = context.words[lang]
        lives = [life for kind in KINDS for of in ("record", "claim") if (life := _make_life(context, kind, of, lang))]
        shared = [_make_row(context, "any", step, lang) for step in correction_steps()]
        title, description = words("pages.data_lifecycle.title"), words("pages.data_lifecycle.description")
        values = {"lives": lives, "shared": shared}
        yield make_page(context, lang, "data_lifecycle", PATH, values, title=title, description=description, section="data")


def list_states(kind: str, of: str) -> list[str]:
    """The states that events lead to, in the order of the table, with the start first."""
    steps = [step for step in list_steps(kind).values() if step.of == of]
    return list(dict.fromkeys([KINDS[kind].START, *(step.after for step in steps if step.after)]))


def _make_life(context: Context, kind: str, of: str, lang: str) -> Life | None:
    words = context.words[lang]
    steps = [step for step in list_steps(kind).values() if step.of == of and step.event not in CORRECTIONS]
    if not steps:
        return None
    states = list_states(kind, of)
    ends = KINDS[kind].ENDS if of == "record" else KINDS[kind].CLAIM_ENDS
    looks = ["node-start" if n == 0 else "node-end" if state in ends else "" for n, state in enumerate(states)]
    named = [(name_state(kind, of, state, words), look) for state, look in zip(states, looks, strict=True)]
    rungs = [_make_rung(context, kind, step, states, lang) for step in steps]
    summary = words("pages.data_lifecycle.summary", kind=words(f"pages.data_lifecycle.kind.{kind}.{of}"), states=len(states), events=len(steps))
    return Life(kind, of, draw_ladder(named, rungs, summary), [_make_row(context, kind, step, lang) for step in steps])


def _make_rung(context: Context, kind: str, step: Step, states: list[str], lang: str) -> Rung:
    before = tuple(n for n, state in enumerate(states) if (state in step.before if step.before else n))
    return Rung(name_event(context, kind, step.event, lang), before, states.index(step.after) if step.after else None)


def name_state(kind: str, of: str, state: str, words: Words) -> str:
    """What a state is called."""
    if state == KINDS[kind].START:
        return words("pages.data_lifecycle.new")
    return words(f"status.{kind if of == 'record' else 'claim'}.{state}")


def _make_row(context: Context, kind: str, step: Step, lang: str) -> Row:
    words = context.words[lang]
    comma = words("pages.data_lifecycle.join")

    def join(states: tuple[str, ...], of: str) -> str:
        known = list_states(kind, of) if kind != "any" else []
        return comma.join(name_state(kind, of, state, words) for state in states if state in known)

    before = join(step.before, step.of) or words("pages.data_lifecycle.any")
    if step.while_:
        before = words("pages.data_lifecycle.while", before=before, states=join(step.while_, "record"))
    return Row(
        event=step.event,
        name=name_event(context, kind, step.event, lang),
        before=before,
        after=name_state(kind, step.of, step.after, words) if step.after else words("pages.data_lifecycle.same"),
        who=comma.join(words(f"pages.data_lifecycle.who.{who}") for who in step.who),
        needs=comma.join(_name_field(name, words) for name in step.needs),
        may=comma.join(_name_field(name, words) for name in step.may),
    )


def _name_field(name: str, words: Words) -> str:
    if name == "helpers":
        return words("fields.entry_helpers.person")
    return words(f"fields.entries.{name}")
