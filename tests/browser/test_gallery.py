"""The gallery shows each kind of page once a language."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2]))
gallery = pytest.importorskip("tests.browser.gallery")


def test_each_kind_of_page_is_pictured_in_each_language_with_its_newest_and_its_fullest_record(tmp_path: Path):
    pages = ("", "wishes/", "wishes/for-you/", "wish/2026-03/W-1/", "wish/2026-03/W-2/", "wish/2026-04/W-3/", "area/xinghu/", "area/heye/")
    for address in [*pages, *(f"en/{page}" for page in pages)]:
        (tmp_path / address).mkdir(parents=True, exist_ok=True)
        (tmp_path / address / "index.html").write_text("long" if "W-1/" in address else "")
    wanted = {"", "wishes/", "wishes/for-you/", "wish/2026-04/W-3/", "wish/2026-03/W-1/", "area/xinghu/"}
    assert set(gallery.list_pages(tmp_path)) == wanted | {f"en/{page}" for page in wanted}
