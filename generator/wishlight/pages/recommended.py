"""Which open wishes fit a volunteer, and why: by skills, minutes and the distance in the area tree.

The same rules for everyone, from what is on the volunteer's record, or chosen on the page, alone, so anyone can follow them:

- A wish that asks for a skill the volunteer has not got, or for more minutes than the volunteer has, is left out.
- One that asks for a skill the volunteer has comes first, then the nearer one, then the one that waits longer.
- Nothing is nearer than the same community: a grid would say where the volunteer lives.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import islice
from typing import NamedTuple
from urllib.parse import urlencode

from wishlight.pages.addresses import LETTERS, address_of
from wishlight.pages.context import Context, newest_of, share
from wishlight.pages.formats import format_minutes
from wishlight.pages.happenings import sort_by_newest
from wishlight.pages.watch import name_given
from wishlight.pages.wishcards import Wish, open_wish, skill_of, sort_live
from wishlight.pages.wishfilters import WALL
from wishlight.pages.wishsurvey import survey_wishes
from wishlight.records.fold import PersonState, fold_wish, stand_back
from wishlight.records.model import Record

MOST = 5
"""More is a list to search, and there is the wall for that."""

NEAR = ("community", "street", "remote", "far")
"""How near, nearest first. What is done from afar is as near as the next street."""


class Offer(NamedTuple):
    """A wish that fits. `skill` is the one it asks for, or empty; `near` one of NEAR, with the `place` that both share, if any."""

    id: str
    path: str
    title: str
    area: str
    minutes: int
    since: date
    skill: str
    near: str
    place: str
    fits_time: bool
    newcomer: bool


def list_waiting(context: Context) -> list[Wish]:
    """Wishes that asked for someone when the board's day began, those that wait longest first.

    What happens on the day itself is seen from the next one on: else a single claim would change the page of every volunteer it might have suited.
    """
    return share(context, "waiting", lambda: _find_waiting(context))


def _find_waiting(context: Context) -> list[Wish]:
    eve = context.as_of - timedelta(days=1)
    later = (id for day, ids in sort_by_newest(context).items() if day > eve.isoformat() for id in ids if LETTERS.get(id[:1]) == "wish")
    open_now = (id for _, id in survey_wishes(context).by_status.get("open", ()))
    asked = (_open_as_of(context, id, eve) for id in dict.fromkeys((*open_now, *later)))
    return sort_live(wish for wish in asked if wish and wish.state.status == "open" and wish.state.open_places > 0)


def _open_as_of(context: Context, id: str, eve: date) -> Wish | None:
    """A wish as it stood on the eve of the board's day; None where nobody knew of it yet."""
    record, state = open_wish(context, id)
    if newest_of(context, id) <= eve.isoformat():
        return Wish(record, stand_back(state, eve))
    return Wish(record, fold_wish(record, context.board, eve)) if record.history[0].at.date() <= eve else None


def name_waiting(context: Context) -> str:
    """The short name of all that is said of waiting wishes."""
    return share(context, "name of waiting", lambda: name_given([(wish.record.id, wish.record.head, wish.state) for wish in list_waiting(context)]))


class Group(NamedTuple):
    """Waiting wishes that are alike but for their minutes, those that wait longest first: they ask for one skill (or none) at one place."""

    skill: str
    spot: Spot
    wishes: list[Wish]


class Spot(NamedTuple):
    """Where something is done: its community and street, empty where it has none, or from afar."""

    remote: bool
    community: str
    street: str


class Asked(NamedTuple):
    """All of a volunteer that an answer depends on: where they are, what they can do, and how many minutes they have, if they said so."""

    here: Spot
    skills: tuple[str, ...]
    minutes: int | None


class Waiting(NamedTuple):
    """Waiting wishes in the groups that a volunteer looks through, many times fewer than wishes; and what others like them were offered."""

    groups: list[Group]
    offered: dict[Asked, list[Offer]]


def group_waiting(context: Context, waiting: list[Wish]) -> Waiting:
    """The groups of waiting wishes, with nothing offered yet."""
    found: dict[tuple[str, Spot], list[Wish]] = {}
    for wish in sorted(waiting, key=lambda wish: (wish.state.published_on or context.as_of, wish.record.id)):
        found.setdefault((skill_of(context.board, wish.record.head["category"]), _spot_of(context, wish.record.head["area"], wish)), []).append(wish)
    return Waiting([Group(*key, wishes) for key, wishes in found.items()], {})


def recommend(context: Context, person: Record, state: PersonState, waiting: Waiting) -> list[Offer]:
    """What fits a volunteer who is active now, best first."""
    if state.state != "active":
        return []
    head = person.head
    asked = Asked(_spot_of(context, head["area"]), tuple(head.get("skills", ())), head.get("minutes"))
    if asked not in waiting.offered:
        waiting.offered[asked] = _fit(context, asked, waiting.groups)
    return waiting.offered[asked]


def _fit(context: Context, asked: Asked, groups: list[Group]) -> list[Offer]:
    here, skills, minutes = asked.here, ("", *asked.skills), asked.minutes
    classes: dict[tuple[bool, int], list[Group]] = {}
    for group in groups:
        if group.skill in skills:
            classes.setdefault((not group.skill, NEAR.index(_measure(here, group.spot)[0])), []).append(group)
    best: list[Offer] = []
    for _, alike in sorted(classes.items()):
        fitting = (islice((w for w in group.wishes if minutes is None or w.record.head["minutes"] <= minutes), MOST) for group in alike)
        best += rank(_offer(context, here, wish, timed=minutes is not None) for wishes in fitting for wish in wishes)
        if len(best) >= MOST:
            break
    return best[:MOST]


def rank(offers: Iterable[Offer]) -> list[Offer]:
    """What fits, best first."""
    return sorted(offers, key=lambda one: (not one.skill, NEAR.index(one.near), one.since, one.id))


def explain(context: Context, offer: Offer, lang: str) -> str:
    """Why a wish fits, as people of a language say it."""
    words, why = context.words[lang], list_reasons(context, offer, lang)
    told = [text for name, text in why.items() if name != "time" or offer.fits_time]
    return words("pages.comma").join(told) or words("pages.person.why_waiting")


def list_reasons(context: Context, offer: Offer, lang: str) -> dict[str, str]:
    """Each reason that speaks for a wish, by its name, in the order in which they are said: skill, near, time, newcomer."""
    words, name = context.words[lang], context.board.name_of
    why = {
        "skill": offer.skill and words("pages.person.why_skill", skill=name("skills", offer.skill, lang)),
        "near": offer.place and words("pages.person.why_near", place=name("areas", offer.place, lang)),
        "remote": words("pages.person.why_remote") if offer.near == "remote" else "",
        "time": words("pages.person.why_time", time=format_minutes(offer.minutes, words)),
        "newcomer": words("pages.person.why_newcomer") if offer.newcomer else "",
    }
    return {name: text for name, text in why.items() if text}


def link_wall(context: Context, person: Record) -> str:
    """The wall's address with a volunteer's community and minutes as filters."""
    minutes = person.head.get("minutes")
    asked = {"minutes": minutes if minutes in (15, 30, 60) else None, "area": context.board.area_at(person.head["area"], "community")}
    return f"{WALL}?{urlencode({name: value for name, value in asked.items() if value})}"


def make_offer(context: Context, home: str | None, wish: Wish, *, timed: bool) -> Offer:
    """A wish as it looks from `home`, an area, or from nowhere in particular; `timed` where the minutes were asked about."""
    return _offer(context, _spot_of(context, home), wish, timed=timed)


def _offer(context: Context, here: Spot, wish: Wish, *, timed: bool) -> Offer:
    head = wish.record.head
    near, place = _measure(here, _spot_of(context, head["area"], wish))
    return Offer(
        id=wish.record.id,
        path=address_of(wish.record.id),
        title=str(head["title"]),
        area=head["area"],
        minutes=head["minutes"],
        since=wish.state.published_on or context.as_of,
        skill=skill_of(context.board, head["category"]),
        near=near,
        place=place,
        fits_time=timed,
        newcomer=head.get("newcomer") == "yes",
    )


def _spot_of(context: Context, area: str | None, wish: Wish | None = None) -> Spot:
    if wish and wish.record.head["place"] == "remote":
        return Spot(True, "", "")
    board = context.board
    return Spot(False, board.area_at(area, "community") or "", board.area_at(area, "street") or "") if area else Spot(False, "", "")


def _measure(home: Spot, there: Spot) -> tuple[str, str]:
    """How near, and the place that both share."""
    if there.remote:
        return "remote", ""
    if home.community and home.community == there.community:
        return "community", home.community
    return ("street", home.street) if home.street and home.street == there.street else ("far", "")
