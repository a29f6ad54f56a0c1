"""What has not the shape of a setting is refused in one sentence with file and line, and nothing that is written there can do more than set."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import jsonschema_rs
import pytest

from record_cases import BOARD
from wishlight.cli import run
from wishlight.problems import Problem
from wishlight.records.board import load_board
from wishlight.records.board.model import FORGES
from wishlight.records.fields import FIELD_TYPES, make_table
from wishlight.records.formlinks import HOSTS
from wishlight.records.shape import Shape
from wishlight.records.store import name_settings
from wishlight.tables.load import load_tables, open_memory
from wishlight.tables.schemas import COLUMN_TYPES, Published
from wishlight.words import load_words

NAMES = "{zh: 例板, en: Case board}"
FIELD = "wish:\n- {name: lift, type: string, words: {zh: 有电梯, en: Lift}}\n"
PEOPLE = "population:\n- {area: xin, group: elder, people: 620, from: 2025-11-01}\n"
INJECTION = "x\" VARCHAR); COPY (SELECT 42) TO ''/tmp/never.csv''; CREATE TABLE zz (a VARCHAR, \"b"


class Row(NamedTuple):
    """A mistake: what is written instead of what, in which file (without `was`: as the whole of it), and what must be said of it. The line is that of
    the change, or so many below.
    """

    file: str
    was: str
    now: str
    rule: str
    below: int = 0


def _field(now: str, rule: str, was: str = "type: string") -> Row:
    return Row("fields", was, now, rule)


def _board(was: str, now: str, rule: str) -> Row:
    return Row("board", was, now, rule)


ROWS = (
    _field("type: string, x-path: x.y.z", "config-name"),
    _field("type: string, x-path: title", "config-taken"),
    _field("type: string, x-path: source.slip", "config-taken"),
    _field("type: text", "config-choice"),
    _field("title: Lift", "config-lacks"),
    _field("type: [string]", "config-choice"),
    _field("type: string, x-choices: nothing", "config-unknown"),
    _field("type: string, x-free: perhaps", "config-choice"),
    _field("type: string, x-owner: yes", "config-key"),
    _field("type: string, constraints: [required]", "config-shape"),
    _field("type: string, constraints: {maxLength: ²}", "config-number"),
    _field("type: string, constraints: {maxLength: x}", "config-number"),
    _field("type: string, constraints: {minLength: -5}", "config-number"),
    _field("type: integer, constraints: {minimum: 1.5}", "config-number"),
    _field("type: integer, constraints: {maximum: 99999999999999999999}", "config-number"),
    _field("type: string, constraints: {enum: yes}", "config-list"),
    _field('type: string, constraints: {pattern: "["}', "config-pattern"),
    _field('type: string, constraints: {pattern: "(a{1000}){1000}"}', "config-pattern"),
    _field("type: string, constraints: {required: perhaps}", "config-choice"),
    _field("type: string, constraints: {smallest: 2}", "config-key"),
    _field("words: Lift", "config-names", "words: {zh: 有电梯, en: Lift}"),
    _field("words: {zh: [有电梯]}", "config-text", "words: {zh: 有电梯, en: Lift}"),
    *(_field(f"name: {name}", "config-name", "name: lift") for name in ("Lift", "2nd", "lift-2", "a" * 41, "[lift]", "电梯", f"'{INJECTION}'")),
    *(_field(f"name: {name}", "config-taken", "name: lift") for name in ("title", "source", "history", "id")),
    _field("title: lift", "config-lacks", "name: lift"),
    _field("- lift", "config-shape", FIELD.split("\n")[1]),
    Row("fields", "wish:\n", "wishes:\n", "config-key"),
    Row("fields", "", f"{FIELD}- {{name: lift, type: string}}\n", "config-taken", 2),
    Row("fields", "", "wish: lift\n", "config-list"),
    Row("fields", "", "deed: {name: lift, type: string}\n", "config-list"),
    *(_board(f"name: {NAMES}", f"name: {wrong}", rule) for wrong, rule in (("例板", "config-names"), ("[例板]", "config-names"), ("{zh: 例板, en: [x]}", "config-text"))),
    *(_board("since:", f"{key}: {wrong}\nsince:", "config-names") for key in ("place", "motto") for wrong in ("例区", "[a]")),
    _board("since: 2025-11-01", "since: yesterday", "config-value"),
    _board("since: 2025-11-01", "since: 0202-11-01", "config-value"),
    _board("since:", "nmae: {zh: 例板}\nsince:", "config-key"),
    _board("since:", 'demo: "true"\nsince:', "config-choice"),
    *(_board("languages: [zh, en]", f"languages: {wrong}", rule) for wrong, rule in (("en", "config-list"), ("{zh: en}", "config-list"), ("[[zh], en]", "config-text"), ("[zh, en, zh]", "config-twice"))),
    *(_board("since:", f"detail_languages: {wrong}\nsince:", rule) for wrong, rule in (("zh", "config-list"), ("[xx]", "config-choice"), ("[[zh]]", "config-choice"))),
    *(
        _board("since:", f"{key}: {wrong}\nsince:", "config-address")
        for key in ("site_url", "short_url")
        for wrong in ('"https://["', "wishlight.example", "ftp://wishlight.example/", "[https://wishlight.example/]", '"https://a b/"', "https://a:x/", 'https://a/"><b')
    ),
    _board("forge: none", "forge: gitlab", "config-choice"),
    _board("forge: none", "forge: [github]", "config-choice"),
    _board("forge: none", "repository: [case/board]\nforge: none", "config-text"),
    _board("forge: none", "branch: {main: yes}\nforge: none", "config-text"),
    *(_board("time_zone: Asia/Shanghai", f"time_zone: {wrong}", "config-value") for wrong in ("Asia/Nowhere", "Asia", "../Asia/Shanghai", "posixrules", "[Asia/Shanghai]")),
    _board("  name: {zh: 服务站, en: the hall}", "  name: 服务站", "config-names"),
    _board("  name:", "  named: {zh: 服务站}\n  name:", "config-key"),
    _board("  name:", "  phone: {zh: 1}\n  name:", "config-text"),
    Row("board", "", f"name: {NAMES}\nhall: 服务站\n", "config-shape", 1),
    Row("board", "", f"name: {NAMES}\nhall: [服务站]\n", "config-shape", 1),
    Row("areas", "id: xin-1", "id: [xin-1]", "config-text"),
    Row("areas", "level: street", "level: {a: street}", "config-text"),
    Row("areas", "parent: qu", "parent: [qu]", "config-text"),
    Row("areas", "name: {zh: 新一网格, en: Xin 1}", "name: {zh: 新一网格, en: [Xin 1]}", "config-text"),
    Row("areas", "name: {zh: 新一网格, en: Xin 1}", "name: [新一网格]", "config-names"),
    *(Row("areas", "level: community", f"level: community, households: {wrong}", "config-number") for wrong in ("many", "-1", "10000000", "9" * 5000, "[1]", "²", "1.5")),
    Row("areas", "to: 2026-02-28", "to: [2026-02-28]", "config-value"),
    Row("areas", "level: community", "level: community, household: 3", "config-key"),
    Row("areas", "- {id: xin-1,", "- xin-9\n- {id: xin-1,", "config-shape"),
    Row("areas", "areas:\n", "area:\n", "config-key"),
    Row("areas", "", "areas: xin\n", "config-list"),
    *(Row("population", "people: 620", f"people: {wrong}", "config-number") for wrong in ("many", "-1", "100000000", "[620]", "²")),
    *(Row("population", f"{part}, ", "", "config-lacks") for part in ("area: xin", "group: elder", "people: 620")),
    Row("population", "area: xin", "area: nowhere", "config-unknown"),
    Row("population", "group: elder", "group: nobody", "config-unknown"),
    Row("population", "group: elder", "group: [elder]", "config-text"),
    Row("population", "from: 2025-11-01", "from: lately", "config-value"),
    Row("population", "from: 2025-11-01", "from: 2025-02-30", "config-value"),
    *(
        Row("rules", f"{rule}:", f"{rule}:\n- {{from: 2026-09-01, value: {wrong}}}", "config-number", 1)
        for rule, wrong in (
            ("wait_days_normal", "99999999999999999999"), ("review_days", "3651"), ("confirm_days", "-1"), ("grace_days", "[3]"), ("claim_cap", "two"),
            ("offer_hours", "1000000"), ("point_minutes", "0"), ("report_day", "31"), ("value_cap_fen", "1000000000001"), ("min_sample", "²"), ("deliver_days_goods", "x"),
        )
    ),
    Row("rules", "value: [100, 300, 600, 1000, 1500]", "value: [100, many, 600]", "config-number"),
    Row("rules", "value: [100, 300, 600, 1000, 1500]", "value: [100, [300]]", "config-number"),
    Row("rules", "value: [100, 300, 600, 1000, 1500]", "value: 100", "config-list"),
    Row("rules", "value: [public-space]", "value: [[public-space]]", "config-text"),
    Row("rules", "value: [public-space]", "value: [palace]", "unknown-setting"),
    Row("rules", "value: [claim, sign-up, release]", "value: [claim, everything]", "unknown-setting"),
    Row("rules", "- {from: 2025-11-01, value: 3}", "- {form: 2025-11-01, value: 3}", "config-key"),
    Row("rules", "- {from: 2025-11-01, value: 3}", "- {from: 2025-11-01}", "config-lacks"),
    Row("rules", "- {from: 2025-11-01, value: 3}", "- {from: 0001-01-01, value: 3}", "config-value"),
    Row("rules", "- {from: 2025-11-01, value: 3}", "- 3", "config-shape"),
    Row("rules", "confirm_days:         # delivered to confirmed\n- {from: 2025-11-01, value: 5}", "confirm_days: 5", "config-list"),
    Row("roles", 'holders: [{person: "p:M1AA", from: 2025-11-01}]', 'holders: "p:M1AA"', "config-list"),
    Row("roles", 'holders: [{person: "p:M1AA", from: 2025-11-01}]', 'holders: {person: "p:M1AA"}', "config-list"),
    Row("roles", '[{person: "p:M1AA", from: 2025-11-01}]', '["p:M1AA"]', "config-shape"),
    Row("roles", 'person: "p:M1AA"', "person: [p]", "config-text"),
    Row("roles", "id: m1", "id: {m: 1}", "config-text"),
    Row("roles", "duty: maintainer", "duty: [maintainer]", "config-text"),
    Row("roles", "area: qu", "area: [qu]", "config-text"),
    Row("roles", "name: {zh: 审核岗, en: Review desk}", "name: [审核岗]", "config-names"),
    Row("roles", "", "posts: m1\n", "config-list"),
    Row("categories", "name: {zh: 用品, en: Goods}", 'name: {zh: 用品, en: ["a"]}', "config-text"),
    Row("categories", 'sensitive: "yes"', "sensitive: true", "config-choice"),
    Row("categories", "skill: repair", "skill: [repair]", "config-text"),
    Row("choices", "name: {zh: 老人, en: Elder}", "name: [老人]", "config-names"),
    Row("choices", "id: elder", "id: [elder]", "config-text"),
    Row("choices", "- {id: elder,", "- elder\n- {id: elder,", "config-shape"),
    Row("holidays", '"2025":', '"²":\n  off: []\n"2025":', "config-value"),
    Row("holidays", '"2025":', '"99999999":\n  off: []\n"2025":', "config-value"),
    Row("holidays", "work: []", "work: 2027-01-02", "config-list"),
    Row("holidays", "work: []", "work: [2027-02-30]", "config-value"),
    Row("holidays", "work: []", "worked: []", "config-key"),
    *(
        Row(file, "", text, rule, below)
        for file in ("board", "areas", "categories", "choices", "rules", "roles", "holidays", "population", "fields")
        for text, rule, below in (
            ("- x\n", "config-not-mapping", 0), ("42\n", "config-not-mapping", 0), ("words\n", "config-not-mapping", 0), ("a: [\n", "config-unreadable", 1),
            ("\ufeffa: b\n", "not-utf8", 0), ("# \udcff\n", "not-utf8", 0), ("# 1\n# \udcff\n", "not-utf8", 1), ("a: b\r\n", "crlf", 0),
            *((("# nothing\n", "config-empty", 0),) if file not in ("population", "fields") else ()),
        )
    ),
)  # fmt: skip

def _text_of(file: str) -> str:
    given = {"fields": FIELD, "population": PEOPLE}
    return given[file] if file in given else (BOARD / f"site_config/{file}.yml").read_text("utf-8")


def _copy(root: Path) -> Path:
    shutil.copytree(BOARD, root, dirs_exist_ok=True)
    return root / "site_config"


def _load(root: Path, lang: str = "en") -> list[Problem]:
    return load_board(root, load_words(lang))[1]


def _name(row: Row) -> str:
    return f"{row.file}-{row.rule}-{row.now.strip()[:30]}"


@pytest.mark.parametrize("row", ROWS, ids=_name)
def test_what_has_not_the_shape_of_a_setting_is_refused_at_its_line_and_nothing_breaks(row: Row, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings, text = _copy(tmp_path), _text_of(row.file)
    assert row.was in text
    line = 1 + row.below + (text[: text.index(row.was)].count("\n") if row.was else 0)
    (settings / f"{row.file}.yml").write_text(text.replace(row.was, row.now, 1) if row.was else row.now, "utf-8", errors="surrogateescape")
    path = f"site_config/{row.file}.yml"
    assert run(["--root", str(tmp_path), "--lang", "en", "check", "--format", "json"], tmp_path) == 1
    said = [one for one in json.loads(capsys.readouterr().out) if one["path"] == path]
    assert [(one["rule"], one["line"], one["level"]) for one in said] == [(row.rule, line, "refuse")]
    assert all(one[part].startswith(load_words("en")(f"problems.{row.rule}.{part}").split("{")[0]) for one in said for part in ("says", "mend"))
    assert run(["--root", str(tmp_path), "build"], tmp_path) == 1
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize("file", ["areas", "board", "categories", "choices", "fields", "holidays", "population", "roles", "rules"])
def test_good_settings_of_every_file_are_taken(file: str, tmp_path: Path) -> None:
    settings = _copy(tmp_path)
    (settings / f"{file}.yml").write_text(_text_of(file), "utf-8")
    assert _load(tmp_path) == []
    assert run(["--root", str(tmp_path), "check"], tmp_path) == 0


def test_a_fields_name_is_never_taken_for_sql(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings, stolen = _copy(tmp_path), tmp_path / "stolen.csv"
    name = f"x\" VARCHAR); COPY (SELECT 42) TO ''{stolen}''; CREATE TABLE zz (a VARCHAR, \"b"
    (settings / "fields.yml").write_text(f"wish:\n- {{name: '{name}', type: string}}\n", "utf-8")
    before = sorted(tmp_path.iterdir())
    for command in (["check"], ["build"]):
        assert run(["--root", str(tmp_path), "--lang", "en", *command], tmp_path) == 1
        assert "site_config/fields.yml:2: a field can't be called" in capsys.readouterr().out
        assert not stolen.exists()
    assert [path for path in sorted(tmp_path.iterdir()) if path not in before and path.name != ".wishlight"] == []


def test_a_columns_name_does_nothing_but_name(tmp_path: Path) -> None:
    name = f"x\" VARCHAR); COPY (SELECT 42) TO '{tmp_path / 'stolen.csv'}'; CREATE TABLE zz (a VARCHAR, \"b"
    found = Published("fact", make_table("things", {"name": "things", "fields": [{"name": name, "type": "string"}]}))
    con = open_memory("UTC")
    load_tables(con, [found], {"things": [{name: "a"}]})
    assert [column for column, *_ in con.execute("DESCRIBE things").fetchall()] == [name]
    assert con.execute("SELECT * FROM things").fetchall() == [("a",)]
    assert [*tmp_path.iterdir()] == []


def test_a_field_that_is_true_or_not_takes_no_other_word(tmp_path: Path) -> None:
    (_copy(tmp_path) / "fields.yml").write_text("wish:\n- {name: lift, type: boolean}\n", "utf-8")
    board, problems = load_board(tmp_path, load_words("en"))
    assert problems == []
    validator = jsonschema_rs.validator_for(Shape(board, "wish").json_schema["properties"]["lift"])
    assert [word for word in ("yes", "no", "true", "false", "perhaps", "2") if validator.is_valid(word)] == ["yes", "no", "true", "false"]


def _make_folder(place: Path) -> None:
    place.mkdir()


def _make_pipe(place: Path) -> None:
    os.mkfifo(place)


def _make_loose_link(place: Path) -> None:
    place.symlink_to("nowhere.yml")


@pytest.mark.parametrize("make", [_make_folder, _make_pipe, _make_loose_link])
@pytest.mark.parametrize("file", ["areas", "board", "fields", "rules"])
def test_what_is_no_plain_file_is_named_and_never_waited_for(file: str, make: Callable[[Path], None], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = _copy(tmp_path) / f"{file}.yml"
    place.unlink(missing_ok=True)
    before = name_settings(tmp_path)
    make(place)
    assert name_settings(tmp_path) == before
    for command in ("check", "build"):
        assert run(["--root", str(tmp_path), "--lang", "en", command], tmp_path) == 1
        said = [one for one in capsys.readouterr().out.splitlines() if one.startswith("site_config/")]
        assert said[0].startswith(f"site_config/{file}.yml: site_config/{file}.yml is not a plain file")
        assert [one for one in said if one.startswith(f"site_config/{file}.yml")] == said[:1]


def test_a_link_to_a_plain_file_is_read(tmp_path: Path) -> None:
    place = _copy(tmp_path) / "areas.yml"
    place.rename(tmp_path / "shared.yml")
    place.symlink_to("../shared.yml")
    assert _load(tmp_path) == []


def test_without_rules_no_holidays_are_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings = _copy(tmp_path)
    board = settings / "board.yml"
    board.write_text(board.read_text("utf-8").replace("since: 2025-11-01\n", ""), "utf-8")
    for text in ("- x\n", "", "claim_cap:\n- {value: 3}\n"):
        (settings / "rules.yml").write_text(text, "utf-8")
        assert run(["--root", str(tmp_path), "--lang", "en", "check"], tmp_path) == 1
        assert "holidays" not in capsys.readouterr().out


def test_a_long_wait_asks_for_the_holidays_that_it_reaches(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rules = _copy(tmp_path) / "rules.yml"
    rules.write_text(rules.read_text("utf-8").replace("wait_days_patient:\n- {from: 2025-11-01, value: 60}", "wait_days_patient:\n- {from: 2025-11-01, value: 3650}"), "utf-8")
    for command in ("check", "build"):
        assert run(["--root", str(tmp_path), "--lang", "en", command], tmp_path) == 1
        said = capsys.readouterr().out.splitlines()
        assert 10 <= len([one for one in said if one.startswith("site_config/holidays.yml:1")]) <= 20


def test_one_description_is_all_that_there_is_of_types_and_forges() -> None:
    assert tuple(COLUMN_TYPES) == FIELD_TYPES
    assert set(FORGES) == {"none", *HOSTS}
