"""axe finds nothing wrong with any kind of page, in either language, light and dark, in plain and in large type; and none has to be pushed sideways."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

gallery = pytest.importorskip("tests.browser.gallery")
axe = pytest.importorskip("axe_playwright_python.sync_playwright")
pytestmark = pytest.mark.browser

NIGHTLY = bool(os.environ.get("WISHLIGHT_NIGHTLY"))
MODES = [("light", False), ("dark", True), ("light", True), ("dark", False)]
"""Colours and type. What is not about colour is the same in the dark, and is looked at in the light alone."""
TRIED = len(MODES) if NIGHTLY else 2
"""A change looks at every page in two of the modes, at every other page in the other two; a night in all four."""

SET = """([scheme, elder]) => {
  document.documentElement.setAttribute("data-scheme", scheme);
  document.documentElement.toggleAttribute("data-elder", elder);
}"""
RUN = """async only => (await axe.run(document, {resultTypes: ["violations"], ...(only ? {runOnly: {type: "rule", values: only}} : {})})).violations.map(v => [v.id, v.nodes[0].html.slice(0, 160)])"""


def choose_modes(number: int) -> list[tuple[str, bool]]:
    """The modes in which a page is looked at."""
    return [MODES[(2 * number + n) % len(MODES)] for n in range(TRIED)]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_axe_finds_nothing_on_any_kind_of_page(browser: Any, address: str, site: Path, lang: str) -> None:
    paths = [path for path in gallery.list_pages(site) if path.startswith("en/") == (lang == "en")]
    assert len(paths) >= 25
    view = browser.new_context(viewport={"width": 360, "height": 800}, bypass_csp=True, reduced_motion="reduce", service_workers="block")
    page = view.new_page()
    found = {}
    wide = {}
    for number, path in enumerate(paths):
        page.goto(address + path)
        page.evaluate(axe.Axe().axe_script)
        for mode in choose_modes(number):
            page.evaluate(SET, mode)
            wide[path, mode] = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            found[path, mode] = page.evaluate(RUN, ["color-contrast", "link-in-text-block"] if mode[0] == "dark" else None)
    view.close()
    assert {key: violations for key, violations in found.items() if violations} == {}
    assert {key: pixels for key, pixels in wide.items() if pixels > 0} == {}
