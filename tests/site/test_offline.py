"""Without a network: one page that says so, and nothing kept besides it and its frame."""

from __future__ import annotations

import json
import re

from sample_site import PAGES, read_site
from wishlight.site.build import write_site
from wishlight.site.settings import SiteSettings


def read_value(worker: str, name: str) -> object:
    found = re.search(rf"{name} = (.*?)[,;](?: [A-Z]|\n)", worker)
    assert found
    return json.loads(found[1])


def test_the_worker_keeps_the_page_in_each_language_and_its_frame_alone(board: SiteSettings) -> None:
    write_site(PAGES, [], board)
    files = read_site(board)
    worker = files["sw.js"].decode()
    kept = json.loads(re.search(r"KEPT = (\[.*?\])", worker)[1])  # type: ignore[index]
    assert read_value(worker, "PAGES") == {"": "offline/", "en/": "en/offline/"}
    assert {"offline/", "en/offline/"} <= set(kept)
    assert all((f"{path}index.html" if path.endswith("/") else path) in files for path in kept)
    assert not [path for path in kept if "wish/" in path or "data/" in path]
    for path in ("offline/index.html", "en/offline/index.html"):
        fetched = re.findall(rb'(?:src|<link rel="stylesheet" href)="([^"]+)"', files[path])
        assert {name.decode().split("../")[-1] for name in fetched} <= {name.removeprefix("en/") for name in kept}


def test_another_text_gives_another_name_so_that_phones_fetch_it(board: SiteSettings) -> None:
    write_site(PAGES, [], board)
    before = read_site(board)["sw.js"]
    write_site(PAGES, [], board)
    assert read_site(board)["sw.js"] == before
    page = board.root / "content/zh/offline.md"
    page.write_text(page.read_text("utf-8") + "\n再说一句。\n", "utf-8")
    write_site(PAGES, [], board)
    assert read_site(board)["sw.js"] != before


def test_a_board_without_that_page_has_no_worker(board: SiteSettings) -> None:
    (board.root / "content/zh/offline.md").unlink()
    (board.root / "content/en/offline.md").unlink()
    write_site(PAGES, [], board)
    assert "sw.js" not in read_site(board)
