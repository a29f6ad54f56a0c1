"""Caches may be cut, garbled, lost or another program's, and a site may be meddled with: the next build makes the same files as if nothing had happened."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import wishlight
from test_warm_equals_cold import NIGHTLY, assert_same
from warm.town import Town, read_site

CHANCE = random.Random(5)
Damage = Callable[[Path], object]


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Town:
    town = Town(tmp_path_factory.mktemp("damaged") / "town", random.Random(3), git=False)
    town.build()
    return town


@pytest.fixture(scope="module")
def cold(town: Town) -> dict[str, bytes]:
    return read_site(town.out)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def empty(path: Path) -> None:
    path.write_bytes(b"")


def garble(path: Path) -> None:
    path.write_bytes(CHANCE.randbytes(path.stat().st_size))


def list_caches(town: Town) -> list[Path]:
    found = sorted(path for path in (town.root / ".wishlight").rglob("*") if path.is_file())
    assert found
    return found


@pytest.mark.parametrize("damage", [cut, empty, garble, Path.unlink])
def test_damaged_caches_are_made_again(town: Town, cold: dict[str, bytes], damage: Damage) -> None:
    sets = [[path] for path in list_caches(town)] if NIGHTLY else [list_caches(town)]
    for chosen in sets:
        for path in chosen:
            damage(path)
        town.build()
        assert_same(read_site(town.out), cold, chosen)


def test_what_another_program_left_is_made_again(town: Town, cold: dict[str, bytes], tmp_path: Path) -> None:
    here = Path(wishlight.__file__).parent
    shutil.copytree(here, tmp_path / "older" / "wishlight", ignore=shutil.ignore_patterns("__pycache__"))
    older = tmp_path / "older" / "wishlight"
    for template in ("wish.html", "home.html"):
        text = (older / "templates" / template).read_text("utf-8")
        (older / "templates" / template).write_text(text + "<p>older</p>\n", "utf-8")
    scripts = older / "search" / "files.py"  # the search's shards, which are made from texts that stay the same
    scripts.write_text(scripts.read_text("utf-8").replace('{text})\\n"', '{text}) \\n"'), "utf-8")
    stamp = older / "site" / "stamp.py"
    stamp.write_text(stamp.read_text("utf-8") + "\nOLDER = True\n", "utf-8")
    call = [sys.executable, "-m", "wishlight", "--root", str(town.root), "build", "--quiet"]
    subprocess.run(call, check=True, capture_output=True, env={**os.environ, "PYTHONPATH": str(tmp_path / "older")})
    left = read_site(town.out)
    data = {path for path in cold if path.startswith("search/data/") and "/engine." not in path}
    assert data and all(left[path] != cold[path] for path in data)
    town.build()
    assert_same(read_site(town.out), cold, "another program")


def test_a_site_that_was_meddled_with_is_mended(town: Town, cold: dict[str, bytes]) -> None:
    pages = sorted(town.out.rglob("index.html"))
    pages[0].write_bytes(pages[0].read_bytes() + b"typed in")
    pages[1].unlink()
    shutil.rmtree(pages[-1].parent)
    (town.out / "notes.txt").write_text("mine", "utf-8")
    (town.out / "search" / "data" / "more").mkdir(parents=True)
    (town.out / "search" / "data" / "more" / "x.js").write_text("mine", "utf-8")
    report = town.build()
    assert_same(read_site(town.out), cold, "meddled with")
    assert {"notes.txt", "search/data/more/x.js"} <= set(report.site.removed)


def test_a_site_that_was_moved_is_known_where_it_stands_now(town: Town, cold: dict[str, bytes]) -> None:
    town.out = town.out.rename(town.root / "site-too")
    report = town.build()
    assert_same(read_site(town.out), cold, "moved")
    assert (report.site.written, report.site.removed) == ((), ())
