"""Whatever command is cut off at whatever write, by a kill or a full disk: each file is the old one or the new one, the board is still
judged good, and giving the command again ends where it would have ended."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import wishlight
from once import make_once
from trust.cutting import HERE
from wishlight import cli
from wishlight.intake import terminal
from wishlight.starter import Answers, make_board
from wishlight.words import load_words

CUTTING = Path(__file__).with_name("cutting.py")
GENERATOR = Path(wishlight.__file__).parents[1]
START = "2026-03-10T09:00:00+08:00"
CLOCK = "2026-03-10T09:30:00+08:00"
MODES = ("kill", "full")
NIGHTLY = os.environ.get("WISHLIGHT_NIGHTLY") == "1"
SAMPLE = 1
"""How many cuts of a command with many writes a change tries, besides the first and the last two; a night tries all."""

WISH = "W-260310-9178Y4"
PERSON = "p:50AN"
LEFTOVER = re.compile(r"(?:^|/)(?:\.[^/]+\.new|\.[0-9]+\.new|\.[^/]+\.journal|\.wishlight|\.cache)(?:/|$)")
"""What a cut may leave: drafts under names that nothing reads and git ignores, and what belongs to this machine alone."""

STORY: Mapping[str, Sequence[str]] = {
    "join": ("join", "--what", "person", "--area", "c1", "--age", "adult", "--post", "h1", "--channel", "paper", "--slip", "1"),
    "add": (
        *("add", "--title", "给三楼过道添一盏感应灯", "--story", "晚上看不清路", "--kind", "public-space", "--category", "shared-space"),
        *("--area", "c1-1", "--place", "outdoors", "--beneficiary", "neighbours", "--urgency", "normal", "--minutes", "60"),
        *("--post", "h1", "--for", "resident", "--channel", "paper", "--slip", "0312"),
    ),
    "step": ("step", WISH, "published", "--post", "m1"),
    "claim": ("claim", WISH, "--by", PERSON),
    "extend": ("extend", WISH, "--until", "2026-03-30", "--why", "等配件", "--by", PERSON),
    "release": ("release", WISH, "--by", PERSON, "--why", "要出差"),
    "claim again": ("claim", WISH, "--post", "h1", "--for", PERSON),
    "deliver": ("deliver", WISH, "--minutes", "60", "--by", PERSON),
    "confirm": ("confirm", WISH, "--done", "yes", "--post", "m1"),
    "redact": ("redact", WISH, "story", "--ground", "on-request", "--post", "m1"),
}
"""One wish's life at the terminal, each step on top of those before it."""

TRIED = tuple(STORY) if NIGHTLY else ("add", "claim", "confirm", "redact")
"""All steps write through one piece: a change tries those that differ in what they write."""

LIST = "心愿,类别,为谁,种类,服务地点,缓急,大约用时,社区,联系电话\n一盏小夜灯,小家电,老人,物品,在服务站,一般,半小时,星湖社区,0571-80000001\n一把雨伞,生活用品,居民,物品,在服务站,一般,60,星湖社区,\n"


class Cut(NamedTuple):
    """One cut: the number and kind of the write, the command's exit code, the judge's, and that of giving it again."""

    at: int
    kind: str
    code: int
    check: int
    again: int


def cut_everywhere(template: Path, work: Path, argv: Sequence[str], mode: str, sample: int) -> tuple[list[Cut], Path, int]:
    """Cut a command at its writes, all or a seeded sample; the folder of the run that nobody cut, and what the judge said before it."""
    job = {"template": str(template), "work": str(work), "argv": list(argv), "mode": mode, "clock": CLOCK, "sample": sample}
    work.mkdir(parents=True)
    *cuts, whole = _run(job)
    return [Cut(*(cut[name] for name in Cut._fields)) for cut in cuts], work / f"{mode}-0", whole["check"]


def _run(job: Mapping[str, Any]) -> list[dict[str, Any]]:
    environment = {**os.environ, "PYTHONPATH": str(GENERATOR)}
    done = subprocess.run([sys.executable, str(CUTTING)], input=json.dumps(job), capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def read_tree(folder: Path) -> dict[str, bytes]:
    """Every file but what a cut may leave."""
    files = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()}
    return {name: path.read_bytes() for name, path in files.items() if not LEFTOVER.search(name)}


def hold(template: Path, work: Path, argv: Sequence[str], *, together: str = "", modes: Sequence[str] = MODES, sample: int = SAMPLE) -> int:
    """Cut a command at its writes and hold what is left against the old and the new board; how many cuts there were.

    `together` is a folder whose files must all be old or all be new until the next run. `sample` is for a change; a night cuts everywhere.
    """
    old, tried = read_tree(template), 0
    for mode in modes:
        cuts, whole, judged = cut_everywhere(template, work / mode, argv, mode, 10**6 if NIGHTLY else sample)
        new = read_tree(whole)
        assert cuts
        assert new != old
        for cut in cuts:
            left = read_tree(work / mode / f"{mode}-{cut.at}-cut")
            told = (argv[0], mode, cut)
            assert cut.kind, told
            # what only makes the next run faster may be left unwritten
            assert cut.code == (-9 if mode == "kill" else 0 if left == new else 2), told
            assert cut.check in (0, judged), told
            half = {name for name, data in left.items() if data not in (old.get(name), new.get(name))}
            half |= {name for name in old if name not in left and name in new}
            assert not half, (told, half)
            if together:
                assert part_of(left, together) in (part_of(old, together), part_of(new, together)), told
            assert read_tree(work / mode / f"{mode}-{cut.at}") == new, told
        tried += len(cuts)
        shutil.rmtree(work / mode)
    return tried


def part_of(tree: Mapping[str, bytes], top: str) -> dict[str, bytes]:
    """The part of a tree below a folder."""
    return {name: data for name, data in tree.items() if name.startswith(top)}


@pytest.fixture(scope="session")
def boards(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the board as it stands before each step of the story, by the step's name; `confirmed` stands after the last."""
    return make_once(tmp_path_factory, "boards-to-cut", _live_through)


def _live_through(folder: Path) -> None:
    now = folder / "now"
    make_board(now, Answers("星湖微光", "云溪区", (("星湖社区", 3),), "github", "o/r", "", date(2026, 3, 2)), load_words("zh"))
    minutes = (datetime.fromisoformat(START) + timedelta(minutes=n) for n in count())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(terminal, "read_clock", lambda: next(minutes))
        for name, argv in STORY.items():
            shutil.copytree(now, folder / name)
            assert cli.run(list(argv), now) == 0, argv
    shutil.rmtree(now / ".wishlight", ignore_errors=True)
    now.rename(folder / "confirmed")


@pytest.mark.figure
@pytest.mark.parametrize("step", TRIED)
def test_a_step_at_the_terminal_is_written_whole_or_not_at_all(step: str, boards: Path, tmp_path: Path, figure: Callable[..., None]) -> None:
    figure("cut-commands", tried=hold(boards / step, tmp_path / "work", STORY[step]), failed=0, note="each write once by a kill and once by a full disk")


def _stale_forms(board: Path) -> None:
    for path in (board / ".github" / "ISSUE_TEMPLATE").glob("*.yml"):
        path.write_text(path.read_text("utf-8") + "\n", "utf-8")


def _stale_schemas(board: Path) -> None:
    for path in (board / "site_config" / "schema").glob("*.json"):
        path.write_text("{}\n", "utf-8")


def _wild_records(board: Path) -> None:
    for path in (board / "wishes").rglob("*.yml"):
        path.write_text(path.read_text("utf-8").replace("area: c1", 'area: "c1', 1).replace("\nbeneficiary", '"\nbeneficiary', 1) if "beneficiary" in path.read_text("utf-8") else path.read_text("utf-8").replace("source: {", "source: {  "), "utf-8")


def _a_list(board: Path) -> None:
    (board / "list.csv").write_text(LIST, "utf-8")


def _an_export(board: Path) -> None:
    assert cli.run(["export", str(board / "out"), "--as-of", "2026-03-05"], board) == 0
    shutil.rmtree(board / ".wishlight", ignore_errors=True)


def _nothing(board: Path) -> None:
    """Leave the board as it is."""


OTHERS: Mapping[str, tuple[Callable[[Path], None], str, Sequence[str]]] = {
    "fmt": (_wild_records, "confirmed", ("fmt",)),
    "generate": (_stale_schemas, "confirmed", ("generate",)),
    "forms": (_stale_forms, "confirmed", ("forms",)),
    "import": (_a_list, "confirmed", ("import", f"{HERE}/list.csv", "--kind", "wish", "--post", "h1")),
    "print": (_nothing, "claim", ("print", "wall", "--out", f"{HERE}/paper")),
}
"""By name: what is done to a board first, which board, and the command."""


@pytest.mark.figure
@pytest.mark.parametrize("name", OTHERS)
def test_a_command_leaves_the_old_or_the_new_and_ends_it_when_given_again(name: str, boards: Path, tmp_path: Path, figure: Callable[..., None]) -> None:
    make, board, argv = OTHERS[name]
    template = tmp_path / "template"
    shutil.copytree(boards / board, template)
    make(template)
    figure("cut-commands", tried=hold(template, tmp_path / "work", argv), failed=0)


@pytest.mark.figure
@pytest.mark.parametrize("mode", MODES)
def test_a_package_is_there_whole_or_not_at_all(mode: str, boards: Path, tmp_path: Path, figure: Callable[..., None]) -> None:
    tried = hold(boards / "confirmed", tmp_path / "work", ("export", f"{HERE}/out"), together="out/", modes=(mode,), sample=0)
    figure("cut-commands", tried=tried, failed=0)


@pytest.mark.figure
def test_a_package_in_place_of_an_older_one_is_ended_by_the_next_export(boards: Path, tmp_path: Path, figure: Callable[..., None]) -> None:
    template = tmp_path / "template"
    shutil.copytree(boards / "confirmed", template)
    _an_export(template)
    figure("cut-commands", tried=hold(template, tmp_path / "work", ("export", f"{HERE}/out"), modes=("kill",), sample=0), failed=0)


@pytest.mark.figure
def test_a_new_board_is_there_whole_or_not_at_all(tmp_path: Path, figure: Callable[..., None]) -> None:
    (tmp_path / "empty").mkdir()
    tried = hold(tmp_path / "empty", tmp_path / "work", ("init", f"{HERE}/board", "--yes"), together="board/")
    figure("cut-commands", tried=tried, failed=0)


def test_a_kill_inside_a_piece_leaves_half_a_draft_and_the_whole_old_record(boards: Path, tmp_path: Path) -> None:
    work, template = tmp_path / "work", boards / "claim"
    cuts, whole, _ = cut_everywhere(template, work, STORY["claim"], "kill", 10**6)
    order = [cut.kind for cut in cuts]
    piece = next(cut for n, cut in enumerate(cuts) if order[n : n + 3] == ["write", "fsync", "replace"])
    left = work / f"kill-{piece.at}-cut"
    (draft,) = (left / "wishes").rglob(".*.new")
    record = draft.with_name(f"{WISH}.yml").relative_to(left)
    new = (whole / record).read_bytes()
    assert 0 < len(draft.read_bytes()) < len(new)
    assert new.startswith(draft.read_bytes())
    assert (left / record).read_bytes() == (template / record).read_bytes()
