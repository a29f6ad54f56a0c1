"""Addresses as a page writes them: relative, so that the site works in any folder of any host and from a USB stick."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

RECORDS = ("wish/", "action/", "deed/", "person/", "team/")
"""Where the pages of single records stand."""


class Links(NamedTuple):
    """What a template of one page calls: `url` leads to another page in its language, `asset` to a file of the site.

    A record that has no page in the language is led to in the board's first one.
    """

    url: Callable[[str], str]
    asset: Callable[[str], str]


class Languages(tuple[str, ...]):
    """A board's languages, the one at the site's root first; `detail` are those in which every record has a page of its own."""

    detail: frozenset[str]

    def __new__(cls, languages: Iterable[str], detail: Iterable[str]) -> Languages:
        made = super().__new__(cls, languages)
        made.detail = frozenset((made[0], *detail)) if made else frozenset()
        return made


def root_of(lang: str, languages: Sequence[str]) -> str:
    """The folder of a language below the site's root: `""` for the board's first language, `en/` for another."""
    return "" if lang == languages[0] else f"{lang}/"


def page_root(path: str, lang: str, languages: Sequence[str]) -> str:
    """The folder below which the page at `path` stands for readers of a language."""
    elsewhere = isinstance(languages, Languages) and lang not in languages.detail and path.startswith(RECORDS)
    return root_of(languages[0] if elsewhere else lang, languages)


def links_from(path: str, lang: str, languages: Sequence[str]) -> Links:
    """The links of the page at `path` in `lang`; `languages` are the board's, the first one at the site's root.

    `url` takes an address below the language's root, with or without `#anchor`; `asset` one below the site's root.
    """
    up = "../" * path.count("/")
    to_site = "../" * root_of(lang, languages).count("/") + up
    if isinstance(languages, Languages) and lang not in languages.detail:
        first = to_site + root_of(languages[0], languages)
        return Links(url=lambda to: (first if to.startswith(RECORDS) else up) + to or "./", asset=lambda to: to_site + to)
    return Links(url=lambda to: (up + to) or "./", asset=lambda to: to_site + to)
