"""The pages of volunteers and teams."""

from __future__ import annotations

from dataclasses import replace

from sample_pages import Seen, sample_context, sample_pages
from wishlight.pages import make_kind
from wishlight.records.fold import PersonState


def test_only_those_who_agreed_to_a_page_have_one() -> None:
    assert {path for path, _ in sample_pages("person")} == {"person/4td9/"}


def test_a_name_without_a_page_gives_none() -> None:
    context = sample_context()
    item = context.folded["p:4TD9"]
    assert isinstance(item.state, PersonState)
    quiet = item._replace(state=item.state._replace(scope="name"))
    assert list(make_kind(replace(context, folded={**context.folded, "p:4TD9": quiet}), "person")) == []


def test_a_volunteers_page_sums_up_what_was_confirmed() -> None:
    seen = Seen(sample_pages("person")["person/4td9/", "zh"].body)
    assert "确认的时间3 小时 40 分钟满 100 小时升一星" in seen.text
    assert "圆了的心愿1" in seen.text
    assert "参加的行动1" in seen.text
    assert "水电维修" in seen.text
    assert "../../wish/2026-03/W-260302-7K3FQX/" in seen.links()


def test_no_page_says_which_actions_someone_was_at() -> None:
    for page in sample_pages("person").values():
        assert not [link for link in Seen(page.body).links() if "/action/" in link]


def test_a_teams_page_tells_its_members_as_a_number() -> None:
    seen = Seen(sample_pages("team")["team/xinghu-menders/", "en"].body)
    assert "Members now2" in seen.text
    assert "小满" not in seen.text
    assert "Xinghu Menders" in seen.text
    assert "../../action/2026-11/A-261101-2M8RTB/" in seen.links()


def test_a_teams_chart_has_its_table_with_every_month_between() -> None:
    text = Seen(sample_pages("team")["team/xinghu-menders/", "zh"].body).text
    assert "2026年3月2 2026年4月0" in text
    assert "2026年10月2" in text


def test_a_volunteer_is_offered_wishes_with_reasons_from_the_record() -> None:
    text = Seen(sample_pages("person")["person/4td9/", "zh"].body).text
    assert "适合做的心愿" in text
    assert "推荐，因为同在星湖社区" in text
    assert "Recommended because it is in Xinghu too" in Seen(sample_pages("person")["person/4td9/", "en"].body).text
