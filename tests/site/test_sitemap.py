"""The sitemap lists every page once, in parts that a new record hardly touches."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from sample_site import describe
from wishlight.site import sitemap
from wishlight.site.settings import Asset, SiteSettings
from wishlight.site.sitemap import make_sitemap

FILES = [
    "index.html",
    "en/index.html",
    "wish/2026-03/W-1/index.html",
    "en/wish/2026-03/W-1/index.html",
    "wish/2026-04/W-2/index.html",
    "404.html",
    "assets/site.js",
]
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def test_every_page_is_listed_once_with_the_languages_it_exists_in(tmp_path: Path) -> None:
    urls = _read(FILES, describe(tmp_path))
    root = "https://board.example/town/"
    assert set(urls) == {
        root,
        f"{root}en/",
        f"{root}wish/2026-03/W-1/",
        f"{root}en/wish/2026-03/W-1/",
        f"{root}wish/2026-04/W-2/",
    }
    assert urls[f"{root}wish/2026-03/W-1/"] == {"zh": f"{root}wish/2026-03/W-1/", "en": f"{root}en/wish/2026-03/W-1/"}
    assert urls[f"{root}wish/2026-04/W-2/"] == {}


def read_files(files: list[str], settings: SiteSettings) -> dict[str, bytes]:
    return {file.path: file.data if isinstance(file, Asset) else file.make() for file in make_sitemap(files, settings)}


def test_a_new_record_changes_one_part(tmp_path: Path) -> None:
    before = read_files(FILES, describe(tmp_path))
    after = read_files([*FILES, "wish/2026-04/W-3/index.html"], describe(tmp_path))
    assert [path for path in after if after[path] != before.get(path)] == ["sitemap/wish-2026-04-1.xml"]


def test_a_part_is_cut_before_the_protocols_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemap, "LIMIT", 2)
    files = [f"wish/2026-03/W-{n}/index.html" for n in range(5)]
    paths = [asset.path for asset in make_sitemap(files, describe(tmp_path))]
    assert [p for p in paths if p.startswith("sitemap/")] == [f"sitemap/wish-2026-03-{n}.xml" for n in (1, 2, 3)]
    assert len(_read(files, describe(tmp_path))) == 5


def test_without_a_known_address_there_is_no_sitemap(tmp_path: Path) -> None:
    made = read_files(FILES, replace(describe(tmp_path), address=""))
    assert made == {"robots.txt": b"User-agent: *\nAllow: /\n"}


def _read(files: list[str], settings: SiteSettings) -> dict[str, dict[str, str]]:
    made = read_files(files, settings)
    assert f"Sitemap: {settings.address}sitemap.xml".encode() in made["robots.txt"]
    index = ET.fromstring(made["sitemap.xml"])  # noqa: S314 - our own text
    found: dict[str, dict[str, str]] = {}
    for part in index.iterfind("s:sitemap/s:loc", NAMES):
        for url in ET.fromstring(made[str(part.text).removeprefix(settings.address)]).iterfind("s:url", NAMES):  # noqa: S314
            links = {str(e.get("hreflang")): str(e.get("href")) for e in url.iterfind("x:link", NAMES)}
            found[str(url.findtext("s:loc", namespaces=NAMES))] = links
    return found


def test_a_part_is_named_by_its_own_pages_alone(tmp_path: Path) -> None:
    def name(files: list[str]) -> dict[str, str]:
        return {file.path: file.made_from for file in make_sitemap(files, describe(tmp_path)) if not isinstance(file, Asset)}

    before, after = name(FILES), name([*FILES, "wish/2026-04/W-3/index.html"])
    assert sorted(path for path in after if after[path] != before[path]) == ["sitemap/wish-2026-04-1.xml"]
    assert name([*FILES, "en/wish/2026-04/W-2/index.html"]).keys() == before.keys()
