"""The workflows hold to their promises: main's code judges, nothing that a change brings runs with a right to write."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[1]
FILES = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
TOOLS = Path(sys.executable).parent
MAIN = "${{ github.event.repository.default_branch }}"


def read(path: Path) -> dict[str, Any]:
    return dict(yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader))  # noqa: S506 - text, lists and mappings only


def list_jobs() -> list[tuple[str, str, dict[str, Any]]]:
    return [(path.stem, name, job) for path in FILES for name, job in read(path)["jobs"].items()]


def run(*call: str) -> str:
    done = subprocess.run(call, cwd=ROOT, capture_output=True, text=True)
    return "" if done.returncode == 0 else f"{done.stdout}{done.stderr}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_workflow_is_clean_by_the_auditors(path: Path):
    assert run(str(TOOLS / "zizmor"), "--offline", "--persona", "pedantic", "--quiet", str(path)) == ""
    assert run(str(TOOLS / "actionlint"), str(path)) == ""
    assert run(str(TOOLS / "check-jsonschema"), "--builtin-schema", "vendor.github-workflows", str(path)) == ""


def test_the_only_thing_that_the_auditors_are_asked_to_pass_over_is_the_comments_trigger():
    ignored = [(path.stem, line.strip()) for path in FILES for line in path.read_text("utf-8").splitlines() if "zizmor: ignore" in line]
    assert [name for name, _ in ignored] == ["comment"]
    assert ignored[0][1].startswith("workflow_run: # zizmor: ignore[dangerous-triggers]")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_workflow_gives_no_right_but_to_single_jobs_and_never_listens_to_a_pull_requests_target(path: Path):
    workflow = read(path)
    assert workflow["permissions"] == {}
    assert workflow["concurrency"]["group"]
    assert "pull_request_target" not in path.read_text("utf-8")
    assert all(job["permissions"] and job["timeout-minutes"] for job in workflow["jobs"].values())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_action_is_pinned_by_its_commit_with_its_version_beside_it(path: Path):
    used = re.findall(r"\buses: (.+)", path.read_text("utf-8"))
    assert [use for use in used if not re.fullmatch(r"[\w./-]+@[0-9a-f]{40} # v[0-9.]+", use)] == []


def test_the_same_action_has_the_same_pin_everywhere():
    used = {use for path in FILES for use in re.findall(r"\buses: (.+)", path.read_text("utf-8"))}
    assert len(used) == len({use.split("@")[0] for use in used})


def test_no_text_of_people_stands_in_a_shell_line():
    lines = [step["run"] for _, _, job in list_jobs() for step in job["steps"] if "run" in step]
    assert lines
    assert [line for line in lines if "${{" in line] == []


def test_a_job_that_may_write_fetches_no_code_but_mains():
    writers = [(file, name, job) for file, name, job in list_jobs() if "write" in job["permissions"].values()]
    assert ("comment", "post") in {(file, name) for file, name, _ in writers}
    for file, name, job in writers:
        fetched = [step.get("with", {}).get("ref", "") for step in job["steps"] if step.get("uses", "").startswith("actions/checkout@")]
        events = set(read(ROOT / ".github" / "workflows" / f"{file}.yml")["on"])
        assert all(ref == MAIN for ref in fetched) or not events & {"pull_request", "workflow_run"}, (file, name)


def test_what_a_pull_request_holds_is_read_by_mains_code_in_jobs_that_only_read():
    (records,) = [job for file, _, job in list_jobs() if file == "check"]
    (tell,) = [job for file, name, job in list_jobs() if (file, name) == ("comment", "tell")]
    for job in (records, tell):
        fetched = {step["with"]["path"]: step["with"].get("ref") for step in job["steps"] if step.get("uses", "").startswith("actions/checkout@")}
        assert fetched["code"] == MAIN
        assert set(job["permissions"].values()) == {"read"}
        assert all(step["env"]["PYTHONPATH"] == "code/generator" for step in job["steps"] if "wishlight" in step.get("run", ""))
        assert all(step["with"]["persist-credentials"] == "false" for step in job["steps"] if step.get("uses", "").startswith("actions/checkout@"))
    assert not any("GITHUB_TOKEN" in step.get("env", {}) for step in tell["steps"] if "review" in step.get("run", ""))


def test_the_check_has_the_name_that_intake_gives_its_own_word():
    from wishlight.forge.github import CHECK

    (records,) = [job for file, _, job in list_jobs() if file == "check"]
    assert records["name"] == CHECK
