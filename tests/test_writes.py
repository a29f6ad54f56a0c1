"""One claim on one wish writes what says something different and nothing else, and as little on a large board as on a small one."""

from __future__ import annotations

import pickle
import re
from collections import Counter
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pytest
from tests.benchmarks.corpus import make_corpus

from demo.book import SCHEMA
from once import make_once
from warm.town import read_site
from wishlight.build import BuildOptions, BuildReport, build
from wishlight.records.ids import make_id, make_person_id
from wishlight.records.store import place_of
from wishlight.records.write import write_record

SMALL, LARGE = 150, 1500
NOW = datetime.fromisoformat("2026-12-20T09:00:00+08:00")
SINCE, DAY = date(2025, 11, 3), date(2026, 11, 25)
"""The wish waits longer than any other, so it stands first wherever it stands: a claim on it moves most."""
WISH, PERSON = make_id("wish", SINCE, "writes/wish"), make_person_id("writes/person", 6)
AREA = "songyuan-1"
HEAD = {
    "id": WISH, "title": "想要一盏床头灯", "category": "daily-goods", "area": AREA, "beneficiary": "elder", "kind": "goods", "place": "hall",
    "minutes": 30, "value_fen": 3000, "urgency": "normal", "source_channel": "hall", "source_slip": "H9999-1",
}  # fmt: skip
OPEN = [
    {"recorded_at": f"{SINCE}T09:30:00+08:00", "event": "submitted", "actor": "post:h3", "whose": "resident"},
    {"recorded_at": f"{SINCE}T10:30:00+08:00", "event": "published", "actor": "post:m1"},
]
CLAIMED = [*OPEN, {"recorded_at": f"{DAY}T12:00:00+08:00", "event": "claimed", "actor": PERSON, "claim": "c1", "qty": 1}]
VOLUNTEER = {"id": PERSON, "area": AREA, "age_group": "adult", "source_channel": "hall", "source_slip": "H9999-2"}
JOINED = [
    {"recorded_at": f"{DAY}T08:00:00+08:00", "event": "joined", "actor": "post:h3"},
    {"recorded_at": f"{DAY}T08:10:00+08:00", "event": "verified", "actor": "post:m1"},
    {"recorded_at": f"{DAY}T08:20:00+08:00", "event": "consented", "actor": "post:h3", "whose": PERSON, "name": "梁青禾", "scope": "page"},
]


LINE = "(yunxi|qiaotou|songyuan|songyuan-1)"
LISTS = f"area/{LINE}|(beneficiary|category|kind|minutes|place|status)/[a-z0-9-]+|all"
ABOUT = (
    f"wish/2025-11/{WISH}/index.html",
    f"person/{PERSON.removeprefix('p:').lower()}/index.html",
    rf"wishes/(({LISTS})/)?(\d+/)?index\.html",
    f"(area|hall|week)/{LINE}/index.html",
    r"figure/[a-z_]+/index\.html",
    r"((areas|hall|transparency|overdue)/)?index\.html",
)
"""Pages that may say something different: the wish's and its claimer's own, lists and areas that it stands in, figures, what sums up the board."""
MOST_LISTS, MOST = 30, 92
"""Pages of lists, and pages in all, that one claim may write in two languages: a claim on the wish that waits longest is counted in thirty figures,
stands in a dozen lists and ends a delay, and each of those pages says something different then."""


class Claim(NamedTuple):
    """What a claim did: the site before and after it, the reports of the builds before, of nothing changed, and of the claim."""

    before: dict[str, bytes]
    after: dict[str, bytes]
    idle: BuildReport
    report: BuildReport


def put(root: Path, kind: str, head: dict[str, object], history: list[dict[str, object]]) -> None:
    place = place_of(kind, str(head["id"]))
    (root / place).parent.mkdir(parents=True, exist_ok=True)
    (root / place).write_text(write_record(SCHEMA, kind, head, history, depth=place.count("/")), "utf-8")


def claim_one(root: Path) -> Claim:
    """The same wish of the same day, claimed by the same new neighbour, on any board."""
    options = BuildOptions(root, root / "site", "en")
    put(root, "person", VOLUNTEER, JOINED)
    put(root, "wish", HEAD, OPEN)
    build(options, NOW, lambda stage: None)
    idle = build(options, NOW, lambda stage: None)
    before = read_site(options.out)
    put(root, "wish", HEAD, CLAIMED)
    report = build(options, NOW, lambda stage: None)
    return Claim(before, read_site(options.out), idle, report)


def make_claim(wishes: int, folder: Path) -> None:
    make_corpus(folder / "board", wishes)
    (folder / "claim").write_bytes(pickle.dumps(claim_one(folder / "board")))


@pytest.fixture(scope="module")
def claims(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Claim]:
    made = {n: make_once(tmp_path_factory, f"writes-{n}", partial(make_claim, n)) / "claim" for n in (SMALL, LARGE)}
    return {n: pickle.loads(file.read_bytes()) for n, file in made.items()}  # noqa: S301 - written by this very run


def kind_of(path: str) -> str:
    """What sort of file a path of the site is, whatever its language."""
    parts = path.removeprefix("en/").split("/")
    return parts[0] if len(parts) > 1 else "home"


def list_pages(report: BuildReport) -> list[str]:
    """What was written besides feeds, the tables of the package and the shards of the search."""
    return [path for path in report.site.written if kind_of(path) not in ("data", "search", "digest") and not path.endswith((".xml", ".json", ".ics"))]


@pytest.mark.parametrize("wishes", [SMALL, LARGE])
def test_nothing_changed_parses_nothing_and_writes_nothing(claims: dict[int, Claim], wishes: int) -> None:
    idle = claims[wishes].idle
    assert (idle.parsed, idle.site.written, idle.site.removed) == ((), (), ())


@pytest.mark.parametrize("wishes", [SMALL, LARGE])
def test_one_claim_parses_one_record_and_writes_what_says_something_different(claims: dict[int, Claim], wishes: int) -> None:
    before, after, _, report = claims[wishes]
    print(wishes, *report.site.written, sep="\n")
    assert report.parsed == (place_of("wish", WISH),)
    assert report.site.removed == ()
    assert set(report.site.written) == {path for path in after if before.get(path) != after[path]}


@pytest.mark.parametrize("wishes", [SMALL, LARGE])
def test_one_claim_writes_no_page_that_is_about_something_else(claims: dict[int, Claim], wishes: int) -> None:
    strangers = [path for path in list_pages(claims[wishes].report) if not any(re.fullmatch(allowed, path.removeprefix("en/")) for allowed in ABOUT)]
    assert strangers == []


@pytest.mark.parametrize("wishes", [SMALL, LARGE])
def test_one_claim_writes_at_most_two_pages_of_a_list_and_of_most_lists_one(claims: dict[int, Claim], wishes: int) -> None:
    lists = Counter(re.sub(r"\d+/index.html$", "index.html", path) for path in list_pages(claims[wishes].report) if kind_of(path) == "wishes")
    assert max(lists.values()) <= 2
    assert sum(lists.values()) <= MOST_LISTS


def test_the_same_claim_writes_as_many_files_on_a_board_ten_times_as_large(claims: dict[int, Claim]) -> None:
    small, large = (claims[wishes].report.site.written for wishes in (SMALL, LARGE))
    assert abs(len(small) - len(large)) <= 3, sorted(set(small) ^ set(large))


@pytest.mark.parametrize("wishes", [SMALL, LARGE])
def test_one_claim_writes_few_files(claims: dict[int, Claim], wishes: int) -> None:
    assert len(list_pages(claims[wishes].report)) <= MOST
