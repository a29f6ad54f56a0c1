"""`make gallery`: a picture of every kind of page, in both languages, on phone, tablet and desk, light and dark, in plain and in large type, for a person to look at."""

from __future__ import annotations

import sys
from itertools import product
from pathlib import Path
from shutil import which

from playwright.sync_api import Browser, sync_playwright
from tests.once import serve_folder

ROOT = Path(__file__).parents[2]
SITE, PICTURES = ROOT / "site", ROOT / "build" / "gallery"
WIDTHS = (360, 768, 1280)
THEMES = ("light", "dark")
TYPES = ("", "-elder")
RECORDS = ("wish", "action", "deed")


def list_pages(site: Path) -> list[str]:
    """One address a kind of page and language: every page near the top, and of each kind of record the newest and the fullest."""
    found = []
    for top in ("", "en/"):
        near = [site / top / "index.html", *sorted((site / top).glob("*/index.html"))]
        found += [path.parent.relative_to(site).as_posix() + "/" for path in near if top or path.parent.name != "en"]
        found += [f"{top}wishes/for-you/"]
        for kind in (*RECORDS, "person", "team", "area", "week", "figure"):
            made = sorted((site / top / kind).rglob("index.html"))
            fullest = [max(made, key=lambda path: path.stat().st_size)] if made and kind in RECORDS else []
            found += [path.parent.relative_to(site).as_posix() + "/" for path in made[-1:] + fullest]
    return ["" if address == "./" else address for address in dict.fromkeys(found)]


def take_pictures(browser: Browser, address: str, pages: list[str]) -> int:
    """Write a whole-page picture for each page, width, theme and type; return how many."""
    looks = list(product(WIDTHS, THEMES, TYPES))
    for width, theme, letters in looks:
        view = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=theme, reduced_motion="reduce")
        sheet = view.new_page()
        for path in pages:
            sheet.goto(address + path + ("?elder" if letters else ""))
            name = path.strip("/").replace("/", "-") or "home"
            sheet.screenshot(path=PICTURES / f"{width}-{theme}{letters}" / f"{name}.png", full_page=True)
        view.close()
    return len(looks) * len(pages)


def main() -> None:
    """Take the pictures of the site that was built last."""
    chromium = which("chromium") or which("chromium-browser") or which("google-chrome")
    pages = list_pages(SITE)
    if not pages:
        sys.exit("gallery: no site here yet; type 'make build' first")
    if chromium is None:
        sys.exit("gallery: no Chromium on this machine")
    with sync_playwright() as started, serve_folder(SITE) as address:
        browser = started.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        print(f"{take_pictures(browser, address, pages)} pictures in {PICTURES.relative_to(ROOT)}/")
        browser.close()


if __name__ == "__main__":
    main()
