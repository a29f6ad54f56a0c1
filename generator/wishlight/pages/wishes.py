"""The wish wall: open wishes first, those that wait longest at the top; and one list a value of each filter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import NamedTuple

from wishlight.pages.context import Context
from wishlight.pages.follow import ATOM, follow_board, follow_part
from wishlight.pages.links import links_from
from wishlight.pages.page import Page
from wishlight.pages.paging import PageLink, Part, link_parts, split_archive, split_running
from wishlight.pages.render import make_page
from wishlight.pages.watch import Batch, Planned, Watch, name_given
from wishlight.pages.wishcards import LIVE, Card, Wish, list_live, make_card, open_wish, sort_live
from wishlight.pages.wishfilters import WALL, Filter, link_filters, list_filters, name_filter, sort_out
from wishlight.pages.wishsurvey import survey_wishes

SIZE = 36
"""Cards on one page at most: a slow phone lays out no more of them in a moment, and a filter fetches the rest."""


class _List(NamedTuple):
    """One list of the wall with its pages, wishes by id; `asked` is None for the wall itself."""

    asked: Filter | None
    parts: list[Part[str]]


def plan(context: Context, watch: Watch) -> Iterator[Batch]:
    """The wall and every filter's list in each language. What is on the wall is found before the work is handed out: many other pages ask for it."""
    filters = list_filters(context.board)
    lists = [*_list_live(context, filters), *_list_ended(context, filters)]
    for lang in context.languages:
        cards: dict[str, Card] = {}
        for one in lists:
            key = f"wishes {one.asked.name} {one.asked.value} {lang}" if one.asked else f"wishes {lang}"
            yield Batch(partial(_plan_list, context, watch, one, filters, cards, lang), watch.base(key, partial(_say_parts, one)))


def _list_live(context: Context, filters: tuple[Filter, ...]) -> Iterator[_List]:
    live = list_live(context)
    yield _List(None, split_running([wish.record.id for wish in live], SIZE, WALL, f"{WALL}all/", str))
    answers = sort_out(context, live)
    yield from (_List(asked, _split(answers.get((asked.name, asked.value), ()), asked)) for asked in filters if not _is_ended(asked))


def _list_ended(context: Context, filters: tuple[Filter, ...]) -> Iterator[_List]:
    """The lists of wishes that are over, each in the order in which they ended."""
    found = survey_wishes(context).by_status
    for asked in filter(_is_ended, filters):
        yield _List(asked, split_archive([id for _, id in sorted(found.get(asked.value, ()))], SIZE, asked.path))


def _say_parts(one: _List) -> list[tuple[str, ...]]:
    """All that a list's pages are planned from: which wishes stand on which of them."""
    return [part.items for part in one.parts]


def _plan_list(context: Context, watch: Watch, one: _List, filters: tuple[Filter, ...], cards: dict[str, Card], lang: str) -> Iterator[Planned]:
    for part in one.parts:
        pager = list(link_parts(one.parts, part, links_from(part.path, lang, context.languages).url))
        make = partial(_make_one, shown=one, part=part, filters=filters, pager=pager, cards=cards, lang=lang)
        yield watch.plan(part.path, lang, make, name_given(part, pager))


def _is_ended(asked: Filter) -> bool:
    """Whether a list is one of wishes that are over."""
    return asked.name == "status" and asked.value not in LIVE


def _split(wishes: Iterable[Wish], asked: Filter) -> list[Part[str]]:
    # A claim moves no wish to another page of these lists: who waits longest decides the page, and open ones come first on it.
    parts = split_running(sorted(wishes, key=_age), SIZE, asked.path, asked.path, _name)
    return [Part(part.path, part.number, tuple(map(_name, sort_live(part.items)))) for part in parts]


def _age(wish: Wish) -> tuple[str, str]:
    return str(wish.state.published_on), wish.record.id


def _name(wish: Wish) -> str:
    return wish.record.id


def _make_card(context: Context, id: str, cards: dict[str, Card], lang: str) -> Card:
    """A wish's card, made once: a wish on the wall stands on a dozen lists. What it is made from is looked at each time, so that it is noted."""
    wish, _ = open_wish(context, id), context.year
    if wish.state.status not in LIVE:
        return make_card(context, wish, lang)
    if id not in cards:
        cards[id] = make_card(context, wish, lang)
    return cards[id]


def _make_one(
    context: Context, *, shown: _List, part: Part[str], filters: tuple[Filter, ...], pager: list[PageLink], cards: dict[str, Card], lang: str
) -> Page:
    words, asked = context.words[lang], shown.asked
    links = links_from(part.path, lang, context.languages)
    name = name_filter(context, asked, lang) if asked else ""
    title = words("pages.wishes.title_of", name=name) if asked else words("pages.wishes.title")
    number = "" if part.path == (asked.path if asked else WALL) else words("pages.list.part", n=part.number)
    return make_page(
        context,
        lang,
        "wishes",
        part.path,
        {
            "cards": [_make_card(context, id, cards, lang) for id in part.items],
            "name": name,
            "heading": title,
            "asked": asked,
            "groups": link_filters(context, filters, asked, links.url, lang),
            "pager": pager,
            "ended": asked is not None and _is_ended(asked),
            "found": [
                words(key if words.has(key) else "pages.wishes.found.other", n="#")
                for key in ("pages.wishes.found.one", "pages.wishes.found.other")
            ],
        },
        title=title + number,
        description=words("pages.wishes.description_of" if asked else "pages.wishes.description", name=name) + number,
        section="wishes",
        follow=follow_part(context, lang, asked.path, name, ATOM) if asked and asked.name == "category" else follow_board(context, lang)[:1],
    )
