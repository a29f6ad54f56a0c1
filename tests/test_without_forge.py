"""A board without a forge, from the first file to the site: git, paper and a terminal are enough, and nothing speaks of GitHub."""

from __future__ import annotations

import re
import subprocess
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from wishlight import cli
from wishlight.commands import init
from wishlight.intake import terminal
from wishlight.paper import list_takes
from wishlight.records.board import load_board
from wishlight.records.ids import make_id
from wishlight.records.model import Record
from wishlight.records.reading import read_records
from wishlight.records.store import place_of
from wishlight.records.write import write_record
from wishlight.words import load_words

DAY = date(2026, 3, 2)
ID = re.compile(r"(?:[WAD]-[0-9]{6}-[0-9A-Z]{6}|p:[0-9A-Z]{4,6})")
EVENTS = ["submitted", "published", "claimed", "released", "claimed", "delivered", "confirmed"]
FORGES = re.compile(r"github|gitee|gitcode|issues/new", re.IGNORECASE)
"""Names and addresses of forges. That forms on some forge would be public is said in general words on every board."""


class Village:
    """A board, its volunteers, and the hand that types. Every command is a commit, and comes two hours after the one before."""

    def __init__(self, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.root, self.capsys = root, capsys
        self.now = datetime(DAY.year, DAY.month, DAY.day, 9, tzinfo=ZoneInfo("Asia/Shanghai"))

    def tick(self) -> datetime:
        self.now += timedelta(hours=2)
        return self.now

    def run(self, *argv: str) -> str:
        code = cli.run(["--root", str(self.root), "--lang", "zh", *argv], self.root)
        said = self.capsys.readouterr()
        assert code == 0, said.out + said.err
        return said.out

    def write(self, *argv: str) -> str:
        """A command that changes a record, and its commit; the id it names."""
        found = ID.findall(self.run(*argv))[0]
        self.git("add", "-A")
        self.git("commit", "-q", "-m", argv[0])
        return str(found)

    def git(self, *argv: str) -> None:
        subprocess.run(["git", "-C", str(self.root), *argv], check=True, capture_output=True)

    def print(self, *argv: str) -> str:
        """A sheet of paper."""
        self.run("print", *argv, "--out", str(self.root / "print"))
        return max((self.root / "print").iterdir(), key=lambda path: path.stat().st_mtime_ns).read_text("utf-8")

    def read(self, id: str) -> Record:
        board, problems = load_board(self.root, load_words("zh"))
        reading = read_records(self.root, board, load_words("zh"))
        assert [*problems, *reading.problems] == []
        return next(record for record in reading.records if record.id == id)


@pytest.fixture
def village(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Village:
    monkeypatch.setattr(init, "_today", lambda: DAY)
    place = Village(tmp_path / "board", capsys)
    assert cli.run(["init", str(place.root), "--yes", "--lang", "zh", "--name", "星湖微光", "--place", "云溪区", "--area", "星湖社区=2", "--forge", "none"], tmp_path) == 0
    capsys.readouterr()
    monkeypatch.setattr(terminal, "read_clock", place.tick)
    place.git("init", "-q", "-b", "main")
    place.git("config", "user.email", "1+lin@users.noreply.example")
    place.git("config", "user.name", "lin")
    place.git("add", "-A")
    place.git("commit", "-q", "-m", "init")
    return place


def live(village: Village) -> str:
    """A wish from a paper slip to its confirmation, with someone who could not do it in between."""
    first, second = (village.write("join", "--what", "person", "--area", "c1", "--age", "adult", "--post", "h1") for _ in range(2))
    wish = village.write(
        *("add", "--title", "想学会跟外孙女视频", "--kind", "service", "--category", "phone-help", "--area", "c1-2", "--place", "hall"),
        *("--beneficiary", "elder", "--urgency", "normal", "--minutes", "60", "--post", "h1", "--for", "resident", "--channel", "paper", "--slip", "0312"),
    )
    village.write("step", wish, "published", "--post", "m1")
    assert wish[-6:] in village.print("wall", "--area", "c1")
    village.write("claim", wish[-6:], "--by", first)
    village.write("release", wish, "--by", first, "--why", "要出差")
    village.write("claim", wish, "--post", "h1", "--for", second)
    village.write("deliver", wish, "--minutes", "50", "--by", second)
    village.write("confirm", wish, "--done", "yes", "--minutes", "50", "--post", "m2")
    return wish


def test_a_wish_lives_its_whole_life_on_git_paper_and_a_terminal(village: Village):
    wish = live(village)
    assert [entry.event for entry in village.read(wish).history] == EVENTS
    assert village.run("check") == ""
    village.run("audit")
    village.git("checkout", "-q", "-b", "change")
    village.write("step", wish, "called_back", "outcome=reached", "solved=yes", "--post", "m2")
    assert f"{wish}（想学会跟外孙女视频）：还是已圆梦" in village.run("review", "--base", "main")
    village.run("check", "--base", "main")
    assert village.run("forms") == load_words("zh")("intake.forms.none") + "\n"
    assert village.run("intake") == load_words("zh")("intake.run.none") + "\n"
    assert "forge" not in village.run("doctor", "--format", "json")
    out = village.root / "site"
    village.run("build", "--strict", "--quiet")
    assert "已圆梦" in next(out.glob(f"wish/2026-03/{wish}/index.html")).read_text("utf-8")
    pages = [path for path in out.rglob("*") if path.suffix in (".html", ".xml", ".json", ".ics", ".txt", ".csv", ".js", ".webmanifest")]
    assert len(pages) > 100
    pages.remove(out / "data" / "datapackage.json")  # the schema of the tables, the same on every board
    named = {path.relative_to(out).as_posix(): FORGES.findall(path.read_text("utf-8")) for path in pages}
    assert {path: found for path, found in named.items() if found} == {}


def test_no_sheet_of_paper_speaks_of_a_forge_or_of_a_code_that_is_not_there(village: Village):
    wish = village.read(next((village.root / "wishes" / "wish").rglob("*.yml")).stem)
    action = propose_action(village)
    asked = {"wish": {"id": wish.id, "area": "c1"}, "poster": {"id": action}, "brief": {"id": action}, "report": {"id": action}}
    printed = {}
    for sheet in ("wall", "cards", "slips", "receipt", "poster", "worksheet"):
        values = {**asked["wish"], **asked.get(sheet, {})}
        wanted = [name.rstrip("!") for name in list_takes(sheet) if name.endswith("!")]
        printed[sheet] = village.print(sheet, *(part for name in wanted for part in (f"--{name}", values[name])))
    for sheet, text in printed.items():
        assert FORGES.findall(text) == [], sheet
        assert "<svg" not in text, sheet
    for sheet, id in (("wall", wish.id), ("poster", action)):
        body = re.sub("<style>.*?</style>|<[^>]+>", "", printed[sheet], flags=re.DOTALL)
        say = body.index("对网格员说一声")
        assert say < body.index("服务站", say)
        assert id[-6:] in body


def propose_action(village: Village) -> str:
    """An action written by hand, as a file, and published."""
    id = make_id("action", DAY, "slip/0401")
    path = village.root / place_of("action", id)
    head = {
        "id": id, "title": "磨刀修伞", "category": "handy-services", "area": "c1", "place": "服务站门口", "host": "post:h1",
        "starts": "2026-04-12T08:00:00+08:00", "ends": "2026-04-12T11:00:00+08:00", "capacity": 8, "source_channel": "hall", "source_slip": "0401",
    }  # fmt: skip
    proposed = {"recorded_at": "2026-03-02T09:00:00+08:00", "event": "proposed", "actor": "post:h1"}
    path.parent.mkdir(parents=True, exist_ok=True)
    board, _ = load_board(village.root, load_words("zh"))
    path.write_text(write_record(board.schema, "action", head, [proposed], depth=4), "utf-8")
    village.write("step", id, "published", "--post", "m1")
    return id


def test_a_new_boards_own_files_do_not_speak_of_a_forge(village: Village):
    assert not (village.root / ".github").exists()
    texts = {path: path.read_text("utf-8") for path in village.root.rglob("*") if path.suffix in (".md", ".yml") and ".git/" not in path.as_posix()}
    assert len(texts) > 20
    assert [path.name for path, text in texts.items() if FORGES.findall(text)] == []
