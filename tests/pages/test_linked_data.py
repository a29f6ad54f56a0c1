"""What search engines are told of an action and of the board."""

from __future__ import annotations

import json

import pytest

from sample_feeds import append, make_changed
from sample_pages import Seen, read_samples, sample_pages
from wishlight.pages import make_kind
from wishlight.pages.linked_data import write_block

ADDRESS = "https://wishlight-demo.github.io/yunxi/"
MOVED, CANCELLED, FULL = "action/2026-11/A-261101-2M8RTB/", "action/2026-11/A-261103-4P8TWD/", "action/2026-11/A-261104-5Q8VXE/"


def read(head: str) -> dict[str, object]:
    """The data block of a head, as an HTML parser finds it."""
    seen = Seen(head)
    assert [attrs.get("type") for tag, attrs in seen.tags if tag == "script"] == ["application/ld+json"]
    return dict(json.loads("".join(seen.words)))


def test_an_action_is_an_event_with_its_new_time_and_the_old_one() -> None:
    event = read(sample_pages("action")[MOVED, "zh"].head)
    assert event["@type"] == "Event"
    assert event["name"] == "修<伞>&磨刀"
    assert (event["startDate"], event["endDate"]) == ("2026-12-06T09:00:00+08:00", "2026-12-06T11:30:00+08:00")
    assert (event["eventStatus"], event["previousStartDate"]) == ("https://schema.org/EventRescheduled", "2026-12-05T09:00:00+08:00")
    assert event["location"] == {"@type": "Place", "name": "星湖社区服务站", "address": "星湖第三网格"}
    assert (event["url"], event["maximumAttendeeCapacity"]) == (ADDRESS + MOVED, 3)


@pytest.mark.parametrize(("path", "status"), [(CANCELLED, "EventCancelled"), (FULL, "EventScheduled")])
def test_its_status_is_told(path: str, status: str) -> None:
    event = read(sample_pages("action")[path, "en"].head)
    assert event["eventStatus"] == f"https://schema.org/{status}"
    assert event["url"] == f"{ADDRESS}en/{path}"
    assert "previousStartDate" not in event


def test_a_postponed_action_is_told_as_postponed() -> None:
    postponed = append(read_samples()["action-open"], "postponed", "2026-11-15T09:00:00+08:00", why="下雨")
    pages = {(page.path, page.lang): page for page in make_kind(make_changed(postponed), "action")}
    assert read(pages[MOVED, "zh"].head)["eventStatus"] == "https://schema.org/EventPostponed"


def test_the_board_is_an_organization() -> None:
    board = read(sample_pages("home")["", "en"].head)
    assert (board["@type"], board["name"], board["url"]) == ("Organization", "Wishlight Yunxi", f"{ADDRESS}en/")
    assert board["logo"] == f"{ADDRESS}assets/icon-512.png"


def test_nothing_in_a_block_can_end_it_and_everything_survives() -> None:
    value = {"name": "</script><script>alert(1)</script><!-- & \u2028 ]]> '\""}
    block = str(write_block(value))
    inner = block.removeprefix('<script type="application/ld+json">').removesuffix("</script>\n")
    assert not set("<>&\u2028\u2029") & set(inner)
    assert json.loads(inner) == value


def test_no_one_who_signed_up_is_named_or_counted() -> None:
    for (_, _), page in sample_pages("action").items():
        assert "p:" not in page.head.replace("http:", "").replace("https:", "")
        assert not {"attendee", "remainingAttendeeCapacity"} & read(page.head).keys()
