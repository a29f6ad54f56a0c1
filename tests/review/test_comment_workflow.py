"""The shell lines of the comment's workflow, run as they stand there: from a commit to one comment below its pull request."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from forge.github_server import serve
from forge.github_state import GitHubState
from review.reviewing import commit, git, make_repository, put, story
from wishlight.review.pen import MARK

ROOT = Path(__file__).parents[2]
WORKFLOW = ROOT / ".github" / "workflows" / "comment.yml"
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the runner's shell is bash")


@pytest.fixture
def forge() -> Iterator[GitHubState]:
    with serve(GitHubState(datetime(2026, 3, 9, tzinfo=UTC))) as state:
        yield state


def make_workspace(folder: Path) -> tuple[Path, str]:
    """What the runner has fetched: main's code, and the result of merging a pull request whose newest commit is returned."""
    board = make_repository(folder / "board")
    told = story("hand-over")
    for step in told.steps[:2]:
        put(board, step.path, step.text)
    git(board, "checkout", "-q", "main")
    commit(board)
    git(board, "update-ref", "refs/remotes/origin/main", "HEAD")
    git(board, "checkout", "-q", "-B", "change")
    put(board, told.steps[2].path, told.steps[2].text)
    head = commit(board)
    git(board, "checkout", "-q", "-B", "result", "main")
    git(board, "merge", "-q", "--no-ff", "--no-edit", "change")
    code = folder / "code"
    code.mkdir()
    for name in ("generator", "site_config"):
        (code / name).symlink_to(ROOT / name)
    return folder, head


def fill(text: str, values: dict[str, str]) -> str:
    for name, value in values.items():
        text = text.replace(f"${{{{ {name} }}}}", value)
    assert "${{" not in text, text
    return text


def run_job(job: str, folder: Path, forge: GitHubState, values: dict[str, str]) -> dict[str, str]:
    """Run a job's lines for our program; what the steps put out, by name."""
    outputs = folder / "outputs"
    outputs.touch()
    steps: list[dict[str, Any]] = yaml.safe_load(WORKFLOW.read_text("utf-8"))["jobs"][job]["steps"]
    for step in steps:
        if "wishlight" in step.get("run", ""):
            env = {name: fill(value, values) for name, value in step["env"].items()}
            base = {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}", "GITHUB_API_URL": forge.address, "GITHUB_OUTPUT": str(outputs)}
            done = subprocess.run(["bash", "-e", "-c", step["run"]], cwd=folder, env={**os.environ, **base, **env}, capture_output=True, text=True)
            assert done.returncode == 0, (step["name"], done.stdout, done.stderr)
    return dict(line.split("=", 1) for line in outputs.read_text().splitlines())


def test_the_lines_of_the_workflow_lead_from_a_commit_to_its_comment(tmp_path: Path, forge: GitHubState):
    folder, head = make_workspace(tmp_path)
    forge.pulls[7] = {"number": 7, "state": "open", "head": {"sha": head, "ref": "x", "repo": None}, "base": {"ref": "main"}}
    forge.issues[7] = {"number": 7, "state": "closed"}
    values = {"github.event.workflow_run.head_sha": head, "github.event.repository.default_branch": "main", "github.token": forge.token}
    assert run_job("tell", folder, forge, values) == {"number": "7"}
    text = (folder / "review.md").read_text("utf-8")
    assert "等人认领 → 有人认领了" in text
    (folder / "review").mkdir()
    (folder / "review.md").rename(folder / "review" / "review.md")
    run_job("post", folder, forge, values)
    assert forge.answers(7) == [text]
    assert text.startswith(MARK)
    assert head[:7] in text
