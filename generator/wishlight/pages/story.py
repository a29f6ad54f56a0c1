"""Stories: fulfilled wishes whose helper left a few words, the newest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from wishlight.pages.addresses import address_of
from wishlight.pages.context import Context
from wishlight.pages.people import Called, call_actor, call_team
from wishlight.pages.wishcards import open_wish
from wishlight.pages.wishsurvey import survey_wishes
from wishlight.tables.stories import Chosen, choose_story


class Story(NamedTuple):
    """A story in a language."""

    path: str
    title: str
    story: str
    note: str
    who: Called
    team: Called | None
    day: date
    area: str
    category: str


def list_stories(context: Context) -> list[str]:
    """The ids of all wishes whose story is told, the newest first."""
    return [id for _, id in sorted(survey_wishes(context).told, reverse=True)]


def open_stories(context: Context, ids: Iterable[str]) -> Iterator[Chosen]:
    """Stories by the ids of their wishes, in the order given."""
    return (chosen for id in ids if (chosen := choose_story(*open_wish(context, id), context.board)))


def tell_stories(context: Context, chosen: Iterable[Chosen], lang: str) -> list[Story]:
    """The stories in a language."""
    return [_tell(context, one, lang) for one in chosen]


def _tell(context: Context, one: Chosen, lang: str) -> Story:
    head = one.record.head
    return Story(
        path=address_of(one.record.id),
        title=head["title"],
        story=head.get("story", ""),
        note=one.note,
        who=call_actor(context, one.person, lang),
        team=call_team(context, one.team, lang) if one.team else None,
        day=one.day,
        area=context.board.name_of("areas", head["area"], lang),
        category=context.board.name_of("wish_categories", head["category"], lang),
    )
