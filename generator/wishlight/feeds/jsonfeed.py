"""A feed as JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from __future__ import annotations

import json
from typing import Any

from wishlight.feeds.entries import Entry, Feed

VERSION = "https://jsonfeed.org/version/1.1"


def write_json(feed: Feed) -> bytes:
    """The feed's bytes; the same feed gives the same bytes."""
    made = {
        "version": VERSION,
        "title": feed.title,
        "description": feed.note,
        "home_page_url": feed.home,
        "feed_url": feed.own,
        "language": feed.lang,
        "authors": [{"name": feed.author}],
        "items": [_make_item(entry, feed.lang) for entry in feed.entries],
    }
    return (json.dumps(made, ensure_ascii=False, indent=1) + "\n").encode()


def _make_item(entry: Entry, lang: str) -> dict[str, Any]:
    return {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "content_text": entry.text,
        "date_published": entry.published.isoformat(),
        "date_modified": entry.updated.isoformat(),
        "tags": [label for _, label in entry.tags],
        "language": lang,
    }
