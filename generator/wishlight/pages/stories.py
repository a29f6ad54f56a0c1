"""The pages of stories, the newest first."""

from __future__ import annotations

from collections.abc import Iterator

from wishlight.pages.context import Context
from wishlight.pages.links import links_from
from wishlight.pages.page import Page
from wishlight.pages.paging import link_parts, split_archive
from wishlight.pages.render import make_page
from wishlight.pages.story import LEAST_SIGNS, choose_stories, tell_stories

BASE = "starlight/stories/"
SIZE = 12


def make(context: Context) -> Iterator[Page]:
    """The stories in each language, page by page."""
    parts = split_archive([*choose_stories(context)][::-1], SIZE, BASE)
    for lang in context.languages:
        words = context.words[lang]
        title, description = words("pages.stories.title"), words("pages.stories.description")
        for part in parts:
            chosen = list(part.items)
            url = links_from(part.path, lang, context.languages).url
            values = {"stories": tell_stories(context, chosen, lang), "least": LEAST_SIGNS, "pages": list(link_parts(parts, part, url))}
            yield make_page(context, lang, "stories", part.path, values, title=title, description=description, section="starlight")
