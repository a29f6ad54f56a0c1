"""What people do on the site, at three widths: find a wish and claim it, share a filter, read in large type, print, do without scripts or mouse."""

from __future__ import annotations

import re
from collections.abc import Iterator
from gzip import compress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

pytestmark = pytest.mark.browser
WIDTHS = {360: 740, 768: 1024, 1280: 800}

VOICES = """
window.said = [];
const voices = [{lang: "zh-CN", localService: true, name: "far"}, {lang: "en-GB", localService: true, name: "en"}];
Object.defineProperty(window, "SpeechSynthesisUtterance", {value: function (text) { this.text = text; }});
Object.defineProperty(window, "speechSynthesis", {value: {
  getVoices: () => VOICES, cancel: () => { window.stopped = true; }, addEventListener: () => {},
  speak: one => { window.said.push([one.text, one.voice.lang]); if (window.said.length < 4) { setTimeout(() => one.onend(), 0); } }
}});
"""
LOCAL, FAR = ('[{lang: "zh-CN", localService: true}, {lang: "en-GB", localService: true}]', '[{lang: "zh-CN", localService: false}]')


@pytest.fixture(params=WIDTHS)
def page(browser: Any, request: pytest.FixtureRequest) -> Iterator[Any]:
    """A page of a new reader at one width; a fault in a script fails the test."""
    width = request.param
    yield from open_page(browser, viewport={"width": width, "height": WIDTHS[width]})


@pytest.fixture
def desk(browser: Any) -> Iterator[Any]:
    """A page of a new reader, where the width does not matter."""
    yield from open_page(browser, viewport={"width": 768, "height": 1024})


def open_page(browser: Any, **options: Any) -> Iterator[Any]:
    view = browser.new_context(locale="zh-CN", service_workers="block", **options)
    opened, faults = view.new_page(), []
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    yield opened
    view.close()
    assert faults == []


def overflow(page: Any) -> int:
    page.wait_for_load_state()  # a click returns as soon as the address changes, when there may be no page to measure yet
    return int(page.evaluate("document.documentElement.scrollWidth - innerWidth"))


def test_a_volunteer_finds_a_wish_and_comes_to_the_filled_in_form(page: Any, address: str) -> None:
    asked = []
    page.route("https://github.com/**", lambda route: (asked.append(route.request.url), route.fulfill(status=200, body="form")))
    page.goto(address)
    page.click("nav.filters a:has-text('60')")
    assert page.url == f"{address}wishes/minutes/60/"
    card = page.locator(".card:has(.card-foot a)").first
    short = card.locator(".card-id").inner_text()
    card.locator(".card-foot a").click()
    assert re.search(rf"/wish/\d{{4}}-\d\d/W-\d{{6}}-{short}/#claim$", page.url)
    page.wait_for_selector("#claim .doors")  # a click returns as soon as the address changes
    assert overflow(page) <= 0
    page.click("a[rel=external][href*='claim']")
    assert len(asked) == 1
    assert "template=claim.yml" in asked[0]
    assert asked[0].endswith(short)


def test_filters_combine_and_a_shared_address_opens_the_same(page: Any, address: str, browser: Any) -> None:
    page.goto(f"{address}wishes/")
    page.click('a[data-filter="minutes=60"]')
    page.wait_for_function("location.search === '?minutes=60'")
    page.click("summary")
    page.click('a[data-filter="place=hall"]')
    page.wait_for_function("location.search === '?minutes=60&place=hall'")
    page.click('a[data-filter="newcomer=yes"]')
    page.wait_for_function("location.search === '?minutes=60&place=hall&newcomer=yes'")
    page.wait_for_selector("[data-wall-count]:not(.visually-hidden), [data-wall-empty]:visible")
    shown = page.locator("[data-wall-cards] .card:visible .card-id").all_inner_texts()
    other = browser.new_context(service_workers="block").new_page()
    other.goto(page.url)
    other.wait_for_selector("[data-wall-count]:not(.visually-hidden), [data-wall-empty]:visible")
    assert other.locator("[data-wall-cards] .card:visible .card-id").all_inner_texts() == shown
    other.context.close()
    assert overflow(page) <= 0


def test_a_volunteer_without_a_page_is_told_what_suits_and_why_and_can_share_it(page: Any, address: str, browser: Any) -> None:
    page.goto(f"{address}wishes/")
    page.click("a[href$='for-you/']")
    page.click("[data-suited-where] a >> nth=1")
    page.check("input[name=minutes][value='60']")
    page.check("input[name=skills] >> nth=0")
    page.wait_for_function("/\\?skills=[a-z-]+&minutes=60$/.test(location.search)")
    shown = page.locator("[data-suited-chosen] .card:visible")
    assert 0 < shown.count() <= 5
    assert all("推荐，因为" in text and "时间够" in text for text in shown.locator(".card-why").all_inner_texts())
    assert shown.locator(".card-why").first.inner_text().startswith("推荐，因为用得上“")
    assert shown.first.get_attribute("data-skill") == page.locator("input[name=skills]:checked").get_attribute("value")
    assert all(int(n) <= 60 for n in shown.evaluate_all("all => all.map(one => one.dataset.minutes)"))
    assert overflow(page) <= 0
    other = browser.new_context(service_workers="block").new_page()
    other.goto(page.url)
    other.wait_for_selector("[data-suited-chosen]:visible")
    assert other.locator("[data-suited-chosen] .card").all_inner_texts() == shown.all_inner_texts()
    other.context.close()
    page.click("[data-suited-where] a >> nth=2")
    page.wait_for_selector("[data-suited-chosen]:visible")
    assert page.url.endswith("&minutes=60")


def test_the_other_language_is_one_press_away_on_the_same_page(page: Any, address: str) -> None:
    page.goto(f"{address}wishes/minutes/15/")
    page.click("a.tool[hreflang=en]")
    assert page.url == f"{address}en/wishes/minutes/15/"
    assert page.get_attribute("html", "lang") == "en"
    page.click("a.tool[hreflang=zh]")
    assert page.url == f"{address}wishes/minutes/15/"


def test_the_other_language_shows_what_was_chosen_in_this_one(desk: Any, address: str) -> None:
    desk.goto(f"{address}wishes/")
    desk.click("nav.filters a[data-filter='minutes=60']")
    desk.click("a.tool[hreflang=en]")
    assert desk.url == f"{address}en/wishes/?minutes=60"
    desk.wait_for_selector("nav.filters a[data-filter='minutes=60'][aria-current=true]")


def test_large_type_is_one_and_a_half_in_one_column_with_fewer_choices_and_stays(page: Any, address: str) -> None:
    size, choices = "parseFloat(getComputedStyle(document.body).fontSize)", ".sections a:visible"
    page.goto(address)
    before, many = page.evaluate(size), page.locator(choices).count()
    page.click("[data-switch=elder]")
    assert page.evaluate(size) == pytest.approx(1.5 * before, rel=0.01)
    assert page.locator(choices).count() < many
    page.click("nav.elder-only a >> nth=0")
    page.wait_for_url(f"{address}wishes/")
    page.wait_for_selector(".card")
    assert page.evaluate("document.documentElement.hasAttribute('data-elder')")
    lefts = page.locator(".card:visible").evaluate_all("cards => cards.map(card => card.getBoundingClientRect().left)")
    assert len(set(lefts)) == 1
    small = page.locator(".button:visible, .sections a:visible, .filter a:visible").evaluate_all("all => all.filter(one => one.getBoundingClientRect().height < 44).map(one => one.textContent)")
    assert small == []
    assert overflow(page) <= 0


def test_in_large_type_a_phone_has_room_for_what_is_searched_and_for_names_beside_hours(page: Any, address: str) -> None:
    width = "one => one.getBoundingClientRect().width"
    page.goto(f"{address}search/?elder")
    assert page.locator(".search-line input").evaluate(width) > 150
    page.goto(f"{address}en/starlight/?elder")
    assert page.locator(".rank-name").first.evaluate(width) > 150
    assert overflow(page) <= 0


def test_a_link_opens_large_type(desk: Any, address: str) -> None:
    desk.goto(f"{address}take-part/?elder")
    assert desk.evaluate("document.documentElement.hasAttribute('data-elder')")


def test_the_page_is_read_aloud_in_its_languages_by_voices_of_the_device(desk: Any, address: str) -> None:
    desk.add_init_script(VOICES.replace("VOICES", LOCAL))
    desk.goto(f"{address}en/wishes/?elder")
    desk.click("[data-aloud]")
    desk.wait_for_function("window.said.length >= 4")
    said = desk.evaluate("window.said")
    assert said[0] == ["Wish wall", "en-GB"] or said[0][1] == "en-GB"
    assert desk.get_attribute("[data-aloud]", "aria-pressed") == "true"
    assert desk.locator(".is-read").count() == 1
    desk.click("[data-aloud]")
    assert desk.evaluate("window.stopped") is True
    assert desk.locator(".is-read").count() == 0


def test_a_voice_from_the_network_is_not_offered(desk: Any, address: str) -> None:
    desk.add_init_script(VOICES.replace("VOICES", FAR))
    desk.goto(f"{address}?elder")
    assert not desk.locator("[data-aloud]").is_visible()


@pytest.mark.parametrize("path", ["", "wishes/", "take-part/", "transparency/", "actions/", "deeds/", "en/deeds/", "en/privacy/", "en/performance/"])
def test_nothing_is_cut_when_the_system_asks_for_larger_type_or_at_400_percent(browser: Any, address: str, path: str) -> None:
    view = browser.new_context(viewport={"width": 320, "height": 256}, service_workers="block")
    opened = view.new_page()
    opened.goto(address + path)
    assert overflow(opened) <= 0
    opened.evaluate("document.documentElement.style.fontSize = '150%'")
    wide = opened.evaluate("document.documentElement.scrollWidth - innerWidth")
    view.close()
    assert wide <= 0


@pytest.mark.parametrize("path", ["", "wishes/", "transparency/", "week/xinghu-1/"])
def test_a_printed_page_leaves_the_frame_away_and_fits_the_paper(desk: Any, address: str, path: str) -> None:
    desk.goto(address + path)
    desk.emulate_media(media="print")
    desk.set_viewport_size({"width": 680, "height": 960})
    assert not desk.locator(".top").is_visible()
    assert not desk.locator(".foot").is_visible()
    assert overflow(desk) <= 0
    assert desk.pdf(format="A4").startswith(b"%PDF")


def test_without_scripts_every_list_is_a_page_and_nothing_dead_is_shown(browser: Any, address: str) -> None:
    view = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    opened = view.new_page()
    opened.goto(f"{address}wishes/")
    assert opened.locator("button:visible").count() == 0
    opened.click('a[data-filter="minutes=15"]')
    assert opened.url == f"{address}wishes/minutes/15/"
    opened.goto(f"{address}wishes/for-you/xinghu/")
    assert opened.locator(".card-why:visible").count() > 5
    assert opened.locator("input:visible").count() == 0
    opened.goto(f"{address}hall/")
    assert opened.locator(".hall-slide:visible").count() > 10
    assert opened.locator("button:visible").count() == 0
    opened.goto(f"{address}week/songyuan-2/")
    assert opened.locator("#chat").inner_text().startswith("【")
    assert opened.locator("button:visible").count() == 0
    opened.goto(f"{address}figure/wish_counts/")
    assert "截至" in opened.locator("#sentence").inner_text()
    view.close()


def test_the_keyboard_reaches_everything_and_shows_where_it_is(desk: Any, address: str) -> None:
    desk.goto(f"{address}wishes/")
    wanted = desk.locator("a[href]:visible, button:visible, summary:visible, [tabindex='0']:visible").count()
    reached = set()
    for _ in range(wanted + 3):
        desk.keyboard.press("Tab")
        seen = desk.evaluate("""() => { const on = document.activeElement, css = getComputedStyle(on);
          if (on === document.body) return null;
          on.dataset.stop = on.dataset.stop || String(document.querySelectorAll("[data-stop]").length);
          return [on.dataset.stop, css.outlineStyle !== "none" && parseFloat(css.outlineWidth) >= 2 || on.className === "skip", on.outerHTML.slice(0, 80)]; }""")
        if seen:
            assert seen[1], seen[2]
            reached.add(seen[0])
    assert len(reached) >= wanted
    desk.goto(f"{address}wishes/")
    desk.focus('a[data-filter="minutes=15"]')
    desk.keyboard.press("Enter")
    desk.wait_for_function("location.search === '?minutes=15'")


def test_the_hall_screen_moves_by_itself_waits_after_a_touch_and_prints_one_slip(browser: Any, address: str) -> None:
    view = browser.new_context(viewport={"width": 1080, "height": 800}, service_workers="block")
    opened = view.new_page()
    opened.clock.install()
    opened.add_init_script("window.print = () => { window.printed = document.querySelectorAll('.hall-slide.is-shown').length; }")
    opened.goto(f"{address}hall/")
    first = opened.locator(".hall-slide.is-shown h2").inner_text()
    opened.clock.run_for(13_000)
    second = opened.locator(".hall-slide.is-shown h2").inner_text()
    assert second != first
    opened.mouse.click(500, 300)
    opened.clock.run_for(30_000)
    assert opened.locator(".hall-slide.is-shown h2").inner_text() == second
    opened.clock.run_for(60_000)
    assert opened.locator(".hall-slide.is-shown h2").inner_text() != second
    opened.click("[data-hall-pause]")
    held = opened.locator(".hall-slide.is-shown h2").inner_text()
    opened.clock.run_for(200_000)
    assert opened.locator(".hall-slide.is-shown h2").inner_text() == held
    opened.click("[data-hall-list]")
    assert opened.locator(".hall-slide:visible").count() > 10
    opened.locator("[data-hall-print]").nth(2).click()
    assert opened.evaluate("window.printed") == 1
    view.close()


def test_the_hall_screen_stands_still_for_who_asked_for_less_movement(browser: Any, address: str, site: Path) -> None:
    view = browser.new_context(reduced_motion="reduce", viewport={"width": 1080, "height": 800}, service_workers="block")
    opened = view.new_page()
    opened.clock.install()
    opened.goto((site / "hall" / "index.html").as_uri())
    first = opened.locator(".hall-slide.is-shown h2").inner_text()
    opened.clock.run_for(120_000)
    assert opened.locator(".hall-slide.is-shown h2").inner_text() == first
    opened.click("[data-hall-step='1']")
    assert opened.locator(".hall-slide.is-shown h2").inner_text() != first
    view.close()


def test_the_week_is_saved_as_a_picture_and_copied_with_and_without_its_looks(browser: Any, address: str) -> None:
    view = browser.new_context(viewport={"width": 360, "height": 740}, service_workers="block", permissions=["clipboard-read", "clipboard-write"])
    opened = view.new_page()
    opened.goto(f"{address}week/songyuan-2/")
    with opened.expect_download() as started:
        opened.click("[data-save-picture]")
    picture = Path(started.value.path()).read_bytes()
    assert picture.startswith(b"\x89PNG")
    assert picture[16:24] == (1080).to_bytes(4, "big") + (1920).to_bytes(4, "big")
    opened.click("[data-copy=chat]")
    assert opened.evaluate("navigator.clipboard.readText()").startswith("【云溪微光】松园第二网格")
    opened.click("[data-copy=rich]")
    html = opened.evaluate("navigator.clipboard.read().then(items => items[0].getType('text/html')).then(blob => blob.text())")
    assert "松园第二网格" in html
    assert "border-bottom" in html
    view.close()


def test_without_a_network_the_phone_says_so_in_the_pages_language(browser: Any, address: str) -> None:
    view = browser.new_context()
    opened = view.new_page()
    opened.goto(address)
    opened.evaluate("navigator.serviceWorker.ready.then(() => true)")
    opened.reload()
    opened.wait_for_function("navigator.serviceWorker.controller !== null || caches.keys().then(names => names.length)")
    view.set_offline(True)
    opened.goto(f"{address}wishes/")
    assert opened.locator("h1").inner_text() == "现在没有网络"
    opened.goto(f"{address}en/wishes/")
    assert opened.locator("h1").inner_text() == "No network now"
    view.close()


def test_the_first_view_is_light_and_comes_from_here_alone(browser: Any, address: str, site: Path) -> None:
    newest = max((path for path in (site / "wish").rglob("index.html")), key=lambda path: path.as_posix())
    for path in ("", "wishes/", newest.parent.relative_to(site).as_posix() + "/"):
        view = browser.new_context(service_workers="block")
        opened, bodies = view.new_page(), {}
        opened.on("response", lambda answer, into=bodies: into.update({answer.url: answer.body()}))
        opened.goto(address + path, wait_until="networkidle")
        view.close()
        assert len(bodies) >= 4
        assert {urlsplit(url).netloc for url in bodies} == {urlsplit(address).netloc}
        assert sum(len(compress(body)) for body in bodies.values()) <= 150 * 1024


def test_no_wish_page_weighs_more_than_twelve_kilobytes(site: Path) -> None:
    sizes = {path.relative_to(site).as_posix(): path.stat().st_size for top in ("", "en") for path in (site / top / "wish").rglob("index.html")}
    assert len(sizes) > 300
    assert {path: size for path, size in sizes.items() if size > 12 * 1024} == {}
