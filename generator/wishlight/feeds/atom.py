"""A feed as Atom (RFC 4287)."""

from __future__ import annotations

from xml.etree import ElementTree

from wishlight.feeds.entries import Entry, Feed
from wishlight.pages.follow import ATOM

SPACE = "http://www.w3.org/2005/Atom"


def write_atom(feed: Feed) -> bytes:
    """The feed's bytes; the same feed gives the same bytes."""
    root = ElementTree.Element("feed", {"xmlns": SPACE, "xml:lang": feed.lang})
    _add(root, "id", feed.id)
    _add(root, "title", feed.title)
    _add(root, "subtitle", feed.note)
    _add(root, "updated", feed.updated.isoformat())
    _add(_add(root, "author"), "name", feed.author)
    _add(root, "link", rel="self", type=ATOM, hreflang=feed.lang, href=feed.own)
    _add(root, "link", rel="alternate", type="text/html", hreflang=feed.lang, href=feed.home)
    for entry in feed.entries:
        _add_entry(root, entry, feed.lang)
    ElementTree.indent(root, "")
    text: bytes = ElementTree.tostring(root, encoding="utf-8")
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + text + b"\n"


def _add_entry(root: ElementTree.Element, entry: Entry, lang: str) -> None:
    item = _add(root, "entry")
    _add(item, "id", entry.id)
    _add(item, "title", entry.title)
    _add(item, "published", entry.published.isoformat())
    _add(item, "updated", entry.updated.isoformat())
    _add(item, "link", rel="alternate", type="text/html", hreflang=lang, href=entry.url)
    for term, label in entry.tags:
        _add(item, "category", term=term, label=label)
    _add(item, "content", entry.text, type="text")


def _add(parent: ElementTree.Element, name: str, text: str | None = None, /, **attributes: str) -> ElementTree.Element:
    made = ElementTree.SubElement(parent, name, attributes)
    made.text = text
    return made
