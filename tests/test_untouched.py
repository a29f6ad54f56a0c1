"""A board that nobody touched is not read again; whatever somebody touched is."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import nullcontext
from datetime import date, datetime
from pathlib import Path
from threading import Event, Thread

import pytest

from wishlight import untouched
from wishlight.build import build
from wishlight.report import CACHE, BuildOptions, BuildReport
from wishlight.site import looks
from wishlight.site.journal import journal_of
from wishlight.starter import Answers, make_board
from wishlight.turns import taking_turns
from wishlight.untouched import LOCK
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


def test_a_build_waits_for_another_one_of_the_same_board(root: Path) -> None:
    with taking_turns(root / CACHE / LOCK, pytest.fail):
        told = Event()
        other = Thread(target=build, args=(BuildOptions(root, root / "site", "zh"), NOW, lambda stage: told.set() if stage == "waits" else None))
        other.start()
        assert told.wait(60)
    other.join()
    assert run(root)[1] == []


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


def link(file: Path) -> None:
    data = file.with_suffix(".kept")
    file.replace(data)
    file.symlink_to(data)


def put_beside(file: Path) -> None:
    (file.parent / "more").mkdir()


@pytest.mark.parametrize("do", [change, Path.unlink, link, put_beside], ids=["changed", "gone", "a link", "a folder more"])
def test_what_somebody_did_deep_in_the_site_is_seen(root: Path, do: Callable[[Path], object]) -> None:
    run(root)
    before = read_site(root)
    do(next(path for path in sorted((root / "site" / "wishes").rglob("index.html"))))
    assert run(root)[1]
    assert read_site(root) == before
    assert not run(root)[1], "it is as it was left again"


def test_only_folders_with_something_new_are_looked_at_again(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(root)
    looked: list[str] = []
    look = looks._look_at_folder
    monkeypatch.setattr(looks, "_look_at_folder", lambda folder: looked.append(folder) or look(folder))  # type: ignore[func-returns-value]
    (root / "content" / "zh" / "about.md").write_text("# 关于\n\n新的一句。\n", "utf-8")
    monkeypatch.setattr(untouched, "doing_aside", lambda task, parts: nullcontext(map(task, parts)))
    assert run(root)[1]
    site = root / "site"
    everything = len({folder for path in read_site(root) for folder in Path(path).parents if folder.is_relative_to(site)})
    assert everything < len(looked) < 2 * everything, "each before the build, and after it those that were written to"
    looked.clear()
    assert not run(root)[1]
    assert len(looked) == everything


def read_site(root: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted((root / "site").rglob("*")) if path.is_file() and not path.is_symlink()}


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
