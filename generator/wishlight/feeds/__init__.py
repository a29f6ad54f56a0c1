"""What leaves the site: feeds, calendars and the week's digest for a chat group, all from the same values as the pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from wishlight.feeds.calendar import make_calendars
from wishlight.feeds.channels import list_channels, write_channels
from wishlight.feeds.digest import make_digests
from wishlight.pages import Context
from wishlight.workers import split_evenly

__all__ = ["make_feeds", "plan_feeds"]


PART = 40
"""Feeds written in one go."""

Files = Iterator[tuple[str, bytes]]
"""Files as their paths below the site's root and their bytes."""


def make_feeds(context: Context) -> Files:
    """Every file."""
    return (file for make in plan_feeds(context) for file in make())


def plan_feeds(context: Context) -> Iterator[Callable[[], Files]]:
    """The same in parts that other processes can make: what the database says is asked here."""
    for channels in split_evenly(list(list_channels(context)), PART):
        yield partial(write_channels, context, channels)
    yield partial(make_calendars, context)
    yield partial(make_digests, context)
