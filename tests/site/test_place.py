"""Nothing of anybody else's is written over or taken away: not by a site, an export, a zip or a list of timings."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from wishlight import cli
from wishlight.site import journal
from wishlight.site.place import MARK, is_among_sources, may_hold_site
from wishlight.starter import Answers, make_board
from wishlight.words import load_words


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("place") / "board"
    make_board(root, Answers("星湖微光", "云溪区", (("星湖社区", 3),), "none", "", "", date(2026, 3, 2)), load_words("zh"))
    (root.parent / "neighbour.txt").write_text("mine", "utf-8")
    return root


def call(root: Path, *argv: str) -> int:
    return cli.run(["--lang", "en", "--root", str(root), *argv], root)


def read_all(folder: Path) -> dict[str, bytes]:
    """Every file that is no cache."""
    files = (file for file in folder.rglob("*") if file.is_file() and ".wishlight" not in file.parts)
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


@pytest.mark.parametrize("out", ["wishes", "content", "site_config", "wishes/new", ".", "..", "../foreign", "link", "README.md"])
def test_a_site_takes_no_folder_that_holds_something_else(root: Path, out: str, capsys: pytest.CaptureFixture[str]) -> None:
    foreign = root.parent / "foreign"
    foreign.mkdir(exist_ok=True)
    (foreign / "thesis.txt").write_text("precious", "utf-8")
    if not (root / "link").is_symlink():
        (root / "link").symlink_to(foreign)
    before = read_all(root.parent)
    assert call(root, "build", "--quiet", "--out", str(root / out)) in (1, 2)
    assert read_all(root.parent) == before
    assert "new or empty folder" in capsys.readouterr().out or out == "README.md"


def test_a_site_takes_a_new_an_empty_and_its_own_folder(tmp_path: Path) -> None:
    root, out = tmp_path / "board", tmp_path / "out"
    assert may_hold_site(root, out)
    out.mkdir()
    assert may_hold_site(root, out)
    (out / "index.html").write_text("x", "utf-8")
    assert not may_hold_site(root, out)
    (out / MARK).write_text(json.dumps({"as_of": "2026-03-02", "commit": ""}), "utf-8")
    assert may_hold_site(root, out)
    for other in ("[]", "{}", "x", '{"as_of": 1}'):
        (out / MARK).write_text(other, "utf-8")
        assert not may_hold_site(root, out)


def test_a_site_that_was_cut_off_while_it_was_put_in_place_is_our_own(tmp_path: Path) -> None:
    root, out = tmp_path / "board", tmp_path / "out"
    out.mkdir()
    (out / "index.html").write_text("x", "utf-8")
    journal.open_journal(out)
    assert not may_hold_site(root, out)
    (journal.journal_of(out) / "ready.json").write_text('{"remove": []}', "utf-8")
    assert may_hold_site(root, out)


@pytest.mark.parametrize("ready", ["{bad", "[]", "{}", '{"remove": "x"}', '{"remove": ["../README.md"]}', '{"remove": ["/etc/x"]}'])
def test_a_damaged_journal_is_thrown_away_and_takes_nothing_along(tmp_path: Path, ready: str) -> None:
    out = tmp_path / "site"
    (tmp_path / "README.md").write_text("mine", "utf-8")
    new = journal.open_journal(out)
    (new / "index.html").write_text("x", "utf-8")
    (new.parent / "ready.json").write_text(ready, "utf-8")
    journal.finish(out)
    assert read_all(tmp_path) == {"README.md": b"mine"} and not journal.journal_of(out).exists()


def test_what_begins_with_a_dot_in_a_sites_folder_is_left_alone(root: Path) -> None:
    out = root.parent / "pages"
    assert call(root, "build", "--quiet", "--out", str(out)) == 0
    for name in (".git/config", ".well-known/x.txt", "more.html"):
        (out / name).parent.mkdir(exist_ok=True)
        (out / name).write_text("mine", "utf-8")
    assert call(root, "build", "--quiet", "--out", str(out), "--zip", str(root.parent / "site.zip")) == 0
    assert [(out / name).exists() for name in (".git/config", ".well-known/x.txt", "more.html", ".htaccess")] == [True, True, False, True]
    assert b".git/config" not in (root.parent / "site.zip").read_bytes()


@pytest.mark.parametrize(("option", "name"), [("--zip", "wishes/x.zip"), ("--zip", "README.md"), ("--timings", "README.md"), ("--timings", "content/t.json")])
def test_a_zip_and_timings_take_no_place_of_another_file(root: Path, option: str, name: str) -> None:
    before = read_all(root)
    assert call(root, "build", "--quiet", option, str(root / name)) == 2
    assert read_all(root) == before


def test_an_export_takes_a_folder_of_its_own_kind_alone(root: Path, tmp_path: Path) -> None:
    package, sheets, foreign = tmp_path / "package", tmp_path / "sheets", tmp_path / "foreign"
    for _ in range(2):  # an older export is replaced
        assert call(root, "export", str(package)) == 0
        assert call(root, "export", str(sheets), "--spreadsheet") == 0
    (foreign / "tables/wishes.csv").mkdir(parents=True)
    (foreign / "tables/wishes.csv/mine").write_text("q", "utf-8")
    before, records = read_all(foreign), read_all(root)
    for folder in (foreign, root / "wishes/wish", root):
        for more in ((), ("--spreadsheet",)):
            assert call(root, "export", str(folder), *more) == 2
    assert (read_all(foreign), read_all(root)) == (before, records)


@pytest.mark.parametrize("change", [lambda path: path, lambda path: path / "..", lambda path: path.parent])
def test_a_boards_own_folder_is_among_its_sources_however_it_is_written(tmp_path: Path, change: Callable[[Path], Path]) -> None:
    root = tmp_path / "board"
    (root / "wishes").mkdir(parents=True)
    assert is_among_sources(root, change(root)) and is_among_sources(root, change(root / "wishes"))
    assert not is_among_sources(root, root / "site")


@pytest.mark.parametrize("day", ["0001-01-01", "1999-12-31", "2100-01-01", "9999-12-31"])
def test_a_day_that_no_id_can_name_is_wrong_use(root: Path, day: str) -> None:
    assert call(root, "build", "--quiet", "--as-of", day) == 2
