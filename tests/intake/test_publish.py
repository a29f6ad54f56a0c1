"""The forms in the repository are what the schema, the settings and the words say, and a forge takes them."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from wishlight import cli
from wishlight.intake.definition import PRIVACY, load_forms
from wishlight.intake.publish import compare_forms
from wishlight.intake.template import FOLDER, write_templates
from wishlight.records.board import Board, load_board
from wishlight.records.formlinks import FORMS, KEY
from wishlight.words import load_words

ROOT = Path(__file__).parents[2]
PORTABLE = {"markdown", "input", "textarea", "dropdown", "checkboxes"}


@pytest.fixture(scope="module")
def board() -> Board:
    return load_board(ROOT, load_words("zh"))[0]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "site_config", tmp_path / "site_config", ignore=shutil.ignore_patterns("theme"))
    assert cli.run(["--root", str(tmp_path), "forms"], tmp_path) == 0
    return tmp_path


def parse(board: Board) -> dict[str, dict]:
    return {path: yaml.safe_load(text) for path, text in write_templates(board).items() if not path.endswith("config.yml")}


def test_the_committed_forms_are_up_to_date() -> None:
    assert cli.run(["--root", str(ROOT), "forms", "--check"], ROOT) == 0


def test_every_form_is_written_and_blank_issues_are_off(board: Board) -> None:
    files = write_templates(board)
    assert set(files) == {f"{FOLDER}/{name}.yml" for name in (*FORMS, "config")}
    assert yaml.safe_load(files[f"{FOLDER}/config.yml"]) == {"blank_issues_enabled": False}


def test_forms_use_only_what_every_forge_knows_and_ask_for_no_contact(board: Board) -> None:
    for tree in parse(board).values():
        assert {element["type"] for element in tree["body"]} <= PORTABLE
        ids = [element["id"] for element in tree["body"] if element["type"] != "markdown"]
        assert all(id.isascii() for id in ids)
        assert not {"phone", "telephone", "email", "wechat", "address", "contact"} & set(ids)
        assert ids[-1] == PRIVACY


def test_the_key_is_an_input_so_that_a_link_can_fill_it(board: Board) -> None:
    keys = [e for tree in parse(board).values() for e in tree["body"] if e.get("id") == KEY]
    assert len(keys) >= 10
    assert {element["type"] for element in keys} == {"input"}


def test_labels_and_options_are_in_every_language_of_the_board(board: Board) -> None:
    for tree in parse(board).values():
        for element in tree["body"]:
            label = element["attributes"].get("label", "编号 / Number")
            assert not label.isascii()
            assert any(sign.isascii() and sign.isalpha() for sign in label)


def test_every_form_carries_its_marker_in_the_tick_box(board: Board) -> None:
    for form in load_forms():
        box = parse(board)[f"{FOLDER}/{form.name}.yml"]["body"][-1]
        assert box["attributes"]["options"][0]["label"].endswith(f"({form.marker})")
        assert box["attributes"]["options"][0]["required"] is True


def test_only_the_kinds_of_wish_that_the_board_opened_are_offered(board: Board) -> None:
    kind = next(e for e in parse(board)[f"{FOLDER}/wish.yml"]["body"] if e.get("id") == "kind")
    assert len(kind["attributes"]["options"]) == len(board.rules.history["open_wish_forms"][-1].value)


def test_a_form_no_longer_offers_what_was_retired(board: Board) -> None:
    from datetime import date

    lists = {**board.lists, "wish_categories": {**board.lists["wish_categories"]}}
    gone = lists["wish_categories"]["food"]
    lists["wish_categories"]["food"] = gone._replace(until=date(2026, 1, 1))
    text = write_templates(replace(board, lists=lists))[f"{FOLDER}/wish.yml"]
    assert gone.names["zh"] in write_templates(board)[f"{FOLDER}/wish.yml"]
    assert gone.names["zh"] not in text


@pytest.mark.parametrize("schema", ["issue-forms", "issue-config"])
def test_the_official_schema_accepts_them(schema: str, copy: Path) -> None:
    files = [str(p) for p in sorted((copy / FOLDER).glob("*.yml")) if (p.name == "config.yml") == (schema == "issue-config")]
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.github-{schema}", *files]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_check_fails_with_the_file_named_when_a_form_is_stale(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (copy / FOLDER / "claim.yml").write_text("name: mine\n", "utf-8")
    capsys.readouterr()
    assert cli.run(["--root", str(copy), "forms", "--check"], copy) == 1
    assert f"{FOLDER}/claim.yml" in capsys.readouterr().out
    assert cli.run(["--root", str(copy), "forms"], copy) == 0
    assert cli.run(["--root", str(copy), "forms", "--check"], copy) == 0


def test_a_boards_own_form_is_linted_and_otherwise_left_alone(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own = copy / FOLDER / "own.yml"
    own.write_text("name: a\ndescription: b\nbody:\n- type: upload\n", "utf-8")
    assert cli.run(["--root", str(copy), "forms", "--check"], copy) == 1
    assert f"{FOLDER}/own.yml:4" in capsys.readouterr().out
    assert own.exists()


def test_a_name_that_the_forge_would_split_is_found(copy: Path) -> None:
    path = copy / "site_config" / "choices.yml"
    path.write_text(path.read_text("utf-8").replace("en: Haircuts}", 'en: "Haircuts, nails"}'), "utf-8")
    assert cli.run(["--root", str(copy), "forms", "--check"], copy) == 1


def test_a_board_without_a_forge_has_no_forms(copy: Path, board: Board) -> None:
    path = copy / "site_config" / "board.yml"
    path.write_text(path.read_text("utf-8").replace("forge: github", "forge: none"), "utf-8")
    assert cli.run(["--root", str(copy), "forms"], copy) == 0
    assert list((copy / FOLDER).glob("*.yml")) == []
    assert write_templates(replace(board, info={})) == {}


def test_rewording_a_question_under_the_same_version_is_noted(copy: Path, board: Board) -> None:
    path = copy / FOLDER / "extend.yml"
    path.write_text(path.read_text("utf-8").replace("想延到哪一天", "延到几号"), "utf-8")
    notes = [p for p in compare_forms(copy, board, load_words("zh")).problems if p.rule == "form-relabelled"]
    assert [(p.path, p.level) for p in notes] == [(f"{FOLDER}/extend.yml", "note")]
    assert "延到几号" in notes[0].says
