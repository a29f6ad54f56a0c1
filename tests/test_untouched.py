"""A board that nobody touched is not read again; whatever somebody touched is."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest

from wishlight import untouched
from wishlight.build import build
from wishlight.report import BuildOptions, BuildReport
from wishlight.site.journal import journal_of
from wishlight.starter import Answers, make_board
from wishlight.words import load_words

NOW = datetime.fromisoformat("2026-11-25T09:00:00+08:00")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("untouched") / "board"
    make_board(root, Answers("星湖微光", "云溪区", (("星湖社区", 3),), "none", "", "", date(2026, 3, 2)), load_words("zh"))
    run(root)
    return root


def run(root: Path, as_of: date | None = None) -> tuple[BuildReport, list[str]]:
    """A build, and the stages that it went through."""
    stages: list[str] = []
    return build(BuildOptions(root, root / "site", "zh", as_of), NOW, stages.append), stages


def test_nothing_is_read_where_nothing_was_touched_and_the_same_is_told(root: Path) -> None:
    run(root)
    report, stages = run(root)
    assert stages == []
    assert (report.parsed, report.site.written, report.site.removed) == ((), (), ())
    assert report.records > 0 and report.site.unchanged == sum(path.is_file() for path in (root / "site").rglob("*"))


@pytest.mark.parametrize("place", ["wishes", "site_config", "content", "site"])
def test_a_file_that_was_touched_is_looked_at(root: Path, place: str) -> None:
    file = next(path for path in sorted((root / place).rglob("*")) if path.is_file())
    run(root)
    os.utime(file, ns=(1, 1))
    report, stages = run(root)
    assert stages and not report.site.written, "it says what it said"


def change(file: Path) -> None:
    file.write_bytes(file.read_bytes() + b"\n")


@pytest.mark.parametrize(("name", "do"), [("index.html", change), ("index.html", Path.unlink), ("more.html", Path.touch)])
def test_what_somebody_did_to_the_site_is_undone(root: Path, name: str, do: Callable[[Path], object]) -> None:
    run(root)
    before = (root / "site" / "index.html").read_bytes()
    do(root / "site" / name)
    report, stages = run(root)
    assert stages and (report.site.written or report.site.removed)
    assert (root / "site" / "index.html").read_bytes() == before and not (root / "site" / "more.html").exists()


def test_another_day_and_another_program_are_asked_anew(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(root)
    assert run(root, date(2026, 11, 24))[1]
    assert not run(root, date(2026, 11, 24))[1]
    monkeypatch.setattr(untouched, "name_program", lambda: "another")
    assert run(root, date(2026, 11, 24))[1]


def test_a_build_that_was_cut_off_is_finished_first(root: Path) -> None:
    run(root)
    journal_of(root / "site").mkdir()
    assert run(root)[1]
    assert not journal_of(root / "site").exists()


def test_a_garbled_memory_is_no_memory(root: Path) -> None:
    run(root)
    (root / ".wishlight" / "cache" / untouched.FILE).write_bytes(b"\x93nonsense")
    assert run(root)[1]
