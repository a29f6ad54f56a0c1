"""What leaves the site: feeds, calendars and the week's digest for a chat group, all from the same values as the pages."""

from __future__ import annotations

from collections.abc import Iterator

from wishlight.feeds.calendar import make_calendars
from wishlight.feeds.channels import make_channels
from wishlight.feeds.digest import make_digests
from wishlight.pages import Context

__all__ = ["make_feeds"]


def make_feeds(context: Context) -> Iterator[tuple[str, bytes]]:
    """Every file as its path below the site's root and its bytes."""
    yield from make_channels(context)
    yield from make_calendars(context)
    yield from make_digests(context)
