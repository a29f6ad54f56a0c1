"""A small board and pages to put into it, for the tests of the site."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

from wishlight.pages.page import Page
from wishlight.site.settings import SiteSettings
from wishlight.words import load_words

REPOSITORY = Path(__file__).parents[1]
BODY = """<div>
<h1>一盏“灯” &amp; more</h1>

<p class="lead">夜里看不清路。</p>
<pre>select  1
  from wish</pre>
<p><a href="../../../wishes/">全部</a></p>
</div>"""


def copy_board(target: Path) -> Path:
    """A board with this repository's frame, theme and hand-written pages."""
    for folder in ("content", "site_config/theme"):
        shutil.copytree(REPOSITORY / folder, target / folder)
    shutil.copy(REPOSITORY / "mkdocs.yml", target / "mkdocs.yml")
    return target


def describe(root: Path) -> SiteSettings:
    """The settings of a board in `root`."""
    return SiteSettings(
        root=root,
        out=root / "site",
        cache=root / ".cache" / "wishlight",
        languages=("zh", "en"),
        names={"zh": "小镇微光", "en": "Small Town"},
        words=load_words("en"),
        address="https://board.example/town/",
        repository="https://forge.example/o/r",
        commit="0123abcd" * 5,
        as_of="2026-03-20",
    )


def make_page(path: str = "wish/2026-03/W-260302-7K3FQX/", lang: str = "zh", **changes: object) -> Page:
    """One page; `changes` replace its values."""
    page = Page(path, lang, "wish", '一盏"灯" & <b>', "夜里 & 'more'", BODY, "wishes" if path else "home")
    return replace(page, **changes)  # type: ignore[arg-type]


def read_site(settings: SiteSettings) -> dict[str, bytes]:
    """Every file of the site."""
    files = sorted(f for f in settings.out.rglob("*") if f.is_file())
    return {f.relative_to(settings.out).as_posix(): f.read_bytes() for f in files}


PAGES = [
    make_page(path, lang) for lang in ("zh", "en") for path in ("", "wishes/", "wish/2026-03/W-1/", "wish/2026-03/W-2/")
]
"""A home page, a list and two records, in both languages."""
