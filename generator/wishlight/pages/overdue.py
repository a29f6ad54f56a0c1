"""What is late, and what falls due within the board's reminder days: by the step that is missing, each since a date."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache, partial
from typing import NamedTuple

from wishlight.pages.addresses import address_of
from wishlight.pages.context import Context, list_outlines
from wishlight.pages.page import Page
from wishlight.pages.render import make_page
from wishlight.pages.watch import Batch, Watch
from wishlight.pages.wishcards import Wish, open_wish
from wishlight.pages.wishsurvey import survey_wishes
from wishlight.records.fold import ActionState, DeedState

STEPS = ("publish", "claim", "introduce", "deliver", "confirm", "report", "finish")
"""Steps that can be late, in the order of a record's life; the last two are an action's and a deed's."""


OTHERS = {"action": "report", "deed": "finish"}
"""The step of other records than wishes that can be late."""


class Row(NamedTuple):
    """A record that waits for a step, and the day by which the step should have been or has to be made."""

    day: date
    id: str
    path: str
    kind: str
    title: str
    area: str
    status: str


class Group(NamedTuple):
    """All records that wait for one step."""

    step: str
    rows: tuple[Row, ...]


def plan(context: Context, watch: Watch) -> Iterator[Batch]:
    """One page a language."""
    find = cache(partial(list_late, context))
    yield watch.make_whole("overdue", lambda watched: _make_all(watched, find()), find)


def list_late(context: Context) -> dict[str, list[str]]:
    """The ids of what is late, by kind."""
    others = {kind: [id for id, outline in list_outlines(context, kind) if outline.late] for kind in OTHERS}
    return {"wish": survey_wishes(context).late, **others}


def _make_all(context: Context, late: Mapping[str, list[str]]) -> Iterator[Page]:
    soon = {str(row["wish"]) for row in context.results["at_risk"].dicts()}
    risky = [open_wish(context, id) for id in sorted(soon) if id in context.folded]
    wishes = [open_wish(context, id) for id in late["wish"]]
    for lang in context.languages:
        overdue = [*_list_wishes(context, wishes, lang), *_list_others(context, late, lang)]
        due = _list_wishes(context, risky, lang)
        words = context.words[lang]
        yield make_page(
            context,
            lang,
            "overdue",
            "overdue/",
            {"late": _group(overdue), "due": _group(due), "year": context.as_of.year},
            title=words("pages.overdue.title"),
            description=words("pages.overdue.description"),
            section="transparency",
        )


def _list_wishes(context: Context, wishes: list[Wish], lang: str) -> list[tuple[str, Row]]:
    return [
        (step, _make_row(context, wish.record.id, wish.state.next_due, wish.state.status, lang))
        for wish in wishes
        if wish.state.next_due and (step := wish.state.next_step)
    ]


def _list_others(context: Context, late: Mapping[str, list[str]], lang: str) -> Iterator[tuple[str, Row]]:
    """Actions whose result has not been published, and deeds behind their plan."""
    for kind, step in OTHERS.items():
        for record, state in (context.folded[id] for id in late[kind]):
            if isinstance(state, ActionState | DeedState) and state.late_since:
                yield step, _make_row(context, record.id, state.late_since, state.status, lang)


def _make_row(context: Context, id: str, day: date, status: str, lang: str) -> Row:
    record = context.folded[id].record
    area = context.board.name_of("areas", record.head["area"], lang)
    return Row(day, id, address_of(id), record.kind, str(record.head["title"]), area, status)


def _group(rows: list[tuple[str, Row]]) -> list[Group]:
    return [Group(step, found) for step in STEPS if (found := tuple(sorted(row for name, row in rows if name == step)))]
