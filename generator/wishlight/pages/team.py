"""A page for each team: what its members gave together, and the actions it holds. Members are told as a number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any, NamedTuple

from wishlight.pages.action_cards import is_coming, list_coming, make_cards, open_actions
from wishlight.pages.addresses import address_of
from wishlight.pages.charts import Drawing, Series, draw_bars
from wishlight.pages.context import Context, list_ids, outline_of
from wishlight.pages.facts import list_facts
from wishlight.pages.formats import format_minutes, format_month
from wishlight.pages.given import Award, Awards, read_awards, sum_months, sum_up
from wishlight.pages.page import Page
from wishlight.pages.people import call_team
from wishlight.pages.render import make_page
from wishlight.pages.watch import Batch, Planned, Run, Watch, divide, name_given, name_record

MONTHS = 12


class _Known(NamedTuple):
    """What the database says, asked once for all pages."""

    awards: Awards
    members: Mapping[str, int]
    hosted: Mapping[str, list[str]]


class _Own(NamedTuple):
    """What a page shows of it: how many members, the ids of actions to come, how many were held."""

    members: int
    coming: list[str]
    held: int


def plan(context: Context, watch: Watch) -> Iterator[Batch]:
    """One page a team and language."""
    members, hosted = (dict(context.con.execute(sql).fetchall()) for sql in (_MEMBERS, _HOSTED))
    known = _Known(read_awards(context, "team"), members, hosted)
    return (_plan_run(context, watch, known, run) for run in divide("team", list_ids(context, "team")))


_MEMBERS = "SELECT team, count(DISTINCT person) FROM team_spells WHERE until IS NULL OR until > as_of() GROUP BY team ORDER BY team"
_HOSTED = "SELECT host, list(id ORDER BY id) FROM actions GROUP BY host ORDER BY host"


def _plan_run(context: Context, watch: Watch, known: _Known, run: Run) -> Batch:
    return Batch(partial(_plan_some, context, watch, known, run), watch.base(run.key, partial(_list_given, context, known, run)))


def _list_given(context: Context, known: _Known, run: Run) -> tuple[object, ...]:
    """All that the pages of some teams are made from besides what the teams' and the looked-at records say."""
    today = context.as_of.isoformat()
    actions = [action for id in run.ids for action in known.hosted.get(id, ())]
    hosted = [(action, name_record(context.folded, action), is_coming(outline_of(context, action), today)) for action in actions]
    return hosted, [(id, known.awards.name(id), known.members.get(id)) for id in run.ids]


def _plan_some(context: Context, watch: Watch, known: _Known, run: Run) -> Iterator[Planned]:
    for id in run.ids:
        hosted = known.hosted.get(id, [])
        coming = [item.record.id for item, _ in list_coming(context, hosted)]
        own = _Own(known.members.get(id, 0), coming, sum(bool(outline_of(context, action).done) for action in hosted))
        given = name_given(known.awards.name(id), own)
        for lang in context.detail_languages:
            yield watch.plan(address_of(id), lang, partial(_make_one, known=known, own=own, id=id, lang=lang), given)


def _make_one(context: Context, *, known: _Known, own: _Own, id: str, lang: str) -> Page:
    words, record, awards = context.words[lang], context.folded[id].record, known.awards.get(id, [])
    called = call_team(context, id, lang)
    values: dict[str, Any] = {
        "called": called,
        "story": record.head.get("story", ""),
        "rows": list_facts(context, record, lang),
        "members": own.members,
        "given": sum_up(context, awards),
        "drawing": _draw_months(context, awards, lang),
        "coming": make_cards(context, open_actions(context, own.coming), lang),
        "held": own.held,
    }
    return make_page(
        context,
        lang,
        "team",
        address_of(id),
        values,
        title=called.text,
        description=words("pages.team.description", name=called.text),
        section="starlight",
        source=record.path,
    )


def _draw_months(context: Context, awards: list[Award], lang: str) -> Drawing | None:
    """The hours of each month from the first to the newest one with any, the last twelve at most."""
    words, found = context.words[lang], sum_months(awards)
    if len(found) < 2:
        return None
    first, last = min(found), max(found)
    count = (int(last[:4]) - int(first[:4])) * 12 + int(last[5:]) - int(first[5:]) + 1
    months = [f"{int(first[:4]) + (int(first[5:]) - 1 + n) // 12}-{(int(first[5:]) - 1 + n) % 12 + 1:02d}" for n in range(count)][-MONTHS:]
    best = max(months, key=lambda month: (found.get(month, 0), month))
    summary = words("pages.team.best", month=format_month(best, words), time=format_minutes(found.get(best, 0), words))
    hours = Series(words("pages.team.hours"), [round(found.get(month, 0) / 60) for month in months])
    return draw_bars([str(int(month[5:])) for month in months], [hours], summary, words("columns.month"), [format_month(month, words) for month in months])
