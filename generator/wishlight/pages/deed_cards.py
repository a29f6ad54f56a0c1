"""A deed as a card or a row of a list: its stage, how far it is and what it costs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from wishlight.pages.addresses import address_of
from wishlight.pages.context import Context, list_outlines, share
from wishlight.pages.formats import count, fill, format_yuan, tag_day
from wishlight.records.fold import DeedState
from wishlight.tables.folded import Folded
from wishlight.tables.outline import Outline

GROUPS: dict[str, tuple[str, ...]] = {
    "voting": ("voting", "tallied", "no-quorum", "publicised"),
    "asked": ("proposed", "deliberated"),
    "building": ("approved", "contracted", "started", "paused", "completed", "inspected"),
    "done": ("accepted",),
    "stopped": ("declined", "cancelled"),
}
"""The stages a visitor thinks in, those with something to do first."""

BUDGETED = ("approved", "contracted", "started", "paused", "completed", "inspected", "accepted")


class DeedCard(NamedTuple):
    """What a list says of a deed. `percent` is how much of the work is done; `spent` the share of the budget, both in percent. `asks` says that
    it asks for seconders.
    """

    id: str
    path: str
    title: str
    story: str
    status: str
    area: str
    category: str
    building: bool
    percent: int
    budget: str
    spent: str
    over: bool
    late: bool
    says: str
    asks: bool


def list_deeds(context: Context) -> list[tuple[str, Outline]]:
    """The ids of all deeds and by what they are chosen, the one proposed last first; found once a process."""
    return share(context, "deeds", lambda: sorted(list_outlines(context, "deed"), key=lambda pair: (pair[1].start, pair[0]), reverse=True))


def open_deeds(context: Context, ids: Iterable[str]) -> list[tuple[Folded, DeedState]]:
    """Deeds with their states by their ids, in the order given."""
    items = (context.folded[id] for id in ids)
    return [(item, item.state) for item in items if isinstance(item.state, DeedState)]


def group_of(status: str) -> str:
    """The group of a deed's stage."""
    return next(name for name, statuses in GROUPS.items() if status in statuses)


def make_cards(context: Context, deeds: Iterable[tuple[Folded, DeedState]], lang: str) -> list[DeedCard]:
    """The cards of deeds in a language."""
    return [_make_card(context, item, state, lang) for item, state in deeds]


def _make_card(context: Context, item: Folded, state: DeedState, lang: str) -> DeedCard:
    words, head = context.words[lang], item.record.head
    return DeedCard(
        id=item.record.id,
        path=address_of(item.record.id),
        title=head["title"],
        story=head.get("story", ""),
        status=state.status,
        area=context.board.name_of("areas", head["area"], lang),
        category=context.board.name_of("deed_categories", head["category"], lang),
        building=group_of(state.status) == "building",
        percent=state.percent if state.status in BUDGETED else 0,
        budget=format_yuan(state.budget_fen, words) if state.budget_fen else "",
        spent=format_yuan(state.spent_fen, words),
        over=state.spent_fen > state.budget_fen and state.status in BUDGETED,
        late=state.late_since is not None,
        says=_say_stage(context, state, lang),
        asks=state.status == "proposed",
    )


def _say_stage(context: Context, state: DeedState, lang: str) -> str:
    words = context.words[lang]
    group = group_of(state.status)
    if state.late_since:
        return fill(words, "pages.deeds.late", day=tag_day(state.late_since, words))
    if group == "asked":
        return count(words, "pages.deeds.seconds", state.seconds) if state.seconds else ""
    if group == "building":
        return fill(words, "pages.deeds.due", day=tag_day(state.next_due, words)) if state.next_due else ""
    if group == "done" and state.accepted_on:
        return fill(words, "pages.deeds.accepted", day=tag_day(state.accepted_on, words))
    if group == "stopped" and state.ended_on:
        return fill(words, "pages.deeds.ended", day=tag_day(state.ended_on, words))
    return ""
