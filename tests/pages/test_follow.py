"""Every page names the feed that belongs to it, and the pages of a part of the board offer theirs to people too."""

from __future__ import annotations

import posixpath

import pytest

from sample_feeds import make_changed
from sample_pages import Seen, sample_context, sample_pages
from wishlight.feeds import make_feeds
from wishlight.pages import Page, make_kind, make_pages
from wishlight.pages.links import root_of

ALL = dict(make_feeds(sample_context()))


def list_named(page: Page) -> list[tuple[str, str]]:
    """(media type, path below the site's root) of the feeds in a page's head."""
    links = [attrs for tag, attrs in Seen(page.head).tags if tag == "link"]
    assert all(link["rel"] == "alternate" and link["title"] for link in links)
    return [(link["type"], resolve(page, link["href"])) for link in links]


def resolve(page: Page, href: str) -> str:
    return posixpath.normpath(posixpath.join(root_of(page.lang, ("zh", "en")) + page.path, href))


def list_offered(page: Page) -> list[str]:
    body = page.body[page.body.rindex('<p class="note follow">') :] if '<p class="note follow">' in page.body else ""
    return [resolve(page, href) for href in Seen(body[: body.index("</p>") + 4] if body else "").links()]


def test_every_page_of_every_kind_names_feeds_that_exist() -> None:
    count = 0
    for page in make_pages(sample_context()):
        named = list_named(page)
        assert named, page.path
        assert [path for _, path in named if path not in ALL] == []
        assert [path for path in list_offered(page) if path not in ALL] == []
        count += 1
    assert count > 400


@pytest.mark.parametrize(
    ("kind", "path", "named"),
    [
        ("home", "", ["feed.xml", "feed.json"]),
        ("wishes", "wishes/", ["feed.xml"]),
        ("wishes", "wishes/category/repair/", ["wishes/category/repair/feed.xml"]),
        ("wishes", "wishes/minutes/30/", ["feed.xml"]),
        ("area", "area/xinghu-3/", ["area/xinghu-3/feed.xml"]),
        ("area", "area/xinghu/", ["area/xinghu/feed.xml", "area/xinghu/calendar.ics"]),
        ("actions", "actions/", ["actions/calendar.ics", "feed.xml"]),
        ("actions_calendar", "actions/calendar/2026-12/", ["actions/calendar.ics"]),
        ("person", "person/4td9/", ["person/4td9/feed.xml"]),
        ("wish", "wish/2026-03/W-260302-7K3FQX/", ["feed.xml"]),
    ],
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_page_names_its_own_feed_and_otherwise_the_boards(kind: str, path: str, named: list[str], lang: str) -> None:
    root = "" if lang == "zh" else "en/"
    assert [found for _, found in list_named(sample_pages(kind)[path, lang])] == [root + one for one in named]


def test_a_grids_page_offers_the_week_as_text_and_a_communitys_its_calendar() -> None:
    assert list_offered(sample_pages("area")["area/xinghu-3/", "zh"]) == ["area/xinghu-3/feed.xml", "digest/xinghu-3.txt"]
    assert list_offered(sample_pages("area")["area/xinghu/", "en"]) == ["en/area/xinghu/feed.xml", "en/area/xinghu/calendar.ics"]
    assert list_offered(sample_pages("wish")["wish/2026-03/W-260302-7K3FQX/", "zh"]) == [], "a wish's page stays lean"


def test_without_an_address_only_calendars_are_named() -> None:
    context = make_changed(info={"site_url": ""})
    pages = {(page.path, page.lang): page for kind in ("home", "actions", "area") for page in make_kind(context, kind)}
    assert list_named(pages["", "zh"]) == []
    assert list_named(pages["actions/", "zh"]) == [("text/calendar", "actions/calendar.ics")]
    assert list_offered(pages["area/xinghu-3/", "zh"]) == ["digest/xinghu-3.txt"]
