"""A small board's frame, rendered once for all tests of the site."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from sample_site import copy_board, describe
from wishlight.site.settings import SiteSettings
from wishlight.site.shells import make_frames
from wishlight.site.theme import read_theme


@pytest.fixture(scope="session")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> SiteSettings:
    """A board whose frame is rendered already. Not to be written to: `board` is a copy."""
    settings = describe(copy_board(tmp_path_factory.mktemp("rendered")))
    make_frames(settings, read_theme(settings.root / "site_config" / "theme"))
    return settings


@pytest.fixture
def board(rendered: SiteSettings, tmp_path: Path) -> SiteSettings:
    """A board of the test's own, with its frame."""
    shutil.copytree(rendered.root, tmp_path / "board")
    return describe(tmp_path / "board")
