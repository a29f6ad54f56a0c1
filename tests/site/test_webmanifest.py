"""The web manifest: what a phone needs, by addresses that work wherever the site stands."""

from __future__ import annotations

import json
import posixpath
from dataclasses import replace

from sample_site import PAGES, read_site
from wishlight.site.build import write_site
from wishlight.site.settings import SiteSettings


def test_each_language_has_its_manifest_and_every_page_names_it(board: SiteSettings) -> None:
    write_site(PAGES, [], board)
    files = read_site(board)
    for root, name in (("", "小镇微光"), ("en/", "Small Town")):
        made = json.loads(files[f"{root}manifest.webmanifest"])
        assert made["name"] == name
        assert made["start_url"] == "./"
        icons = [posixpath.normpath(posixpath.join(root, icon["src"])) for icon in made["icons"]]
        assert [icon for icon in icons if icon not in files] == []
        assert {"192x192", "512x512"} <= {icon["sizes"] for icon in made["icons"]}
    assert b'<link rel="manifest" href="../../../manifest.webmanifest">' in files["wish/2026-03/W-1/index.html"]
    assert b'<link rel="manifest" href="../../../manifest.webmanifest">' in files["en/wish/2026-03/W-1/index.html"]
    assert b'<link rel="manifest" href="../manifest.webmanifest">' in files["take-part/index.html"]


def test_a_record_shows_how_far_it_has_come_when_it_is_shared(board: SiteSettings) -> None:
    write_site([replace(page, card="wish-done") for page in PAGES if page.kind == "wish"], [], board)
    text = read_site(board)["wish/2026-03/W-1/index.html"].decode()
    assert '<meta property="og:image" content="https://board.example/town/assets/cards/wish-done.png">' in text


def test_a_shared_page_shows_its_sections_card_by_its_full_address(board: SiteSettings) -> None:
    write_site(PAGES, [], board)
    files = read_site(board)
    shown = {"wishes/index.html": "wishes", "index.html": "home", "take-part/index.html": "help", "en/wish/2026-03/W-1/index.html": "wishes"}
    for path, card in shown.items():
        text = files[path].decode()
        assert f'<meta property="og:image" content="https://board.example/town/assets/cards/{card}.png">' in text
        assert f"assets/cards/{card}.png" in files
        assert f'<link rel="canonical" href="https://board.example/town/{path.removesuffix("index.html")}">' in text
