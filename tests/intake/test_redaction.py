"""A text is removed by one command: logged, judged, told, and gone from whatever is built of any day."""

from __future__ import annotations

import json
import shutil
import subprocess
import zipfile
from datetime import date, datetime, timedelta
from pathlib import Path
from time import perf_counter

import pytest

from record_cases import BOARD
from story_cases import STORIES, read_story
from wishlight import cli
from wishlight.build import BuildOptions, build, count_board, read_judged
from wishlight.intake import terminal
from wishlight.pages import make_kind
from wishlight.pages.addresses import address_of
from wishlight.site.bundle import write_bundle
from wishlight.words import load_words

ROOT = Path(__file__).parents[2]
STORY = next(read_story(file) for file in STORIES if file.stem == "redacted-title")
PATH, WISH = STORY.steps[0].path, Path(STORY.steps[0].path).stem
SECRET = "三号楼302的老陈等着用"
PERSON = "p:V1EE"
REMOVED = '<em class="removed">这段文字应要求删去了</em>'
NOW = datetime.fromisoformat("2026-11-24T09:00:00+08:00")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A board in git: a wish with a story, a corrected title and a claim with a note, each with a text that should not be public."""
    root = tmp_path / "board"
    shutil.copytree(BOARD, root)
    place = root / PATH
    place.parent.mkdir(parents=True, exist_ok=True)
    text = STORY.steps[2].text.decode()
    text = text.replace("\ncategory:", f'\nstory: "{SECRET}"\ncategory:')
    place.write_text(text + f'- {{at: 2026-03-12T08:00:00+08:00, event: claimed, by: {PERSON}, claim: c1, note: "{SECRET}，我去"}}\n', "utf-8")
    git(root, "init", "-q", "-b", "main")
    git(root, "config", "user.email", "t@users.noreply.example")
    git(root, "config", "user.name", "t")
    commit(root)
    clock = iter(NOW + timedelta(minutes=n) for n in range(100))
    monkeypatch.setattr(terminal, "read_clock", lambda: next(clock))
    return root


def git(root: Path, *arguments: str) -> str:
    return subprocess.run(["git", "-C", str(root), *arguments], check=True, capture_output=True, text=True).stdout


def commit(root: Path) -> None:
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "x")


def redact(root: Path, place: str, field: str, *more: str, ground: str = "on-request") -> int:
    return cli.run(["redact", place, field, "--ground", ground, "--post", "m1", "--lang", "zh", *more], root)


def test_a_removed_story_leaves_a_mark_an_entry_and_a_history_that_still_proves_itself(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert redact(root, WISH, "story", "--note", "本人来电") == 0
    told = capsys.readouterr().out
    text = (root / PATH).read_text("utf-8")
    assert f'story: "{SECRET}"' not in text
    assert 'story: "【应要求移除】"' in text
    assert text.splitlines()[-1].endswith('event: redacted, by: post:m1, ground: on-request, field: story, note: "本人来电"}')
    assert SECRET not in told
    assert "1 个提交" in told
    assert "#4 note" in told  # the same words stand in the claim's note
    assert cli.run(["check", "--base", "main"], root) == 0
    commit(root)
    assert cli.run(["audit"], root) == 0
    assert "1 处" in capsys.readouterr().out


def test_a_removed_title_takes_what_its_corrections_kept_with_it(root: Path) -> None:
    before = (root / PATH).read_text("utf-8")
    assert 'was: "帮忙换灯泡"' in before
    assert redact(root, WISH, "title") == 0
    after = (root / PATH).read_text("utf-8")
    assert after.count("【应要求移除】") == 2
    assert "换灯泡" not in after
    assert cli.run(["check", "--base", "main"], root) == 0


def test_a_removed_note_names_its_entry(root: Path) -> None:
    assert redact(root, f"{WISH}#4", "note", ground="no-shows") == 0
    lines = (root / PATH).read_text("utf-8").splitlines()
    assert lines[-1].endswith("event: redacted, by: post:m1, ground: no-shows, field: note, entry: 4}")
    assert 'note: "【应要求移除】"' in lines[-2]
    assert cli.run(["check", "--base", "main"], root) == 0


@pytest.mark.parametrize(
    ("place", "field", "said"),
    [
        (WISH, "category", "不是一段文字"),
        (WISH, "id", "不是一段文字"),
        (WISH, "history", "不是一段文字"),
        (f"{WISH}#4", "by", "不是一段文字"),
        (f"{WISH}#4", "why", "没有写"),
        (f"{WISH}#9", "note", "没有第 9 条"),
        ("W-260310-000000", "title", "没有编号"),
    ],
)
def test_what_is_no_text_stays_and_nothing_is_written(place: str, field: str, said: str, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (root / PATH).read_bytes()
    assert redact(root, place, field) == 1
    assert said in capsys.readouterr().out
    assert (root / PATH).read_bytes() == before


def test_a_text_is_removed_once(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert [redact(root, WISH, "story"), redact(root, WISH, "story")] == [0, 1]
    assert "已经移除过" in capsys.readouterr().out


def test_a_removal_needs_a_ground_and_a_note_that_tells_nothing(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (root / PATH).read_bytes()
    assert redact(root, WISH, "story", ground="because") == 2
    assert redact(root, WISH, "story", "--note", f"他说{SECRET}") == 1
    assert redact(root, WISH, "story", "--dry-run") == 0
    assert (root / PATH).read_bytes() == before
    assert "on-request" in capsys.readouterr().err


def test_a_name_that_was_removed_is_nobodys_name(root: Path) -> None:
    from wishlight.records.board import load_board
    from wishlight.records.fold import fold_person
    from wishlight.records.reading import read_records

    words = load_words("zh")
    board, _ = load_board(root, words)
    place = root / "wishes/people/p-v1ee.yml"
    place.write_text(place.read_text("utf-8") + '- {at: 2026-02-01T09:00:00+08:00, event: consented, by: post:h1, name: "小满", scope: page}\n', "utf-8")
    people = [r for r in read_records(root, board, words).records if r.kind == "person"]
    named = next(r for r in people if fold_person(r, date(2026, 11, 24)).name)
    entry = next(e.n for e in named.history if e.event == "consented")
    assert redact(root, f"{named.id}#{entry}", "name") == 0
    after = next(r for r in read_records(root, board, words).records if r.id == named.id)
    for day in (date(2026, 3, 1), date(2026, 11, 25)):
        assert fold_person(after, day).name is None


@pytest.fixture
def whole(root: Path) -> Path:
    """The same board with what a site needs."""
    shutil.copytree(ROOT / "content", root / "content")
    shutil.copytree(ROOT / "site_config" / "theme", root / "site_config" / "theme")
    shutil.copy(ROOT / "mkdocs.yml", root / "mkdocs.yml")
    return root


@pytest.mark.figure
def test_a_removal_reaches_every_day_feed_zip_and_package(whole: Path, figure: object) -> None:
    early = date(2026, 3, 13)
    site = whole / "site"
    build(BuildOptions(whole, site, "zh", early), NOW, lambda stage: None)
    assert _list_holding(site), "the text is on the site before it is removed"
    started = perf_counter()
    assert redact(whole, WISH, "story", ground="no-shows") == 0
    assert redact(whole, f"{WISH}#4", "note", ground="no-shows") == 0
    build(BuildOptions(whole, site, "zh", early), NOW, lambda stage: None)
    took = perf_counter() - started
    assert _list_holding(site) == []
    write_bundle(site, whole / "site.zip")
    with zipfile.ZipFile(whole / "site.zip") as packed:
        assert [name for name in packed.namelist() if SECRET.encode() in packed.read(name)] == []
    errata = json.loads((site / "data/errata.json").read_text("utf-8"))["errata"]
    assert [(e["record"], e["entry"], e["field"], e["ground"]) for e in errata] == [
        (WISH, None, "story", "no-shows"),
        (WISH, 4, "note", "no-shows"),
    ]
    figure("redaction-drill", tried=2, failed=0, slowest=round(took, 1), note="two texts removed and a board built again")  # type: ignore[operator]


def test_words_that_hurt_someone_leave_a_stone_that_asks_for_nothing_and_is_told_of(root: Path) -> None:
    """From the reader who minds to the page that is left: a way to say so, the removal, the end of the wish, and what everyone sees then."""
    board = root / "site_config" / "board.yml"
    board.write_text(board.read_text("utf-8").replace("forge: none", "forge: github\nrepository: example/board"), "utf-8")
    page = make_pages(root)[address_of(WISH)]
    assert SECRET in page and "template=question.yml" in page
    assert redact(root, WISH, "title") == redact(root, WISH, "story") == redact(root, f"{WISH}#4", "note") == 0
    assert cli.run(["step", WISH, "closed", "reason=no-longer-needed", "--post", "m1", "--lang", "zh"], root) == 0
    assert cli.run(["check", "--base", "main"], root) == 0
    pages = make_pages(root)
    assert [key for key, body in pages.items() if SECRET in body or "换灯泡" in body] == []
    stone = pages[address_of(WISH)]
    assert f"<h1>{REMOVED}</h1>" in stone and "template=claim.yml" not in stone and "template=question.yml" in stone
    assert address_of(WISH) not in pages["wishes/"]
    assert pages["corrections/"].count(f'{address_of(WISH)}">{REMOVED}') == 4  # three removals, and the correction of the title before them


def make_pages(root: Path) -> dict[str, str]:
    """The wish's own page, the list of wishes and the page of corrections, in Chinese, as they would be built now."""
    context = count_board(read_judged(root, load_words("zh"), None, NOW))
    found = [page for kind in ("wish", "wishes", "corrections") for page in make_kind(context, kind) if page.lang == "zh"]
    return {page.path: page.body for page in found if page.kind != "wish" or page.path == address_of(WISH)}


def _list_holding(site: Path) -> list[str]:
    return [path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file() and SECRET.encode() in path.read_bytes()]
