"""The forms as the platform's own schema and ours see them, here and on a new board."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TOOL = Path(sys.executable).parent / "check-jsonschema"
FOLDER = ROOT / ".github" / "ISSUE_TEMPLATE"
FORMS = sorted(str(path) for path in FOLDER.glob("*.yml") if path.name != "config.yml")


def judge(schema: str, *paths: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(TOOL), "--builtin-schema", schema, *paths], capture_output=True, text=True)


def test_every_form_and_the_chooser_hold_to_the_platforms_schema() -> None:
    assert len(FORMS) >= 12
    done = judge("vendor.github-issue-forms", *FORMS)
    assert done.returncode == 0, done.stdout
    done = judge("vendor.github-issue-config", str(FOLDER / "config.yml"))
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(("good", "bad"), [("type: \"input\"", "type: inptu"), ("name:", "nmae:")])
def test_a_slip_in_a_form_does_not_pass(tmp_path: Path, good: str, bad: str) -> None:
    text = (FOLDER / "claim.yml").read_text("utf-8")
    assert good in text
    broken = tmp_path / "claim.yml"
    broken.write_text(text.replace(good, bad, 1), "utf-8")
    assert judge("vendor.github-issue-forms", str(broken)).returncode == 1
