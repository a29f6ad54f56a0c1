"""The wall's filters in a real browser: they combine, their address can be shared, and they look at the whole wall."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from shutil import which
from typing import Any

import pytest

from once import serve_folder
from sample_pages import ROOT, sample_context
from wishlight.pages import make_kind, wishes

CHROMIUM = which("chromium") or which("chromium-browser") or which("google-chrome")
pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The wall's pages, two cards each, with the script that filters them."""
    folder = tmp_path_factory.mktemp("wall")
    theme = ROOT / "site_config/theme"
    for name in ("scripts/wall.js", "scripts/early.js", "styles/30-shell.css"):
        shutil.copy(theme / name, folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(wishes, "SIZE", 2)
        for page in make_kind(sample_context(), "wishes"):
            if page.lang == "zh":
                file = folder / page.path / "index.html"
                file.parent.mkdir(parents=True, exist_ok=True)
                head = '<!doctype html><html lang="zh" class="no-js"><meta charset="utf-8"><link rel="stylesheet" href="/30-shell.css"><style>[hidden]{display:none}</style>'
                file.write_text(f'{head}<script src="/early.js"></script><script defer src="/wall.js"></script>{page.body}', "utf-8")
    with serve_folder(folder) as address:
        yield address


@pytest.fixture(scope="module")
def page() -> Iterator[Any]:
    """A page of the browser; a fault in the script fails the test that meets it."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser.new_page()
        browser.close()


def shown(page: Any) -> list[str]:
    return list(page.locator("[data-wall-cards] .card:visible .card-id").all_inner_texts())


def test_filters_combine_over_the_whole_wall_and_say_how_many_fit(page: Any, address: str) -> None:
    page.goto(f"{address}wishes/")
    assert shown(page) == ["1A2B3C", "7G8H9J"]
    page.click('a[data-filter="area=heye"]')
    page.wait_for_selector("text=找到 2 个心愿")
    assert shown(page) == ["7G8H9J", "4D5E6F"]
    page.click("summary")
    page.click('a[data-filter="kind=goods"]')
    page.wait_for_selector("text=找到 1 个心愿")
    assert shown(page) == ["4D5E6F"]
    assert page.url == f"{address}wishes/?area=heye&kind=goods"
    assert page.locator("summary").inner_text() == "更多条件 · 物品"
    page.go_back()
    page.wait_for_selector("text=找到 2 个心愿")
    page.go_back()
    page.wait_for_function("document.querySelectorAll('[data-wall-cards] .card:not([hidden])').length === 2")
    assert shown(page) == ["1A2B3C", "7G8H9J"]


def test_a_shared_address_opens_with_its_filters_on(page: Any, address: str) -> None:
    page.goto(f"{address}wishes/?minutes=15&newcomer=yes")
    page.wait_for_selector("text=找到 1 个心愿")
    assert shown(page) == ["1A2B3C"]
    marked = page.locator('a[data-filter][aria-current="true"]').evaluate_all(
        "links => links.map(link => link.dataset.filter)"
    )
    assert {"minutes=15", "newcomer=yes", "area="} <= set(marked)


def test_from_a_filters_own_page_the_next_filter_is_added(page: Any, address: str) -> None:
    page.goto(f"{address}wishes/minutes/60/")
    page.click('a[data-filter="area=heye"]')
    page.wait_for_selector("text=找到 2 个心愿")
    assert page.url == f"{address}wishes/?minutes=60&area=heye"


def test_when_nothing_fits_the_wall_says_so(page: Any, address: str) -> None:
    page.goto(f"{address}wishes/?area=heye&newcomer=yes")
    page.wait_for_selector("[data-wall-empty]:visible")
    assert shown(page) == []


def by_order(page: Any, key: str) -> list[str]:
    """The ids of the shown cards as Python puts them in order, of all cards as they came."""
    cards = page.locator("[data-wall-cards] .card").evaluate_all("all => all.map(one => [one.querySelector('.card-id').textContent, {...one.dataset}])")
    came = sorted(cards, key=lambda card: int(card[1]["at"]))
    keys: dict[str, Callable[[dict[str, str]], object]] = {
        "shortest": lambda card: int(card["minutes"]),
        "newest": lambda card: -int(card["since"].replace("-", "")),
        "due": lambda card: card["due"] or "9",
    }
    order: Any = keys[key]
    return [short for short, _ in sorted(came, key=lambda card: order(card[1]))]


def test_an_order_is_chosen_by_keyboard_kept_in_the_address_and_taken_back(page: Any, address: str) -> None:
    page.goto(f"{address}wishes/")
    first = shown(page)
    page.focus("#wall-sort")
    page.keyboard.press("ArrowDown")
    page.wait_for_function("location.search === '?sort=newest'")
    page.wait_for_selector("text=找到 3 个心愿")
    assert shown(page) == by_order(page, "newest")
    assert shown(page)[:2] != first
    page.go_back()
    page.wait_for_function("document.querySelectorAll('[data-wall-cards] .card:not([hidden])').length === 2")
    assert shown(page) == first
    assert page.input_value("#wall-sort") == ""


@pytest.mark.parametrize("order", ["newest", "shortest", "due"])
def test_a_shared_order_combines_with_filters(page: Any, address: str, order: str) -> None:
    page.goto(f"{address}wishes/?area=heye&sort={order}")
    page.wait_for_selector("text=找到 2 个心愿")
    assert page.input_value("#wall-sort") == order
    assert shown(page) == [short for short in by_order(page, order) if short in ("7G8H9J", "4D5E6F")]
    page.click('a[data-filter="area="]')
    page.wait_for_selector("text=找到 3 个心愿")
    assert page.url == f"{address}wishes/?sort={order}"


def test_without_scripts_no_order_is_offered(page: Any, address: str) -> None:
    view = page.context.browser.new_context(java_script_enabled=False)
    still = view.new_page()
    still.goto(f"{address}wishes/")
    assert shown(still) == ["1A2B3C", "7G8H9J"]
    assert not still.locator("#wall-sort").is_visible()
    view.close()
