"""What leaves the site: feeds, calendars and the week's digest for a chat group, all from the same values as the pages."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from wishlight.drafts import Bundle, Draft, finish
from wishlight.feeds.calendar import plan_calendars
from wishlight.feeds.channels import plan_channels
from wishlight.feeds.digest import make_digests
from wishlight.pages import Context

__all__ = ["make_feeds", "plan_feeds"]


def make_feeds(context: Context) -> Iterator[tuple[str, bytes]]:
    """Every file as its path below the site's root and its bytes."""
    return ((file.path, file.make()) for bundle in plan_feeds(context, "") for file in bundle.make())


def plan_feeds(context: Context, made_from: str) -> Iterator[Bundle]:
    """The same in parts that other processes can make: what the database says is asked here.

    `made_from` names the program and the board's settings.
    """
    yield from plan_channels(context, made_from)
    yield plan_calendars(context, made_from)
    yield Bundle(partial(_finish_digests, context))


def _finish_digests(context: Context) -> Iterator[Draft]:
    return (finish(path, data) for path, data in make_digests(context))
