"""Whatever stops a build, the site is the old one or the new one, and the next start makes it whole."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from wishlight.site import journal, publish
from wishlight.site.publish import publish as put
from wishlight.site.settings import Asset, SiteSettings
from wishlight.words import load_words

OLD = {"a.html": b"old a", "b/index.html": b"old b", "gone/index.html": b"old", "page": b"old file"}
NEW = {"a.html": b"new a", "b/index.html": b"old b", "c/d/index.html": b"new c", "page/index.html": b"new page"}


class Killed(BaseException):
    """The process ends here; nothing after it runs."""


@pytest.fixture
def site(tmp_path: Path) -> SiteSettings:
    settings = SiteSettings(tmp_path, tmp_path / "site", tmp_path / "cache", ("zh",), {"zh": "x"}, load_words("en"))
    put(_assets(OLD), settings)
    return settings


def test_the_new_site_replaces_the_old_one_and_leaves_no_journal(site: SiteSettings) -> None:
    report = put(_assets(NEW), site)
    assert _read(site.out) == NEW
    assert report.written == ("a.html", "c/d/index.html", "page/index.html")
    assert report.unchanged == 1
    assert report.removed == ("gone/index.html", "page")
    assert not journal.journal_of(site.out).exists()
    assert not (site.out / "gone").exists()


@pytest.mark.figure
@pytest.mark.parametrize("step", range(1, 4))
def test_a_full_disk_while_new_files_are_made_leaves_the_old_site(
    site: SiteSettings, monkeypatch: pytest.MonkeyPatch, step: int, figure: Callable[..., None]
) -> None:
    monkeypatch.setattr(publish, "_write", _failing(publish._write, step, OSError(errno.ENOSPC, "no space")))
    with pytest.raises(OSError, match="no space"):
        put(_assets(NEW), site)
    assert _read(site.out) == OLD
    monkeypatch.undo()
    put(_assets(NEW), site)
    assert _read(site.out) == NEW
    figure("cut-writes", tried=1, failed=0)


@pytest.mark.figure
def test_a_kill_at_any_file_is_finished_by_the_next_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, figure: Callable[..., None]) -> None:
    steps = 0
    while True:
        root = tmp_path / str(steps)
        settings = SiteSettings(root, root / "site", root / "cache", ("zh",), {"zh": "x"}, load_words("en"))
        put(_assets(OLD), settings)
        if not _kill_at(steps + 1, settings, monkeypatch):
            break
        steps += 1
        assert all(data in (OLD.get(path), NEW.get(path)) for path, data in _read(settings.out).items()), steps
        left = journal.journal_of(settings.out)
        declared = (left / "ready.json").exists() or not left.exists()
        journal.finish(settings.out)
        assert _read(settings.out) == (NEW if declared else OLD), steps
        put(_assets(NEW), settings)
        assert _read(settings.out) == NEW, steps
    assert steps == 8  # declared, three files moved, two removed, the manifest kept, the looks kept
    figure("cut-writes", tried=steps, failed=0)


def test_an_incomplete_journal_is_thrown_away(site: SiteSettings) -> None:
    new = journal.open_journal(site.out)
    (new / "a.html").write_bytes(b"half")
    journal.finish(site.out)
    assert _read(site.out) == OLD
    assert not journal.journal_of(site.out).exists()


def test_a_first_build_that_is_killed_shows_no_half_of_a_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = SiteSettings(tmp_path, tmp_path / "site", tmp_path / "cache", ("zh",), {"zh": "x"}, load_words("en"))
    monkeypatch.setattr(publish, "_write", _failing(publish._write, 2, Killed()))
    with pytest.raises(Killed):
        put(_assets(NEW), settings)
    assert not settings.out.exists()


def _kill_at(step: int, settings: SiteSettings, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Publish NEW and end before the given change of the site's folder; whether there were so many changes."""
    count = 0

    def counted(change: Callable[..., Any]) -> Callable[..., Any]:
        def run(*args: Any, **kwargs: Any) -> Any:
            nonlocal count
            count += 1
            if count == step:
                raise Killed
            return change(*args, **kwargs)

        return run

    with monkeypatch.context() as patch:
        patch.setattr(journal.os, "replace", counted(os.replace))
        patch.setattr(journal, "_remove", counted(journal._remove))
        try:
            put(_assets(NEW), settings)
        except Killed:
            return True
    return False


def _failing(write: Callable[..., None], step: int, error: BaseException) -> Callable[..., None]:
    count = 0

    def run(*args: Any) -> None:
        nonlocal count
        count += 1
        if count == step:
            raise error
        write(*args)

    return run


def _assets(files: dict[str, bytes]) -> list[Asset]:
    return [Asset(path, data) for path, data in files.items()]


def _read(out: Path) -> dict[str, bytes]:
    return {f.relative_to(out).as_posix(): f.read_bytes() for f in sorted(out.rglob("*")) if f.is_file()}
