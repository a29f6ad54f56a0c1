"""A page for each volunteer who agreed to have one: what they gave, their stars and badges. It is gone once they withdraw."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from wishlight.pages.addresses import address_of
from wishlight.pages.context import Context, list_folded
from wishlight.pages.follow import ATOM, follow_part
from wishlight.pages.given import Award, read_awards, sum_up
from wishlight.pages.page import Page
from wishlight.pages.people import call_team
from wishlight.pages.recommended import explain, group_waiting, link_wall, list_waiting, recommend
from wishlight.pages.render import make_page
from wishlight.records.fold import PersonState
from wishlight.records.model import Record

ASKS_DATABASE = True

WITH_PAGE = ("page", "board")
"""What someone must have agreed to."""

Stars = Mapping[str, tuple[int, int | None]]
Badges = Mapping[str, list[tuple[str, date]]]


def make(context: Context) -> Iterator[Page]:
    """One page a consenting person and language."""
    awards, stars, badges = read_awards(context, "person"), _read_stars(context), _read_badges(context)
    waiting = group_waiting(context, list_waiting(context))
    for folded in list_folded(context, "person"):
        state = folded.state
        if isinstance(state, PersonState) and state.name and state.scope in WITH_PAGE and not state.merged_into:
            values = _list_values(context, folded.record, state, awards.get(state.person, []))
            extra: dict[str, Any] = {"stars": stars.get(state.person, (0, None)), "badges": badges.get(state.person, [])}
            extra["offers"] = recommend(context, folded.record, state, waiting)
            for lang in context.detail_languages:
                yield _make_one(context, folded.record, state, {**values, **extra}, lang)


def _read_stars(context: Context) -> Stars:
    rows = context.con.execute("SELECT person, stars, next_hours FROM stars ORDER BY person").fetchall()
    return {person: (stars, next_hours) for person, stars, next_hours in rows}


def _read_badges(context: Context) -> Badges:
    found: dict[str, list[tuple[str, date]]] = {}
    for person, badge, day in context.con.execute("SELECT person, badge, earned_on FROM badges ORDER BY person, earned_on, badge").fetchall():
        found.setdefault(person, []).append((badge, day))
    return found


def _list_values(context: Context, record: Record, state: PersonState, awards: list[Award]) -> dict[str, Any]:
    return {
        "name": state.name,
        "joined": state.joined_on,
        "area": context.board.area_at(record.head["area"], "community") or record.head["area"],
        "skills": record.head.get("skills", ()),
        "minutes": record.head.get("minutes"),
        "given": sum_up(context, awards),
        "levels": len(context.board.rules.at("star_hours", context.as_of)),
        "spells": [spell for spell in state.spells if spell.until is None or spell.until > context.as_of],
    }


def _make_one(context: Context, record: Record, state: PersonState, values: dict[str, Any], lang: str) -> Page:
    words = context.words[lang]
    name = str(state.name)
    teams = [call_team(context, spell.team, lang) for spell in values["spells"]]
    return make_page(
        context,
        lang,
        "person",
        address_of(state.person),
        {**values, "teams": teams, "offers": [(one, explain(context, one, lang)) for one in values["offers"]], "wall": link_wall(context, record)},
        title=name,
        description=words("pages.person.description", name=name),
        section="starlight",
        source=record.path,
        follow=follow_part(context, lang, address_of(state.person), name, ATOM),
    )
