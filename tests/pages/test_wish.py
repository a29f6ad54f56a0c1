"""The page of a wish."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from sample_pages import Seen, sample_context, sample_pages
from wishlight.pages import make_kind

HOSTILE = "wish/2026-10/W-261001-1A2B3C/"
CORRECTED = "wish/2026-06/W-260601-4D5E6F/"
LATE = "wish/2026-10/W-261020-7G8H9J/"
FULFILLED = "wish/2026-03/W-260302-7K3FQX/"
REFERRED = "wish/2026-10/W-261021-KMNPQR/"


def read(path: str, lang: str = "zh") -> Seen:
    return Seen(sample_pages("wish")[path, lang].body)


def lead(path: str, lang: str = "zh") -> str:
    body = sample_pages("wish")[path, lang].body
    return Seen(body[body.index('<p class="lead">') : body.index("</header>")]).text


@pytest.mark.parametrize(
    ("path", "lang", "says"),
    [
        (
            HOSTILE,
            "zh",
            "需要 3 份，林<i>小满（星湖<修理>队）认领了 1 份，还差 2 份。有一份应在2026年10月27日前送到，到现在还没有。",
        ),
        (
            HOSTILE,
            "en",
            "3 are needed. Claimed: 1, by 林<i>小满 (Xinghu Menders). Still open: 2. One delivery was due by 27 Oct 2026 and has not happened.",
        ),
        (LATE, "zh", "林<i>小满认领了，应在2026年10月27日前带去见面，到现在还没有。"),
        (LATE, "en", "Claimed by 林<i>小满. The introduction was due by 27 Oct 2026 and has not happened."),
        (FULFILLED, "zh", "林<i>小满圆了这个心愿，2026年3月10日确认。"),
        (CORRECTED, "zh", "一位志愿者（星湖<修理>队）2026年6月5日送到了，应在6月12日前确认，到现在还没有。"),
        (REFERRED, "zh", "2026年10月22日转给了区慈善基金：超过金额上限，转请慈善组织。"),
        ("wish/2026-11/W-261122-STVWXY/", "en", "Submitted on 22 Nov 2026 and being checked; to be answered by 25 Nov."),
    ],
)
def test_one_sentence_says_who_has_it_and_by_when(path: str, lang: str, says: str) -> None:
    assert lead(path, lang) == says


def test_steps_show_what_is_done_and_what_comes_next() -> None:
    body = sample_pages("wish")[LATE, "zh"].body
    stepper = Seen(body[body.index('<ol class="stepper">') : body.index('<div class="split')])
    assert [attrs.get("class") for tag, attrs in stepper.tags if tag == "li"] == [
        "step-done",
        "step-done",
        "step-done",
        "step-late",
        None,
        None,
    ]
    assert stepper.text == "已提出2026年10月20日 已公布10月21日 已认领10月22日 带去见面（已超期） 送到 确认"


def test_each_entry_links_to_its_line_in_the_file() -> None:
    links = [link for link in read(FULFILLED).links() if "/blame/" in link]
    assert links[0] == "https://github.com/wishlight-demo/yunxi/blame/main/wishes/wish/wish-fulfilled.yml#L15"
    assert [link.rpartition("#L")[2] for link in links] == [str(n) for n in range(15, 21)]


def test_a_wish_that_waits_offers_the_form_with_its_number_and_the_way_without() -> None:
    seen = read(HOSTILE)
    assert [link for link in seen.links() if "template=claim.yml" in link] == [
        "https://github.com/wishlight-demo/yunxi/issues/new?template=claim.yml&record=W-261001-1A2B3C"
    ]
    assert "心愿号：1A2B3C" in seen.text
    assert "网格员" in seen.text
    assert not [link for link in read(FULFILLED).links() if "template=claim.yml" in link]


def test_without_a_forge_no_link_leads_to_one() -> None:
    context = sample_context()
    board = replace(context.board, info={**context.board.info, "forge": "none"})
    pages = list(make_kind(replace(context, board=board), "wish"))
    assert pages
    assert not [link for page in pages for link in Seen(page.body).links() if "github" in link]
    assert "心愿号：1A2B3C" in "".join(page.body for page in pages)


def test_a_late_entry_says_when_it_was_written_down() -> None:
    assert "6月5日 · 6月9日 09:00 补录 · 记录第 20 行" in read(CORRECTED).text


def test_an_annulled_entry_stands_struck_out_beside_what_annulled_it() -> None:
    seen = read(CORRECTED)
    assert len(seen.with_class("is-annulled")) == 1
    assert "6月11日撤销了，不算数" in seen.text
    assert "说的是6月10日的“确认”" in seen.text
    assert "点错了一户" in seen.text


def test_a_removed_text_says_so_in_the_pages_language() -> None:
    assert "这段文字应要求删去了" in read(CORRECTED).text
    assert "this text was removed on request" in read(CORRECTED, "en").text
    assert "应要求移除" not in read(CORRECTED, "en").text


def test_a_correction_keeps_what_stood_there() -> None:
    assert "心愿，原来 一双棉鞋" in read(CORRECTED).text


def test_facts_follow_the_schema_and_money_and_minutes_are_written_as_people_say_them() -> None:
    text = read(HOSTILE).text
    assert "类别生活用品" in text
    assert "大约用时15 分钟 大约价值80.50 元 需要几份3" in text


def test_people_s_text_is_marked_with_its_language_on_an_english_page() -> None:
    assert '<h1><span lang="zh">' in sample_pages("wish")[HOSTILE, "en"].body
    assert "<h1>&lt;script&gt;" in sample_pages("wish")[HOSTILE, "zh"].body


def test_a_page_leaves_room_for_its_frame_within_twelve_kilobytes() -> None:
    assert max(len(page.body.encode()) for page in sample_pages("wish").values()) < 7000


def test_a_new_day_changes_no_page_whose_state_stays() -> None:
    today = {page.path: page.body for page in sample_pages("wish").values() if page.lang == "zh"}
    tomorrow = {page.path: page.body for page in make_kind(sample_context(date(2026, 11, 24)), "wish") if page.lang == "zh"}
    assert today == tomorrow
    later = {page.path: page.body for page in make_kind(sample_context(date(2026, 11, 27)), "wish") if page.lang == "zh"}
    assert {path for path in today if today[path] != later[path]} == {"wish/2026-11/W-261122-STVWXY/"}
