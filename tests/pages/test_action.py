"""The page of an action."""

from __future__ import annotations

from datetime import date

import pytest

from sample_pages import Seen, sample_context, sample_pages
from wishlight.pages import make_kind

OPEN = "action/2026-11/A-261101-2M8RTB/"
HELD = "action/2026-10/A-261002-3N9SVC/"
CANCELLED = "action/2026-11/A-261103-4P8TWD/"
FULL = "action/2026-11/A-261104-5Q8VXE/"


def read(path: str, lang: str = "zh") -> Seen:
    return Seen(sample_pages("action")[path, lang].body)


@pytest.mark.parametrize(
    ("path", "lang", "says"),
    [
        (OPEN, "zh", "2026年12月6日 09:00开始，还有 1 个名额。"),
        (OPEN, "en", "Starts 6 Dec 2026 09:00; 1 place left."),
        (OPEN, "zh", "改时间：原定2026年12月5日 09:00，改到2026年12月6日 09:00。预报<b>有雨</b>"),
        (FULL, "zh", "名额满了。1 人在排队"),
        (HELD, "en", "Held on 18 Oct 2026; 1 volunteer came and served 12 residents."),
        (HELD, "en", "Ended early: at 10:30 instead of 11:00."),
        (CANCELLED, "en", "This action is called off. Please do not go. Called off on 12 Nov 2026."),
    ],
)
def test_one_sentence_says_what_a_visitor_came_for(path: str, lang: str, says: str) -> None:
    assert says in read(path, lang).text


def test_people_are_told_as_numbers_only() -> None:
    for (path, lang), page in sample_pages("action").items():
        text = Seen(page.body).text
        assert "小满" not in text, (path, lang)
        assert "4TD9" not in page.body, (path, lang)
        assert "9KX2" not in page.body, (path, lang)


def test_entries_about_people_are_counted_and_not_listed() -> None:
    seen = read(OPEN)
    assert "另有 2 条报名、到场的记录" in seen.text
    assert "报名 ·" not in seen.text


def test_the_sign_up_form_is_prefilled_while_there_is_something_to_sign_up_for() -> None:
    def forms(path: str) -> list[str]:
        return [link for link in read(path).links() if "template=sign-up.yml" in link]

    assert forms(OPEN) == ["https://github.com/wishlight-demo/yunxi/issues/new?template=sign-up.yml&record=A-261101-2M8RTB"]
    assert len(forms(FULL)) == 1
    assert forms(HELD) == forms(CANCELLED) == []


def test_a_held_action_shows_who_came_as_counts() -> None:
    text = read(HELD).text
    assert "到场志愿者1" in text
    assert "没来1" in text
    assert "到场居民12" in text
    assert "一共用时90 分钟" in text


def test_no_result_is_shown_before_one_was_recorded() -> None:
    context = sample_context(date(2026, 12, 31))
    body = next(page.body for page in make_kind(context, "action") if page.path == FULL and page.lang == "zh")
    assert "等组织者公布结果" in body
    assert Seen(body).with_class("tile") == []


def test_the_time_is_the_one_as_last_moved() -> None:
    assert "时间2026年12月6日（周日）09:00—11:30" in read(OPEN).text
    assert "时间2026年10月18日（周日）09:00—10:30" in read(HELD).text


def test_a_cancelled_action_stops_its_steps() -> None:
    assert len(read(CANCELLED).with_class("step-stop")) == 1
    assert read(CANCELLED).with_class("step-now") == []
