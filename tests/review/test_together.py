"""Two changes that are each right may be wrong together: the check judges the result of merging, so the second one stays out."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from record_cases import load_case_board
from review.reviewing import commit, git, make_repository
from wishlight.problems import has_refusal
from wishlight.records.check import check_board
from wishlight.records.ids import make_id
from wishlight.records.store import place_of
from wishlight.records.write import write_record
from wishlight.words import load_words

NOW = datetime(2026, 11, 23, tzinfo=UTC)
DAY = date(2026, 3, 10)
PEOPLE = ("p:V3GG", "p:T1MM", "p:T2SS")
"""None of them has had a delivery confirmed yet, so each may hold one wish; nor holds one now."""

HEAD = {
    "category": "goods", "area": "xin-1", "beneficiary": "elder", "kind": "goods", "place": "hall", "minutes": 60, "value_fen": 8000,
    "urgency": "normal", "source_channel": "hall",
}  # fmt: skip
PAIRS = 100


def write_wish(root: Path, slip: str, title: str, *, published: bool) -> str:
    id = make_id("wish", DAY, f"{slip}/{title}")
    history = [{"recorded_at": f"{DAY}T09:00:00+08:00", "event": "submitted", "actor": "post:h1"}]
    if published:
        history.append({"recorded_at": f"{DAY}T15:00:00+08:00", "event": "published", "actor": "post:m1"})
    text = write_record(load_case_board().schema, "wish", {"id": id, "title": title, **HEAD, "source_slip": slip}, history, depth=4)
    path = root / place_of("wish", id)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return id


def append(path: Path, line: str) -> None:
    path.write_text(path.read_text("utf-8") + f"- {line}\n", "utf-8")


def draw(dice: random.Random, open_wishes: list[str]) -> Callable[[Path], object]:
    """A change that is right by itself: a claim, a paper slip typed in, or a suspension."""
    kind, person, wish, slip, title = dice.random(), dice.choice(PEOPLE), dice.choice(open_wishes), dice.choice(("0900", "0901")), f"想要一盏灯{dice.randrange(99)}"
    if kind < 0.6:
        return lambda root: append(root / place_of("wish", wish), f"{{at: 2026-03-12T09:00:00+08:00, event: claimed, by: {person}, claim: c1}}")
    if kind < 0.8:
        return lambda root: write_wish(root, slip, title, published=False)
    return lambda root: append(root / place_of("person", person), "{at: 2026-03-11T09:00:00+08:00, event: suspended, by: post:m1, ground: no-shows, until: 2026-06-30, approved_by: post:m2}")


def count_broken(root: Path) -> int:
    """The laws that a board's files break, counted from their text alone: by nothing that the check is made of."""
    texts = {path: path.read_text("utf-8") for path in (root / "wishes").rglob("*.yml")}
    claims = [re.findall(r"event: claimed, by: (p:\w+)", text) for path, text in texts.items() if f"{DAY:%y%m%d}" in path.stem]
    per_person = Counter(person for found in claims for person in found)
    suspended = {f"p:{path.stem[2:].upper()}" for path, text in texts.items() if "2026-03-11T09:00:00+08:00, event: suspended" in text}
    slips = Counter(slip for text in texts.values() for slip in re.findall(r'slip: "(09\d\d)"', text))
    too_many = sum(n > 1 for person, n in per_person.items() if person in PEOPLE)
    return too_many + sum(len(found) > 1 for found in claims) + sum(person in suspended for person in per_person) + sum(n > 1 for n in slips.values())


def refuses(root: Path) -> bool:
    return has_refusal(check_board(root, load_words("en"), NOW, base="main").problems)


def merge(root: Path, branch: str) -> bool:
    """Whether git itself can put a branch and main together, in the working tree."""
    try:
        git(root, "-c", "merge.conflictStyle=merge", "merge", "-q", "--no-edit", branch)
    except Exception:  # noqa: BLE001 - git says so by its exit code
        git(root, "merge", "--abort")
        return False
    return True


@pytest.mark.figure
def test_of_a_hundred_pairs_none_is_merged_that_is_wrong_together(tmp_path: Path, figure: Callable[..., None]):
    root, dice = make_repository(tmp_path / "board"), random.Random(20261123)
    git(root, "checkout", "-q", "main")
    open_wishes = [write_wish(root, f"08{n:02}", f"缺一把椅子{n}", published=True) for n in range(4)]
    start = commit(root)
    assert not refuses(root) and count_broken(root) == 0
    kept_out = by_git = wrong_unchecked = 0
    for n in range(PAIRS):
        changes = [draw(dice, open_wishes), draw(dice, open_wishes)]
        for branch, change in zip(("one", "two"), changes, strict=True):
            git(root, "checkout", "-q", "-f", "-B", branch, start)
            change(root)
            commit(root)
        git(root, "branch", "-q", "-f", "main", "one")
        git(root, "checkout", "-q", "-f", "-B", "result", "main")
        together = merge(root, "two")
        by_git += not together
        if together:
            wrong_unchecked += count_broken(root) > 0
            if refuses(root):
                kept_out += 1
                git(root, "checkout", "-q", "-f", "-B", "result", "main")
        assert count_broken(root) == 0, n
        git(root, "branch", "-q", "-f", "main", start)
    assert wrong_unchecked >= 10
    assert kept_out == wrong_unchecked
    assert kept_out + by_git < PAIRS / 2
    figure("concurrent-changes", tried=PAIRS, failed=0, note=f"{kept_out} pairs were wrong together and the second was refused; {by_git} more stopped at git")


@pytest.mark.parametrize("seed", range(6))
def test_each_change_of_a_pair_is_right_by_itself(seed: int, tmp_path: Path):
    root, dice = make_repository(tmp_path / "board"), random.Random(seed)
    git(root, "checkout", "-q", "main")
    open_wishes = [write_wish(root, f"08{n:02}", f"缺一把椅子{n}", published=True) for n in range(4)]
    commit(root)
    git(root, "checkout", "-q", "-B", "change")
    draw(dice, open_wishes)(root)
    commit(root)
    assert git(root, "diff", "--name-only", "main") != ""
    assert not refuses(root)
    assert count_broken(root) == 0
