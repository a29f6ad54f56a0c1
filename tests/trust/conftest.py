"""The site, feeds, files and sheets of the hostile board and of its honest twin, made once for all workers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from unittest.mock import patch

import pytest

from once import make_once
from sample_site import copy_board
from trust.hostile_board import HONEST, KINDS, make_board
from trust.payloads import LOOSE
from trust.sheets import write_sheets
from wishlight.build import BuildOptions, site_settings
from wishlight.feeds import make_feeds
from wishlight.pages import Context, Page, make_pages
from wishlight.records.store import name_settings
from wishlight.search import make_search
from wishlight.site.build import write_site
from wishlight.site.settings import Asset
from wishlight.tables.package import make_package


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with `site/` and `sheets/` of the board full of payloads."""
    return make_once(tmp_path_factory, "hostile-board", lambda folder: _write_board(folder, make_board(*LOOSE)))


@pytest.fixture(scope="session")
def twin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same of the board on which everybody is kind. It has fewer deeds, so that their tables are cut sooner."""
    with patch("wishlight.pages.deeds.SIZE", 2):
        return make_once(tmp_path_factory, "honest-board", lambda folder: _write_board(folder, make_board(*HONEST)))


def _write_board(folder: Path, context: Context) -> None:
    root = copy_board(folder / "board")
    options = BuildOptions(root, folder / "site", "zh")
    files = [Asset(f"data/{name}", data) for name, data in make_package(context.board, context.con, context.results, context.as_of)]
    feeds = (Asset(path, data) for path, data in make_feeds(context))
    search = make_search(context.board, context.folded)
    settings = site_settings(options, context.board, name_settings(options.root), context.words["zh"], context.as_of, context.seeds)
    with patch("os.fsync"):  # a test's files need not outlive a power cut
        write_site(_choose_pages(context), chain(files, feeds, search), settings)
    write_sheets(context, folder / "sheets")


def _choose_pages(context: Context) -> Iterator[Page]:
    """Every page in the first language; in the other, of the records' own pages every second."""
    seen: Counter[str] = Counter()
    for page in make_pages(context):
        seen[page.kind] += page.lang != context.languages[0]
        if page.lang == context.languages[0] or page.kind not in KINDS or seen[page.kind] % 2:
            yield page
