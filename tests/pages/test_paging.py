"""Long lists: every item once, and full pages of an archive never change."""

from __future__ import annotations

import pytest

from wishlight.pages.paging import Part, link_parts, split_archive, split_running


@pytest.mark.parametrize("n", [0, 1, 9, 10, 11, 25, 100])
def test_every_item_stands_on_one_page(n: int) -> None:
    items = list(range(n))
    running = split_running(items, 10, "wishes/", "wishes/all/", str)
    archive = split_archive(items, 10, "done/")
    assert [item for part in running for item in part.items] == items
    assert [item for part in archive for item in part.items] == items[::-1]
    assert (running[0].path, archive[0].path) == ("wishes/", "done/")
    assert len({part.path for part in running}) == len(running)


@pytest.mark.parametrize("n", [1, 9, 10, 11, 100, 1000])
def test_no_page_of_a_running_list_is_too_long_and_only_the_last_may_be_short(n: int) -> None:
    sizes = [len(part.items) for part in split_running(list(range(n)), 10, "w/", "w/", str)]
    assert max(sizes) <= 10
    assert len(sizes) == 1 if n <= 10 else min(sizes[:-1]) >= 3


def test_one_item_less_leaves_most_pages_of_a_running_list_as_they_were() -> None:
    items = list(range(1000))
    changed = []
    for gone in items[::10]:
        before, after = ({part.items for part in split_running(some, 10, "w/", "w/", str)} for some in (items, [n for n in items if n != gone]))
        changed.append(len(after - before))
    assert sorted(changed)[len(changed) // 2] == 1
    assert sum(changed) / len(changed) < 4


def test_a_grown_archive_keeps_its_full_pages() -> None:
    before = {part.path: part.items for part in split_archive(list(range(57)), 10, "done/")}
    after = {part.path: part.items for part in split_archive(list(range(58)), 10, "done/")}
    assert {path for path in after if before.get(path) != after[path]} == {"done/"}
    assert len(before["done/"]) >= 10


def test_the_pager_leaves_gaps_far_from_the_page_it_stands_on() -> None:
    parts = [Part("w/" if n == 1 else f"w/all/{n}/", n, ()) for n in range(1, 11)]
    shown = list(link_parts(parts, parts[5], lambda path: f"../{path}", around=1))
    assert [(page.text, page.href, page.current) for page in shown] == [
        ("1", "../w/", False),
        ("", "", False),
        ("5", "../w/all/5/", False),
        ("6", "../w/all/6/", True),
        ("7", "../w/all/7/", False),
        ("", "", False),
        ("10", "../w/all/10/", False),
    ]
