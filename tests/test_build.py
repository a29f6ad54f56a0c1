"""The whole recipe on the demo board: work follows the change, days change only what changed state, a refusal leaves the site."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from wishlight.build import BoardRefusedError, BuildOptions, BuildReport, build, newest_day
from wishlight.records.board import load_board
from wishlight.records.fold import fold_wish
from wishlight.records.reading import read_records
from wishlight.words import load_words

ROOT = Path(__file__).parents[1]
NOW = datetime.fromisoformat("2026-11-25T09:00:00+08:00")
WORDS = load_words("en")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    root = tmp_path_factory.mktemp("board")
    for name in ("wishes", "site_config", "content"):
        shutil.copytree(ROOT / name, root / name)
    shutil.copy(ROOT / "mkdocs.yml", root / "mkdocs.yml")
    yield root


def run(root: Path, as_of: date | None = None) -> BuildReport:
    return build(BuildOptions(root, root / "site", "en", as_of), NOW, lambda stage: None)


def snapshot(site: Path) -> dict[str, str]:
    return {p.relative_to(site).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(site.rglob("*")) if p.is_file()}


@pytest.fixture(scope="module")
def first(root: Path) -> BuildReport:
    return run(root)


def open_wish(root: Path) -> str:
    board, _ = load_board(root, WORDS)
    reading = read_records(root, board, WORDS)
    day = newest_day(reading.records)
    assert day
    wishes = (r for r in reading.records if r.kind == "wish" and r.head["place"] != "home" and r.head.get("needs", 1) == 1)
    return next(r.path for r in wishes if fold_wish(r, board, day).status == "open" and not fold_wish(r, board, day).claims)


def test_the_first_build_parses_every_record_and_writes_every_page(root: Path, first: BuildReport) -> None:
    assert len(first.parsed) == first.records > 400
    assert first.site.unchanged == 0
    assert (root / "site" / "index.html").exists()
    assert (root / "site" / "en" / "index.html").exists()


def test_a_second_build_parses_none_and_writes_none(root: Path, first: BuildReport) -> None:
    again = run(root)
    assert (again.parsed, again.site.written, again.site.removed) == ((), (), ())


def test_one_appended_entry_parses_one_record_and_writes_what_says_something_else(root: Path, first: BuildReport) -> None:
    path = open_wish(root)
    wish = root / path
    before, old = wish.read_text("utf-8"), snapshot(root / "site")
    volunteer = next(p for p in sorted((root / "wishes/people").glob("*.yml")) if "event: verified" in p.read_text("utf-8"))
    person = next(line for line in volunteer.read_text("utf-8").splitlines() if line.startswith("id:")).split()[1]
    try:
        day = first.as_of.isoformat()
        wish.write_text(before + f"- {{at: {day}T23:58:00+08:00, event: claimed, by: {person}, claim: c1, qty: 1}}\n", "utf-8")
        changed = run(root)
        assert changed.parsed == (path,)
        page = f"wish/{path.split('/')[2]}/{Path(path).stem}/index.html"
        assert {page, f"en/{page}"} <= set(changed.site.written)
        others = [p for p in changed.site.written if p.startswith(("wish/", "en/wish/")) and Path(path).stem not in p]
        assert others == [], "another wish's page says nothing new"
        new = snapshot(root / "site")
        assert {p for p in new if new[p] != old.get(p)} == set(changed.site.written), "the write list is what really changed"
        assert run(root).site.written == ()
    finally:
        wish.write_text(before, "utf-8")
        run(root)
    assert snapshot(root / "site") == old, "taking the entry back gives the old site, byte for byte"


def test_the_next_day_writes_only_what_changed_state(root: Path, first: BuildReport) -> None:
    old = snapshot(root / "site")
    later = run(root, first.as_of + timedelta(days=1))
    board, _ = load_board(root, WORDS)
    days = (first.as_of, first.as_of + timedelta(days=1))
    states = {r.id: [fold_wish(r, board, day) for day in days] for r in read_records(root, board, WORDS).records if r.kind == "wish"}
    moved = {id for id, (one, two) in states.items() if one != two}
    written = {p.split("/")[-2] for p in later.site.written if p.startswith(("wish/", "en/wish/"))}
    assert written <= moved, "a page of a wish whose state stayed the same was written"
    assert len(later.site.written) < len(old) / 2
    run(root)
    assert snapshot(root / "site") == old


@pytest.mark.figure
def test_a_refused_record_leaves_the_old_site_and_is_named(root: Path, first: BuildReport, figure: Callable[..., None]) -> None:
    path = root / open_wish(root)
    before, old = path.read_text("utf-8"), snapshot(root / "site")
    try:
        path.write_text(before.replace("urgency: ", "urgenzy: "), "utf-8")
        with pytest.raises(BoardRefusedError) as refused:
            run(root)
        assert path.relative_to(root).as_posix() in {p.path for p in refused.value.problems}
        assert snapshot(root / "site") == old
        figure("broken-record", tried=1, failed=0)
    finally:
        path.write_text(before, "utf-8")


def test_as_of_shows_the_board_as_it_stood(root: Path, first: BuildReport) -> None:
    out = root / "then"
    day = date(2026, 3, 31)
    report = build(BuildOptions(root, out, "en", day), NOW, lambda stage: None)
    assert report.as_of == day
    months = {p.name for p in (out / "wish").iterdir() if p.is_dir()}
    assert max(months) == "2026-03"
