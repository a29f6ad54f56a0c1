"""One template with its values to one Page."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import partial
from hashlib import blake2b
from typing import Any

from jinja2 import Environment

from wishlight.pages.context import Context
from wishlight.pages.follow import Follow, follow_board, link_follows, list_offered
from wishlight.pages.formats import count
from wishlight.pages.links import RECORDS, links_from
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
    card: str = "",
) -> Page:
    """The page at `path` from `templates/<kind>.html`.

    `values` must show all that they hold in their `repr`: by it the next build knows whether the page would say something else.

    A template sees its values, and: `url` and `asset` (addresses relative to this page), `t` (words of this page kind),
    `n_of` (the same with a number and its plural), `w` and `count` (words of anywhere), `title`, `lang` and `own_lang`.
    `follow` are the feeds of what the page is about, which a template may offer too; without any its head names the board's.
    """
    words = context.words[lang]
    links = links_from(path, lang, context.languages)
    offered = list_offered(context, follow)
    head += link_follows(offered or list_offered(context, follow_board(context, lang)[:1]), links.url)
    prefix = f"pages.{kind}."
    given = {**values, "title": title, "path": path, "follow": offered}
    # What a template may call is the same for all pages of a language, or follows from the path, which is among the values.
    callable_ = {
        "url": links.url,
        "asset": links.asset,
        "t": lambda key, **filled: words(prefix + key, **filled),
        "n_of": lambda key, n: count(words, prefix + key, n),
    }
    text = partial(_render, context.environments[lang], f"{kind}.html", {**given, **callable_})
    made_from = "" if context.traced else blake2b(f"{context.seeds[lang]} {kind} {given!r}".encode(), digest_size=16).hexdigest()
    everywhere = alternate and (not path.startswith(RECORDS) or len(context.detail_languages) == len(context.languages))
    return Page(path, lang, kind, title, description, text, section, source, everywhere, head.rstrip("\n"), made_from, card)


def _render(environment: Environment, template: str, values: Mapping[str, Any]) -> str:
    return _BLANK.sub("\n", environment.get_template(template).render(values).strip()) + "\n"
