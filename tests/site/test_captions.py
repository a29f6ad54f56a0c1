"""Each table of a hand-written page has a caption: the heading above it, unless the writer gave it one."""

from __future__ import annotations

import re

from sample_site import REPOSITORY
from wishlight.site.build import write_site
from wishlight.site.captions import caption_tables
from wishlight.site.settings import SiteSettings

TABLE = "<table><thead></thead></table>"


def read_captions(page: str) -> list[str]:
    return re.findall(r"<caption[^>]*>(.*?)</caption>", page)


def test_a_table_is_called_by_the_nearest_heading_and_the_bold_line_below_it() -> None:
    text = f'<h1>A</h1>{TABLE}<h2 id="b"><em>B</em> &amp; c<a class="headerlink" href="#b">#</a></h2><p><strong>1,000</strong></p>{TABLE}<h2>D</h2>{TABLE}'
    assert read_captions(caption_tables(text)) == ["A", "B &amp; c · 1,000", "D"]


def test_the_writers_own_caption_stays() -> None:
    text = "<h1>A</h1><table>\n<caption>Mine</caption></table>"
    assert caption_tables(text) == text


def test_every_table_of_every_hand_written_page_has_one(board: SiteSettings) -> None:
    write_site([], [], board)
    found = 0
    for lang, top in (("zh", ""), ("en", "en/")):
        for file in sorted((REPOSITORY / "content" / lang).rglob("*.md")):
            page = (board.out / top / file.relative_to(REPOSITORY / "content" / lang).with_suffix("") / "index.html").read_text("utf-8")
            captions = read_captions(page)
            assert len(captions) == page.count("<table")
            assert len(set(captions)) == len(captions), "two tables of one page need two names"
            found += len(captions)
    assert found >= 20
