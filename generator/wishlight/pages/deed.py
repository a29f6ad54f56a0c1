"""The page of one deed: how far it is, its votes, its money, the objections, and how residents took it over."""

from __future__ import annotations

from functools import partial
from typing import Any, cast

from wishlight.pages.addresses import address_of
from wishlight.pages.context import Context
from wishlight.pages.deed_cards import BUDGETED
from wishlight.pages.deed_money import read_money
from wishlight.pages.deed_says import say_round, say_state
from wishlight.pages.deed_votes import list_notices, list_objections, list_rounds, read_acceptance
from wishlight.pages.doors import list_doors
from wishlight.pages.facts import Fact, Value, list_facts
from wishlight.pages.formats import short_id
from wishlight.pages.page import Page
from wishlight.pages.people import call_actor
from wishlight.pages.render import make_page
from wishlight.pages.sharing import card_of
from wishlight.pages.stages import Stage, list_stages
from wishlight.pages.timeline import Item, list_items
from wishlight.pages.watch import Planned, Watch
from wishlight.records.fold import DeedState, Run, run_history
from wishlight.records.formlinks import form_link
from wishlight.records.model import Record
from wishlight.words import Words

STEPS = ("proposed", "deliberated", "tallied", "publicised", "approved", "started", "completed", "inspected", "accepted")


def plan_one(context: Context, watch: Watch, id: str, lang: str) -> Planned:
    """The page of a record in a language."""
    return watch.plan(address_of(id), lang, partial(_make_one, id=id, lang=lang))


def _make_one(context: Context, *, id: str, lang: str) -> Page:
    record, state = context.folded[id].record, cast("DeedState", context.folded[id].state)
    words = context.words[lang]
    title = str(record.head["title"])
    area = context.board.name_of("areas", record.head["area"], lang)
    return make_page(
        context,
        lang,
        "deed",
        address_of(record.id),
        _list_values(context, record, state, lang),
        title=f"{title} · {short_id(record.id)}",
        description=words("pages.deed.description", title=title, area=area, status=words(f"status.deed.{state.status}")),
        section="deeds",
        source=record.path,
        card=card_of("deed", state.status),
    )


def _list_values(context: Context, record: Record, state: DeedState, lang: str) -> dict[str, Any]:
    words, run = context.words[lang], run_history(record)
    money, notices = read_money(record, run, state), list_notices(run, context.board)
    return {
        "id": record.id,
        "name": record.head["title"],
        "story": record.head.get("story", ""),
        "area": record.head["area"],
        "state": state,
        "lead": say_state(context, state, notices, lang),
        "over": state.spent_fen > state.budget_fen and state.status in BUDGETED,
        "steps": _list_steps(run, state, words),
        "rows": list_facts(context, record, lang),
        "money": money,
        "approvers": [call_actor(context, change.approved_by, lang).text for change in money.variations],
        "rounds": [(one, say_round(one, words)) for one in list_rounds(run)],
        "notices": notices,
        "objections": list_objections(run),
        "acceptance": read_acceptance(record, run, state, context.rule("min_sample")),
        "items": _list_entries(context, record, lang),
        "forms": _list_forms(context, record, state, words),
        "ways": _list_ways(context, record, state, lang),
    }


def _list_steps(run: Run, state: DeedState, words: Words) -> tuple[Stage, ...]:
    again = ("tallied",) if state.status == "no-quorum" else ()  # a count that did not count
    days = [entry.on if step not in again and (entry := run.last(step)) else None for step in STEPS]
    labels = {step: words(f"pages.deed.step.{step}") for step in STEPS}
    ended = words(f"status.deed.{state.status}") if state.status in ("declined", "cancelled") else ""
    return list_stages(labels, days, ended=ended, end=state.ended_on, late=state.late_since is not None)


def _list_forms(context: Context, record: Record, state: DeedState, words: Words) -> list[tuple[str, str]]:
    names = {"started": ("progress", "question")}.get(state.status, ("question",))
    pairs = ((words(f"pages.deed.form.{name}"), form_link(context.board, name, record=record.id)) for name in names)
    return [(text, link) for text, link in pairs if link]


def _list_ways(context: Context, record: Record, state: DeedState, lang: str) -> dict[str, Any] | None:
    """How to second a deed; None once that is over."""
    if state.status != "proposed":
        return None
    form, label = form_link(context.board, "second", record=record.id), context.words[lang]("pages.deed.form.second")
    return list_doors(context, lang, "second", short_id(record.id), form, label)


def _list_entries(context: Context, record: Record, lang: str) -> list[Item]:
    """The entries, with a budget line called as the deed calls it."""
    labels = {row["line"]: row["label"] for row in record.head.get("budget", ())}

    def name(fact: Fact) -> Fact:
        if fact.name != "line" or fact.value.text not in labels:
            return fact
        return fact._replace(value=Value(labels[fact.value.text], own=True))

    return [item._replace(details=tuple(map(name, item.details))) for item in list_items(context, record, lang)]
