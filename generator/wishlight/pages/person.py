"""A page for each volunteer who agreed to have one: what they gave, their stars and badges. It is gone once they withdraw."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial
from typing import Any, NamedTuple, TypeGuard

from wishlight.pages.addresses import address_of
from wishlight.pages.context import Context, list_ids
from wishlight.pages.follow import ATOM, follow_part
from wishlight.pages.given import Awards, Held, hold, read_awards, sum_up
from wishlight.pages.page import Page
from wishlight.pages.people import call_team
from wishlight.pages.recommended import (
    Offer,
    Waiting,
    explain,
    group_waiting,
    link_wall,
    list_waiting,
    name_waiting,
    recommend,
)
from wishlight.pages.render import make_page
from wishlight.pages.watch import Batch, Planned, Run, Watch, divide, name_given
from wishlight.records.fold import PersonState

WITH_PAGE = ("page", "board")
"""What someone must have agreed to."""

Stars = Mapping[str, tuple[int, int | None]]
Badges = Held[tuple[str, date]]
Teams = Mapping[str, list[str]]


class _Known(NamedTuple):
    """What the database and the wall say, asked once for all pages."""

    awards: Awards
    stars: Stars
    badges: Badges
    teams: Teams
    waiting: Waiting
    waiting_name: str
    levels: int


class _Own(NamedTuple):
    """What a page shows of it: stars (with the hours to the next one), badges, levels of stars there are, teams, and wishes that fit."""

    stars: tuple[int, int | None]
    badges: list[tuple[str, date]]
    levels: int
    teams: list[str]
    offers: list[Offer]


def has_page(state: object) -> TypeGuard[PersonState]:
    """Whether someone agreed to a page, and is not somebody else's second record."""
    return isinstance(state, PersonState) and bool(state.name) and state.scope in WITH_PAGE and not state.merged_into


def plan(context: Context, watch: Watch) -> Iterator[Batch]:
    """One page a consenting person and language."""
    levels = len(context.rule("star_hours"))
    waiting = group_waiting(context, list_waiting(context))
    known = _Known(read_awards(context, "person"), _read_stars(context), _read_badges(context), _read_teams(context), waiting, name_waiting(context), levels)
    return (_plan_run(context, watch, known, run) for run in divide("person", list_ids(context, "person")))


def _plan_run(context: Context, watch: Watch, known: _Known, run: Run) -> Batch:
    return Batch(partial(_plan_some, context, watch, known, run), watch.base(run.key, partial(_list_given, known, run), run.ids))


def _list_given(known: _Known, run: Run) -> tuple[object, ...]:
    """All that the pages of some people are made from besides what records say."""
    own = [(known.awards.name(id), known.stars.get(id), known.badges.name(id), known.teams.get(id)) for id in run.ids]
    return known.levels, known.waiting_name, own


def _plan_some(context: Context, watch: Watch, known: _Known, run: Run) -> Iterator[Planned]:
    for id in run.ids:
        record, state = context.folded[id]
        if has_page(state):
            offers = recommend(context, record, state, known.waiting)
            own = _Own(known.stars.get(id, (0, None)), known.badges.get(id, []), known.levels, known.teams.get(id, []), offers)
            given = name_given(known.awards.name(id), own)
            for lang in context.detail_languages:
                yield watch.plan(address_of(id), lang, partial(_make_one, known=known, own=own, id=id, lang=lang), given)


def _read_stars(context: Context) -> Stars:
    rows = context.con.execute("SELECT person, stars, next_hours FROM stars ORDER BY person").fetchall()
    return {person: (stars, next_hours) for person, stars, next_hours in rows}


def _read_badges(context: Context) -> Badges:
    return hold(context, tuple[str, date], "badges", "badges", "SELECT person, badge, earned_on FROM badges ORDER BY person, earned_on, badge")


def _read_teams(context: Context) -> Teams:
    """The teams that people are in, in the order in which they joined."""
    return dict(context.con.execute(_TEAMS).fetchall())


_TEAMS = "SELECT person, list(team ORDER BY since, team) FROM team_spells WHERE until IS NULL OR until > as_of() GROUP BY person ORDER BY person"


def _make_one(context: Context, *, known: _Known, own: _Own, id: str, lang: str) -> Page:
    words, (record, state) = context.words[lang], context.folded[id]
    if not isinstance(state, PersonState):
        raise TypeError(id)
    name = str(state.name)
    values: dict[str, Any] = {
        "name": name,
        "joined": state.joined_on,
        "area": context.board.area_at(record.head["area"], "community") or record.head["area"],
        "skills": record.head.get("skills", ()),
        "minutes": record.head.get("minutes"),
        "given": sum_up(context, known.awards.get(id, [])),
        "levels": own.levels,
        "stars": own.stars,
        "badges": own.badges,
        "teams": [call_team(context, team, lang) for team in own.teams],
        "offers": [(one, explain(context, one, lang)) for one in own.offers],
        "wall": link_wall(context, record),
    }
    return make_page(
        context,
        lang,
        "person",
        address_of(id),
        values,
        title=name,
        description=words("pages.person.description", name=name),
        section="starlight",
        source=record.path,
        follow=follow_part(context, lang, address_of(id), name, ATOM),
    )
