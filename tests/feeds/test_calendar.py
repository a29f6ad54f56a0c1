"""Calendars as a phone takes them: an action keeps its identity, and a change always wins over what the phone has."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import icalendar

from sample_feeds import append, make_changed
from sample_pages import read_samples, sample_context
from wishlight.feeds.calendar import make_calendars
from wishlight.pages import Context

MOVED, CANCELLED, OPEN, PAST = "A-261101-2M8RTB", "A-261103-4P8TWD", "A-261104-5Q8VXE", "A-261002-3N9SVC"
HOST = "wishlight-demo.github.io"


@cache
def sample_calendars() -> dict[str, bytes]:
    return dict(make_calendars(sample_context()))


def read_events(data: bytes) -> dict[str, icalendar.Event]:
    return {str(event["UID"]).partition("@")[0]: event for event in icalendar.Calendar.from_ical(data).walk("VEVENT")}


def read_one(context: Context, id: str) -> icalendar.Event:
    return read_events(dict(make_calendars(context))["actions/calendar.ics"])[id]


def test_there_is_a_calendar_for_the_board_and_for_each_community_in_each_language() -> None:
    board = sample_context().board
    communities = [area.id for area in board.areas.values() if area.level == "community"]
    wanted = {f"{lang}{path}calendar.ics" for lang in ("", "en/") for path in ("actions/", *(f"area/{id}/" for id in communities))}
    assert set(sample_calendars()) == wanted


def test_the_boards_calendar_has_all_and_a_communitys_its_own() -> None:
    assert set(read_events(sample_calendars()["actions/calendar.ics"])) == {MOVED, CANCELLED, OPEN, PAST}
    assert set(read_events(sample_calendars()["area/xinghu/calendar.ics"])) == {MOVED, PAST}
    assert set(read_events(sample_calendars()["en/area/heye/calendar.ics"])) == {CANCELLED}


def test_a_moved_action_has_its_new_time_a_higher_sequence_and_the_same_uid() -> None:
    event = read_one(sample_context(), MOVED)
    shanghai = ZoneInfo("Asia/Shanghai")
    assert event["DTSTART"].dt == datetime(2026, 12, 6, 9, tzinfo=shanghai)
    assert event["DTSTART"].params["TZID"] == "Asia/Shanghai"
    assert event["DTEND"].dt == datetime(2026, 12, 6, 11, 30, tzinfo=shanghai)
    assert (event["UID"], event["SEQUENCE"], event["STATUS"]) == (f"{MOVED}@{HOST}", 1, "CONFIRMED")
    assert event["DTSTAMP"].dt == datetime(2026, 11, 10, 12, tzinfo=UTC)
    again = append(read_samples()["action-open"], "rescheduled", "2026-11-15T09:00:00+08:00", starts="2026-12-07T09:00:00+08:00", ends="2026-12-07T11:00:00+08:00", why="下雨")
    later = read_one(make_changed(again), MOVED)
    assert (later["UID"], later["SEQUENCE"]) == (event["UID"], 2)
    assert later["DTSTAMP"].dt > event["DTSTAMP"].dt


def test_sign_ups_change_nothing_that_a_calendar_shows() -> None:
    signed = append(read_samples()["action-open"], "signed_up", "2026-11-20T09:00:00+08:00", claim="c9")
    assert dict(make_calendars(make_changed(signed))) == sample_calendars()


def test_a_cancelled_action_stays_and_is_marked() -> None:
    event = read_one(sample_context(), CANCELLED)
    assert (event["STATUS"], event["SEQUENCE"], event["SUMMARY"]) == ("CANCELLED", 1, "（取消）露天电影")
    assert read_events(sample_calendars()["en/actions/calendar.ics"])[CANCELLED]["SUMMARY"] == "(Cancelled) 露天电影"


def test_taking_a_cancellation_back_raises_the_sequence_again() -> None:
    back = append(read_samples()["action-cancelled"], "annulled", "2026-11-13T09:00:00+08:00", entry=3, why="看错了")
    event = read_one(make_changed(back), CANCELLED)
    assert (event["STATUS"], event["SEQUENCE"], event["SUMMARY"]) == ("CONFIRMED", 2, "露天电影")


def test_a_postponed_action_is_struck_out_until_it_has_a_time_again() -> None:
    postponed = append(read_samples()["action-open"], "postponed", "2026-11-15T09:00:00+08:00", why="下雨")
    event = read_one(make_changed(postponed), MOVED)
    assert (event["STATUS"], event["SEQUENCE"]) == ("CANCELLED", 2)
    assert "延期" in event["SUMMARY"]


def test_a_proposed_action_is_in_no_calendar() -> None:
    action = read_samples()["action-open"]
    assert MOVED not in read_events(dict(make_calendars(make_changed(action._replace(history=action.history[:1]))))["actions/calendar.ics"])


def test_old_actions_leave_by_the_month() -> None:
    days = (date(2027, 1, 1), date(2027, 1, 31), date(2027, 2, 1))
    shown = [PAST in read_events(dict(make_calendars(make_changed(as_of=day)))["actions/calendar.ics"]) for day in days]
    assert shown == [True, True, False], "held on 18 October 2026, kept for 92 days before the month's first"


def test_the_zone_comes_with_its_rules() -> None:
    (zone,) = icalendar.Calendar.from_ical(sample_calendars()["actions/calendar.ics"]).walk("VTIMEZONE")
    assert zone["TZID"] == "Asia/Shanghai"
    assert [(part.name, part["TZOFFSETTO"].td) for part in zone.subcomponents] == [("STANDARD", timedelta(hours=8))]


def test_a_zone_with_summer_time_tells_both_offsets_truly() -> None:
    data = dict(make_calendars(make_changed(zone="Europe/Berlin")))["actions/calendar.ics"]
    (zone,) = icalendar.Calendar.from_ical(data).walk("VTIMEZONE")
    rules, real = zone.to_tz(), ZoneInfo("Europe/Berlin")
    moments = [datetime(2026, 1, 1, tzinfo=real) + timedelta(hours=6 * n) for n in range(4 * 365)]
    assert [m for m in moments if m.replace(tzinfo=rules).utcoffset() != m.utcoffset()] == []
    assert {m.utcoffset() for m in moments} == {timedelta(hours=1), timedelta(hours=2)}


def test_addresses_are_absolute_and_missing_where_the_site_has_none() -> None:
    assert str(read_one(sample_context(), MOVED)["URL"]) == f"https://{HOST}/yunxi/action/2026-11/{MOVED}/"
    event = read_one(make_changed(info={"site_url": ""}), MOVED)
    assert "URL" not in event
    assert event["UID"] == f"{MOVED}@wishlight.invalid"


def test_lines_are_folded_and_end_as_the_standard_wants() -> None:
    for data in sample_calendars().values():
        assert data.endswith(b"END:VCALENDAR\r\n")
        assert data.count(b"\n") == data.count(b"\r\n")
        assert max(len(line) for line in data.split(b"\r\n")) <= 75


def test_the_same_records_give_the_same_bytes() -> None:
    assert dict(make_calendars(make_changed())) == sample_calendars()
