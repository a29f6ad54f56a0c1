"""The page of one action: when and where, how many places are left, what changed, how it went.

People are told as numbers only: a page never says who will be, or was, where and when.
"""

from __future__ import annotations

from functools import partial
from typing import Any, cast

from wishlight.pages.action_cards import HELD, OPEN, name_weekday, show_hours
from wishlight.pages.action_changes import list_changes, say_state
from wishlight.pages.addresses import address_of
from wishlight.pages.context import Context
from wishlight.pages.doors import list_doors
from wishlight.pages.facts import Fact, Value, list_facts
from wishlight.pages.formats import fill, format_minutes, short_id, tag_day
from wishlight.pages.linked_data import describe_action
from wishlight.pages.page import Page
from wishlight.pages.people import Called
from wishlight.pages.render import make_page
from wishlight.pages.sharing import card_of
from wishlight.pages.stages import Stage, list_stages
from wishlight.pages.timeline import Item, list_items
from wishlight.pages.watch import Planned, Watch
from wishlight.records.fold import ActionState
from wishlight.records.formlinks import form_link
from wishlight.records.lifecycle import find_step
from wishlight.records.model import Record
from wishlight.words import Words

STEPS = ("proposed", "published", "held", "reported")
_SAID_ABOVE = ("starts", "ends", "capacity")


def plan_one(context: Context, watch: Watch, id: str, lang: str) -> Planned:
    """The page of a record in a language."""
    return watch.plan(address_of(id), lang, partial(_make_one, id=id, lang=lang))


def _make_one(context: Context, *, id: str, lang: str) -> Page:
    record, state = context.folded[id].record, cast("ActionState", context.folded[id].state)
    words = context.words[lang]
    title = str(record.head["title"])
    area = context.board.name_of("areas", record.head["area"], lang)
    status = words(f"status.action.{state.status}")
    return make_page(
        context,
        lang,
        "action",
        address_of(record.id),
        _list_values(context, record, state, lang),
        title=f"{title} · {short_id(record.id)}",
        description=words("pages.action.description", title=title, area=area, status=status),
        section="actions",
        source=record.path,
        card=card_of("action", state.status),
        head=describe_action(context, record, state, lang),
    )


def _list_values(context: Context, record: Record, state: ActionState, lang: str) -> dict[str, Any]:
    words = context.words[lang]
    label = words("pages.action.sign_up" if state.places_left else "pages.action.join_queue")
    return {
        "id": record.id,
        "name": record.head["title"],
        "story": record.head.get("story", ""),
        "state": state,
        "lead": say_state(context, state, lang),
        "changes": list_changes(context, record, lang),
        "steps": _list_steps(record, state, words),
        "rows": _list_rows(context, record, state, lang),
        "area": record.head["area"],
        "open": state.status in OPEN,
        "held": state.status in HELD and state.attended + state.absent + state.excused + state.guests > 0,
        "came_minutes": format_minutes(sum(s.minutes or 0 for s in state.signups if s.state == "attended"), words),
        "ways": list_doors(context, lang, "sign_up", short_id(record.id), form_link(context.board, "sign-up", record=record.id), label),
        "question": form_link(context.board, "question", record=record.id),
        "items": _list_entries(context, record, lang),
        "hidden": sum(_is_about_people(record, entry.event) for entry in record.history),
    }


def _list_rows(context: Context, record: Record, state: ActionState, lang: str) -> tuple[Fact, ...]:
    """The facts with the time as it now stands; places have a section of their own."""
    words = context.words[lang]
    day, hours = tag_day(state.starts.date(), words), show_hours(state.starts, state.ends, words)
    when = fill(words, "pages.action.when", day=day, weekday=name_weekday(state.starts, words), hours=hours)
    rest = tuple(fact for fact in list_facts(context, record, lang) if fact.name not in _SAID_ABOVE)
    return (Fact("starts", words("pages.action.time"), Value(when)), *rest) if state.status != "postponed" else rest


def _list_steps(record: Record, state: ActionState, words: Words) -> tuple[Stage, ...]:
    reported = next((entry.on for entry in record.history if entry.event == "reported"), None) if state.state == "reported" else None
    days = (state.proposed_on, state.published_on, state.held_on, reported)
    labels = {step: words(f"pages.action.step.{step}") for step in STEPS}
    ended = words(f"status.action.{state.status}") if state.status in ("cancelled", "declined") else ""
    return list_stages(labels, days, ended=ended, end=state.ended_on, late=state.late_since is not None)


def _is_about_people(record: Record, event: str) -> bool:
    step = find_step(record.kind, event)
    return step is not None and step.of == "claim"


def _list_entries(context: Context, record: Record, lang: str) -> list[Item]:
    """The entries about the action itself, without the names of people who took part in it."""
    someone = Called(context.words[lang]("pages.who.volunteer"))
    pairs = zip(record.history, list_items(context, record, lang), strict=True)
    own = [(entry, item) for entry, item in pairs if not _is_about_people(record, entry.event)]
    return [item._replace(who=someone) if entry.person.startswith("p:") else item for entry, item in own]
