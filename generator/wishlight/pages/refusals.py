"""What was not taken up, passed on, merged or closed: why, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from wishlight.pages.addresses import address_of
from wishlight.pages.context import Context, list_outlines
from wishlight.pages.facts import Value
from wishlight.pages.formats import short_id
from wishlight.pages.links import links_from
from wishlight.pages.page import Page
from wishlight.pages.paging import PageLink, Part, link_parts, split_archive
from wishlight.pages.render import make_page
from wishlight.pages.watch import Batch, Planned, Watch, name_figure, name_given, name_records
from wishlight.pages.wishsurvey import survey_wishes
from wishlight.records.fold import ActionState, DeedState, WishState

SIZE = 60
BASE = "refusals/"
ENDS = {
    "wish": ("declined", "referred", "closed", "redirected", "merged"),
    "action": ("declined", "cancelled"),
    "deed": ("declined", "cancelled"),
}


class Ended(NamedTuple):
    """A record that ended without being done. `reason` is an id of the board's list or people's own words; `to` where it went."""

    day: date
    id: str
    kind: str
    status: str
    reason: str
    to: str


class Row(NamedTuple):
    """The same in a language. `later` is what was last heard of it, `later_on` when; `silent` says that nothing was, though something should."""

    day: date
    path: str
    kind: str
    title: str
    status: str
    reason: Value
    to: Value | None
    later_on: date | None
    later: str
    silent: bool


def plan(context: Context, watch: Watch) -> Iterator[Batch]:
    """The list, page by page, in each language."""
    yield Batch(partial(_plan_all, context, watch), watch.base("refusals", partial(_list_given, context)))


def _list_given(context: Context) -> tuple[object, ...]:
    """All that the list is planned from."""
    ended = [*_list_ended(context)]
    return name_figure(context.results["referrals"]), ended, name_records(context.folded, ended)


def _list_ended(context: Context) -> list[str]:
    wishes = survey_wishes(context).by_status  # gone through once for many pages
    others = (id for kind, ends in ENDS.items() if kind != "wish" for id, outline in list_outlines(context, kind) if outline.status in ends)
    return [*(id for status in ENDS["wish"] for _, id in wishes.get(status, ())), *others]


def _plan_all(context: Context, watch: Watch) -> Iterator[Planned]:
    parts = split_archive(sorted(_open_ended(context, _list_ended(context))), SIZE, BASE)
    answers = {str(row["wish"]): row for row in context.results["referrals"].dicts()}
    for part in parts:
        told = {ended.id: answers[ended.id] for ended in part.items if ended.id in answers}
        for lang in context.languages:
            pager = list(link_parts(parts, part, links_from(part.path, lang, context.languages).url))
            make = partial(_make_one, part=part, answers=told, pager=pager, lang=lang)
            yield watch.plan(part.path, lang, make, name_given(part, told, pager))


def _make_one(context: Context, *, part: Part[Ended], answers: Mapping[str, Mapping[str, Any]], pager: list[PageLink], lang: str) -> Page:
    words = context.words[lang]
    number = "" if part.path == BASE else words("pages.list.part", n=part.number)
    values = {
        "rows": [_make_row(context, ended, answers, lang) for ended in part.items],
        "reasons": _list_reasons(context, lang),
        "pager": pager,
        "first": part.path == BASE,
    }
    title, description = words("pages.refusals.title") + number, words("pages.refusals.description") + number
    return make_page(
        context, lang, "refusals", part.path, values, title=title, description=description, section="transparency"
    )


def _open_ended(context: Context, ids: Iterable[str]) -> Iterator[Ended]:
    for record, state in (context.folded[id] for id in ids):
        if isinstance(state, WishState | ActionState | DeedState) and state.ended_on:
            to = state.end_to if isinstance(state, WishState) else None
            yield Ended(state.ended_on, record.id, record.kind, state.status, state.end_reason or "", to or "")


def _list_reasons(context: Context, lang: str) -> list[tuple[str, str, int]]:
    """How often wishes ended in which way and for which reason, most often first."""
    words, name_of = context.words[lang], context.board.name_of
    return [
        (
            words(f"status.wish.{row['status']}"),
            name_of("reasons", row["reason"], lang) if row["reason"] else words("units.none"),
            row["wishes"],
        )
        for row in context.results["refusals"].dicts()
    ]


def _make_row(context: Context, ended: Ended, answers: Mapping[str, Mapping[str, Any]], lang: str) -> Row:
    listed = ended.reason in context.board.lists.get("reasons", {})
    answer = answers.get(ended.id, {})
    return Row(
        day=ended.day,
        path=address_of(ended.id),
        kind=ended.kind,
        title=str(context.folded[ended.id].record.head["title"]),
        status=ended.status,
        reason=Value(context.board.name_of("reasons", ended.reason, lang)) if listed else Value(ended.reason, own=True),
        to=_name_target(context, ended.to, lang),
        later_on=answer.get("answered_on"),
        later=str(answer.get("answer") or ""),
        silent=bool(answer.get("unanswered")),
    )


def _name_target(context: Context, to: str, lang: str) -> Value | None:
    if not to:
        return None
    if to in context.folded:
        return Value(short_id(to), path=address_of(to))
    return Value(context.board.name_of("referrals", to, lang))
