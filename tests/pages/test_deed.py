"""The page of a deed."""

from __future__ import annotations

from datetime import date

import pytest

from sample_pages import Seen, read_samples, sample_context, sample_pages
from wishlight.pages import make_kind
from wishlight.pages.deed_says import say_state
from wishlight.pages.deed_votes import Notice, list_objections, list_rounds, read_acceptance
from wishlight.records.fold import DeedState, run_history

ACCEPTED = "deed/2026-01/D-260118-5QW2NC/"
VOTING = "deed/2026-10/D-261018-6RX3PD/"
DECLINED = "deed/2026-09/D-260918-7SY4QE/"
STARTED = "deed/2026-06/D-260618-8TZ5RF/"


def read(path: str, lang: str = "zh") -> Seen:
    return Seen(sample_pages("deed")[path, lang].body)


@pytest.mark.parametrize(
    ("path", "lang", "says"),
    [
        (ACCEPTED, "zh", "2026年7月15日由居民认可。"),
        (VOTING, "en", "The roll has 40 residents; at least half (20 residents) must vote, and more than two thirds of those for or against must be for."),
        (DECLINED, "zh", "2026年10月10日定下来不做。原因：表决未通过。"),
        (DECLINED, "en", "Reason: Voted down."),
        (STARTED, "en", "Works started on 1 Aug 2026; 40% is done. It was due by 30 Oct 2026 and is overdue."),
    ],
)
def test_one_sentence_says_where_a_deed_stands(path: str, lang: str, says: str) -> None:
    assert says in read(path, lang).text


def test_a_vote_without_quorum_and_its_repeat_are_told_in_plain_words() -> None:
    text = read(ACCEPTED).text
    assert "至少三分之二（21 户）投了才算数，赞成超过一半才通过。实到 11 户（36.7%），人数不够，这次投票不算。" in text
    assert "实到 24 户（80%），赞成占 85.7%：通过。" in text
    first, second = list_rounds(run_history(read_samples()["deed-accepted"]))
    assert (first.outcome, second.outcome) == ("no-quorum", "passed")
    assert (second.cast, second.turnout, second.approval, second.needed) == (24, 800, 857, 21)


def test_a_count_that_does_not_count_is_no_step_that_is_done() -> None:
    counted = list_rounds(run_history(read_samples()["deed-accepted"]))[0].tallied
    assert counted
    page = next(page for page in make_kind(sample_context(counted), "deed") if (page.path, page.lang) == (ACCEPTED, "zh"))
    assert '<li class="step-now" aria-current="step">表决</li>' in page.body and "要再投一次" in page.body


@pytest.mark.parametrize(("day", "says"), [(28, "有意见请在2026年9月29日前提。"), (29, "有意见请在2026年9月29日前提。"), (30, "公示到2026年9月29日为止，已经期满，等着立项。")])
def test_a_public_notice_is_over_after_its_last_day(day: int, says: str) -> None:
    context = sample_context(date(2026, 9, day))
    state = next(item.state for item in context.folded.values() if isinstance(item.state, DeedState))._replace(status="publicised", late_since=None)
    assert Seen(say_state(context, state, [Notice(date(2026, 9, 22), date(2026, 9, 29), 5)], "zh")).text.startswith((says, f"表决结果正在公示，{says}"))


def test_a_vote_that_runs_shows_its_rule_and_no_count() -> None:
    (only,) = list_rounds(run_history(read_samples()["deed-voting"]))
    assert (only.tallied, only.outcome, only.cast) == (None, None, 0)
    assert "名册上 40 位居民" in read(VOTING).text


def test_money_is_told_line_by_line_with_every_payment_and_its_voucher() -> None:
    text = read(ACCEPTED).text
    assert "雨棚施工12,000 元1,000 元13,500 元-500 元" in text
    assert "合计15,000 元1,000 元16,500 元-500 元" in text
    assert "街道专项12,000 元" in text
    assert "V-00312026年4月20日雨棚施工进度款13,500 元" in text
    assert "云溪区志愿服务中心复核岗同意" in text


def test_spending_more_than_the_budget_is_said_in_words_and_drawn() -> None:
    seen = read(STARTED)
    assert "花的钱比批准的预算多 600 元" in seen.text
    assert len(seen.with_class("meter-over")) == 1
    assert "超预算" in seen.text
    assert "超预算" not in read(VOTING).text


def test_the_publicity_days_are_working_days() -> None:
    # Five working days from Tuesday 24 February 2026; Saturday the 28th was worked for the spring festival.
    assert "2026年2月24日到2026年3月2日公示，共 5 个工作日。" in read(ACCEPTED).text


def test_each_objection_stands_with_its_answer() -> None:
    (one,) = list_objections(run_history(read_samples()["deed-accepted"]))
    assert (one.why, one.answers) == ("怕挡<光>", ((date(2026, 2, 27), "棚顶用透光板"),))
    assert "异议：怕挡<光> 2026年2月27日 答复：棚顶用透光板" in read(ACCEPTED).text
    assert "没有人提出异议" in read(STARTED).text


def test_a_mean_needs_the_least_sample() -> None:
    record = read_samples()["deed-accepted"]
    state = sample_context().folded[record.id].state
    assert isinstance(state, DeedState)
    assert read_acceptance(record, run_history(record), state, 20).mean == 43
    assert read_acceptance(record, run_history(record), state, 21).mean is None


def test_the_warranty_runs_from_acceptance_and_defects_stand_with_their_mending() -> None:
    text = read(ACCEPTED).text
    assert "质保到2027年7月15日" in text
    assert "2026年8月20日 接缝漏水已修好2026年8月25日" in text


def test_entries_lead_to_their_lines_and_call_a_budget_line_by_its_name() -> None:
    seen = read(ACCEPTED)
    assert "预算项 雨棚施工" in seen.text
    assert any(link.endswith("/blame/main/wishes/deed/deed-accepted.yml#L14") for link in seen.links())
