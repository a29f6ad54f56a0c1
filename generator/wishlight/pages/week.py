"""A page a grid from which its week is passed on: a picture and a text for the chat group, rich text for a public account."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from wishlight.pages.addresses import address_of, digest_path, rich_path, week_path
from wishlight.pages.context import Context
from wishlight.pages.page import Page
from wishlight.pages.picture import draw_picture
from wishlight.pages.render import make_page
from wishlight.pages.rich import write_rich
from wishlight.pages.watch import Batch, Planned, Watch, name_given
from wishlight.pages.weeks import GridWeek, list_told, list_weeks, write_text


def plan(context: Context, watch: Watch) -> Iterator[Batch]:
    """One page a grid, a batch a language. What happened is found before the work is handed out: the texts for chat groups ask for it too."""
    list_told(context)
    return (Batch(partial(_plan_in, context, watch, lang)) for lang in context.languages)


def _plan_in(context: Context, watch: Watch, lang: str) -> Iterator[Planned]:
    for told in list_weeks(context, lang):
        given = name_given(told.place, told.week, told.parts, told.path, [watch.name([wish.record.id]) for wish in told.waiting])
        yield watch.plan(week_path(told.area.id), lang, partial(_make_one, told=told, lang=lang), given)


def _make_one(context: Context, *, told: GridWeek, lang: str) -> Page:
    words = context.words[lang]
    values = {
        "place": told.place,
        "number": told.week.number,
        "picture": draw_picture(context, told, lang),
        "picture_name": f"{told.area.id}-{told.week.last:%G-W%V}.png",
        "text": write_text(context, told, lang),
        "rich": write_rich(context, told, lang),
        "text_path": digest_path(told.area.id),
        "rich_path": rich_path(told.area.id),
        "area_path": address_of(told.area.id),
    }
    title, description = (words(f"pages.week.{key}", place=told.place) for key in ("title", "description"))
    return make_page(context, lang, "week", week_path(told.area.id), values, title=title, description=description, section="areas")
