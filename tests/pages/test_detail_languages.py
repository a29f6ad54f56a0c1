"""Records have a page only in the languages that a board names; readers of another language are led to those."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sample_pages import sample_context
from wishlight.feeds import make_feeds
from wishlight.pages import Context, Page, make_pages
from wishlight.pages.links import RECORDS, Languages, links_from, page_root

BOTH = Languages(("zh", "en"), ("zh", "en"))
FIRST = Languages(("zh", "en"), ("zh",))


@pytest.fixture(scope="module")
def context() -> Context:
    found = sample_context()
    return replace(found, board=replace(found.board, info={**found.board.info, "detail_languages": ["zh"]}))


@pytest.fixture(scope="module")
def pages(context: Context) -> list[Page]:
    return list(make_pages(context))


def test_every_record_has_its_page_in_the_first_language_alone(pages: list[Page]) -> None:
    records = [page for page in pages if page.path.startswith(RECORDS)]
    assert len(records) > 10 and {page.lang for page in records} == {"zh"}
    assert not any(page.alternate for page in records), "there is no other language to offer"
    assert {page.lang for page in pages} == {"zh", "en"}


def test_a_list_in_another_language_leads_to_the_record_where_it_is(pages: list[Page]) -> None:
    wall = next(page for page in pages if page.path == "wishes/" and page.lang == "en")
    assert 'href="../../wish/' in wall.body and 'href="../wish/' not in wall.body
    own = next(page for page in pages if page.path == "wishes/" and page.lang == "zh")
    assert 'href="../wish/' in own.body


def test_a_feed_names_the_page_that_is_there(context: Context) -> None:
    feeds = dict(make_feeds(context))
    assert b"/en/wish/" not in feeds["en/feed.xml"] and b"/wish/" in feeds["en/feed.xml"]


def test_addresses_of_records_and_of_everything_else() -> None:
    assert links_from("wishes/", "en", FIRST).url("wish/2026-03/W/") == "../../wish/2026-03/W/"
    assert links_from("wishes/", "en", BOTH).url("wish/2026-03/W/") == "../wish/2026-03/W/"
    assert links_from("wishes/", "en", FIRST).url("wishes/all/2/") == "../wishes/all/2/"
    assert links_from("", "en", FIRST).url("") == "./"
    assert page_root("wish/2026-03/W/", "en", FIRST) == "" and page_root("wishes/", "en", FIRST) == "en/"
    assert Languages(("zh", "en"), ()).detail == {"zh"}, "the first language always has them"
