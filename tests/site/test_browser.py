"""The frame and every component in a real browser: policy, switches, narrow screens, and axe."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from shutil import which
from typing import Any

import pytest

from once import serve_folder
from sample_site import copy_board, describe, make_page
from wishlight.site.build import write_site

playwright = pytest.importorskip("playwright.sync_api")
axe = pytest.importorskip("axe_playwright_python.sync_playwright")

CHROMIUM = which("chromium") or which("chromium-browser") or which("google-chrome")
pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")]

COMPONENTS = (Path(__file__).parent / "components.html").read_text("utf-8")
DATA = '<script type="application/ld+json">{"@context":"https://schema.org","name":"x"}</script>'
PAGES = ["", "components/", "take-part/", "about/", "en/take-part/", "en/components/"]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site with every component, served below a folder as a project site is."""
    root = copy_board(tmp_path_factory.mktemp("board"))
    settings = replace(describe(root), out=root / "public" / "town", search="search/", demo=True)
    pages = [make_page(path, lang, text=COMPONENTS, head=DATA) for lang in ("zh", "en") for path in ("", "components/")]
    write_site(pages, [], settings)
    with serve_folder(root / "public") as address:
        yield f"{address}town/"


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as started:
        launched = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield launched
        launched.close()


@pytest.mark.parametrize("path", PAGES)
def test_nothing_breaks_the_policy_and_nothing_comes_from_elsewhere(browser: Any, address: str, path: str) -> None:
    page = browser.new_page()
    said, asked = [], []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address + path, wait_until="networkidle")
    page.close()
    assert said == []
    assert len(asked) >= 4
    assert [url for url in asked if not url.startswith(address)] == []


def test_the_policy_stops_code_in_the_page(browser: Any, address: str) -> None:
    page = browser.new_page()
    page.goto(address)
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.hit=1\">')")
    page.evaluate("var s = document.createElement('script'); s.textContent = 'window.hit=1'; document.body.append(s)")
    page.wait_for_timeout(200)
    hit = page.evaluate("window.hit")
    page.close()
    assert hit is None


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
@pytest.mark.parametrize("elder", ["", "?elder"])
def test_no_page_is_wider_than_the_screen(browser: Any, address: str, width: int, elder: str) -> None:
    context = browser.new_context(viewport={"width": width, "height": 700})
    page = context.new_page()
    wide = {}
    for path in PAGES:
        page.goto(address + path + elder)
        wide[path] = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    context.close()
    assert {path: over for path, over in wide.items() if over > 0} == {}


def test_large_type_is_one_press_and_is_remembered(browser: Any, address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(address)
    before = page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)")
    page.click("[data-switch=elder]")
    assert page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") == pytest.approx(
        1.5 * before, rel=0.01
    )
    page.goto(address + "en/take-part/")
    assert page.get_attribute("html", "data-elder") == ""
    assert page.get_attribute("[data-switch=elder]", "aria-pressed") == "true"
    page.goto(address + "?elder=0")
    assert page.get_attribute("html", "data-elder") is None
    context.close()


def test_colours_follow_the_system_until_the_reader_chooses(browser: Any, address: str) -> None:
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    ground = "getComputedStyle(document.body).backgroundColor"
    page.goto(address)
    assert page.evaluate(ground) == "rgb(19, 24, 40)"
    page.click("[data-switch=scheme]")
    assert page.evaluate(ground) == "rgb(247, 246, 242)"
    page.reload()
    assert page.evaluate(ground) == "rgb(247, 246, 242)"
    context.close()


def test_the_language_link_leads_to_the_same_page_and_back(browser: Any, address: str) -> None:
    page = browser.new_page()
    page.goto(address + "take-part/")
    page.click("a.tool[hreflang=en]")
    assert page.url == address + "en/take-part/"
    page.click("a.tool[hreflang=zh]")
    assert page.url == address + "take-part/"
    page.close()


def test_without_scripts_the_page_is_whole_and_shows_no_dead_switch(browser: Any, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    assert page.locator("h1").first.is_visible()
    assert page.locator(".sections a").count() == 8
    assert not page.locator("[data-switch]").first.is_visible()
    context.close()


def test_the_first_stop_of_the_keyboard_skips_to_the_content(browser: Any, address: str) -> None:
    page = browser.new_page()
    page.goto(address)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.close()


def test_the_site_opens_from_a_stick_without_a_server(browser: Any, address: str, tmp_path: Path) -> None:
    root = copy_board(tmp_path)
    settings = describe(root)
    write_site([make_page("wishes/", text=COMPONENTS)], [], settings)
    page = browser.new_page()
    page.goto((settings.out / "wishes" / "index.html").as_uri())
    assert page.evaluate("getComputedStyle(document.querySelector('.top')).backgroundColor") == "rgb(27, 35, 64)"
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("elder", ["", "?elder"])
def test_axe_finds_nothing(browser: Any, address: str, scheme: str, elder: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 700}, color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    found = {}
    for path in PAGES:
        page.goto(address + path + elder)
        result = axe.Axe().run(page)
        found[path] = [(v["id"], v["nodes"][0]["html"][:160]) for v in result.response["violations"]]
    context.close()
    assert {path: violations for path, violations in found.items() if violations} == {}
