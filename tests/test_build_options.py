"""A build can leave parts of the site out, and tell how long each of its stages took."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from wishlight import cli
from wishlight.starter import Answers, make_board
from wishlight.words import load_words


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("options") / "board"
    make_board(root, Answers("星湖微光", "云溪区", (("星湖社区", 3),), "none", "", "", date(2026, 3, 2)), load_words("zh"))
    return root


def list_site(root: Path, *options: str) -> set[str]:
    """The files of a site built with some options."""
    assert cli.run(["build", "--quiet", *options], root) == 0
    return {path.relative_to(root / "site").as_posix() for path in (root / "site").rglob("*") if path.is_file()}


def test_each_part_is_left_out_alone_and_comes_back(root: Path) -> None:
    whole = list_site(root)
    data = {path for path in whole if path.startswith("data/") and not path.endswith("index.html")}
    search = {path for path in whole if path.startswith("search/") and not path.endswith("index.html")}
    assert data and search
    assert list_site(root, "--without", "package") == whole - data
    assert list_site(root, "--without", "search") == whole - search
    assert list_site(root) == whole


def test_only_the_pages_of_records_can_be_made(root: Path) -> None:
    made = {path for path in list_site(root, "--only", "pages") if path.startswith("wish")}
    assert made and all(path.startswith("wish/") for path in made), "no list, but the record's page"
    assert "wishes/index.html" in list_site(root)


def test_the_stages_and_their_times_are_written(root: Path, tmp_path: Path) -> None:
    (root / "content" / "zh" / "about.md").touch()
    list_site(root, "--timings", str(tmp_path / "times.json"))
    phases = json.loads((tmp_path / "times.json").read_text("utf-8"))["phases"]
    assert [phase["name"] for phase in phases] == ["start", "read", "check", "tables", "metrics", "pages", "site"]
    assert all(phase["wall"] >= 0 and phase["cpu"] >= 0 for phase in phases)
