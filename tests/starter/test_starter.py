"""A new board is whole: its settings load, its example is read and judged good, its derived files are in step."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest

from wishlight import cli
from wishlight.derived import list_stale, make_editor_schemas
from wishlight.records.board import load_board
from wishlight.records.reading import read_records
from wishlight.starter import SHARED, Answers, find_shared, make_board
from wishlight.starter.workflows import list_paths
from wishlight.words import load_words

ROOT = Path(__file__).parents[2]
ANSWERS = Answers("星湖微光", "云溪区", (("星湖社区", 3), ("松园社区", 1)), "none", "", "", date(2026, 3, 2))

WRONG = (
    *(["--area", f"星湖={count}"] for count in ("²", "9" * 5000, "-1")),
    *([option, "星\u202e湖"] for option in ("--name", "--place", "--area")),
    *(["--site-url", address] for address in ("x", "https://", "https://[", "https://:80", "https://x.cn:99999", "ftp://x.cn", "https://x y", "https://x.cn/?a")),
)


@pytest.fixture
def board_folder(tmp_path: Path) -> Path:
    make_board(tmp_path / "board", ANSWERS, load_words("zh"))
    return tmp_path / "board"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_new_boards_settings_and_example_are_read_without_a_problem(lang: str, tmp_path: Path):
    words = load_words(lang)
    make_board(tmp_path, ANSWERS, words)
    board, problems = load_board(tmp_path, words)
    reading = read_records(tmp_path, board, words)
    assert [*problems, *reading.problems] == []
    (record,) = (record for record in reading.records if record.kind == "wish")
    assert [entry.event for entry in record.history] == ["submitted", "published"]
    assert board.languages[0] == lang
    assert board.area_at("c1-3", "community") == "c1"


def test_a_new_boards_rules_hold_from_its_first_day_with_one_value_each(board_folder: Path):
    ours, _ = load_board(ROOT, load_words("zh"))
    board, _ = load_board(board_folder, load_words("zh"))
    assert board.rules.history.keys() == ours.rules.history.keys()
    for name, settings in board.rules.history.items():
        assert [(setting.since, setting.value) for setting in settings] == [(ANSWERS.day, ours.rules.history[name][-1].value)]


def test_a_new_boards_derived_files_are_in_step(board_folder: Path):
    board, _ = load_board(board_folder, load_words("zh"))
    schemas = make_editor_schemas(board)
    assert "site_config/schema/wish.json" in schemas
    assert list_stale(board_folder, schemas) == []


def test_nothing_of_the_demo_place_is_left_in_a_new_board(board_folder: Path):
    demo, _ = load_board(ROOT, load_words("zh"))
    texts = {path: path.read_text("utf-8") for path in board_folder.rglob("*") if path.suffix in (".md", ".yml", ".json", ".html")}
    assert texts
    names = {demo.info["name"]["zh"], demo.info["place"]["en"], demo.info["repository"], "鹭滩", "荷叶塘"}
    assert [(path, name) for path, text in texts.items() for name in names if name in text] == []


def test_names_with_quotes_and_colons_stay_text(tmp_path: Path):
    odd = ANSWERS._replace(name='微光: "一号"', communities=(("星湖 #1, {东}", 1),))
    make_board(tmp_path, odd, load_words("zh"))
    board, problems = load_board(tmp_path, load_words("zh"))
    assert problems == []
    assert board.info["name"]["zh"] == odd.name
    assert board.areas["c1"].names["zh"] == "星湖 #1, {东}"


def test_the_wheel_carries_what_a_new_board_needs():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    carried = project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    assert set(carried) == {*SHARED, "site_config/rules.yml", *list_paths()}
    assert all(place == f"wishlight/starter/shared/{name}" for name, place in carried.items())
    assert all((find_shared() / name).exists() for name in carried)


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    (tmp_path / "letter.txt").write_text("dear neighbour")
    assert cli.run(["init", str(tmp_path), "--yes"], tmp_path) == 2
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


@pytest.mark.parametrize("wrong", [["--area", "=3"], ["--area", "星湖=0"], ["--area", "星湖=many"], ["--forge", "github", "--repository", "not a name"], *WRONG])
def test_a_wrong_answer_is_refused_before_anything_is_written(wrong: list[str], tmp_path: Path):
    assert cli.run(["init", str(tmp_path / "new"), "--yes", *wrong], tmp_path) == 2
    assert not (tmp_path / "new").exists()


def test_names_over_several_lines_make_a_board_that_is_read(tmp_path: Path):
    argv = ["--name", "星湖\n微光", "--place", " 云溪\t区 ", "--area", "星湖\r\n社区 ＝ ３", "--site-url", "https://yunxi.example/a/", "--forge", "none"]
    assert cli.run(["--lang", "zh", "init", str(tmp_path / "new"), *argv], tmp_path) == 0
    board, problems = load_board(tmp_path / "new", load_words("zh"))
    assert problems == []
    assert [board.info["name"]["zh"], board.info["place"]["zh"], board.areas["c1"].names["zh"]] == ["星湖 微光", "云溪 区", "星湖 社区"]
    assert "c1-3" in board.areas and "c1-4" not in board.areas
    assert cli.run(["check"], tmp_path / "new") == 0


def test_a_stale_derived_file_is_named_and_then_mended(board_folder: Path, capsys: pytest.CaptureFixture[str]):
    path = board_folder / "site_config" / "schema" / "wish.json"
    path.write_text("{}")
    assert cli.run(["generate", "--check"], board_folder) == 1
    assert "site_config/schema/wish.json" in capsys.readouterr().out
    assert path.read_text() == "{}"
    assert cli.run(["generate"], board_folder) == 0
    assert cli.run(["generate", "--check"], board_folder) == 0
