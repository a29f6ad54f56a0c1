"""Every turn that life takes is told somewhere in the demo, and found by its name."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

from demo.clock import LAST
from wishlight.records.board import Board
from wishlight.records.fold import DeedState, WishState, fold_person, run_history
from wishlight.records.model import Record
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


def test_every_story_is_told_and_found_by_its_name(told: dict[str, str], by_id: dict[str, Record]) -> None:
    assert set(told) >= STORIES
    assert all(id in by_id or id.startswith("post:") for id in told.values())


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
    assert late == {"publish", "claim", "introduce", "deliver", "confirm"}


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
