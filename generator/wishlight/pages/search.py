"""The search page: a form that a script fills with results, and the lists that find the same without one."""

from __future__ import annotations

from collections.abc import Iterator

from wishlight.pages.context import Context
from wishlight.pages.links import RECORDS, page_root
from wishlight.pages.page import Page
from wishlight.pages.render import make_page
from wishlight.search import FOLDER, read_engine
from wishlight.words import Words

SEARCH = "search/"
LISTS = ("wishes", "actions", "deeds", "starlight", "areas")
"""Sections whose lists hold everything that can be found."""

SAID = ("all", "none", "wait", "failed")


def list_bases(context: Context) -> tuple[()]:
    """Nothing: these pages are made from the board's settings and from words alone."""
    return ()


def make(context: Context) -> Iterator[Page]:
    """The page in each language."""
    for lang in context.languages:
        words = context.words[lang]
        yield make_page(
            context,
            lang,
            "search",
            SEARCH,
            {
                "data": f"{FOLDER}/",
                "engine": read_engine().path,
                "said": _list_words(words, context.languages[0]),
                "lists": LISTS,
                "records": page_root(RECORDS[0], lang, context.languages),
            },
            title=words("pages.search.title"),
            description=words("pages.search.description"),
            section="wishes",
        )


def _list_words(words: Words, own: str) -> dict[str, object]:
    """What the script says, and what it calls the facets and their values. `own` is the language of people's texts."""
    kinds = {key.rpartition(".")[2]: words(key) for key in words.keys("pages.search.kind.")}
    statuses = {key.removeprefix("status."): words(key) for key in words.keys("status.")}
    facets = {key.rpartition(".")[2]: words(key) for key in words.keys("pages.search.facet.")}
    found = [words(key if words.has(key) else "pages.search.found.other") for key in ("pages.search.found.one", "pages.search.found.other")]
    return {**{key: words(f"pages.search.{key}") for key in SAID}, "found": found, "own": own, "kind": kinds, "status": statuses, "facets": facets}
