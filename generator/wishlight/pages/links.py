"""Addresses as a page writes them: relative, so that the site works in any folder of any host and from a USB stick."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple


class Links(NamedTuple):
    """What a template of one page calls: `url` leads to another page in its language, `asset` to a file of the site."""

    url: Callable[[str], str]
    asset: Callable[[str], str]


def root_of(lang: str, languages: Sequence[str]) -> str:
    """The folder of a language below the site's root: `""` for the board's first language, `en/` for another."""
    return "" if lang == languages[0] else f"{lang}/"


def links_from(path: str, lang: str, languages: Sequence[str]) -> Links:
    """The links of the page at `path` in `lang`; `languages` are the board's, the first one at the site's root.

    `url` takes an address below the language's root, with or without `#anchor`; `asset` one below the site's root.
    """
    up = "../" * path.count("/")
    to_site = "../" * root_of(lang, languages).count("/") + up
    return Links(url=lambda to: (up + to) or "./", asset=lambda to: to_site + to)
