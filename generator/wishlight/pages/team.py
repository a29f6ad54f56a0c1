"""A page for each team: what its members gave together, and the actions it holds. Members are told as a number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from wishlight.pages.action_cards import list_coming, make_cards
from wishlight.pages.addresses import address_of
from wishlight.pages.charts import Drawing, Series, draw_bars
from wishlight.pages.context import Context, list_folded, list_ids, outline_of, record_of
from wishlight.pages.facts import list_facts
from wishlight.pages.formats import format_minutes, format_month
from wishlight.pages.given import Award, read_awards, sum_months, sum_up
from wishlight.pages.page import Page
from wishlight.pages.people import call_team
from wishlight.pages.render import make_page
from wishlight.records.model import Record
from wishlight.tables.folded import Folded

ASKS_DATABASE = True
MONTHS = 12


def make(context: Context) -> Iterator[Page]:
    """One page a team and language."""
    awards = read_awards(context, "team")
    members = dict(context.con.execute(_MEMBERS).fetchall())
    hosted: dict[str, list[str]] = defaultdict(list)
    for id in list_ids(context, "action"):
        hosted[str(record_of(context, id).head["host"])].append(id)
    for folded in list_folded(context, "team"):
        id = folded.record.id
        for lang in context.detail_languages:
            yield _make_one(context, folded, awards.get(id, []), members.get(id, 0), hosted.get(id, []), lang)


_MEMBERS = "SELECT team, count(DISTINCT person) FROM team_spells WHERE until IS NULL OR until > as_of() GROUP BY team ORDER BY team"


def _make_one(context: Context, folded: Folded, awards: list[Award], members: int, hosted: list[str], lang: str) -> Page:
    words, record = context.words[lang], folded.record
    called = call_team(context, record.id, lang)
    return make_page(
        context,
        lang,
        "team",
        address_of(record.id),
        {**_list_values(context, record, awards, members, hosted, lang), "called": called},
        title=called.text,
        description=words("pages.team.description", name=called.text),
        section="starlight",
        source=record.path,
    )


def _list_values(context: Context, record: Record, awards: list[Award], members: int, hosted: list[str], lang: str) -> dict[str, Any]:
    return {
        "story": record.head.get("story", ""),
        "rows": list_facts(context, record, lang),
        "members": members,
        "given": sum_up(context, awards),
        "drawing": _draw_months(context, awards, lang),
        "coming": make_cards(context, list_coming(context, hosted), lang),
        "held": sum(bool(outline_of(context, id).done) for id in hosted),
    }


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
