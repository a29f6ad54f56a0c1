"""The screen in the hall."""

from __future__ import annotations

from sample_pages import Seen, sample_pages

PAGES = sample_pages("hall")


def test_there_is_a_screen_for_the_board_and_one_a_community() -> None:
    assert {path for path, lang in PAGES if lang == "zh"} == {"hall/", "hall/xinghu/", "hall/heye/", "hall/songyuan/"}


def test_without_scripts_it_is_a_list_of_open_wishes_thanks_and_actions() -> None:
    seen = Seen(PAGES["hall/", "zh"].body)
    assert "../wish/2026-10/W-261001-1A2B3C/" in seen.links()
    assert "../wish/2026-03/W-260302-7K3FQX/" in seen.links()
    assert "../action/2026-11/A-261101-2M8RTB/" in seen.links()
    assert "../wish/2026-10/W-261020-7G8H9J/" not in seen.links()
    assert "认领就说这六位：1A2B3C" in seen.text
    assert "Claim slip" in Seen(PAGES["hall/", "en"].body).text


def test_a_communitys_screen_shows_its_own_alone() -> None:
    assert "1A2B3C" in PAGES["hall/xinghu/", "zh"].body
    assert "1A2B3C" not in PAGES["hall/heye/", "zh"].body
    assert "../../hall/" in Seen(PAGES["hall/heye/", "zh"].body).links()
    assert "../../hall/heye/" not in Seen(PAGES["hall/heye/", "zh"].body).links()


def test_nobody_is_named_and_every_button_waits_for_its_script() -> None:
    for page in PAGES.values():
        assert "小满" not in page.body
        assert page.body.count("data-hall-print hidden") == page.body.count("data-hall-print")
