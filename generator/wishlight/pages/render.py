"""One template with its values to one Page."""

from __future__ import annotations

import re
from collections.abc import Mapping

from wishlight.pages.context import Context
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
) -> Page:
    """The page at `path` from `templates/<kind>.html`.

    A template sees its values, and: `url` and `asset` (addresses relative to this page), `t` (words of this page kind),
    `n_of` (the same with a number and its plural), `w` and `count` (words of anywhere), `title`, `lang` and `own_lang`.
    """
    words = context.words[lang]
    links = links_from(path, lang, context.languages)
    prefix = f"pages.{kind}."
    body = (
        context.environments[lang]
        .get_template(f"{kind}.html")
        .render(
            {
                **values,
                "title": title,
                "path": path,
                "url": links.url,
                "asset": links.asset,
                "t": lambda key, **filled: words(prefix + key, **filled),
                "n_of": lambda key, n: count(words, prefix + key, n),
            }
        )
    )
    body = _BLANK.sub("\n", body.strip()) + "\n"
    return Page(path, lang, kind, title, description, body, section, source, alternate)
