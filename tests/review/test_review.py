"""A change in plain words: every kind of change, in both languages, bounded, and the same each time."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from review.reviewing import commit, git, make_repository, put, start_from, story
from wishlight.cli import run
from wishlight.problems import Problem
from wishlight.review.pen import MARK, is_inert
from wishlight.review.write import LENGTH, gather, write_markdown, write_plain
from wishlight.words import load_words

NOW = datetime(2026, 11, 23, tzinfo=UTC)


@pytest.fixture
def board(tmp_path: Path) -> Path:
    return make_repository(tmp_path / "board")


def tell(root: Path, lang: str = "zh", as_of: date | None = None) -> str:
    return write_plain(gather(root, "main", NOW, as_of, (lang,)), load_words(lang))


def test_a_claim_is_told_with_the_state_before_and_after(board: Path):
    hand_over = start_from(board, "hand-over", 1)
    put(board, hand_over.steps[2].path, hand_over.steps[2].text)
    said = tell(board)
    assert said.splitlines()[0] == "1 条记录有改动，新增 1 条历程。检查通过，没有要改的。"
    assert "W-260310-74Y9SH（想要一盏小夜灯）：等人认领 → 有人认领了" in said
    assert "2026年3月11日 认领：p:T1MM" in said
    assert "W-260310-74Y9SH (想要一盏小夜灯): Waiting for someone → Someone has it" in tell(board, "en")


def test_a_new_wish_is_told_with_its_fields_in_words(board: Path):
    steps = story("hand-over").steps
    put(board, steps[1].path, steps[1].text)
    said = tell(board)
    assert "新的心愿 W-260310-74Y9SH（想要一盏小夜灯）：等人认领" in said
    assert "80 元" in said
    assert "8000" not in said
    assert "心愿现状 · 等人认领" in said


def test_only_figures_that_move_are_told(board: Path):
    hand_over = start_from(board, "hand-over", 1)
    put(board, hand_over.steps[2].path, hand_over.steps[2].text)
    said = tell(board)
    assert "心愿现状 · 等人认领 2 → 1" in said
    assert "心愿现状 · 已认领" in said
    assert "心愿现状 · 已圆梦" not in said


def test_late_wishes_are_counted_by_place_on_the_day_that_is_asked_for(board: Path):
    hand_over = start_from(board, "hand-over", 1)
    put(board, hand_over.steps[2].path, hand_over.steps[2].text.replace(b"2026-03-11T", b"2026-06-01T"))
    area = tell(board, as_of=date(2026, 6, 2)).split("会变的数字")[1]
    assert "新一网格 · 逾期 6 → 5" in area


def test_a_removed_entry_is_refused_and_the_record_left_out_of_the_figures(board: Path):
    hand_over = start_from(board, "hand-over", 2)
    put(board, hand_over.steps[1].path, hand_over.steps[1].text)
    said = tell(board)
    assert "有 1 处要先改好" in said
    assert "W-260310-74Y9SH（想要一盏小夜灯）：有要改的地方" in said
    assert f"{hand_over.steps[1].path}:" in said
    assert "会变的数字" not in said


def test_a_deleted_and_an_unreadable_record_are_named(board: Path):
    hand_over = start_from(board, "hand-over", 2)
    path = hand_over.steps[2].path
    put(board, path, b"id: [\n")
    assert "W-260310-74Y9SH（想要一盏小夜灯）：读不懂" in tell(board)
    (board / path).unlink()
    assert "整个文件被删掉了" in tell(board)


def test_what_was_redacted_is_not_said_again(board: Path):
    redacted = start_from(board, "redacted-title", 2)
    put(board, redacted.steps[3].path, redacted.steps[3].text)
    said = tell(board)
    assert "（已按规定删去）" in said
    assert "三号楼" not in said
    assert "帮忙换灯泡" not in said


def test_what_may_be_personal_data_is_not_said_again(board: Path):
    hand_over = start_from(board, "hand-over", 1)
    text = hand_over.steps[2].text.replace(b"claim: c1}", 'claim: c1, note: "打 13912345678 找我"}'.encode())
    put(board, hand_over.steps[2].path, text)
    said = write_markdown(gather(board, "main", NOW))
    assert "13912345678" not in said.replace("\u200b", "")
    assert load_words("zh")("review.hidden") in said


def test_a_telephone_typed_into_the_wrong_field_or_a_setting_is_not_said_again(board: Path):
    hand_over = start_from(board, "hand-over", 1)
    put(board, hand_over.steps[2].path, hand_over.steps[2].text.replace(b"claim: c1}", b'claim: "13912345678"}'))
    file = board / "site_config" / "board.yml"
    file.write_text(file.read_text("utf-8").replace("en: the hall", "en: 13912345678"), "utf-8")
    facts = gather(board, "main", NOW)
    assert any("13912345678" in problem.says for problem in facts.problems["zh"])
    assert "13912345678" not in write_markdown(facts).replace("\u200b", "")


def test_hostile_words_anywhere_in_a_change_are_inert(board: Path):
    text = "<img src=x onerror=alert(1)> @all #1 http://x.example [x](y) ![](z) `x` <!-- wishlight:review --> </details>"
    path = next((board / "wishes" / "wish").rglob("*.yml"))
    path.write_text(f"{path.read_text('utf-8')}- {{at: 2026-11-01T09:00:00+08:00, event: questioned, by: p:V1EE, note: {json.dumps(text)}}}\n", "utf-8")
    for name in ("board", "areas", "rules", "roles"):
        file = board / "site_config" / f"{name}.yml"
        file.write_text(file.read_text("utf-8") + f"{json.dumps(text + name)}: {json.dumps([{'from': '2026-12-01', 'value': text, 'why': text}])}\n", "utf-8")
    put(board, f"{text.replace('/', '')}.txt", b"x")
    commit(board)
    said = write_markdown(gather(board, "main", NOW))
    assert is_inert(said)
    assert said.count(MARK) == 1
    assert said.count("</details>") == 1


def test_a_name_is_never_repeated(board: Path):
    consent = story("consent-withdrawn")
    names = [line.split(b"name: ")[1].split(b",")[0].strip(b'"}') for step in consent.steps for line in step.text.splitlines() if b"name: " in line]
    assert names
    for step in consent.steps:
        put(board, step.path, step.text)
    said = tell(board)
    assert [name.decode() for name in names if name.decode() in said] == []


def test_the_comment_speaks_every_language_of_the_board_and_is_the_same_each_time(board: Path):
    hand_over = start_from(board, "hand-over", 1)
    put(board, hand_over.steps[2].path, hand_over.steps[2].text.replace(b"claim: c1}", b'claim: c1, note: "@all #1 <b> http://x.example"}'))
    first, second = (write_markdown(gather(board, "main", NOW)) for _ in range(2))
    assert first == second
    assert first.startswith(f"{MARK}\n### 这份改动会带来什么")
    assert first.index("What this change does") > first.index("<details><summary>English</summary>")
    assert is_inert(first)


def test_the_comment_is_never_longer_than_the_forge_takes(board: Path):
    hand_over = start_from(board, "hand-over", 1)
    put(board, hand_over.steps[2].path, hand_over.steps[2].text)
    facts = gather(board, "main", NOW)
    loud = Problem("a.yml", 1, 1, "x", "note", "", "@" * 3000, "#")
    said = write_markdown(facts._replace(problems={lang: [loud._replace(line=n) for n in range(90)] for lang in facts.problems}))
    assert 30_000 < len(said) <= LENGTH
    assert "……还有 " in said
    assert said.rstrip().endswith("</details>")
    assert is_inert(said)


def test_changed_rules_are_told_and_last_quarter_is_shown_as_it_would_have_been(board: Path):
    steps = story("hand-over").steps
    git(board, "checkout", "-q", "main")
    put(board, steps[-1].path, steps[-1].text)
    commit(board)
    git(board, "checkout", "-q", "-B", "change")
    rules = board / "site_config" / "rules.yml"
    text = rules.read_text("utf-8")
    at = text.index("\n", text.index("- {from", text.index("point_minutes:")))
    rules.write_text(f"{text[:at]}\n- {{from: 2026-12-01, value: 20, why: 试行}}{text[at:]}", "utf-8")
    said = tell(board, as_of=date(2026, 5, 1))
    assert "多少时间算一分：60 分钟 → 20 分钟，从 2026年12月1日 起；原因：试行" in said
    assert "2026-01-01—2026-03-31 的记录不变" in said
    assert "得到的积分 3 → 9" in said
    assert "没有办法预演" in tell(board, as_of=date(2025, 12, 1))


def test_other_settings_and_files_are_told_by_their_place(board: Path):
    board_file = board / "site_config" / "board.yml"
    board_file.write_text(board_file.read_text("utf-8").replace("例板", "新板"), "utf-8")
    put(board, ".github/workflows/check.yml", b"on: push\n")
    commit(board)
    said = tell(board)
    assert "site_config/board.yml · name.zh：例板 → 新板" in said
    assert ".github/：1 个文件。这里管着检查本身" in said


@pytest.mark.skipif(not hasattr(Path, "symlink_to"), reason="no links here")
def test_settings_that_are_a_link_show_nothing_of_this_machine(board: Path, tmp_path: Path):
    (tmp_path / "secret.yml").write_text("token: hush-hush\n")
    (board / "site_config" / "extra.yml").symlink_to(tmp_path / "secret.yml")
    assert "hush-hush" not in tell(board)


def test_settings_that_can_not_be_read_stop_the_counting_and_nothing_else(board: Path):
    hand_over = start_from(board, "hand-over", 1)
    put(board, hand_over.steps[2].path, hand_over.steps[2].text)
    put(board, "site_config/areas.yml", b"areas: [")
    said = tell(board)
    assert "没有算数字" in said
    assert "想要一盏小夜灯" in said


def test_the_command_compares_with_a_branch_and_makes_sure_of_the_commit(board: Path, capsys: pytest.CaptureFixture[str]):
    hand_over = start_from(board, "hand-over", 1)
    put(board, hand_over.steps[2].path, hand_over.steps[2].text)
    head = commit(board)
    assert run(["review", "--base", "main", "--markdown", "--commit", head], board) == 0
    assert capsys.readouterr().out.startswith(MARK)
    assert run(["review", "--base", "main", "--lang", "en"], board) == 0
    assert "Someone has it" in capsys.readouterr().out
    assert run(["review", "--base", "main", "--commit", "0" * 40], board) == 2
    assert run(["review", "--base", "no-such-branch"], board) == 2
    assert run(["review"], board) == 2
