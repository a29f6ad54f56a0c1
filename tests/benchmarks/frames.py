"""The settings and hand-written pages that MkDocs renders our frames from, for whoever else is to render with them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from wishlight.build import BuildOptions, site_settings
from wishlight.records.board import load_board
from wishlight.records.store import name_settings
from wishlight.site.settings import SiteSettings
from wishlight.site.staging import stage
from wishlight.site.theme import read_theme
from wishlight.words import load_words

LANG = "zh"


def settings_of(root: Path) -> SiteSettings:
    """What a build of the board would tell the host of the site, whatever its records say."""
    words = load_words(LANG)
    board, _ = load_board(root, words)
    return site_settings(BuildOptions(root, root / "site", LANG), board, name_settings(root), words, date(2026, 11, 23), {})


def stage_frames(root: Path, lang: str = LANG) -> dict[str, bytes]:
    """`mkdocs.yml` and the hand-written pages of a language, by path."""
    settings = settings_of(root)
    return stage(settings, lang, [], read_theme(root / "site_config" / "theme"))


def write_all(files: dict[str, bytes], folder: Path) -> None:
    """Write files below a folder."""
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
