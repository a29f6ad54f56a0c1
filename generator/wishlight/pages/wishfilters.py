"""The filters of the wish wall: each value of each is a page of its own, and a link on every page of the wall."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from wishlight.pages.context import Context
from wishlight.pages.wishcards import LIVE, Wish, skill_of
from wishlight.records.board.model import Board

WALL = "wishes/"
MINUTES = (15, 30, 60)
"""Answers to “how much time have you got”."""

STATUSES = (
    "open",
    "claimed",
    "delivered",
    "submitted",
    "fulfilled",
    "closed",
    "declined",
    "referred",
    "redirected",
    "merged",
)
CHOICES = {"area": "areas", "category": "wish_categories", "beneficiary": "beneficiaries"}
NAMES = ("minutes", "area", "skill", "place", "newcomer", "category", "kind", "beneficiary", "status")
"""The filters in the order in which they are shown."""


class Filter(NamedTuple):
    """One value of one filter. `offered` says whether the wall links to it; grids, for one, have their page but no link."""

    name: str
    value: str
    offered: bool

    @property
    def path(self) -> str:
        """The address of the list it leads to."""
        return f"{WALL}{self.name}/{self.value}/"


class FilterLink(NamedTuple):
    """A link as the template shows it. `key` is what the script reads; empty where the wall's cards can't answer."""

    href: str
    text: str
    key: str
    current: bool


class FilterGroup(NamedTuple):
    """One filter with its links, “all” first."""

    name: str
    title: str
    links: tuple[FilterLink, ...]


def list_filters(board: Board) -> tuple[Filter, ...]:
    """Every value of every filter, in the order shown."""
    return tuple(found for name in NAMES for found in _list_values(board, name))


def _list_values(board: Board, name: str) -> Iterator[Filter]:
    if name == "minutes":
        yield from (Filter(name, str(value), True) for value in MINUTES)
    elif name == "status":
        yield from (Filter(name, value, True) for value in STATUSES)
    elif name == "area":
        yield from (Filter(name, area.id, area.level == "community") for area in board.areas.values())
    elif name == "skill":
        needed = {skill_of(board, category) for category in board.lists.get(CHOICES["category"], {})}
        yield from (Filter(name, skill, True) for skill in board.lists.get("skills", {}) if skill in needed)
    elif name in CHOICES:
        yield from (Filter(name, value, True) for value in board.lists.get(CHOICES[name], {}))
    else:
        field = next(f for f in board.schema.tables["wish"].fields if f.name == name)
        values = ("yes",) if name == "newcomer" else field.constraints["enum"]
        yield from (Filter(name, value, True) for value in values)


def sort_out(context: Context, live: Iterable[Wish]) -> dict[tuple[str, str], list[Wish]]:
    """The wishes on the wall by the name and value of each filter on whose list they belong."""
    found: dict[tuple[str, str], list[Wish]] = {}
    for wish in live:
        for answer in _answer(context, wish):
            found.setdefault(answer, []).append(wish)
    return found


def _answer(context: Context, wish: Wish) -> Iterator[tuple[str, str]]:
    head = wish.record.head
    yield "status", wish.state.status
    yield from (("minutes", str(most)) for most in MINUTES if int(head["minutes"]) <= most)
    yield from (("area", area.id) for area in context.board.area_line(head["area"]))
    yield "skill", skill_of(context.board, head["category"])
    yield from ((name, str(head[name])) for name in NAMES if name not in ("minutes", "area", "skill", "status") and name in head)


def name_filter(context: Context, asked: Filter, lang: str) -> str:
    """What a filter's value is called."""
    words = context.words[lang]
    if asked.name == "skill":
        return context.board.name_of("skills", asked.value, lang)
    if asked.name in CHOICES:
        return context.board.name_of(CHOICES[asked.name], asked.value, lang)
    if asked.name == "status":
        return words(f"status.wish.{asked.value}")
    if asked.name == "minutes":
        return words("pages.wishes.within", n=asked.value)
    return words(f"enums.{asked.name}.{asked.value}")


def link_filters(
    context: Context, filters: tuple[Filter, ...], current: Filter | None, url: Callable[[str], str], lang: str
) -> tuple[FilterGroup, ...]:
    """The groups of links as they stand on one page of the wall."""
    words = context.words[lang]
    groups = []
    for name in NAMES:
        chosen = current is not None and current.name == name
        links = [FilterLink(url(WALL), words("pages.wishes.all"), f"{name}=", not chosen)]
        for one in filters:
            if one.name == name and (one.offered or one == current):
                key = "" if name == "status" and one.value not in LIVE else f"{name}={one.value}"
                links.append(FilterLink(url(one.path), name_filter(context, one, lang), key, one == current))
        groups.append(FilterGroup(name, words(f"pages.wishes.filter.{name}"), tuple(links)))
    return tuple(groups)
