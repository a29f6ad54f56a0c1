"""A new board on GitHub gets forms and workflows that run the program from where it is kept; one without a forge gets none."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from wishlight import __version__, cli
from wishlight.starter import Answers, make_board
from wishlight.starter.workflows import NAMES
from wishlight.words import load_words

ROOT = Path(__file__).parents[2]
TOOLS = Path(sys.executable).parent


@pytest.fixture(scope="module")
def board(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("board")
    make_board(root, Answers("星湖微光", "云溪区", (("星湖社区", 3),), "github", "someone/xinghu", "", date(2026, 3, 2)), load_words("zh"))
    return root


def read(path: Path) -> dict[str, Any]:
    return dict(yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader))  # noqa: S506 - text, lists and mappings only


def list_steps(board: Path) -> list[list[dict[str, Any]]]:
    """The steps of each job that runs the program."""
    jobs = [job["steps"] for name in NAMES for job in read(board / ".github" / "workflows" / f"{name}.yml")["jobs"].values()]
    return [steps for steps in jobs if any("wishlight" in step.get("run", "") for step in steps)]


@pytest.mark.parametrize("name", NAMES)
def test_a_new_boards_workflow_is_clean_by_the_auditors(board: Path, name: str) -> None:
    path = str(board / ".github" / "workflows" / f"{name}.yml")
    for call in (
        ["zizmor", "--offline", "--persona", "pedantic", "--quiet", path],
        ["actionlint", path],
        ["check-jsonschema", "--builtin-schema", "vendor.github-workflows", path],
    ):
        done = subprocess.run([str(TOOLS / call[0]), *call[1:]], cwd=board, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr


def test_each_job_fetches_the_program_at_the_version_that_made_the_board_and_runs_nothing_else(board: Path) -> None:
    jobs = list_steps(board)
    assert len(jobs) >= 5
    for steps in jobs:
        (fetch,) = (step["with"] for step in steps if step.get("with", {}).get("path") == "program")
        assert fetch["repository"] == "${{ vars.WISHLIGHT_PROGRAM }}"
        assert (fetch["ref"], fetch["persist-credentials"]) == (f"v{__version__}", "false")
        for step in steps:
            if re.search(r"-m wishlight\b", step.get("run", "")):
                assert step["env"]["PYTHONPATH"] == "program/generator"
        installed = [path for step in steps for path in re.findall(r"-r (\S+)", step.get("run", "")) if "pip install" in step["run"]]
        assert installed == ["program/requirements/runtime.txt"]
    assert all((ROOT / path).exists() for path in ("requirements/runtime.txt", "generator/wishlight/__main__.py"))


def test_a_new_boards_forms_are_in_step(board: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["--lang", "en", "forms", "--check"], board) == 0
    assert "up to date" in capsys.readouterr().out


def test_a_board_without_a_forge_gets_neither(tmp_path: Path) -> None:
    make_board(tmp_path, Answers("星湖微光", "云溪区", (("星湖社区", 3),), "none", "", "", date(2026, 3, 2)), load_words("zh"))
    assert not (tmp_path / ".github").exists()


@pytest.mark.parametrize(("forge", "told"), [("github", True), ("none", False)])
def test_init_says_where_the_workflows_look_for_the_program(tmp_path: Path, capsys: pytest.CaptureFixture[str], forge: str, told: bool) -> None:
    assert cli.run(["init", str(tmp_path / "new"), "--yes", "--forge", forge], tmp_path) == 0
    assert ("WISHLIGHT_PROGRAM" in capsys.readouterr().out) is told
