"""All wishes gone through once by their outlines: what many pages choose theirs from."""

from __future__ import annotations

from typing import NamedTuple

from wishlight.pages.context import Context, list_outlines, share


class Done(NamedTuple):
    """A wish that came true."""

    day: str
    id: str
    area: str


class WishSurvey(NamedTuple):
    """Wishes by what lists ask of them, each list in the order of ids.

    `by_status` holds the day by which a wish that came to an end is put in order, and its id; `late` the ids of those whose next step
    is overdue; `done` those that came true; `told` the day on which one came true whose story is told, and its id.
    """

    by_status: dict[str, list[tuple[str, str]]]
    late: list[str]
    done: list[Done]
    told: list[tuple[str, str]]


def survey_wishes(context: Context) -> WishSurvey:
    """The survey, made once a process."""
    return share(context, "wishes", lambda: _survey(context))


def _survey(context: Context) -> WishSurvey:
    found = WishSurvey({}, [], [], [])
    for id, outline in list_outlines(context, "wish"):
        found.by_status.setdefault(outline.status, []).append((outline.end, id))
        if outline.late:
            found.late.append(id)
        if outline.done:
            found.done.append(Done(outline.done, id, outline.area))
        if outline.told:
            found.told.append((outline.done, id))
    return found
