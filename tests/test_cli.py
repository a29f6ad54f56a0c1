"""The command line keeps a person's mistake and our fault apart, and starts fast."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import click
import pytest

from wishlight import cli
from wishlight.build import BoardRefusedError
from wishlight.problems import Problem

ROOT = Path(__file__).parents[1]

HEAVY = ("yaml", "duckdb", "jinja2", "mkdocs", "jsonschema_rs", "rich", "openpyxl", "github3", "babel", "msgspec")


@pytest.fixture
def pretend(monkeypatch: pytest.MonkeyPatch):
    """Adds a command `pretend` that does what the test says."""

    def add(act):
        command = click.Command("pretend", callback=act)
        names = cli.list_commands()
        real = cli.load_command
        monkeypatch.setattr(cli, "list_commands", lambda: [*names, "pretend"])
        monkeypatch.setattr(cli, "load_command", lambda name: command if name == "pretend" else real(name))

    return add


def run_alone(*argv: str, code: str = "from wishlight.cli import main; main()") -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code, *argv], capture_output=True, text=True, encoding="utf-8", check=False)


def test_help_imports_nothing_heavy():
    code = "import sys; from pathlib import Path; from wishlight.cli import run; run(['--help'], Path.cwd()); print(*sys.modules, file=sys.stderr)"
    told = run_alone(code=code)
    loaded = set(told.stderr.split())
    assert "wishlight.cli" in loaded
    assert loaded.isdisjoint(HEAVY)


@pytest.mark.parametrize(("lang", "heading"), [("zh", "用法："), ("en", "Usage: ")])
def test_help_speaks_the_language_asked_for(lang: str, heading: str):
    told = run_alone("--lang", lang, "--help")
    assert told.returncode == 0
    assert told.stdout.startswith(heading)


def test_every_command_tells_its_use_in_both_languages(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    names = cli.list_commands()
    assert names
    for name in names:
        for lang in ("zh", "en"):
            assert cli.run([name, "--lang", lang, "--help"], tmp_path) == 0
            assert name in capsys.readouterr().out


@pytest.mark.parametrize("argv", [["no-such-thing"], ["--no-such-option"], ["--lang", "klingon"], ["--root", "nowhere"]])
def test_wrong_use_is_one_sentence_and_exit_2(argv: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert cli.run(argv, tmp_path) == 2
    told = capsys.readouterr().err
    assert "--help" in told
    assert "Traceback" not in told


def test_what_was_typed_in_another_encoding_is_refused_once_for_all(capsys: pytest.CaptureFixture[str], tmp_path: Path, pretend):
    ran: list[None] = []
    pretend(lambda: ran.append(None))
    typed = "微光".encode("gbk").decode("utf-8", "surrogateescape")
    assert cli.run(["pretend", "--title", typed], tmp_path) == 2
    told = capsys.readouterr()
    assert (len((told.out + told.err).splitlines()), "UTF-8" in told.err, ran) == (1, True, [])


@pytest.mark.parametrize("argv", [["recount"], ["check"]])
def test_a_folder_whose_name_this_machine_cannot_read_is_named_all_the_same(argv: list[str], tmp_path: Path):
    folder = tmp_path / "微光"
    folder.mkdir()
    plain = {"PATH": os.environ["PATH"], "PYTHONPATH": str(Path(cli.__file__).parents[1]), "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    code = "from wishlight.cli import main; main()"
    told = subprocess.run([sys.executable, "-c", code, *argv], capture_output=True, text=True, encoding="utf-8", check=False, cwd=folder, env=plain)
    assert told.returncode in (1, 2)
    assert "Traceback" not in told.stdout + told.stderr and "UnicodeEncodeError" not in told.stdout + told.stderr


def test_a_fault_in_a_folder_whose_name_is_no_text_is_reported_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], pretend):
    def fail() -> None:
        raise RuntimeError("\udce4")

    pretend(fail)
    write = cli.crash.write_report
    monkeypatch.setattr(cli.crash, "write_report", lambda *facts: write(*facts).with_name("\udce4"))
    assert cli.run(["pretend"], tmp_path) == 3
    assert "udce4" in capsys.readouterr().err
    (report,) = tmp_path.glob("wishlight-report-*.txt")
    assert "udce4" in report.read_text("utf-8")


def test_a_near_miss_is_told_the_right_name(tmp_path: Path, capsys: pytest.CaptureFixture[str], pretend):
    pretend(lambda: 0)
    assert cli.run(["pretent"], tmp_path) == 2
    assert "pretend" in capsys.readouterr().err


def test_a_fault_of_ours_is_exit_3_with_a_report_and_no_traceback(tmp_path: Path, capsys: pytest.CaptureFixture[str], pretend):
    def fail() -> None:
        raise RuntimeError("the shelf fell")

    pretend(fail)
    assert cli.run(["pretend"], tmp_path) == 3
    told = capsys.readouterr()
    assert "Traceback" not in told.out + told.err
    (report,) = tmp_path.glob("wishlight-report-*.txt")
    assert str(report) in told.err
    text = report.read_text("utf-8")
    assert "the shelf fell" in text
    assert "Python 3." in text


def test_refused_records_are_exit_1_with_every_problem_whatever_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str], pretend):
    wrong = [Problem(f"wishes/{n}.yml", n, 1, "not-yaml", "refuse", "", "it is broken", "mend it") for n in (1, 2)]

    def refuse() -> None:
        raise BoardRefusedError(wrong)

    pretend(refuse)
    assert cli.run(["pretend"], tmp_path) == 1
    told = capsys.readouterr()
    assert all(f"{problem.path}:{problem.line}" in told.out for problem in wrong)
    assert told.err == "" and not list(tmp_path.glob("wishlight-report-*.txt"))


@pytest.mark.parametrize("argv", [["integrity"], ["export", "out"], ["print", "cards"]])
def test_whatever_needs_good_records_names_the_bad_one_and_writes_nothing(argv: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    shutil.copytree(ROOT / "site_config", tmp_path / "site_config")
    (tmp_path / "wishes" / "people").mkdir(parents=True)
    (tmp_path / "wishes" / "people" / "p-7k3f.yml").write_text("id: x\n", "utf-8")
    assert cli.run(argv, tmp_path) == 1
    assert "wishes/people/p-7k3f.yml:1" in capsys.readouterr().out
    assert not (tmp_path / "out").exists() and not (tmp_path / "print").exists()


def test_a_report_holds_no_value_that_was_typed(tmp_path: Path, pretend):
    def fail(story: str) -> None:
        raise RuntimeError

    pretend(fail)
    command = cli.load_command("pretend")
    command.params.append(click.Option(["--story"]))
    assert cli.run(["pretend", "--story", "住在三楼的王奶奶"], tmp_path) == 3
    text = next(tmp_path.glob("wishlight-report-*.txt")).read_text("utf-8")
    assert "--story" in text
    assert "王奶奶" not in text


def test_a_full_disk_is_not_called_our_fault(tmp_path: Path, capsys: pytest.CaptureFixture[str], pretend):
    def fill() -> None:
        raise OSError(28, "No space left on device", "site/index.html")

    pretend(fill)
    assert cli.run(["pretend"], tmp_path) == 2
    assert "site/index.html" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("error", [KeyboardInterrupt(), RuntimeError("Query interrupted")])
def test_ctrl_c_is_a_stop_and_not_a_fault(error: BaseException, tmp_path: Path, capsys: pytest.CaptureFixture[str], pretend):
    def stop() -> None:
        raise error

    pretend(stop)
    assert cli.run(["pretend"], tmp_path) == 130
    assert len(capsys.readouterr().err.strip().splitlines()) == 1
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(("given", "code"), [(None, 0), (1, 1), (0, 0)])
def test_what_a_command_returns_is_the_exit_code(given: int | None, code: int, tmp_path: Path, pretend):
    pretend(lambda: given)
    assert cli.run(["pretend"], tmp_path) == code


def test_a_command_is_told_the_board_above_the_folder_it_was_called_in(tmp_path: Path, pretend):
    seen = SimpleNamespace(run=None)
    (tmp_path / "site_config").mkdir()
    (tmp_path / "site_config" / "board.yml").write_text("languages: [en]\n")
    below = tmp_path / "wishes" / "wish"
    below.mkdir(parents=True)
    pretend(lambda: setattr(seen, "run", click.get_current_context().find_root().obj))
    assert cli.run(["pretend"], below) == 0
    assert seen.run.root == tmp_path
