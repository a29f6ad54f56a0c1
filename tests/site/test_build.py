"""The whole recipe: what is written, what is left alone, and that the bytes depend on the data only."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from sample_site import PAGES, copy_board, describe, make_page, read_site
from wishlight.drafts import Basis, Bundle, Poured
from wishlight.pages.page import Page
from wishlight.site.build import write_site
from wishlight.site.linkcheck import read_page
from wishlight.site.settings import Asset, SiteError, SiteSettings, WriteReport


def test_a_second_build_writes_nothing(board: SiteSettings) -> None:
    first = write_site(PAGES, [Asset("data/wishes.csv", b"id\n")], board)
    second = write_site(PAGES, [Asset("data/wishes.csv", b"id\n")], board)
    assert "wish/2026-03/W-1/index.html" in first.written
    assert second.written == second.removed == ()
    assert second.unchanged == len(first.written) == len(read_site(board))


def test_only_the_page_that_says_something_else_is_written(board: SiteSettings) -> None:
    write_site(PAGES, [], board)
    report = write_site([*PAGES[:-1], replace(PAGES[-1], text="<p>新的一句</p>")], [], board)
    assert report.written == ("en/wish/2026-03/W-2/index.html",)
    assert (board.cache / "written.txt").read_text("utf-8") == "written en/wish/2026-03/W-2/index.html\n"


def test_a_page_that_is_gone_is_removed_with_its_folder(board: SiteSettings) -> None:
    write_site(PAGES, [], board)
    report = write_site([p for p in PAGES if p.path != "wish/2026-03/W-2/"], [], board)
    assert report.removed == ("en/wish/2026-03/W-2/index.html", "wish/2026-03/W-2/index.html")
    assert not (board.out / "wish/2026-03/W-2").exists()
    assert (board.out / "wish/2026-03/W-1/index.html").exists()


def test_a_page_made_from_the_same_is_not_made_again(board: SiteSettings) -> None:
    asked: list[str] = []

    def name(page: Page, made_from: str = "") -> Page:
        return replace(page, text=lambda: asked.append(page.path) or str(page.text), made_from=made_from or f"{page.lang} {page.path}")

    write_site(map(name, PAGES), [], board)
    before = read_site(board)
    asked.clear()
    assert write_site(map(name, PAGES), [], board).written == () and not asked
    other = [name(PAGES[0], "something else"), *map(name, PAGES[1:])]
    assert write_site(other, [], board).written == () and asked == [PAGES[0].path]
    (board.out / f"{PAGES[1].path}index.html").write_bytes(b"mischief")
    assert len(write_site(other, [], board).written) == 1
    assert read_site(board) == before


def test_a_batch_that_rests_on_the_same_is_left_alone_where_the_site_is_as_it_was_left(board: SiteSettings) -> None:
    says, asked = {"key": "one", "other": "one"}, board.root / "asked.txt"  # a file, because it is another process that is asked

    def plan(key: str) -> Bundle:
        def make() -> Iterator[Asset]:
            with asked.open("a") as file:
                file.write(f"{key} ")
            basis.seen.add("a record")
            yield Asset(f"data/{key}.txt", says[key].encode())

        basis = Basis(key, lambda seen: f"{says[key]} {sorted(seen)}", set())
        return Bundle(make, basis)

    def build(*keys: str, as_left: bool = True) -> tuple[WriteReport, set[str]]:
        asked.write_text("")
        report = write_site(PAGES, [], replace(board, as_left=as_left, address="https://example.org/"), map(plan, keys))
        return report, {*asked.read_text().split()}

    first, _ = build("key", "other", as_left=False)
    assert {"data/key.txt", "data/other.txt", "sitemap.xml"} <= {*first.written}
    again, made = build("key", "other")
    assert (again.written, again.removed, again.unchanged, made) == ((), (), len(first.written), set())
    says["key"] = "two"
    again, made = build("key", "other")
    assert (again.written, made) == (("data/key.txt",), {"key"})
    (board.out / "data/other.txt").write_bytes(b"mischief")
    again, made = build("key", "other", as_left=False)
    assert (again.written, made) == (("data/other.txt",), {"key", "other"})
    again, made = build("key")
    assert (again.removed, made) == (("data/other.txt",), set())
    again, made = build("key", "other")
    assert (again.written, made) == (("data/other.txt",), {"other"})
    assert build("key", "other")[0].written == ()
    with pytest.raises(SiteError):
        build("key", "key")


def test_a_page_more_or_less_is_in_the_sitemap_or_not_whatever_else_is_left_alone(board: SiteSettings) -> None:
    settings = replace(board, as_left=True, address="https://example.org/")

    def build(pages: list[Page], settings: SiteSettings = settings) -> WriteReport:
        batch = Bundle(lambda: [Asset("data/wishes.csv", b"id\n")], Basis("data", lambda seen: "the same", set()))
        return write_site(pages, [], settings, [batch])

    build(PAGES, replace(settings, as_left=False))
    fewer = [page for page in PAGES if page.path != "wish/2026-03/W-2/"]
    for pages in (fewer, PAGES):
        report = build(pages)
        assert "sitemap/wish-2026-03-1.xml" in report.written
        assert (b"W-2" in (board.out / "sitemap/wish-2026-03-1.xml").read_bytes()) is (pages is PAGES)
        assert (board.out / "wish/2026-03/W-2/index.html").exists() is (pages is PAGES)
        assert build(pages).written == ()


def test_a_file_changed_by_hand_is_put_right_and_a_strange_one_is_removed(board: SiteSettings) -> None:
    write_site(PAGES, [], board)
    before = read_site(board)
    (board.out / "wishes/index.html").write_bytes(b"mischief")
    (board.out / "strange").mkdir()
    (board.out / "strange/file.txt").write_bytes(b"?")
    report = write_site(PAGES, [], board)
    assert (report.written, report.removed) == (("wishes/index.html",), ("strange/file.txt",))
    assert read_site(board) == before


def test_a_lost_cache_costs_reading_but_no_writing(board: SiteSettings) -> None:
    write_site(PAGES, [], board)
    shutil.rmtree(board.cache)
    assert write_site(PAGES, [], board).written == ()


def test_a_site_that_was_deleted_is_written_again(board: SiteSettings) -> None:
    write_site(PAGES, [], board)
    before = read_site(board)
    shutil.rmtree(board.out)
    write_site(PAGES, [], board)
    assert read_site(board) == before


def test_a_failure_while_pages_are_made_leaves_the_old_site(board: SiteSettings) -> None:
    write_site(PAGES, [], board)
    before = read_site(board)

    def broken() -> object:
        yield make_page("", text="<p>half of a new site</p>")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        write_site(broken(), [], board)  # type: ignore[arg-type]
    assert read_site(board) == before
    assert write_site(PAGES, [], board).written == ()


def test_two_pages_with_one_address_are_refused_by_name(board: SiteSettings) -> None:
    with pytest.raises(SiteError) as refused:
        write_site([*PAGES, make_page("privacy/")], [], board)
    assert [(p.rule, p.path) for p in refused.value.problems] == [("site-same-address", "privacy/index.html")]
    assert "privacy/" in refused.value.problems[0].says
    assert not board.out.exists()


def test_two_processes_that_want_one_address_are_refused_by_name(board: SiteSettings) -> None:
    bundles = [Bundle(lambda: [Asset("data/a.txt", b"a")]), Bundle(lambda: [Asset("data/a.txt", b"b")])]
    with pytest.raises(SiteError) as refused:
        write_site(PAGES, [], board, bundles)
    assert [(p.rule, p.path) for p in refused.value.problems] == [("site-same-address", "data/a.txt")]
    assert not board.out.exists()


def test_a_poured_file_is_written_where_it_differs_and_not_poured_where_it_is_made_from_the_same(board: SiteSettings) -> None:
    poured: list[str] = []

    def pour(text: str, made_from: str) -> Poured:
        return Poured("data/tables/rows.csv", lambda target: poured.append(text) or target.write_text(text), made_from)

    assert "data/tables/rows.csv" in write_site(PAGES, [pour("1", "one")], board).written
    assert write_site(PAGES, [pour("2", "one")], board).written == () and poured == ["1"]
    assert write_site(PAGES, [pour("1", "two")], board).written == () and poured == ["1", "1"]
    assert write_site(PAGES, [pour("1", "")], board).written == () and poured == ["1", "1", "1"]
    assert write_site(PAGES, [pour("2", "")], board).written == ("data/tables/rows.csv",)
    assert (board.out / "data/tables/rows.csv").read_text() == "2"


@pytest.mark.parametrize("path", ["../out/", "a//b/", "wish/心愿/", "a/./b/", "a b/"])
def test_a_path_that_is_no_address_is_refused(board: SiteSettings, path: str) -> None:
    with pytest.raises((SiteError, UnicodeEncodeError)):
        write_site([make_page(path)], [], board)
    assert not (board.root / "out").exists()


def test_only_build_json_names_the_commit(board: SiteSettings) -> None:
    write_site(PAGES, [], board)
    assert [path for path, data in read_site(board).items() if board.commit.encode() in data] == ["build.json"]


def test_every_link_of_a_page_is_relative_so_the_site_works_in_any_folder(board: SiteSettings) -> None:
    write_site(PAGES, [], board)
    pages = {
        path: data.decode() for path, data in read_site(board).items() if path.endswith(".html") and path != "404.html"
    }
    assert len(pages) > len(PAGES)
    for path, text in pages.items():
        for reference in read_page(text).references:
            assert not reference.target.startswith("/"), path
            if reference.fetched:
                assert not re.match(r"[a-z]+:", reference.target), path


def test_the_lost_page_uses_full_paths_because_it_is_shown_at_any_depth(board: SiteSettings) -> None:
    write_site(PAGES, [], board)
    targets = [r.target for r in read_page((board.out / "404.html").read_text("utf-8")).references]
    assert "/town/wishes/" in targets
    assert "/town/en/wishes/" in targets
    assert all(t.startswith(("/town/", "#", "https://forge.example/")) for t in targets)


SCRIPT = """
import sys
from pathlib import Path
sys.path[:0] = sys.argv[2:]
from sample_site import PAGES, describe
from wishlight.site.build import write_site
write_site(reversed(PAGES), [], describe(Path(sys.argv[1])))
"""


@pytest.mark.figure
def test_the_bytes_do_not_depend_on_folder_zone_locale_hash_seed_or_order(board: SiteSettings, tmp_path: Path, figure: Callable[..., None]) -> None:
    write_site(PAGES, [], board)
    other = copy_board(tmp_path / "another folder 另一处")
    here = Path(__file__).parent
    surroundings = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "LANG": "C", "PYTHONHASHSEED": "7"}
    folders = [str(other), str(here.parents[1] / "generator"), str(here.parent)]
    subprocess.run([sys.executable, "-c", SCRIPT, *folders], check=True, env={**os.environ, **surroundings})
    assert read_site(describe(other)) == read_site(board)
    figure("same-bytes", tried=len(read_site(board)), failed=0, note="files of a site, built in two surroundings")
