"""The offline edition on a stick: a volunteer finds a wish, filters, searches and reads in large type, and the hall's screen moves, all without a server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from wishlight.site.bundle import write_bundle

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def stick(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo board's offline edition, unpacked."""
    folder = tmp_path_factory.mktemp("stick")
    write_bundle(site, folder / "town.zip")
    with ZipFile(folder / "town.zip") as packed:
        packed.extractall(folder / "town")
    return folder / "town"


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A page of a new reader; a fault in a script, or a complaint of the browser, fails the test."""
    view = browser.new_context(locale="zh-CN", viewport={"width": 1080, "height": 800})
    opened, said = view.new_page(), []
    opened.on("pageerror", lambda error: said.append(str(error)))
    opened.on("console", lambda message: said.append(message.text))
    yield opened
    view.close()
    assert said == []


def test_a_wish_is_found_filtered_and_read_in_the_other_language_and_in_large_type(page: Any, stick: Path) -> None:
    page.goto((stick / "index.html").as_uri())
    page.click(".hero a[href*=wishes]")
    page.wait_for_url("**/wishes/index.html")
    page.click('a[data-filter="minutes=60"]')
    page.wait_for_url("**/wishes/minutes/60/index.html")
    assert not page.locator("#wall-sort").is_visible(), "a page from a disk can't put in order what stands on the others"
    page.locator(".card:visible .card-title a").first.click()
    page.wait_for_url("**/wish/*/W-*/index.html")
    title = page.inner_text("h1")
    page.click("header a[hreflang=en]")
    page.wait_for_url("**/en/wish/*/W-*/index.html")
    assert page.inner_text("h1") == title
    assert page.get_attribute("html", "lang") == "en"
    page.click("[data-switch=elder]")
    page.click(".sections a[href*=wishes]")
    page.wait_for_url("**/en/wishes/index.html")
    assert page.get_attribute("html", "data-elder") is not None, "large type stays on the next page"


def test_the_search_answers_and_leads_to_the_record(page: Any, stick: Path) -> None:
    page.goto((stick / "index.html").as_uri())
    page.click(".top a[href*=search]")
    page.wait_for_url("**/search/index.html")
    page.fill("main input[type=search]", "小夜灯")
    page.keyboard.press("Enter")
    page.locator("main a[href*='W-']:visible").first.click()
    page.wait_for_url("**/wish/*/W-*/index.html")
    assert "小夜灯" in page.inner_text("main")


def test_the_hall_screen_moves_by_itself(page: Any, stick: Path) -> None:
    page.clock.install()
    page.goto((stick / "hall" / "index.html").as_uri())
    shown = page.locator(".hall-slide.is-shown h2")
    first = shown.inner_text()
    page.clock.run_for(13_000)
    assert shown.inner_text() != first
