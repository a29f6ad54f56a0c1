"""The whole story of a wish without any forge: a grid worker, a volunteer and a terminal, held to the same judge."""

from __future__ import annotations

import re
import shutil
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from intake.story import POSTS, ROOT, WISH, WORDS, Story, start_story
from wishlight import cli
from wishlight.intake import terminal
from wishlight.records.board import load_board
from wishlight.records.reading import read_records

ID = re.compile(r"[WAD]-[0-9]{6}-[0-9A-Z]{6}")


@pytest.fixture
def story() -> Story:
    told = start_story()
    for name in ("lin", "wang"):
        told.join(name)
    return told


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch, story: Story) -> None:
    """Every command is given a minute after the one before."""

    def tick() -> datetime:
        story.now += timedelta(minutes=1)
        return story.now

    monkeypatch.setattr(terminal, "read_clock", tick)


@pytest.fixture
def root(tmp_path: Path, story: Story) -> Path:
    """A board of its own on disk, without a forge."""
    shutil.copytree(ROOT / "site_config", tmp_path / "site_config", ignore=shutil.ignore_patterns("theme"))
    rows = "".join(
        f'- {{id: {id}, duty: {duty}, area: {area}, name: {{zh: {id}, en: {id}}}, holders: [{{person: "{story.people[id]}", from: 2025-11-01}}]}}\n'
        for id, (duty, area) in POSTS.items()
    )
    (tmp_path / "site_config" / "roles.yml").write_text("posts:\n" + rows, "utf-8")
    board = tmp_path / "site_config" / "board.yml"
    board.write_text(board.read_text("utf-8").replace("forge: github", "forge: none"), "utf-8")
    for path, data in story.files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    return tmp_path


def call(root: Path, *argv: str) -> int:
    return cli.run(["--root", str(root), *argv], root)


def options(answers: dict[str, object]) -> list[str]:
    return [part for name, value in answers.items() for part in (f"--{name}", str(value))]


def add_wish(root: Path, capsys: pytest.CaptureFixture[str], *more: str) -> str:
    assert call(root, "add", *options(WISH), "--post", "g13", "--for", "resident", *more) == 0
    return ID.findall(capsys.readouterr().out)[0]


def test_a_wish_goes_from_a_slip_to_confirmed_without_any_forge(root: Path, story: Story, capsys: pytest.CaptureFixture[str]) -> None:
    wang = story.people["wang"]
    wish = add_wish(root, capsys, "--channel", "paper", "--slip", "0312")
    for argv in (
        ["step", wish, "published", "--post", "m1"],
        ["claim", wish[-6:], "--by", wang],
        ["extend", wish, "--until", "2026-03-30", "--why", "等配件", "--by", wang],
        ["release", wish, "--by", wang, "--why", "要出差"],
        ["claim", wish, "--post", "g13", "--for", wang],
        ["deliver", wish, "--minutes", "1小时", "--cost", "79.5", "--by", wang],
        ["confirm", wish, "--done", "yes", "--post", "g13"],
    ):
        assert call(root, *argv) == 0, argv
    board, _ = load_board(root, WORDS)
    record = next(r for r in read_records(root, board, WORDS).records if r.id == wish)
    assert [e.event for e in record.history] == ["submitted", "published", "claimed", "extension_asked", "released", "claimed", "delivered", "confirmed"]
    assert record.head["source_slip"] == "0312"
    assert (record.history[5].by, record.history[5].whose) == ("post:g13", wang)
    assert record.history[6].data["cost_fen"] == 7950


def test_a_dry_run_says_the_line_and_writes_nothing(root: Path, story: Story, capsys: pytest.CaptureFixture[str]) -> None:
    before = {path: path.read_bytes() for path in (root / "wishes").rglob("*.yml")}
    assert call(root, "add", *options(WISH), "--post", "g13", "--dry-run") == 0
    assert "event: submitted" in capsys.readouterr().out
    assert {path: path.read_bytes() for path in (root / "wishes").rglob("*.yml")} == before


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["claim", "ZZZZZZ", "--by", "p:0A4N"], "ZZZZZZ"),
        (["claim", "W-260302-FTS9XY", "--by", "p:0A4N"], "核对不上"),
        (["add", "--title", "灯", "--post", "g13"], "太短"),
        (["add", "--post", "g13"], "还没有填"),
        (["add", "--title", "楼下长椅", "--category", "yacht", "--post", "g13"], "yacht"),
        (["deliver", "ZZZZZZ", "--minutes", "很久", "--by", "p:0A4N"], "很久"),
        (["join", "--what", "person", "--area", "xinghu", "--post", "g13"], "年龄段"),
    ],
)
def test_a_slip_is_one_kind_sentence_and_nothing_is_written(argv: list[str], said: str, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = sorted(root.rglob("*.yml"))
    assert call(root, *argv) == 1
    assert said in capsys.readouterr().out
    assert sorted(root.rglob("*.yml")) == before


def test_nobody_acts_namelessly(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wish = add_wish(root, capsys)
    assert call(root, "step", wish, "published", "--post", "m1") == 0
    assert call(root, "claim", wish) == 1


def test_what_the_judge_refuses_is_not_written(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wish = add_wish(root, capsys)
    assert call(root, "step", wish, "published", "--post", "g13") == 1
    path = next((root / "wishes").rglob(f"{wish}.yml"))
    assert "published" not in path.read_text("utf-8")


def test_a_step_takes_details_and_refuses_names_it_does_not_know(root: Path, story: Story, capsys: pytest.CaptureFixture[str]) -> None:
    wish = add_wish(root, capsys)
    assert call(root, "step", wish, "declined", "reason=not-doable", "note=请联系物业", "--post", "m1") == 0
    assert "reason: not-doable" in next((root / "wishes").rglob(f"{wish}.yml")).read_text("utf-8")
    assert call(root, "step", wish, "appealed", "mood=bad", "--by", story.people["wang"]) == 1
    assert call(root, "step", wish, "appealed", "mood", "--by", story.people["wang"]) == 2


@pytest.mark.parametrize(("argv", "typed"), [(["step", "0EDYE9", "published", "x"], "x"), (["redact", "0EDYE9#x", "title", "--ground", "g"], "0EDYE9#x")])
def test_wrong_use_is_told_in_a_sentence_and_not_only_repeated(argv: list[str], typed: str, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(root, "--lang", "en", *argv) == 2
    said = capsys.readouterr().err.splitlines()[0]
    assert f"“{typed}”" in said and "write" in said


def test_whoever_joins_as_somebody_unknown_is_told_so(root: Path, story: Story, capsys: pytest.CaptureFixture[str]) -> None:
    argv = ["--lang", "en", "join", "--what", "person", "--area", "xinghu", "--age", "adult", "--by"]
    for person in ("p:NOSUCH", "W-260302-7K3FQX"):
        assert call(root, *argv, person) == 1
        assert f"there is no person {person} here" in capsys.readouterr().out
    assert call(root, *argv, story.people["wang"]) == 1
    assert "joined already" in capsys.readouterr().out


def test_without_a_forge_no_form_and_no_link_is_written(root: Path) -> None:
    assert call(root, "forms") == 0
    assert not (root / ".github").exists()
