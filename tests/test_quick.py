"""A record that changed is on its page at once, and says there what the whole build will say."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from warm.town import Town
from wishlight.quick import show_changed
from wishlight.records.store import place_of
from wishlight.report import BuildOptions


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Town:
    town = Town(tmp_path_factory.mktemp("quick") / "town", random.Random(1), git=True)
    town.build()
    return town


def show(town: Town, *paths: str) -> int:
    return show_changed(BuildOptions(town.root, town.out, "en", town.as_of), [str(town.root / path) for path in paths])


def read_pages(town: Town, id: str) -> dict[str, bytes]:
    return {path.relative_to(town.out).as_posix(): path.read_bytes() for path in town.out.rglob(f"{id}/index.html")}


@pytest.mark.parametrize("kind", ["wish", "action", "deed"])
def test_a_changed_record_is_shown_at_once_as_the_whole_build_shows_it(town: Town, kind: str) -> None:
    draft = town.pick(kind, lambda draft: len(draft.history) > 1)
    before = read_pages(town, draft.id)
    town.change(draft, {**draft.head, "title": "换了一个名字"}, town.told(draft))
    assert show(town, place_of(kind, draft.id)) == len(before) == 2
    at_once = read_pages(town, draft.id)
    assert at_once != before and all("换了一个名字".encode() in page for page in at_once.values())
    town.build()
    assert read_pages(town, draft.id) == at_once


def test_what_is_refused_or_needs_a_whole_build_leaves_the_page(town: Town) -> None:
    draft = town.pick("wish")
    path, shown = place_of("wish", draft.id), read_pages(town, draft.id)
    good = (town.root / path).read_bytes()
    (town.root / path).write_bytes(good.replace(f"category: {draft.head['category']}".encode(), b"category: nowhere"))
    assert show(town, path) == 0
    (town.root / path).write_bytes(good)
    assert show(town, path, "content/zh/about.md") == 0
    assert show(town, str(Path("..") / "elsewhere.yml")) == 0
    assert read_pages(town, draft.id) == shown


def test_before_any_build_nothing_is_shown(tmp_path: Path) -> None:
    town = Town(tmp_path / "town", random.Random(1), git=True)
    assert show(town, place_of("wish", town.pick("wish").id)) == 0
