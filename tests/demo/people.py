"""Records of persons: everyone who holds a post, every volunteer, and the turns that some of their lives on the board take."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from .book import Book, Draft
from .cast import Volunteer, community_of, hall_of, staff_id, station_letter, volunteers, who
from .clock import FIRST, day_of, dice, evening, moment, office_after
from .texts import read_rows

_MINUTES = {"a": 600, "b": 300, "c": 180, "d": 60}
_ACCOUNT = 9_000_000_117
"""Larger than any number a forge has given out, so that it is nobody's."""


def list_posts() -> list[tuple[str, str, str, str, str, list[list[str]]]]:
    """Each post: id, duty, area, both names, and its holders as [key, from, (to)]."""
    rows = read_rows("staff.txt")
    return [(r[0], r[1], r[2], r[3], r[4], [held.split() for held in r[5].split(",")]) for r in rows]


HANDLES = {"m1": "@wishlight-demo/review", "m2": "@wishlight-demo/second-review"}
"""The teams that the forge asks to review what decides over others."""


def write_roles() -> str:
    """The text of roles.yml."""
    lines = [
        "# Posts and who held them from when to when. Guarded: a change here is a pull request of its own.",
        "# `handle` is the team that the forge asks to review changes of rules, posts and workflows (CODEOWNERS); no right rests on it.",
        "# A hand-over closes one holder with `to` and opens the next with `from`; no line is ever deleted.",
        "posts:",
    ]
    for id, duty, area, zh, en, holders in list_posts():
        held = ", ".join(_write_holder(holder) for holder in holders)
        name = f'{{zh: {zh}, en: "{en}"}}'
        handle = f' handle: "{HANDLES[id]}",' if id in HANDLES else ""
        lines.append(f"- {{id: {id}, duty: {duty}, area: {area},{handle} name: {name}, holders: [{held}]}}")
    return "\n".join(lines) + "\n"


def _write_holder(holder: list[str]) -> str:
    until = f", to: {holder[2]}" if len(holder) > 2 else ""
    return f'{{person: "{staff_id(holder[0])}", from: {holder[1]}{until}}}'


def tell_people(book: Book) -> None:
    """Staff first, then volunteers."""
    for id, _, area, _, _, holders in list_posts():
        for holder in holders:
            _tell_holder(book, id, community_of(area), holder)
    for person in volunteers().values():
        draft = _tell_volunteer(book, person)
        TURNS.get(person.key, lambda *_: None)(book, draft, person)
        book.keep(draft)
    book.stories["grid-worker-handover"] = "post:g23"


def _tell_holder(book: Book, post: str, area: str, holder: list[str]) -> None:
    start = max(FIRST, day_of(holder[1]) - timedelta(days=3))
    if start.weekday() == 6:
        start += timedelta(days=1)
    head = {"id": staff_id(holder[0]), "area": area, "age_group": "adult", "source_channel": "terminal"}
    draft = Draft("person", head)
    desk = "post:m2" if post == "m1" else "post:m1"
    minute = dice(f"staff/{holder[0]}").randrange(2, 56)
    draft.add(moment(start, 8, minute), "joined", desk)
    draft.add(moment(start, 9, minute), "verified", desk)
    book.keep(draft)


def _tell_volunteer(book: Book, person: Volunteer) -> Draft:
    chance = dice(f"person/{person.key}")
    young = person.rank == "u"
    online = chance.random() < 0.55 and not young and person.key != "ninghx2"
    source = {"source_channel": "form", "source_issue": book.issue(person.joined)} if online else _slip(book, person)
    head = {
        "id": person.id,
        "area": person.area,
        "age_group": "under-18" if young else "adult",
        **({"minutes": _MINUTES[person.rank]} if person.rank in _MINUTES else {}),
        **source,
        **({"skills": person.skills} if person.skills else {}),
    }
    draft = Draft("person", head)
    at = evening(person.joined, chance) if online else office_after(person.joined, moment(person.joined, 7, 0), chance)
    draft.add(at, "joined", person.id if online else hall_of(person.area))
    if young:
        draft.add(at + timedelta(minutes=2), "answered", "post:m1", note="监护人同意书原件存学校，只随队参加，不留名。")
    _settle(draft, person, office_after(at.date(), at, chance))
    return draft


def _slip(book: Book, person: Volunteer) -> dict[str, str]:
    return {"source_channel": "hall", "source_slip": book.slip(f"P{station_letter(person.area)}", person.joined)}


def _settle(draft: Draft, person: Volunteer, at: datetime) -> None:
    """Verified on the day after at the latest; then the name, if it may be shown, and the teams."""
    draft.add(at, "verified", "post:m1" if person.key not in ("genghs", "kanghf") else "post:m2")
    if person.scope != "-":
        draft.add(
            at + timedelta(minutes=6),
            "consented",
            hall_of(person.area),
            whose=person.id,
            name=person.name,
            scope=person.scope,
        )
    for team, since in person.teams:
        later = max(at + timedelta(minutes=9), moment(since, 10, 20))
        draft.add(later, "joined_team", hall_of(person.area), whose=person.id, team=team, on=max(since, at.date()))


def _withdraws(book: Book, draft: Draft, person: Volunteer) -> None:
    draft.add(
        moment(date(2026, 8, 24), 10, 12),
        "withdrew",
        hall_of(person.area),
        whose=person.id,
        note="本人到服务站说不想再显示名字，服务照做。",
    )
    draft.add(
        moment(date(2026, 9, 1), 9, 5), "left_team", hall_of(person.area), whose=person.id, team="team:xinghu-branch"
    )
    book.stories["consent-withdrawn"] = draft.id


def _leaves(book: Book, draft: Draft, person: Volunteer) -> None:
    at = moment(date(2026, 6, 20), 15, 30)
    draft.add(at, "left_team", hall_of(person.area), whose=person.id, team="team:wanfeng")
    draft.add(
        at + timedelta(minutes=2),
        "left",
        hall_of(person.area),
        whose=person.id,
        note="随子女搬到外地，说有空回来看荷花。",
    )
    book.stories["volunteer-left"] = draft.id


def _is_suspended(book: Book, draft: Draft, person: Volunteer) -> None:
    note = "半年里五次报名未到，三次打电话都没接通，先停报名。"
    draft.add(
        moment(date(2026, 7, 24), 11, 0),
        "suspended",
        "post:m2",
        until=date(2026, 10, 24).isoformat(),
        ground="no-shows",
        approved_by="post:m1",
        note=note,
    )
    draft.add(moment(date(2026, 10, 26), 9, 40), "reinstated", "post:m1", note="期满，本人说夜班排开了，恢复报名。")
    book.stories["suspended-for-no-shows"] = draft.id


def _unlinks(book: Book, draft: Draft, person: Volunteer) -> None:
    draft.add(moment(date(2026, 3, 2), 9, 15), "linked", "post:m1", forge="github", account=_ACCOUNT)
    draft.add(
        moment(date(2026, 9, 11), 16, 5),
        "unlinked",
        "post:m1",
        whose=person.id,
        forge="github",
        account=_ACCOUNT,
        note="换了手机，旧账号登不上，改走服务站。",
    )
    book.stories["account-unlinked"] = draft.id


def _is_merged(book: Book, draft: Draft, person: Volunteer) -> None:
    note = "四月底在活动现场又登记了一次，是同一个人，并到原来的编号。"
    draft.add(moment(date(2026, 6, 15), 14, 22), "merged", "post:m2", into=who("ninghx").id, note=note)
    book.stories["persons-merged"] = draft.id


def _pupil(book: Book, draft: Draft, person: Volunteer) -> None:
    book.stories["under-18-in-school-team"] = draft.id


TURNS = {
    "kuangy": _withdraws,
    "leshu": _leaves,
    "bianfx": _is_suspended,
    "sheny": _unlinks,
    "ninghx2": _is_merged,
    "pupil1": _pupil,
}
