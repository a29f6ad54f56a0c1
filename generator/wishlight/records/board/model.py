"""The values of a board's configuration."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from wishlight.records.board.days import Calendar
from wishlight.records.fields import Schema
from wishlight.records.place import Trail

Names = Mapping[str, str]
"""A name by language code."""

PERMISSIONS = ("none", "read", "triage", "write", "maintain", "admin")
"""What a forge lets an account do in a repository (GitHub's repository roles), each more than the one before."""


FORGES = ("none", "github")
"""Where a board's repository may lie: nowhere that the program knows, or on a forge."""


class Area(NamedTuple):
    """A node of the area tree. `level` is district, street, community or grid."""

    id: str
    level: str
    parent: str | None
    names: Names
    since: date | None
    until: date | None
    households: int | None


class Choice(NamedTuple):
    """One id of a list that the community chose. It is retired by `until`, never deleted. `extra` holds the list's own keys."""

    id: str
    names: Names
    since: date | None
    until: date | None
    extra: Mapping[str, str]

    def valid_on(self, day: date) -> bool:
        """Whether the choice could be picked that day."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


class Setting(NamedTuple):
    """One value of a rule from a day on."""

    since: date
    value: Any
    why: str


class Settings(NamedTuple):
    """The dated rules of the board."""

    history: Mapping[str, tuple[Setting, ...]]

    def at(self, name: str, day: date) -> Any:
        """The value in force on a day; the oldest one for earlier days. Raises KeyError for an unknown rule."""
        found = self.history[name][0]
        for setting in self.history[name]:
            if setting.since <= day:
                found = setting
        return found.value


class Holder(NamedTuple):
    """Who held a post, from the first day to the last, both included."""

    person: str
    since: date
    until: date | None


class Post(NamedTuple):
    """An office: `duty` is grid, hall, maintainer, supervisor or council.

    `handle` is what the forge calls those who hold it (`@owner/team` or `@login`), for asking them to review; no right rests on it.
    """

    id: str
    duty: str
    area: str
    names: Names
    holders: tuple[Holder, ...]
    handle: str = ""

    def holder_on(self, day: date) -> str | None:
        """The person who held the post that day."""
        for holder in self.holders:
            if holder.since <= day and (holder.until is None or day <= holder.until):
                return holder.person
        return None


@dataclass(frozen=True)
class Board:
    """One community's settings. `info` is `board.yml` as it stands; `lists` holds areas too, so that every choice is found alike.

    `refused` are the places, by file, of what has not the shape that settings have.
    """

    info: Mapping[str, Any]
    zone: ZoneInfo
    languages: tuple[str, ...]
    schema: Schema
    areas: Mapping[str, Area]
    lists: Mapping[str, Mapping[str, Choice]]
    rules: Settings
    posts: Mapping[str, Post]
    calendar: Calendar
    population: tuple[Mapping[str, Any], ...]
    words: Mapping[str, Mapping[str, str]]
    refused: frozenset[tuple[str, Trail]] = frozenset()

    def is_refused(self, path: str, trail: Trail) -> bool:
        """Whether something that stands at a place of the settings, or around it, was refused when they were read: no rule has to say more of it."""
        return any(path == wrong and trail[: len(at)] == at for wrong, at in self.refused)

    def choice_ids(self) -> dict[str, tuple[str, ...]]:
        """All ids of every list, retired ones included."""
        return {name: tuple(found) for name, found in self.lists.items()}

    def name_of(self, list_name: str, id: str, lang: str) -> str:
        """What people call a choice; its id where the board gave it no name."""
        choice = self.lists.get(list_name, {}).get(id)
        return (choice.names.get(lang) or next(iter(choice.names.values()), id)) if choice else id

    def area_line(self, id: str) -> tuple[Area, ...]:
        """The area and all above it, the smallest first. Unknown ids give an empty line."""
        return self._lines.get(id, ())

    def area_at(self, id: str, level: str) -> str | None:
        """The id of the area of a level that an area lies in (itself included)."""
        return self._levels.get((id, level))

    @cached_property
    def _lines(self) -> Mapping[str, tuple[Area, ...]]:
        return {id: self._find_line(id) for id in self.areas}

    @cached_property
    def _levels(self) -> Mapping[tuple[str, str], str]:
        # The smallest of a level wins, so it is written last.
        return {(id, area.level): area.id for id, line in self._lines.items() for area in reversed(line)}

    def _find_line(self, id: str) -> tuple[Area, ...]:
        line: list[Area] = []
        area = self.areas.get(id)
        while area and area not in line:
            line.append(area)
            area = self.areas.get(area.parent or "")
        return tuple(line)

    def person_behind(self, actor: str, day: date) -> str:
        """The person an actor stands for that day: a post's holder, otherwise the actor itself."""
        if actor.startswith("post:"):
            post = self.posts.get(actor[5:])
            return (post.holder_on(day) if post else None) or actor
        return actor
