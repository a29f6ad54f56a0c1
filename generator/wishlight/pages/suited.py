"""What suits me: five open wishes for whoever says what they can do, how long they have and where they are, and why those five.

Nobody needs a page of their own for it, and nothing of the answers leaves the browser but what stands in the address. Each
community has its page. It holds, by skill, every wish that any answer could bring up and no other, so the choice is made in
the browser without asking anyone; without scripts the page is the list itself, skill by skill.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import NamedTuple

from wishlight.pages.context import Context
from wishlight.pages.links import links_from
from wishlight.pages.page import Page
from wishlight.pages.recommended import MOST, NEAR, Offer, list_reasons, list_waiting, make_offer, name_waiting
from wishlight.pages.render import make_page
from wishlight.pages.watch import Batch, Watch
from wishlight.pages.wishcards import Card, Wish, make_card
from wishlight.pages.wishfilters import MINUTES, WALL, FilterGroup, FilterLink

HERE = f"{WALL}for-you/"


class Suggestion(NamedTuple):
    """A wish that may suit: its card, the skill it asks for or nothing, its minutes, its place among all of the page, and each reason by name."""

    card: Card
    skill: str
    minutes: int
    place: int
    reasons: tuple[tuple[str, str], ...]


class Group(NamedTuple):
    """The wishes that ask for one skill; `skill` is empty where anyone can help."""

    skill: str
    title: str
    items: tuple[Suggestion, ...]


def plan(context: Context, watch: Watch) -> Iterator[Batch]:
    """The page of no place in particular and one a community, in each language."""
    waiting = list_waiting(context)
    yield watch.make_whole("suited", partial(_make_all, waiting), lambda: name_waiting(context))


def _make_all(waiting: list[Wish], context: Context) -> Iterator[Page]:
    wishes = {wish.record.id: wish for wish in waiting}
    homes = [area.id for area in context.board.areas.values() if area.level == "community"]
    found = {home: choose(make_offer(context, home, wish, timed=True) for wish in waiting) for home in (None, *homes)}
    asked = {offer.id for offers in found.values() for offer in offers}
    for lang in context.languages:
        cards = {id: make_card(context, wishes[id], lang) for id in sorted(asked)}
        for home, offers in found.items():
            yield _make_one(context, home, homes, _group(context, offers, cards, lang), lang)


def choose(offers: Iterable[Offer]) -> list[Offer]:
    """All that the best MOST for any skills and any of the MINUTES could be made of: the near ones first, then those that wait longer."""
    ordered = sorted(offers, key=lambda one: (NEAR.index(one.near), one.since, one.id))
    kept: set[str] = set()
    for skill in {one.skill for one in ordered}:
        own = [one for one in ordered if one.skill == skill]
        for most in (*MINUTES, None):
            kept.update(one.id for one in [one for one in own if most is None or one.minutes <= most][:MOST])
    return [one for one in ordered if one.id in kept]


def _group(context: Context, offers: list[Offer], cards: dict[str, Card], lang: str) -> list[Group]:
    words, skills = context.words[lang], context.board.lists.get("skills", {})
    titles = {"": words("pages.suited.no_skill"), **{id: words("pages.suited.with_skill", skill=context.board.name_of("skills", id, lang)) for id in skills}}
    items = [
        Suggestion(cards[one.id], one.skill, one.minutes, place, tuple(list_reasons(context, one, lang).items())) for place, one in enumerate(offers)
    ]
    groups = [Group(skill, title, tuple(one for one in items if one.skill == skill)) for skill, title in titles.items()]
    return [group for group in groups if group.items]


def _make_one(context: Context, home: str | None, homes: list[str], groups: list[Group], lang: str) -> Page:
    words, name = context.words[lang], context.board.name_of
    path = f"{HERE}{home}/" if home else HERE
    url = links_from(path, lang, context.languages).url
    links = [FilterLink(url(HERE), words("pages.suited.anywhere"), "", home is None)]
    links += [FilterLink(url(f"{HERE}{each}/"), name("areas", each, lang), "", each == home) for each in homes]
    place = name("areas", home, lang) if home else ""
    return make_page(
        context,
        lang,
        "suited",
        path,
        {
            "groups": groups,
            "where": FilterGroup("where", words("pages.suited.where"), tuple(links)),
            "minutes": MINUTES,
            "skills": [(group.skill, name("skills", group.skill, lang)) for group in groups if group.skill],
            "most": MOST,
        },
        title=words("pages.suited.title_of", place=place) if home else words("pages.suited.title"),
        description=words("pages.suited.description_of", place=place) if home else words("pages.suited.description"),
        section="wishes",
    )
