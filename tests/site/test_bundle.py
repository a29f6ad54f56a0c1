"""The offline edition: every link leads to a file, and the same site gives the same bytes."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from shutil import which
from typing import Any
from urllib.parse import urlsplit
from zipfile import ZipFile

import pytest

from sample_site import PAGES, make_page, read_site
from wishlight.site.build import write_site
from wishlight.site.bundle import name_files, write_bundle
from wishlight.site.linkcheck import read_page
from wishlight.site.settings import SiteSettings

SECTIONS = ("wishes/for-you/", *(f"wishes/minutes/{n}/" for n in (15, 30, 60)), "hall/", "actions/", "deeds/", "starlight/", "areas/", "transparency/", "rules/", "data/", "corrections/")
"""Where the frame's own links lead, besides what the sample pages are."""

CHROMIUM = which("chromium") or which("chromium-browser") or which("google-chrome")


@pytest.mark.parametrize(
    ("link", "named"),
    [
        ("../", "../index.html"),
        ("./", "./index.html"),
        ("..", "../index.html"),
        ("../../wishes/", "../../wishes/index.html"),
        ("../wishes/?minutes=15", "../wishes/index.html?minutes=15"),
        ("../areas/#xinghu", "../areas/index.html#xinghu"),
        ("../feed.xml", "../feed.xml"),
        ("#main", "#main"),
        ("https://board.example/town/", "https://board.example/town/"),
        ("mailto:a@board.example", "mailto:a@board.example"),
    ],
)
def test_a_link_to_a_folder_names_its_file(link: str, named: str) -> None:
    assert name_files(f'<a class="x" href="{link}">'.encode()) == f'<a class="x" href="{named}">'.encode()


def test_the_zip_holds_the_site_and_every_link_of_it_leads_to_a_file(board: SiteSettings, tmp_path: Path) -> None:
    pages = [*PAGES, *(make_page(path, lang) for path in SECTIONS for lang in ("zh", "en"))]
    write_site([replace(page, text="<h1>x</h1>") for page in pages], [], board)
    site = read_site(board)
    assert write_bundle(board.out, tmp_path / "town.zip") == len(ZipFile(tmp_path / "town.zip").namelist())
    with ZipFile(tmp_path / "town.zip") as made:
        files = {name: made.read(name) for name in made.namelist()}
    for_hosts = {".htaccess", "404.html", "_headers", "nginx-headers.conf", "robots.txt", "sw.js", "sitemap.xml"}
    assert site.keys() - files.keys() == {name for name in site if name in for_hosts or name.startswith("sitemap/")}
    assert {name for name in files if not name.endswith(".html") and files[name] != site[name]} == set()
    checked = 0
    for name, data in files.items():
        for reference in read_page(data.decode()).references if name.endswith(".html") else ():
            if ":" not in reference.target:
                inner = urlsplit(reference.target).path
                place = os.path.normpath(Path(name).parent / inner) if inner else name
                assert place in files, (name, reference.target)
                checked += 1
    assert checked > 50


def test_the_same_site_gives_the_same_bytes_and_the_site_itself_stays_as_it_is(board: SiteSettings, tmp_path: Path) -> None:
    write_site(PAGES, [], board)
    before = read_site(board)
    write_bundle(board.out, tmp_path / "one.zip")
    for file in board.out.rglob("*"):
        os.utime(file, (0, 86400 * 365 * 20))
    write_bundle(board.out, tmp_path / "two" / "again.zip")
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two" / "again.zip").read_bytes()
    assert read_site(board) == before
    with ZipFile(tmp_path / "one.zip") as made:
        assert {info.date_time for info in made.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert made.namelist() == sorted(made.namelist())


def test_a_zip_inside_the_site_does_not_hold_itself(board: SiteSettings) -> None:
    write_site(PAGES, [], board)
    for _ in range(2):
        write_bundle(board.out, board.out / "town.zip")
        assert "town.zip" not in ZipFile(board.out / "town.zip").namelist()


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
def test_it_opens_from_a_folder_with_its_style_its_links_and_no_complaint(board: SiteSettings, tmp_path: Path) -> None:
    playwright: Any = pytest.importorskip("playwright.sync_api")
    head = '<script type="application/ld+json">{"@context":"https://schema.org","name":"x"}</script>'
    first = '<h1>x</h1><p><a id="on" href="wishes/">全部</a></p>'
    write_site([replace(page, head=head, text=page.body if page.path else first) for page in PAGES], [], board)
    write_bundle(board.out, tmp_path / "town.zip")
    with ZipFile(tmp_path / "town.zip") as made:
        made.extractall(tmp_path / "stick")
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto((tmp_path / "stick" / "index.html").as_uri(), wait_until="load")
        assert page.evaluate("getComputedStyle(document.querySelector('.skip')).position") == "absolute"
        page.click("#on")
        page.wait_for_url("**/wishes/index.html")
        page.click('header a[hreflang="en"]')
        page.wait_for_url("**/en/wishes/index.html")
        page.click('[data-switch="elder"]')
        assert page.get_attribute("html", "data-elder") is not None, "scripts run from a disk too"
        browser.close()
    assert said == []
