"""A list becomes records: all rows or none, each a record or a reason, the same list twice nothing more."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from imports.conftest import Run
from wishlight import cli
from wishlight.commands import import_
from wishlight.imports.mapping import EXAMPLES, KEYS, Mapping, read_mapping
from wishlight.intake import terminal
from wishlight.records.board import load_board
from wishlight.records.reading import read_records
from wishlight.words import load_words

DATA = Path(__file__).parents[3] / "shared" / "data"
ANSWERS = Path(__file__).parent / "answers"
HEADER = "心愿,类别,为谁,种类,在哪里做,缓急,用时,地方,参考价格,联系电话"
ROWS = (
    "一盏小夜灯,小家电,老人,物品,在服务站,一般,半小时,星湖社区,约80元,13800138000",
    "一把雨伞,生活用品,居民,物品,在服务站,一般,60,星湖社区,,",
)


def write(town: Path, *rows: str, header: str = HEADER, encoding: str = "utf-8") -> Path:
    path = town.parent / "list.csv"
    path.write_text("\n".join((header, *rows)) + "\n", encoding)
    return path


def list_files(town: Path) -> dict[str, str]:
    return {str(path.relative_to(town)): path.read_text("utf-8") for path in sorted((town / "wishes").rglob("*.yml"))}


@pytest.mark.parametrize("name", ["wishes", "actions", "deeds"])
def test_every_published_row_is_a_record_or_a_reasoned_refusal(name: str, town: Path, run: Run) -> None:
    if not DATA.is_dir():
        pytest.skip("the published lists are not here")
    before, argv = list_files(town), [DATA / f"{name}.csv", "--map", ANSWERS / f"{name}.yml", "--leave-out"]
    code, said = run(*argv)
    rows = len((DATA / f"{name}.csv").read_text("utf-8-sig").splitlines()) - 1
    made = list_files(town).keys() - before.keys()
    refused = {line.split()[1] for line in said.splitlines() if "没有收下：" in line and line.startswith("第")}
    assert len(made) + len(refused) == rows
    assert code == bool(refused)
    assert all(" — " in line for line in said.splitlines() if "没有收下：" in line and line.startswith("第"))
    assert {"wishes": 124, "actions": 20, "deeds": 50}[name] <= len(made)
    assert run(*argv)[1].count("早已记在") == len(made)
    assert list_files(town).keys() - before.keys() == made
    words = load_words("en")
    board, _ = load_board(town, words)
    assert read_records(town, board, words).problems == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_list_in_any_usual_encoding_is_read_and_the_same_list_twice_adds_nothing(encoding: str, town: Path, run: Run) -> None:
    path, before = write(town, *ROWS, encoding=encoding), list_files(town)
    code, said = run(path)
    assert code == 0, said
    after = list_files(town)
    made = after.keys() - before.keys()
    assert len(made) == 2
    lamp = next(text for name, text in after.items() if name in made and "小夜灯" in text)
    assert "value_fen: 8000" in lamp and "minutes: 30" in lamp and "post:g13" in lamp
    assert "约80元" in said and "13800138000" not in "".join(after.values())
    write(town, *reversed(ROWS), encoding=encoding)
    code, said = run(path)
    assert (code, said.count("早已记在"), list_files(town)) == (0, 2, after)


def test_a_workbook_is_read_and_a_formula_is_no_answer(town: Path, run: Run) -> None:
    book = openpyxl.Workbook()
    for row in (HEADER, *ROWS):
        book.active.append(row.split(","))
    path, before = town.parent / "list.xlsx", list_files(town)
    book.save(path)
    assert run(path, "--dry-run")[0] == 0
    book.active["I3"] = "=1+1"
    book.save(path)
    code, said = run(path)
    assert (code, list_files(town)) == (1, before)
    assert "第 3 行没有收下：有一格是公式" in said


def test_one_bad_row_stops_the_list_and_leaving_it_out_is_asked_for(town: Path, run: Run) -> None:
    path, before = write(town, *ROWS, "一口锅,没有这一类,老人,物品,在服务站,一般,60,星湖社区,八十,"), list_files(town)
    code, said = run(path)
    assert (code, list_files(town)) == (1, before)
    assert "第 4 行没有收下" in said and "没有这一类" in said and "一行也没有写" in said
    code, said = run(path, "--leave-out")
    assert (code, len(list_files(town)) - len(before)) == (1, 2)
    path = write(town, *ROWS, "一口锅,家电厨具,老人,物品,在服务站,一般,60,星湖社区,八十,")
    code, said = run(path)
    assert (code, said.count("早已记在"), len(list_files(town)) - len(before)) == (0, 2, 3)


def test_what_the_judge_refuses_is_told_by_row(town: Path, run: Run) -> None:
    path, before = write(town, ROWS[0], "打电话到13800138000,小家电,老人,物品,在服务站,一般,60,星湖社区,,"), list_files(town)
    code, said = run(path)
    assert (code, list_files(town)) == (1, before)
    assert "第 3 行没有收下" in said and "手机" in said


def test_names_and_telephones_stay_on_this_machine(town: Path, run: Run) -> None:
    path = write(town, *ROWS)
    (town / ".gitignore").write_text("", "utf-8")
    before = list_files(town)
    assert run(path)[0] == 1
    assert list_files(town) == before and not (town / "local").exists()
    (town / ".gitignore").write_text("/local/\n", "utf-8")
    assert run(path)[0] == 0
    kept = (town / "local" / "contacts.local.csv").read_bytes()
    assert kept.startswith(b"\xef\xbb\xbf") and "联系电话,13800138000".encode() in kept
    told = subprocess.run(["git", "-C", str(town), "status", "--short", "--untracked-files=all"], capture_output=True, check=True)
    assert b"local" not in told.stdout


CANARIES = (
    "13912345678", "025-83123456", "11010519491231002X", "6222021234567890123", "lin@town.example", "wxid_lin_2026", "苏A12345", "星湖路1号3幢502室", "林小满女士", "QQ 583231999",
)  # fmt: skip


@pytest.mark.figure
def test_what_reaches_a_person_is_in_nothing_that_git_would_take(town: Path, run: Run, figure: Callable[..., None]) -> None:
    rows = [f"一盏小夜灯{n},小家电,老人,物品,在服务站,一般,半小时,星湖社区,,{canary}" for n, canary in enumerate(CANARIES)]
    code, said = run(write(town, *rows))
    assert code == 0, said
    taken = subprocess.run(["git", "-C", str(town), "ls-files", "--others", "--exclude-standard", "-z"], capture_output=True, check=True).stdout.decode().split("\0")
    public = said.encode() + b"".join((town / path).read_bytes() for path in taken if path)
    assert len(list_files(town)) >= len(CANARIES)
    assert [canary for canary in CANARIES if canary.encode() in public] == []
    figure("canaries", tried=len(CANARIES), failed=0)


def test_columns_that_nobody_knows_are_asked_for(town: Path, run: Run) -> None:
    path = write(town, "一盏小夜灯,红", header="心愿,颜色")
    code, said = run(path)
    assert code == 1 and "颜色" in said and "--column" in said
    code, said = run(path, "--column", "颜色=ignore", "--set", "area=xinghu")
    assert code == 1 and "第 2 行没有收下" in said
    assert run(path, "--column", "颜色=nonsense")[0] == 1
    assert run(path, "--set", "nonsense")[0] == 1


def test_slips_come_back_as_claims_and_deliveries(town: Path, run: Run) -> None:
    run(write(town, *ROWS))
    made = next(text for text in list_files(town).values() if "小夜灯" in text)
    wish = made.split("id: ")[1].split()[0]
    assert publish(town, wish) == 0
    person = sorted((town / "wishes" / "people").glob("*.yml"))[0].read_text("utf-8").split("id: ")[1].split()[0].strip("\"'")
    path = write(town, f"{wish[-6:]},{person},2026-03-09,0313", header="心愿编号,志愿者编号,日期,纸条号")
    code, said = run(path, "--kind", "claim")
    assert code == 0, said
    text = next(text for text in list_files(town).values() if wish in text)
    assert "event: claimed" in text and person in text and "slip: \"0313\"" in text
    code, said = run(path, "--kind", "claim")
    assert (code, said.count("早已记在")) == (0, 1)


def publish(town: Path, wish: str) -> int:
    return cli.run(["--root", str(town), "--lang", "en", "step", wish, "published", "--post", "m1"], town)


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        (b"kind: wish\nset: [a\n", 3, "YAML"),
        (b"kind: wish\n\nyear: soon\n", 3, "year: 2026"),
        (b"kind: wish\nskip: 5\n", 2, "skip: [{where:"),
        (b"kind: wish\nkinds: wish\n", 2, "kinds"),
        (b"- kind: wish\n", 1, "YAML"),
        (b"kind: wish\n# \xb9\xe2\n", 2, "UTF-8"),
        (b"[" * 100_000, 1, "YAML"),
        (b"#" * 200_001, 0, "200 KB"),
    ],
)
def test_a_slip_in_the_file_of_answers_names_that_file_its_line_and_the_mend(text: bytes, line: int, said: str, town: Path, run: Run) -> None:
    path, before = town.parent / "m.yml", list_files(town)
    path.write_bytes(text)
    code, told = run(write(town, *ROWS), "--map", path, lang="en")
    assert (code, len(told.splitlines()), list_files(town)) == (1, 1, before)
    assert told.startswith(f"{path}:{line}: " if line else f"{path}: ") and said in told and " — " in told


def test_every_answer_has_an_example_that_is_read() -> None:
    assert tuple(EXAMPLES) == KEYS
    for name, example in EXAMPLES.items():
        assert read_mapping(example.encode()) != Mapping(), name


def test_a_template_that_goes_nowhere_is_no_fault(town: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    assert cli.run(["--root", str(town), "import", "--template", "--kind", "wish"], town) == 0


def test_the_template_opens_right_in_a_spreadsheet_and_its_columns_are_known(town: Path, run: Run) -> None:
    code, said = run("--template", "--kind", "wish")
    assert code == 0 and said.startswith("\ufeff心愿,")
    header = said.strip("\ufeff\r\n")
    code, said = run(write(town, "一盏灯" + "," * header.count(","), header=header), "--kind", "wish")
    assert code == 1 and "看不出是什么" not in said
    code, said = run("--template", "--kind", "claim", lang="en")
    assert code == 0 and "Volunteer id" in said


@pytest.mark.parametrize("data", [b"", b"\x00\x01", b"PK\x03\x04junk", b"\xd0\xcf\x11\xe0junk", b"a,a\n1,2\n", b"\xff\xfe", b'a,"b\n', os.urandom(300), b"a\n" * 6000])
def test_a_file_that_is_no_list_is_refused_in_one_sentence(data: bytes, town: Path, run: Run) -> None:
    path, before = town.parent / "list.csv", list_files(town)
    path.write_bytes(data)
    code, said = run(path, "--kind", "wish")
    assert (code, len(said.splitlines()), list_files(town)) == (1, 1, before)
    assert " — " in said and "Traceback" not in said


@pytest.mark.parametrize("answers", ["[", "- a", "kind: 3\nfoo: 1", "also: [1]", "skip: [{where: {a: b}}]", "rows: {x: {a: b}}", "columns: [a]", "kind: nonsense"])
def test_a_file_of_answers_that_makes_no_sense_is_refused(answers: str, town: Path, run: Run) -> None:
    path = town.parent / "answers.yml"
    path.write_text(answers, "utf-8")
    code, said = run(write(town, *ROWS), "--map", path)
    assert code == 1 and " — " in said


def test_rows_are_left_out_with_the_reason_given(town: Path, run: Run) -> None:
    path = town.parent / "answers.yml"
    path.write_text("skip: [{where: {心愿: 一把雨伞}, reason: 已经送到}]\nrows: {2: {needs: '2'}}\n", "utf-8")
    code, said = run(write(town, *ROWS), "--map", path)
    assert code == 0 and "第 3 行说明不记：已经送到" in said
    assert sum("needs: 2" in text for text in list_files(town).values()) == 1


def test_without_anyone_who_enters_it_a_list_is_not_taken(town: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["--root", str(town), "import", str(write(town, *ROWS)), "--kind", "wish"], town) == 2
    assert cli.run(["--root", str(town), "import", "--kind", "wish"], town) == 2
    assert capsys.readouterr().out == ""


def test_killed_at_any_write_the_list_is_finished_by_the_next_run(town: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    path, before, whole = write(town, *ROWS), list_files(town), import_.write_change_to
    for stop in range(2):
        count = iter(range(9))

        def cut(root: Path, change: terminal.Change, stop: int = stop, count: object = count) -> None:
            if next(count) == stop:  # type: ignore[call-overload]
                raise KeyboardInterrupt
            whole(root, change)

        monkeypatch.setattr(import_, "write_change_to", cut)
        assert run(path)[0] == 130
    monkeypatch.setattr(import_, "write_change_to", whole)
    assert run(path)[0] == 0
    assert len(list_files(town)) - len(before) == 2



def test_a_workbook_that_unpacks_without_end_is_refused_before_it_is_unpacked(town: Path, run: Run) -> None:
    for parts, size in ((1, 21_000_000), (201, 1)):
        path = town.parent / f"bomb-{parts}.xlsx"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for n in range(parts):
                archive.writestr(f"xl/worksheets/sheet{n}.xml", "0" * size)
        code, said = run(path, "--kind", "wish")
        assert (code, said.count("\n")) == (1, 1), said
        assert "20 MB" in said


@pytest.mark.parametrize(("head", "line", "times"), [("心愿", "一把雨伞", 5_001), (",".join(f"列{n}" for n in range(61)), "x", 1), ("心愿", "一把雨伞" * 100, 1_000)])
def test_a_list_that_is_too_long_too_wide_or_too_heavy_is_refused_in_one_sentence(town: Path, run: Run, head: str, line: str, times: int) -> None:
    path = town.parent / "heavy.csv"
    path.write_text(f"{head}\n" + f"{line}\n" * times, "utf-8")
    before = list_files(town)
    code, said = run(path, "--kind", "wish")
    assert (code, said.count("\n")) == (1, 1), said[:300]
    assert list_files(town) == before
