"""One template with its values to one Page."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from wishlight.pages.context import Context
from wishlight.pages.follow import Follow, follow_board, link_follows, list_offered
from wishlight.pages.formats import count
from wishlight.pages.links import links_from
from wishlight.pages.page import Page

_BLANK = re.compile(r"\n\s*\n")
"""Empty lines, which templates leave between their parts and nobody reads."""


def make_page(
    context: Context,
    lang: str,
    kind: str,
    path: str,
    values: Mapping[str, object],
    *,
    title: str,
    description: str,
    section: str,
    source: str | None = None,
    alternate: bool = True,
    follow: Sequence[Follow] = (),
    head: str = "",
) -> Page:
    """The page at `path` from `templates/<kind>.html`.

    A template sees its values, and: `url` and `asset` (addresses relative to this page), `t` (words of this page kind),
    `n_of` (the same with a number and its plural), `w` and `count` (words of anywhere), `title`, `lang` and `own_lang`.
    `follow` are the feeds of what the page is about, which a template may offer too; without any its head names the board's.
    """
    words = context.words[lang]
    links = links_from(path, lang, context.languages)
    offered = list_offered(context, follow)
    head += link_follows(offered or list_offered(context, follow_board(context, lang)[:1]), links.url)
    prefix = f"pages.{kind}."
    body = (
        context.environments[lang]
        .get_template(f"{kind}.html")
        .render(
            {
                **values,
                "title": title,
                "path": path,
            "follow": offered,
                "url": links.url,
                "asset": links.asset,
                "t": lambda key, **filled: words(prefix + key, **filled),
                "n_of": lambda key, n: count(words, prefix + key, n),
            }
        )
    )
    body = _BLANK.sub("\n", body.strip()) + "\n"
    return Page(path, lang, kind, title, description, body, section, source, alternate, head.rstrip("\n"))
