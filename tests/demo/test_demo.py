"""The demo community is made by a script; these are the promises the script keeps."""

from __future__ import annotations

import csv
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from demo.cast import volunteers
from demo.clock import FIRST, LAST
from demo.make import make_book, make_files
from demo.texts import read_all, read_rows
from wishlight.records.board import Board, load_board
from wishlight.records.fold import DeedState, WishState, fold_deed, fold_person, fold_wish, run_history
from wishlight.records.judge import judge
from wishlight.records.model import Record
from wishlight.records.reading import read_records
from wishlight.words import load_words

ROOT = Path(__file__).parents[2]
SOURCES = ROOT.parent / "shared" / "data"
WISHES = [
    "lapsed-and-claimed-again",
    "waitlist-accepted",
    "waitlist-passed",
    "extended",
    "extension-refused",
    "declined-asks-for-cash",
    "declined-unsafe",
    "declined-private-data",
    "declined-public-duty",
    "referred-over-value",
    "referred-wheelchair",
    "referred-health-station",
    "reopened-dissatisfied",
    "several-claimers",
    "several-claimers-done",
    "handed-over",
    "merged-original",
    "merged-duplicate",
    "closed-no-longer-needed",
    "closed-met-elsewhere",
    "closed-withdrawn",
    "closed-unconfirmed",
    "turned-down",
    "pledged-shares",
    "redirected-to-deed",
    "confirmation-annulled",
    "amended",
    "redacted",
    "questioned",
    "released-and-claimed-again",
    "done-partly",
    "not-done-place-free-again",
    "long-wait-then-claimed",
    "with-pupil",
    "extended-now",
    "claimer-late",
    "queue-now",
    "review-late",
    "confirmation-late",
    "bulk-1",
    "bulk-4",
    "lent-wheelchair",
]
STORIES = {
    *(f"wish-{name}" for name in WISHES),
    *(f"paper-week-{n}" for n in range(1, 9)),
    *(
        "action-" + name
        for name in [
            "rained-off-and-moved",
            "cancelled",
            "cut-short",
            "waiting-list",
            "not-reported",
            "full",
            "declined",
            "proposed",
        ]
    ),
    *("action-with-pupils", "action-with-absent", "action-with-excused", "action-guests"),
    *(
        "deed-" + name
        for name in [
            "voted-down",
            "vote-repeated",
            "over-budget",
            "inspection-failed-and-reworked",
            "warranty-defect",
            "objected",
        ]
    ),
    *(
        "deed-" + name
        for name in [
            "vote-without-quorum",
            "residents-own-funds",
            "awaiting-acceptance",
            "declined",
            "paused",
            "cancelled",
        ]
    ),
    *(
        "consent-withdrawn",
        "volunteer-left",
        "suspended-for-no-shows",
        "account-unlinked",
        "persons-merged",
        "under-18-in-school-team",
    ),
    *("grid-worker-handover", "report-later-corrected"),
}


@pytest.fixture(scope="module")
def told() -> dict[str, str]:
    return make_book().stories


@pytest.fixture(scope="module")
def board() -> Board:
    return load_board(ROOT, load_words("zh"))[0]


@pytest.fixture(scope="module")
def records(board: Board) -> list[Record]:
    return read_records(ROOT, board, load_words("zh"), use_cache=False).records


@pytest.fixture(scope="module")
def by_id(records: list[Record]) -> dict[str, Record]:
    return {record.id: record for record in records}


@pytest.fixture(scope="module")
def wishes(records: list[Record], board: Board) -> dict[str, WishState]:
    return {record.id: fold_wish(record, board, LAST) for record in records if record.kind == "wish"}


@pytest.fixture(scope="module")
def deeds(told: dict[str, str], by_id: dict[str, Record], board: Board) -> dict[str, DeedState]:
    return {story: fold_deed(by_id[id], board, LAST) for story, id in told.items() if story.startswith("deed-")}


def test_the_script_writes_exactly_the_files_that_are_committed() -> None:
    for path, text in make_files(make_book()).items():
        assert (ROOT / path).read_bytes() == text.encode(), f"{path} differs; run `make demo`"


def test_no_record_stands_there_that_the_script_does_not_tell(records: list[Record]) -> None:
    assert {record.path for record in records} <= set(make_files(make_book()))


def test_the_script_gives_the_same_bytes_twice() -> None:
    assert make_files(make_book()) == make_files(make_book())


def test_the_judge_finds_nothing_to_say(records: list[Record], board: Board) -> None:
    def read(path: str) -> bytes | None:
        return (ROOT / path).read_bytes() if (ROOT / path).is_file() else None

    assert judge(records, board, load_words("en"), now=None, read=read) == []


def test_there_is_enough_of_everything(records: list[Record], board: Board) -> None:
    kinds = Counter(record.kind for record in records)
    assert kinds["wish"] >= 150
    assert kinds["action"] >= 45
    assert kinds["deed"] >= 40
    assert kinds["team"] >= 10
    assert kinds["person"] >= 75
    assert kinds["report"] == 12
    assert sum(person.rank != "x" for person in volunteers().values()) >= 60
    assert {record.head["team_kind"] for record in records if record.kind == "team"} == {
        "branch",
        "company",
        "school",
        "shop",
        "ngo",
        "neighbours",
    }


def test_every_story_is_told_and_found_by_its_name(told: dict[str, str], by_id: dict[str, Record]) -> None:
    assert set(told) >= STORIES
    assert all(id in by_id or id.startswith("post:") for id in told.values())


def test_the_year_is_the_demo_year(records: list[Record]) -> None:
    days = [entry.at.date() for record in records for entry in record.history]
    assert min(days) == FIRST
    assert max(days) <= LAST
    months = Counter(f"{record.history[0].on:%Y-%m}" for record in records if record.kind == "wish")
    assert len(months) == 13
    assert min(count for month, count in months.items() if month > "2025-11") >= 10


def test_about_seven_wishes_in_ten_come_true_and_communities_differ(
    wishes: dict[str, WishState], by_id: dict[str, Record]
) -> None:
    total, done = Counter[str](), Counter[str]()
    for id, state in wishes.items():
        community = by_id[id].head["area"].split("-")[0]
        total[community] += 1
        done[community] += state.status == "fulfilled"
    assert 0.6 < sum(done.values()) / sum(total.values()) < 0.8
    assert done["xinghu"] / total["xinghu"] - done["songyuan"] / total["songyuan"] > 0.2


def test_wishes_stand_in_every_status(wishes: dict[str, WishState]) -> None:
    found = {state.status for state in wishes.values()}
    assert found == {
        "submitted",
        "open",
        "claimed",
        "delivered",
        "fulfilled",
        "closed",
        "declined",
        "referred",
        "merged",
        "redirected",
    }
    late = {state.next_step for state in wishes.values() if state.late_since}
    assert late == {"publish", "claim", "deliver", "confirm"}


def test_stories_of_claims_are_what_their_names_say(told: dict[str, str], wishes: dict[str, WishState]) -> None:
    found = {name: wishes[id] for name, id in told.items() if id in wishes}
    states = {name: [claim.state for claim in state.claims] for name, state in found.items()}
    assert states["wish-lapsed-and-claimed-again"] == ["lapsed", "confirmed"]
    assert states["wish-waitlist-accepted"] == ["released", "confirmed", "passed"]
    assert states["wish-turned-down"] == ["turned-down", "confirmed"]
    assert states["wish-reopened-dissatisfied"] == ["undone", "confirmed"]
    assert states["wish-not-done-place-free-again"] == ["unmet", "confirmed"]
    assert found["wish-several-claimers"].open_places == 2
    assert len(states["wish-pledged-shares"]) == 3
    assert found["wish-queue-now"].waiting == 2
    assert found["wish-merged-duplicate"].end_to == found["wish-merged-original"].wish


def test_the_grid_where_nothing_happens_is_quiet(records: list[Record]) -> None:
    assert not [record.id for record in records if record.head.get("area") == "xinghu-6"]


def test_deeds_go_wrong_in_their_ways(deeds: dict[str, DeedState]) -> None:
    assert deeds["deed-voted-down"].vote == "failed"
    assert deeds["deed-vote-without-quorum"].status == "no-quorum"
    assert deeds["deed-vote-repeated"].rounds == 2
    assert deeds["deed-over-budget"].varied_fen > 0
    assert deeds["deed-awaiting-acceptance"].state == "inspected"
    assert deeds["deed-paused"].state == "paused"


def test_a_name_is_shown_only_with_consent_in_force(told: dict[str, str], by_id: dict[str, Record]) -> None:
    for story in ("consent-withdrawn", "volunteer-left", "under-18-in-school-team"):
        assert fold_person(by_id[told[story]], LAST).name is None
    assert fold_person(by_id[told["persons-merged"]], LAST).merged_into in by_id


def test_who_was_suspended_had_missed_five_actions(
    told: dict[str, str], records: list[Record], by_id: dict[str, Record]
) -> None:
    person = by_id[told["suspended-for-no-shows"]]
    until = run_history(person).first("suspended")
    missed = 0
    for action in (record for record in records if record.kind == "action"):
        for claim in run_history(action).claims.values():
            missed += claim.state == "absent" and claim.entries[0].person == person.id
    assert until is not None
    assert missed == 5


def test_nobody_writes_the_same_note_twice(records: list[Record]) -> None:
    notes = Counter(
        entry.data["note"]
        for record in records
        for entry in record.history
        if entry.event in ("delivered", "confirmed", "reported") and "note" in entry.data
    )
    assert {note for note, times in notes.items() if times > 1} <= {"份子已交牵头人。"}
    titles = Counter(record.head["title"] for record in records if "title" in record.head)
    assert {title for title, times in titles.items() if times > 1} <= {"一套学习用品"}


def test_no_phone_number_address_or_account_is_written_down(records: list[Record]) -> None:
    for record in records:
        text = (ROOT / record.path).read_text("utf-8")
        free = " ".join(re.findall('"([^"]*)"', text))
        assert not re.search(r"\d{7,}|@|https?:|微信号|身份证号|\d{1,2}-\d{3,4}室|\d+号楼?\d+室", free), record.path


def test_sensitive_wishes_name_no_grid_and_tell_no_story(records: list[Record], board: Board) -> None:
    sensitive = {id for id, choice in board.lists["wish_categories"].items() if choice.extra.get("sensitive") == "yes"}
    found = [record for record in records if record.kind == "wish" and record.head["category"] in sensitive]
    assert len(found) >= 20
    stock = load_words("zh")("stock.story")
    assert all("-" not in record.head["area"] and record.head.get("story", stock) == stock for record in found)


def test_one_month_was_counted_again_after_its_report(
    told: dict[str, str], by_id: dict[str, Record], wishes: dict[str, WishState]
) -> None:
    report = by_id[told["report-later-corrected"]]
    reported = next(row["value"] for row in report.head["figures"] if row["figure"] == "wishes_submitted")
    today = sum(
        state.submitted_on is not None and f"{state.submitted_on:%Y-%m}" == report.id[2:] for state in wishes.values()
    )
    assert today == reported + 8


def test_a_grid_workers_post_changed_hands(board: Board) -> None:
    post = board.posts["g23"]
    assert post.holder_on(date(2026, 5, 31)) != post.holder_on(date(2026, 6, 1))
    grids = {area.id for area in board.areas.values() if area.level == "grid"}
    assert {post.area for post in board.posts.values() if post.duty == "grid"} == grids


def test_the_texts_rest_on_the_published_wishes_and_copy_none_of_their_sentences() -> None:
    if not SOURCES.is_dir():
        pytest.skip("the published source lists are not on this machine")
    with (SOURCES / "wishes.csv").open(encoding="utf-8", newline="") as file:
        sources = {f"w{row['no']}": row for row in csv.DictReader(file)}
    rows = [row for row in read_all("wishes-") if re.fullmatch(r"w\d+", row[0])]
    assert sum(row[0] in sources for row in rows) >= 100
    told = {cell for row in rows for cell in (row[7], *row[9:11]) if cell}
    stories = [row["story"] for row in sources.values() if len(row["story"]) > 12]
    assert not [text for text in told for story in stories if story in text]


def test_rows_of_every_table_have_their_cells() -> None:
    assert all(len(row) >= 9 for row in read_all("wishes-"))
    assert all(len(row) == 8 for name in ("teams.txt", "people.txt") for row in read_rows(name))
