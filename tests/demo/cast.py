"""The people of the town as the script knows them: who holds which post, who is in which team, how often they come."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cache

from wishlight.records.ids import make_person_id

from .clock import day_of
from .texts import read_rows

COMMUNITIES = {"xinghu": ("h1", "X"), "heye": ("h2", "H"), "songyuan": ("h3", "S")}
_GRIDS = {"xinghu": "g1", "heye": "g2", "songyuan": "g3"}
WEIGHTS = {"a": 60, "b": 14, "c": 6, "d": 1, "s": 0, "x": 0, "u": 0}
"""How often a person of each class is found when a volunteer is looked for."""


@dataclass
class Volunteer:
    """One row of people.txt, with what the script must remember to keep the board's rules."""

    key: str
    name: str
    area: str
    rank: str
    joined: date
    scope: str
    skills: list[str]
    teams: list[tuple[str, date]]
    id: str
    gone: date | None = None
    busy: list[tuple[date, date, bool]] = field(default_factory=list)
    used: int = 0

    def team_on(self, day: date) -> str | None:
        """The team the person is in that day."""
        return next((team for team, since in self.teams if since <= day), None)

    def teams_on(self, day: date) -> set[str]:
        """All teams of that day."""
        return {team for team, since in self.teams if since <= day}


@cache
def volunteers() -> dict[str, Volunteer]:
    """All volunteers by key."""
    found = {}
    for key, name, area, rank, joined, scope, skills, teams in read_rows("people.txt"):
        since = day_of(joined)
        spells = [(f"team:{t.split('@')[0]}", day_of(t.split("@")[1]) if "@" in t else since) for t in teams.split()]
        found[key] = Volunteer(
            key, name, area, rank, since, scope, skills.split(), spells, make_person_id(f"demo/{key}")
        )
    for key, gone in (
        ("leshu", "2026-06-20"),
        ("bianfx", "2026-07-24"),
        ("ninghx2", "2026-06-15"),
        ("kuangy", "2026-09-01"),
    ):
        found[key].gone = day_of(gone)
    return found


def who(key: str) -> Volunteer:
    """A volunteer by key."""
    return volunteers()[key]


def staff_id(key: str) -> str:
    """The opaque id of someone who holds a post."""
    return make_person_id(f"demo/post/{key}")


def community_of(area: str) -> str:
    """The community an area lies in."""
    return area.split("-")[0]


def hall_of(area: str) -> str:
    """The service station's post for an area; the review desk's neighbour for the whole district."""
    return f"post:{COMMUNITIES.get(community_of(area), ('h1', 'X'))[0]}"


def worker_of(area: str) -> str:
    """The post nearest to an area: the grid worker of a grid, the station of a community."""
    community, _, number = area.partition("-")
    return f"post:{_GRIDS[community]}{number}" if number else hall_of(area)


def station_letter(area: str) -> str:
    """The letter on a station's slips."""
    return COMMUNITIES.get(community_of(area), ("h1", "X"))[1]
