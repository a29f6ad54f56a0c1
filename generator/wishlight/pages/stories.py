"""The pages of stories, the newest first."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from wishlight.pages.context import Context
from wishlight.pages.links import links_from
from wishlight.pages.page import Page
from wishlight.pages.paging import PageLink, Part, link_parts, split_archive
from wishlight.pages.render import make_page
from wishlight.pages.story import list_stories, open_stories, tell_stories
from wishlight.pages.watch import Planned, Watch, name_given
from wishlight.tables.stories import LEAST_SIGNS

BASE = "starlight/stories/"
SIZE = 12


def list_bases(context: Context) -> list[str]:
    """Which stories are told."""
    return list_stories(context)


def plan_in(context: Context, watch: Watch, lang: str) -> Iterator[Planned]:
    """The stories in a language, page by page."""
    parts = split_archive(list_stories(context)[::-1], SIZE, BASE)
    for part in parts:
        pager = list(link_parts(parts, part, links_from(part.path, lang, context.languages).url))
        yield watch.plan(part.path, lang, partial(_make_one, part=part, pager=pager, lang=lang), name_given(part, pager))


def _make_one(context: Context, *, part: Part[str], pager: list[PageLink], lang: str) -> Page:
    words = context.words[lang]
    values = {"stories": tell_stories(context, open_stories(context, part.items), lang), "least": LEAST_SIGNS, "pages": pager}
    title, description = words("pages.stories.title"), words("pages.stories.description")
    return make_page(context, lang, "stories", part.path, values, title=title, description=description, section="starlight")
