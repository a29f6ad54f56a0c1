"""How a page is followed: the feeds and calendars that belong to it, for its head and for the links that people see."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from markupsafe import Markup, escape

from wishlight.pages.context import Context
from wishlight.records.board.model import Board

ATOM = "application/atom+xml"
JSON = "application/feed+json"
CALENDAR = "text/calendar"
FILES = {ATOM: "feed.xml", JSON: "feed.json", CALENDAR: "calendar.ics"}
"""A feed stands beside the page that it follows, under this name."""

NEEDS_ADDRESS = (ATOM, JSON)
"""Feeds are read far from the site, so they need full addresses; without the site's own there are none."""


class Follow(NamedTuple):
    """A way to follow: the media type, the address below the language's root, and what the feed is called."""

    media: str
    path: str
    title: str


def site_address(board: Board) -> str:
    """The site's full address ending in `/`; empty while nobody knows it."""
    return str(board.info.get("site_url", ""))


def board_name(board: Board, lang: str) -> str:
    """What the board is called in a language; another language's name where it has none in this."""
    names = board.info.get("name", {})
    return str(names.get(lang) or next(iter(names.values()), ""))


def follow_board(context: Context, lang: str) -> tuple[Follow, ...]:
    """The feeds of the whole board."""
    name = board_name(context.board, lang)
    return tuple(Follow(media, FILES[media], name) for media in (ATOM, JSON))


def follow_part(context: Context, lang: str, page: str, part: str, *media: str) -> tuple[Follow, ...]:
    """The feeds that stand beside the page of a part of the board (an area, a category, a volunteer) called `part`."""
    title = context.words[lang]("feeds.of", part=part, name=board_name(context.board, lang))
    return tuple(Follow(one, page + FILES[one], title) for one in media)


def list_offered(context: Context, follows: Iterable[Follow]) -> tuple[Follow, ...]:
    """Those that this board can offer."""
    known = bool(site_address(context.board))
    return tuple(follow for follow in follows if known or follow.media not in NEEDS_ADDRESS)


def link_follows(follows: Iterable[Follow], url: Callable[[str], str]) -> Markup:
    """What the head of a page says of its feeds."""
    lines = (f'<link rel="alternate" type="{escape(one.media)}" title="{escape(one.title)}" href="{escape(url(one.path))}">\n' for one in follows)
    return Markup("".join(lines))  # noqa: S704 - escaped just above
