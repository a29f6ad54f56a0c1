"""The grid worker's Monday sheet: what waits, what falls due, what to confirm, and whom to ask whether it helped."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from wishlight.pages.context import Context
from wishlight.pages.formats import short_id
from wishlight.pages.wishcards import Wish
from wishlight.paper.items import list_inside, name_area
from wishlight.paper.sheet import Asked, Filled

TAKES = ("area!",)
LINES = 19
"""Lines of 12 mm on a page; a heading takes one, too."""
SAMPLE = 5
"""Wishes to call back in a week; a grid worker reaches that many between two visits."""
SAMPLE_DAYS = 30
"""A result is fresh enough to be asked about for a month."""
SECTIONS = ("submitted", "late", "due", "confirm", "call", "open")


class Line(NamedTuple):
    """A line to tick off, or a heading where it has no `short`."""

    section: str
    n: int
    short: str = ""
    title: str = ""
    area: str = ""
    day: date | None = None
    step: str = ""


def fill(context: Context, lang: str, asked: Asked) -> Filled:
    """The sheet of an area for the week in which the board's day lies."""
    monday = context.as_of - timedelta(days=context.as_of.weekday())
    wishes = list_inside(context, asked.area)
    found = sort_work(wishes, context.as_of, choose_sample(wishes, asked.area or "", monday, context.as_of))
    words = context.words[lang]
    values = {
        "pages": list(split_lines(list(list_lines(context, found, lang)))),
        "monday": monday,
        "sunday": monday + timedelta(days=6),
        "sections": SECTIONS,
        "sample": SAMPLE,
        "days": SAMPLE_DAYS,
    }
    title = words("paper.worksheet.title", area=name_area(context, asked.area, lang))
    return Filled(f"{asked.area}-{monday.isoformat()}", title, values)


def sort_work(wishes: Sequence[Wish], as_of: date, sample: list[Wish]) -> dict[str, list[Wish]]:
    """Each wish that someone has to move, once, under the first heading that fits; the sample stands by itself."""
    found: dict[str, list[Wish]] = {section: [] for section in SECTIONS}
    for wish in wishes:
        if section := _choose_section(wish, as_of):
            found[section].append(wish)
    for listed in found.values():
        listed.sort(key=lambda wish: (wish.state.next_due or date.max, wish.record.id))
    return {**found, "call": sample}


def _choose_section(wish: Wish, as_of: date) -> str | None:
    state = wish.state
    if state.status not in ("submitted", "open", "claimed", "delivered"):
        return None
    if state.late_since:
        return "late"
    if state.status in ("submitted", "delivered"):
        return "confirm" if state.status == "delivered" else "submitted"
    if state.next_due and state.next_due <= as_of + timedelta(days=7):
        return "due"
    return "open" if state.status == "open" else None


def choose_sample(wishes: Sequence[Wish], area: str, monday: date, as_of: date) -> list[Wish]:
    """Fulfilled wishes to call back: those of the last month nobody has asked yet, in the order of a hash of week, area and number.

    Nobody can choose whom to ask, and anyone can draw the same sample again.
    """
    since = as_of - timedelta(days=SAMPLE_DAYS)
    asked = (w for w in wishes if w.state.fulfilled_on and w.state.status == "fulfilled" and w.state.fulfilled_on >= since)
    fresh = [w for w in asked if not any(entry.event == "called_back" for entry in w.record.history)]
    drawn = sorted(fresh, key=lambda w: hashlib.sha256(f"{monday.isoformat()}/{area}/{w.record.id}".encode()).hexdigest())
    return drawn[:SAMPLE]


def list_lines(context: Context, found: dict[str, list[Wish]], lang: str) -> Iterator[Line]:
    """Headings with their lines; a heading stands also where there is nothing to do."""
    words = context.words[lang]
    for section in SECTIONS:
        yield Line(section, len(found[section]))
        for wish in found[section]:
            head, state = wish.record.head, wish.state
            step = state.next_step
            yield Line(
                section,
                0,
                short_id(wish.record.id),
                str(head["title"]),
                context.board.name_of("areas", head["area"], lang),
                state.fulfilled_on if section == "call" else state.next_due,
                words(f"values.step.{step}") if step else "",
            )


def split_lines(lines: list[Line]) -> Iterator[list[Line]]:
    """Lines in pages; no page ends with a heading that has lines, and a section that goes on says so."""
    page: list[Line] = []
    heading = lines[0]
    for line in lines:
        heading = heading if line.short else line
        if len(page) >= LINES or (len(page) == LINES - 1 and not line.short and line.n):
            yield page
            page = [heading] if line.short else []
        page.append(line)
    yield page
