"""The figures to reach: what each is, what was measured, and whether it was reached. A part that was not measured leaves the goal open."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from .book import Book

KB, GB = 1000, 1_000_000_000
HUNDRED, TEN, ONE, MOST = 100_000, 10_000, 1_000, 450_000


class Part(NamedTuple):
    """One number of a goal and the most it may be; None where it was not measured."""

    value: float | None
    most: float


class Goal(NamedTuple):
    """A goal by its name in words.yml, and its numbers in the order in which its sentence tells them."""

    name: str
    parts: tuple[Part, ...]

    @property
    def reached(self) -> bool | None:
        """Whether every part is within its bound; None where one is missing and none is over."""
        if any(part.value is not None and part.value > part.most for part in self.parts):
            return False
        return None if any(part.value is None for part in self.parts) else True


class Floor(NamedTuple):
    """What a goal allows against what a part of the work takes by itself, both in seconds. `what` names the part in words.yml: strict reading and
    judging before anything is made of the records; the program's own start and git, asked what has changed; one look at every file of board and
    site, as quick as git's; what comes before the first page after a claim.
    """

    name: str
    allowed: float
    needed: float
    what: str


def list_floors(book: Book) -> list[Floor]:
    """The goals that leave less time than a part of the work that can't be left out."""
    return [floor for floor in (*_find_judging(book), *_find_looking(book), *_find_counting(book)) if floor.allowed < floor.needed]


def _find_judging(book: Book) -> Iterator[Floor]:
    for name, size, side, most in (("pages-100k", HUNDRED, "hugo-yaml", 0.33), ("pages-1k", ONE, "hugo-yaml", 1.0), ("everything-10k", TEN, "mkdocs-search", 0.08)):
        other = book.value(size, side, "cold")
        needed = sum(phase["wall"] for phase in book.phases.get(str(size), ()) if phase["name"] in ("start", "read", "check"))
        if other is not None:
            yield Floor(name, other * most, needed, "judging")


def _find_looking(book: Book) -> Iterator[Floor]:
    status, records = book.value(HUNDRED, "git", "status"), book.value(HUNDRED, "pyyaml", "load", "records")
    files = book.value(HUNDRED, "ours", "everything", "files")
    start = _less(book.value(0, "ours", "help"), book.value(0, "python", "start"))
    if status is not None and start is not None:
        yield Floor("check-one", 0.5, start + status, "asking")
    if status is not None and records and files is not None:
        yield Floor("nothing", 1.5 * status + 0.3, status / records * (records + files), "looking")


def _find_counting(book: Book) -> Iterator[Floor]:
    small, phases = book.value(TEN, "ours", "claim"), book.phases.get(f"{HUNDRED} claim", ())
    if small is not None:
        yield Floor("claim-growth", 2 * small, sum(phase["wall"] for phase in phases if phase["name"] != "site"), "counting")


def list_goals(book: Book) -> list[Goal]:
    """All goals in their published order."""
    return [Goal(name, tuple(find(book))) for name, find in _GOALS.items()]


def _pages_hundred(book: Book) -> list[Part]:
    pair = (HUNDRED, ("ours", "pages"), ("hugo-yaml", "cold"))
    return [Part(book.ratio(*pair), 0.33), Part(book.ratio(*pair, "memory"), 0.25)]


def _pages_one(book: Book) -> list[Part]:
    return [Part(book.ratio(ONE, ("ours", "pages-kept"), ("hugo-yaml", "cold")), 1.0)]


def _everything_ten(book: Book) -> list[Part]:
    return [Part(book.ratio(TEN, ("ours", "everything"), ("mkdocs-search", "cold")), 0.08)]


def _most(book: Book) -> list[Part]:
    memory, time = book.value(MOST, "ours", "everything", "memory"), _over(book.value(MOST, "ours", "everything"), book.value(HUNDRED, "ours", "everything"))
    return [Part(_over(memory, GB), 3), Part(time, 5)]


def _reading(book: Book) -> list[Part]:
    return [Part(book.ratio(HUNDRED, ("ours", "check"), ("pyyaml", "load")), 1.0)]


def _claim_growth(book: Book) -> list[Part]:
    time = _over(book.value(HUNDRED, "ours", "claim"), book.value(TEN, "ours", "claim"))
    files = _less(book.value(HUNDRED, "ours", "claim", "written"), book.value(TEN, "ours", "claim", "written"))
    return [Part(time, 2), Part(None if files is None else abs(files), 3)]


def _claim_cost(book: Book) -> list[Part]:
    return [Part(_over(book.value(HUNDRED, "ours", "claim"), book.value(HUNDRED, "ours", "everything")), 0.05), Part(book.value(HUNDRED, "ours", "claim", "outside"), 20)]


def _nothing(book: Book) -> list[Part]:
    status = book.value(HUNDRED, "git", "status")
    most = 0.0 if status is None else 1.5 * status + 0.3
    return [Part(book.value(HUNDRED, "ours", "nothing"), most), Part(book.value(HUNDRED, "ours", "nothing", "written"), 0)]


def _check_one(book: Book) -> list[Part]:
    return [Part(_less(book.value(HUNDRED, "ours", "check-one"), book.value(0, "python", "start")), 0.5)]


def _search_build(book: Book) -> list[Part]:
    whole = book.ratio(HUNDRED, ("ours", "everything"), ("ours", "no-search"))  # of one session: machines are faster on some days
    cost = _less(whole, 1)  # below nothing where the machine was faster during one of the two
    return [Part(cost and max(cost, 0), 0.5), Part(_over(book.value(HUNDRED, "ours", "everything", "memory"), GB), 2)]


def _search_load(book: Book) -> list[Part]:
    first, later = (_over(book.value(HUNDRED, "ours", "search", name), KB) for name in ("first_most", "later_most"))
    wrong = _less(book.value(HUNDRED, "ours", "search", "queries"), book.value(HUNDRED, "ours", "search", "right"))
    return [Part(first, 250), Part(later, 60), Part(wrong, 0)]


def _help(book: Book) -> list[Part]:
    return [Part(_less(book.value(0, "ours", "help"), book.value(0, "python", "start")), 0.15)]


_GOALS: dict[str, Callable[[Book], list[Part]]] = {
    "pages-100k": _pages_hundred,
    "pages-1k": _pages_one,
    "everything-10k": _everything_ten,
    "everything-450k": _most,
    "reading": _reading,
    "claim-growth": _claim_growth,
    "claim-cost": _claim_cost,
    "nothing": _nothing,
    "check-one": _check_one,
    "search-build": _search_build,
    "search-load": _search_load,
    "help": _help,
}


def _over(value: float | None, by: float | None) -> float | None:
    return None if value is None or not by else value / by


def _less(value: float | None, by: float | None) -> float | None:
    return None if value is None or by is None else value - by
