"""Feeds as a reader's program takes them: ids that stay, moments that are true, addresses that lead somewhere."""

from __future__ import annotations

import json
import re
from datetime import datetime
from functools import cache

import feedparser
import pytest

from sample_feeds import append, make_changed, repeat
from sample_pages import read_samples, sample_context
from wishlight.feeds.channels import make_channels
from wishlight.pages import Context, make_pages
from wishlight.site.stamp import file_of

ADDRESS = "https://wishlight-demo.github.io/yunxi/"
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d")
FULFILLED = "W-260302-7K3FQX"


@cache
def sample_feeds() -> dict[str, bytes]:
    return dict(make_channels(sample_context()))


def parse(data: bytes) -> feedparser.FeedParserDict:
    found = feedparser.parse(data)
    assert not found.bozo, found.get("bozo_exception")
    assert found.version == "atom10"
    return found


def read_entries(context: Context, path: str) -> list[feedparser.FeedParserDict]:
    return list(parse(dict(make_channels(context))[path]).entries)


def test_there_is_a_feed_for_the_board_each_area_each_category_and_each_volunteer_with_a_page() -> None:
    paths = set(sample_feeds())
    board = sample_context().board
    assert {"feed.xml", "feed.json", "en/feed.xml", "en/feed.json"} <= paths
    for lang in ("", "en/"):
        assert {f"{lang}area/{area}/feed.xml" for area in board.areas} <= paths
        assert {f"{lang}wishes/category/{category}/feed.xml" for category in board.lists["wish_categories"]} <= paths
        assert [path for path in paths if path.startswith(f"{lang}person/")] == [f"{lang}person/4td9/feed.xml"]
    assert len(paths) == 2 * (2 + len(board.areas) + len(board.lists["wish_categories"]) + 1)


@pytest.mark.parametrize("path", [path for path in sample_feeds() if path.endswith(".xml")])
def test_every_feed_parses_and_carries_its_language_its_own_address_and_its_page(path: str) -> None:
    feed = parse(sample_feeds()[path]).feed
    links = {link.rel: link for link in feed.links}
    assert links["self"].href == ADDRESS + path
    assert links["alternate"].href == ADDRESS + path.removesuffix("feed.xml")
    assert feed.title_detail.language == links["alternate"].hreflang == ("en" if path.startswith("en/") else "zh")
    assert feed.author_detail.name in ("云溪微光", "Wishlight Yunxi")
    assert RFC_3339.fullmatch(feed.updated)


def test_a_feed_was_updated_when_its_newest_entry_was() -> None:
    for path, data in sample_feeds().items():
        if path.endswith(".xml"):
            found = parse(data)
            moments = [datetime.fromisoformat(entry.updated) for entry in found.entries]
            assert datetime.fromisoformat(found.feed.updated) == max(moments, default=datetime.fromisoformat("2025-11-01T00:00:00+08:00"))


def test_entries_are_the_newest_first_with_true_moments_and_addresses_of_pages_that_exist() -> None:
    context = sample_context()
    pages = {ADDRESS + file_of(page, context.languages).removesuffix("index.html") for page in make_pages(context)}
    for path in ("feed.xml", "en/feed.xml"):
        entries = parse(sample_feeds()[path]).entries
        moments = [entry.published for entry in entries]
        assert len(moments) > 10
        assert all(RFC_3339.fullmatch(moment) for moment in moments)
        assert moments == sorted(moments, reverse=True)
        assert {entry.link for entry in entries} <= pages


def test_only_what_happened_is_told() -> None:
    told = [(entry.id.split("/")[1], entry.title) for entry in parse(sample_feeds()["feed.xml"]).entries]
    assert (FULFILLED, "圆梦了：想要一盏<夜灯>") in told
    assert (FULFILLED, "新心愿：想要一盏<夜灯>") in told
    assert ("A-261103-4P8TWD", "取消了：露天电影") in told
    assert ("A-261101-2M8RTB", "改了时间：修<伞>&磨刀") in told
    assert [title for id, title in told if id == "D-260118-5QW2NC"] == [f"{what}：给充电桩加<b>遮雨棚" for what in ("验收通过", "完工了", "开始表决", "开始表决")]
    assert not {"W-261122-STVWXY"} & {id for id, _ in told}, "a wish that is not published yet is nobody's news"


def test_an_id_never_changes_when_the_text_is_corrected_but_the_moment_does() -> None:
    wish = read_samples()["wish-fulfilled"]
    corrected = append(wish, "amended", "2026-03-12T09:00:00+08:00", field="title", was="想要一盏<夜灯>", why="写错")
    corrected = corrected._replace(head={**corrected.head, "title": "想要两盏夜灯"})
    context = make_changed(corrected)
    before = {entry.id: entry for entry in parse(sample_feeds()["feed.xml"]).entries}
    after = {entry.id: entry for entry in read_entries(context, "feed.xml")}
    assert before.keys() == after.keys()
    id = f"tag:wishlight-demo.github.io,2026-03-02:yunxi/{FULFILLED}/2"
    assert (before[id].title, before[id].updated) == ("新心愿：想要一盏<夜灯>", "2026-03-02T15:10:00+08:00")
    assert (after[id].title, after[id].updated, after[id].published) == ("新心愿：想要两盏夜灯", "2026-03-12T09:00:00+08:00", before[id].published)


def test_ids_are_unique_and_each_language_has_its_own() -> None:
    ids = [entry.id for path in ("feed.xml", "en/feed.xml") for entry in parse(sample_feeds()[path]).entries]
    assert len(ids) == len(set(ids))
    feeds = [parse(data).feed.id for path, data in sample_feeds().items() if path.endswith(".xml")]
    assert len(feeds) == len(set(feeds))


def test_the_same_entry_has_the_same_id_in_every_feed_of_its_language() -> None:
    board = {entry.id for entry in parse(sample_feeds()["feed.xml"]).entries}
    for path in ("area/xinghu/feed.xml", "area/xinghu-3/feed.xml", "wishes/category/small-appliance/feed.xml", "person/4td9/feed.xml"):
        ids = {entry.id for entry in parse(sample_feeds()[path]).entries}
        assert ids, path
        assert ids < board


def test_an_annulled_entry_is_taken_back() -> None:
    action = append(read_samples()["action-cancelled"], "annulled", "2026-11-13T09:00:00+08:00", entry=3, why="看错了")
    told = [entry.title for entry in read_entries(make_changed(action), "feed.xml")]
    assert "新行动：露天电影" in told
    assert "取消了：露天电影" not in told


def test_a_feed_holds_at_most_fifty_entries_the_newest() -> None:
    many = repeat(read_samples()["wish-hostile"], 60)
    entries = read_entries(make_changed(*many), "wishes/category/daily-goods/feed.xml")
    assert len(entries) == 50
    newest = {record.history[1].at.isoformat() for record in many if record.history[1].at.date() <= sample_context().as_of}
    assert entries[0].published == max(newest)


def test_a_removed_text_is_told_as_removed_in_the_feeds_language() -> None:
    wish = read_samples()["wish-fulfilled"]
    mark = sample_context().words["zh"]("stock.redacted")
    context = make_changed(wish._replace(head={**wish.head, "title": mark}))
    for path, word in (("feed.xml", context.words["zh"]("pages.removed")), ("en/feed.xml", context.words["en"]("pages.removed"))):
        titles = [entry.title for entry in read_entries(context, path) if FULFILLED in entry.id]
        assert len(titles) == 2
        assert all(title.endswith(word) for title in titles)


def test_a_volunteers_feed_tells_wishes_that_came_true_and_ends_with_the_consent() -> None:
    told = [entry.title for entry in parse(sample_feeds()["person/4td9/feed.xml"]).entries]
    assert told == ["圆梦了：想要一盏<夜灯>"]
    assert not [path for path in sample_feeds() if "9kx2" in path]
    withdrawn = append(read_samples()["person-page"], "withdrew", "2026-11-20T09:00:00+08:00")
    assert not [path for path in dict(make_channels(make_changed(withdrawn))) if path.startswith(("person/", "en/person/"))]


def test_without_an_address_there_are_no_feeds_because_they_are_read_elsewhere() -> None:
    assert dict(make_channels(make_changed(info={"site_url": ""}))) == {}


def test_hostile_text_stays_text() -> None:
    entries = [entry for entry in parse(sample_feeds()["feed.xml"]).entries if "W-261001-1A2B3C" in entry.id]
    assert [entry.title for entry in entries] == ["新心愿：<script>alert(1)</script>'\"&"]
    assert entries[0].content[0].type == "text/plain"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_json_feed_says_what_the_atom_feed_says(lang: str) -> None:
    root = "" if lang == "zh" else "en/"
    found = json.loads(sample_feeds()[f"{root}feed.json"])
    assert found["version"] == "https://jsonfeed.org/version/1.1"
    assert (found["home_page_url"], found["feed_url"], found["language"]) == (ADDRESS + root, f"{ADDRESS}{root}feed.json", lang)
    atom = parse(sample_feeds()[f"{root}feed.xml"]).entries
    assert [(i["id"], i["url"], i["title"], i["date_published"], i["date_modified"]) for i in found["items"]] == [
        (e.id, e.link, e.title, e.published, e.updated) for e in atom
    ]


def test_the_same_records_give_the_same_bytes() -> None:
    assert dict(make_channels(make_changed())) == sample_feeds()
