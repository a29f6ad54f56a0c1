"""An action as a line of a list: its day, its time and how many places are left."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from babel.dates import format_date

from wishlight.pages.addresses import address_of
from wishlight.pages.context import Context, list_outlines, outline_of, share
from wishlight.pages.formats import count, format_day, locale_of
from wishlight.records.fold import ActionState
from wishlight.tables.folded import Folded
from wishlight.tables.outline import Outline
from wishlight.words import Words

OPEN = ("open", "full")
"""What people can still sign up for, or queue for."""

HELD = ("to-report", "held", "reported")


class ActionCard(NamedTuple):
    """What a list says of an action. `month` and `weekday` stand around the day's number; `open` ones lead to how to sign up, as `asks` says."""

    id: str
    path: str
    title: str
    status: str
    starts: datetime
    hours: str
    month: str
    weekday: str
    place: str
    area: str
    category: str
    says: str
    open: bool
    asks: str


def list_actions(
    context: Context, choose: Callable[[Outline], bool] = lambda outline: True, among: Sequence[str] | None = None
) -> list[tuple[Folded, ActionState]]:
    """Actions with their states, by their time: those that are chosen by their outline, of all or among some."""
    outlines = list_outlines(context, "action") if among is None else ((id, outline_of(context, id)) for id in among)
    found = open_actions(context, (id for id, outline in outlines if choose(outline)))
    return sorted(found, key=lambda pair: (pair[1].starts, pair[1].action))


def open_actions(context: Context, ids: Iterable[str]) -> list[tuple[Folded, ActionState]]:
    """Actions with their states by their ids, in the order given."""
    items = (context.folded[id] for id in ids)
    return [(item, item.state) for item in items if isinstance(item.state, ActionState)]


def list_coming(context: Context, among: Sequence[str] | None = None) -> list[tuple[Folded, ActionState]]:
    """Actions that people still have to know of, by their time: of all (found once a process) or among some."""
    return share(context, "coming", lambda: _find_coming(context, None)) if among is None else _find_coming(context, among)


def _find_coming(context: Context, among: Sequence[str] | None) -> list[tuple[Folded, ActionState]]:
    today = context.as_of.isoformat()
    return list_actions(context, lambda outline: is_coming(outline, today), among)


def is_coming(outline: Outline, today: str) -> bool:
    """Whether people still have to know of an action: not over by its time, or put off without a new one. `today` is in ISO form."""
    return outline.status not in ("declined", "proposed") and (outline.status == "postponed" or outline.end >= today)


def make_cards(context: Context, actions: Iterable[tuple[Folded, ActionState]], lang: str) -> list[ActionCard]:
    """The cards of actions in a language."""
    return [_make_card(context, item, state, lang) for item, state in actions]


def _make_card(context: Context, item: Folded, state: ActionState, lang: str) -> ActionCard:
    words, head = context.words[lang], item.record.head
    return ActionCard(
        id=item.record.id,
        path=address_of(item.record.id),
        title=head["title"],
        status=state.status,
        starts=state.starts,
        hours=show_hours(state.starts, state.ends, words),
        month=str(format_date(state.starts.date(), "LLL", locale=locale_of(words))),
        weekday=name_weekday(state.starts, words),
        place=head["place"],
        area=context.board.name_of("areas", head["area"], lang),
        category=context.board.name_of("action_categories", head["category"], lang),
        says=say_places(state, words),
        open=state.status in OPEN,
        asks=words("pages.action.sign_up" if state.places_left else "pages.action.join_queue"),
    )


def name_weekday(moment: datetime, words: Words) -> str:
    """`周日` / `Sun`."""
    return str(format_date(moment.date(), "ccc", locale=locale_of(words)))


def show_hours(starts: datetime, ends: datetime, words: Words) -> str:
    """`8:00—11:00`; with the second day where an action runs over midnight."""
    end = f"{ends:%H:%M}" if ends.date() == starts.date() else f"{format_day(ends.date(), words, starts.year)} {ends:%H:%M}"
    return words("pages.actions.hours", start=f"{starts:%H:%M}", end=end)


def say_places(state: ActionState, words: Words) -> str:
    """One sentence on an action: places left, how long the waiting list is, or how many came."""
    if state.status == "open":
        return count(words, "pages.actions.left", state.places_left)
    if state.status == "full":
        return count(words, "pages.actions.waiting", state.waiting) if state.waiting else words("pages.actions.queue")
    if state.status in HELD and state.attended:
        return count(words, "pages.actions.came", state.attended)
    return ""
