"""The guide for setting up a repository says in both languages what the doctor looks for, and its snippets hold."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from wishlight.commands.doctor import WORKFLOWS
from wishlight.records.board.load import ConfigFile
from wishlight.words import load_words

ROOT = Path(__file__).parents[1]
GITHUB = ROOT / ".github"
GUIDES = {"en": GITHUB / "SETUP.md", "zh": GITHUB / "SETUP.zh.md"}
TOOLS = Path(sys.executable).parent


def read(lang: str) -> str:
    return GUIDES[lang].read_text("utf-8")


def list_commands(text: str) -> list[str]:
    """Every call of gh that a text shows."""
    found = re.findall(r"\bgh (?:api|repo|variable|workflow)[^`\n；，;,（(]*", text)
    return [re.sub(r"OWNER/NAME|\{repository\}", "X", call).strip(" .。，；") for call in found]


def test_both_languages_show_the_same_commands_and_snippets():
    assert list_commands(read("en")) == list_commands(read("zh"))
    assert len(list_commands(read("en"))) >= 8
    blocks = {lang: re.findall(r"```yaml\n(.*?)```", read(lang), re.DOTALL) for lang in GUIDES}
    assert blocks["en"] == blocks["zh"] != []


@pytest.mark.parametrize("lang", GUIDES)
def test_the_doctors_mends_are_the_guides_commands(lang: str):
    words, shown = load_words(lang), set(list_commands(read(lang)))
    mends = {rule: words(f"problems.{rule}.mend", repository="X", branch="main", path="p", name="intake.yml", label="l", there="t", here="h", what="w") for rule in (
        "forge-issues", "forge-workflow-off", "forge-force-push", "forge-deletion", "forge-check", "forge-token-write", "forge-pulls", "forge-pages", "forge-program")}  # fmt: skip
    for rule, mend in mends.items():
        calls = [call.replace("--body 拥有者/仓库", "--body owner/name") for call in list_commands(mend)]
        assert calls and set(calls) <= shown, (rule, calls)


@pytest.mark.parametrize("lang", GUIDES)
def test_every_workflow_file_and_link_that_is_named_is_there(lang: str):
    text = read(lang)
    assert set(re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE)) == set(WORKFLOWS)
    assert all((GITHUB / "workflows" / f"{name}.yml").is_file() for name in WORKFLOWS)
    assert [link for link in re.findall(r"\]\((?!https?:)([^)#]+)", text) if not (GITHUB / link).exists()] == []
    assert (GITHUB / "ruleset.json").is_file()


def test_the_apps_token_can_be_put_into_intake_as_the_guide_says(tmp_path: Path):
    (snippet,) = re.findall(r"```yaml\n(.*?)```", read("en"), re.DOTALL)
    text = (GITHUB / "workflows" / "intake.yml").read_text("utf-8")
    step = "      - name: Read, decide, act\n"
    assert text.count(step) == 1
    before, after = text.replace(step, snippet + step).split(step)
    after = after.replace("GITHUB_TOKEN: ${{ github.token }}", "GITHUB_TOKEN: ${{ steps.app.outputs.token }}", 1)
    before = before.replace("    timeout-minutes: 60\n", "    timeout-minutes: 60\n    environment: intake\n", 1)
    changed = tmp_path / "intake.yml"
    changed.write_text(before + step + after, "utf-8")
    assert [s.get("id") for s in yaml.safe_load(changed.read_text("utf-8"))["jobs"]["pass"]["steps"]].count("app") == 1
    for call in (["zizmor", "--offline", "--persona", "pedantic", "--quiet"], ["actionlint"]):
        done = subprocess.run([str(TOOLS / call[0]), *call[1:], str(changed)], capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("lang", GUIDES)
def test_the_settings_it_shows_are_read(lang: str, tmp_path: Path):
    block = re.search(r"\n\n((?:    \w+: .+\n){4})", read(lang))
    assert block
    (tmp_path / "site_config").mkdir()
    (tmp_path / "site_config" / "board.yml").write_text(re.sub("^    ", "", block[1], flags=re.MULTILINE))
    file = ConfigFile(tmp_path, "board", load_words(lang))
    assert file.problems == []
    assert set(file.tree) == {"forge", "repository", "branch", "site_url"}
