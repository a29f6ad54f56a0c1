"""The workflow around intake: every trigger does the same, one at a time, by main's code, and the site follows what was recorded."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

FOLDER = Path(__file__).parents[1] / ".github" / "workflows"
TEXT = (FOLDER / "intake.yml").read_text("utf-8")


def read(name: str) -> dict[str, Any]:
    return dict(yaml.load((FOLDER / name).read_text("utf-8"), Loader=yaml.BaseLoader))  # noqa: S506 - text, lists and mappings only


INTAKE = read("intake.yml")
PASS, PUBLISH = INTAKE["jobs"]["pass"], INTAKE["jobs"]["publish"]


def test_forms_a_clock_a_person_and_a_merge_start_it_and_comments_which_nothing_reads_do_not() -> None:
    assert set(INTAKE["on"]) == {"issues", "push", "schedule", "workflow_dispatch"}
    assert set(INTAKE["on"]["issues"]["types"]) == {"opened", "edited", "closed", "reopened"}


def test_one_run_writes_at_a_time_and_none_is_cut_off_for_another() -> None:
    assert INTAKE["concurrency"] == {"group": "intake", "cancel-in-progress": "false"}
    others = [path.name for path in FOLDER.glob("*.yml") if path.name != "intake.yml" and read(path.name)["concurrency"]["group"] == "intake"]
    assert others == []


def test_nothing_is_read_from_the_event() -> None:
    assert "github.event" not in TEXT


def test_the_run_fetches_main_and_its_code_and_only_the_pass_may_write_records() -> None:
    (checkout,) = (step for step in PASS["steps"] if step.get("uses", "").startswith("actions/checkout@"))
    assert (checkout["with"]["ref"], checkout["with"]["persist-credentials"]) == ("main", "false")
    assert PUBLISH["permissions"] == {"actions": "write"}
    assert set(PASS["permissions"]) == {"contents", "issues", "pull-requests", "statuses"}


@pytest.mark.parametrize(("head", "moved"), [("same", "no"), ("f" * 40, "yes")])
def test_whether_main_moved_is_told_to_the_job_that_asks_for_the_site(tmp_path: Path, head: str, moved: str) -> None:
    git = ["git", "-C", str(tmp_path / "code"), "-c", "user.name=x", "-c", "user.email=x@x.example"]
    subprocess.run(["git", "init", "-q", str(tmp_path / "code")], check=True)
    subprocess.run([*git, "commit", "-q", "--allow-empty", "-m", "x"], check=True)
    here = subprocess.run([*git, "rev-parse", "HEAD"], check=True, capture_output=True, text=True).stdout.strip()
    gh = tmp_path / "bin" / "gh"
    gh.parent.mkdir()
    gh.write_text(f'#!/bin/sh\n[ "$*" = "api repos/a/b/git/ref/heads/main --jq .object.sha" ] && echo {here if head == "same" else head}\n')
    gh.chmod(0o755)
    (script,) = (step["run"] for step in PASS["steps"] if step.get("id") == "main")
    environ = {**os.environ, "PATH": f"{gh.parent}:{os.environ['PATH']}", "GITHUB_REPOSITORY": "a/b", "GITHUB_OUTPUT": str(tmp_path / "out")}
    subprocess.run(["bash", "-e", "-c", script], cwd=tmp_path, env=environ, check=True)
    assert (tmp_path / "out").read_text() == f"moved={moved}\n"


def test_the_site_is_asked_for_only_where_main_moved_by_a_workflow_that_takes_such_calls() -> None:
    assert (PUBLISH["needs"], "needs.pass.outputs.moved == 'yes'" in PUBLISH["if"]) == ("pass", True)
    assert PASS["outputs"] == {"moved": "${{ steps.main.outputs.moved }}"}
    (step,) = PUBLISH["steps"]
    (name,) = re.findall(r"gh workflow run (\S+) ", step["run"])
    assert "workflow_dispatch" in read(name)["on"]
