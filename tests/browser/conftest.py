"""The demo board's whole site, built once and served, and one browser for all that is looked at."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from shutil import which
from typing import Any

import pytest

from once import make_once, serve_folder
from wishlight.build import BuildOptions, build

sys.path.insert(0, str(Path(__file__).parents[2]))
ROOT = Path(__file__).parents[2]
NOW = datetime.fromisoformat("2026-11-25T09:00:00+08:00")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the demo board's site, built once for all workers. The board is only linked to, so that its cache is the tests' own."""
    return make_once(tmp_path_factory, "demo-board", _build) / "site"


def _build(root: Path) -> None:
    for name in ("wishes", "site_config", "content", "mkdocs.yml"):
        (root / name).symlink_to(ROOT / name)
    build(BuildOptions(root, root / "site", "en"), NOW, lambda stage: None)


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where the site is served on this machine."""
    with serve_folder(site) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A browser; skipped where there is none. Each module closes its own, because a process runs only one at a time."""
    playwright = pytest.importorskip("playwright.sync_api")
    chromium = which("chromium") or which("chromium-browser") or which("google-chrome")
    if chromium is None:
        pytest.skip("no Chromium on this machine")
    with ExitStack() as stack:
        started = stack.enter_context(playwright.sync_playwright())
        opened = started.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        stack.callback(opened.close)
        yield opened
