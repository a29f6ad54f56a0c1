"""A chat pasted at the real command line: the steps people asked for are recorded, everything else is left alone with a reason."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path
from shutil import copytree

import pytest

from wishlight import cli
from wishlight.chat.nicknames import FILE
from wishlight.commands import paste as command
from wishlight.intake import terminal
from wishlight.records.ids import make_id

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 3, 9, 9, 0, tzinfo=timezone(timedelta(hours=8)))
Say = Callable[..., tuple[int, str]]


class Hall:
    """A board with two volunteers and two open wishes."""

    def __init__(self, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.root, self.capsys, self.chat = root, capsys, root.parent / "chat.txt"
        copytree(ROOT / "site_config", root / "site_config")
        subprocess.run(["git", "init", "-q", str(root)], check=True)
        (root / ".gitignore").write_text("/local/\n", "utf-8")
        self.people = [self.make("join", "--what", "person", "--area", "xinghu", "--age", "adult", "--post", "g13") for _ in "ab"]
        self.wishes = [self.make_wish(title) for title in ("一盏小夜灯", "一把雨伞")]

    def make(self, *argv: str) -> str:
        before = self.list()
        code, said = self.run(*argv)
        assert code == 0, said
        (path,) = self.list().keys() - before.keys()
        return path.stem if path.stem[:1] in "WAD" else path.stem.replace("p-", "p:").upper().replace("P:", "p:")

    def make_wish(self, title: str) -> str:
        id = self.make(
            "add", "--title", title, "--kind", "goods", "--category", "small-appliance", "--area", "xinghu", "--place", "hall",
            "--beneficiary", "elder", "--urgency", "normal", "--minutes", "60", "--post", "g13",
        )  # fmt: skip
        assert self.run("step", id, "published", "--post", "m1")[0] == 0
        return id

    def run(self, *argv: str) -> tuple[int, str]:
        code = cli.run(["--root", str(self.root), "--lang", "zh", *argv], self.root)
        said = self.capsys.readouterr()
        return code, said.out + said.err

    def paste(self, chat: str, *argv: str) -> tuple[int, str]:
        self.chat.write_text(chat, "utf-8")
        return self.run("paste", str(self.chat), "--post", "g13", "--yes", *argv)

    def list(self) -> dict[Path, str]:
        return {path: path.read_text("utf-8") for path in sorted((self.root / "wishes").rglob("*.yml"))}

    def read(self, wish: str) -> str:
        return next(text for path, text in self.list().items() if path.stem == wish)

    @property
    def who(self) -> tuple[str, ...]:
        return ("--who", f"小满={self.people[0]}", "--who", f"老周={self.people[1]}")


@pytest.fixture
def hall(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Hall:
    for module in (terminal, command):
        monkeypatch.setattr(module, "read_clock", lambda: NOW)
    return Hall(tmp_path / "hall", capsys)


def test_a_claim_in_the_group_is_recorded_for_the_volunteer_and_only_once(hall: Hall) -> None:
    code, said = hall.paste(f"小满 2026/3/9 08:15\n认领 {hall.wishes[0][-6:]}，13800138000\n", *hall.who)
    assert code == 0, said
    text = hall.read(hall.wishes[0])
    assert "event: claimed" in text and hall.people[0] in text and "channel" not in text.split("history")[1]
    assert "小满" not in "".join(hall.list().values()) and "13800138000" not in "".join(hall.list().values())
    code, again = hall.paste(f"小满 2026/3/9 08:15\n认领 {hall.wishes[0][-6:]}")
    assert code == 0 and "早已记过" in again and hall.read(hall.wishes[0]) == text
    assert subprocess.run(["git", "-C", str(hall.root), "status", "--short", "-uall"], capture_output=True, check=True).stdout.count(b"local") == 0


def test_two_who_want_the_same_wish_stand_in_line_as_they_spoke(hall: Hall) -> None:
    code, said = hall.paste(f"老周: 认领{hall.wishes[0][-6:].lower()}\n小满: {hall.wishes[0]} 我来", *hall.who)
    assert code == 0, said
    entries = hall.read(hall.wishes[0]).split("history:")[1]
    assert entries.index(hall.people[1]) < entries.index("event: queued") and "排队" in said


def test_one_message_may_hold_several_verbs_and_codes(hall: Hall) -> None:
    one, two = (wish[-6:] for wish in hall.wishes)
    assert hall.paste(f"小满: 认领 {one}", *hall.who)[0] == 0
    code, said = hall.paste(f"小满: {one} 送到了 60分钟\n老周: 认领 {two}")
    assert code == 0, said
    assert "event: delivered" in hall.read(hall.wishes[0]) and "minutes: 60" in hall.read(hall.wishes[0])
    code, said = hall.paste(f"老周: 不做了 {two} 抱歉")
    assert code == 0 and "event: released" in hall.read(hall.wishes[1])


@pytest.mark.parametrize(
    ("text", "why", "code"),
    [
        ("谁能认领 {code}？", "像是在问", 0),
        ("我不认领 {code}", "说的是不做", 0),
        ("没法认领 {code}", "说的是不做", 0),
        ("I can't claim {code}", "说的是不做", 0),
        ("看看 {code}", "没说做什么", 0),
        ("单号 9Z9Z9Z", "没有编号", 0),
        ("送到了 {code}", "没说用了多少时间", 1),
        ("认领 9Z9Z9Z", "没有编号", 1),
    ],
)
def test_what_is_no_order_is_left_alone_with_its_reason_and_ends_in_one_where_a_step_was_meant(text: str, why: str, code: int, hall: Hall) -> None:
    before = hall.list()
    ended, said = hall.paste(f"小满: {text.format(code=hall.wishes[0][-6:])}", *hall.who)
    assert why in said and hall.list() == before
    assert ended == code


def test_an_unknown_nickname_is_left_for_later_and_a_refused_step_does_not_stop_the_others(hall: Hall) -> None:
    one, two = (wish[-6:] for wish in hall.wishes)
    code, said = hall.paste(f"陌生人: 认领 {one}", *hall.who)
    assert code == 1 and "不知道“陌生人”是谁" in said and "event: claimed" not in hall.read(hall.wishes[0])
    code, said = hall.paste(f"小满: 送到 {one} 60分钟\n老周: 认领 {two}")
    assert code == 1 and "没有记" in said
    assert "event: claimed" in hall.read(hall.wishes[1]) and "delivered" not in hall.read(hall.wishes[0])


def test_nothing_is_written_in_a_dry_run_or_where_git_would_take_nicknames_up(hall: Hall) -> None:
    before, chat = hall.list(), f"小满: 认领 {hall.wishes[0][-6:]}"
    code, said = hall.paste(chat, *hall.who, "--dry-run")
    assert code == 0 and hall.list() == before and "还没有写" in said
    (hall.root / ".gitignore").write_text("", "utf-8")
    assert hall.paste(chat, *hall.who)[0] == 1
    assert hall.list() == before


def test_a_dry_run_remembers_nobody(hall: Hall) -> None:
    assert hall.paste(f"小满: 认领 {hall.wishes[0][-6:]}", *hall.who, "--dry-run")[0] == 0
    assert not (hall.root / FILE).exists()


@pytest.mark.parametrize("who", ["李四=p:ZZZZZZ", "=p:1", " =p:1", "李四=p:"])
def test_who_is_nobody_is_refused_and_not_remembered(who: str, hall: Hall) -> None:
    before = hall.list()
    code, said = hall.paste(f"李四: 认领 {hall.wishes[0][-6:]}", *hall.who, "--who", who)
    assert code == 1 and who in said and len(said.splitlines()) == 1
    assert hall.list() == before and not (hall.root / FILE).exists()


@pytest.mark.parametrize("text", [b"- x\n", b"\xff", b"a: [", b"[" * 100_000])
def test_nicknames_that_cannot_be_read_are_kept(text: bytes, hall: Hall) -> None:
    (hall.root / FILE).parent.mkdir()
    (hall.root / FILE).write_bytes(text)
    code, said = hall.paste(f"小满: 认领 {hall.wishes[0][-6:]}", *hall.who)
    assert code == 1 and FILE in said and (hall.root / FILE).read_bytes() == text


def test_a_huge_or_odd_chat_is_read_calmly(hall: Hall) -> None:
    before = hall.list()
    lines = "\n".join(f"小满: 认领 {make_id('wish', NOW.date(), str(n))[-6:]}" for n in range(2_000))
    for chat in (lines, "：" * 5_000, "认领 " * 3_000, "\x1b[2J认领 7K3FQX\u202e", "认领" + "A" * 100_000):
        code, said = hall.paste(chat, *hall.who)
        assert code in (0, 1) and "Traceback" not in said
    assert hall.list() == before
    assert hall.run("paste", str(hall.chat))[0] == 2
    assert hall.run("paste", str(hall.chat), "--post", "g13", "--who", "x")[0] == 1
