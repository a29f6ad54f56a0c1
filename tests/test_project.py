"""The project's own files agree with one another."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

from wishlight import cli

ROOT = Path(__file__).parents[1]
PINNED = sorted((ROOT / "requirements").glob("*.txt"))


def read_names(path: Path) -> set[str]:
    lines = [line.split("#")[0].strip() for line in path.read_text("utf-8").splitlines()]
    return {line for line in lines if line and not line.startswith("-r")}


def read_pins(path: Path) -> dict[str, str]:
    """A requirement with its marker -> everything that follows it up to the next one."""
    parts = re.split(r"^(?=[a-z0-9])", path.read_text("utf-8"), flags=re.MULTILINE)
    return {part.split(" \\")[0].strip(): part for part in parts if part.strip()}


def test_the_wheel_asks_for_what_the_pins_install():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert set(project["dependencies"]) == read_names(ROOT / "requirements" / "runtime.in")


def test_there_are_pins_for_running_testing_browsing_and_auditing():
    assert [path.stem for path in PINNED] == ["audit", "browser", "dev", "runtime"]


@pytest.mark.parametrize("path", PINNED, ids=lambda path: path.stem)
def test_every_pin_is_exact_and_hashed_and_names_no_place(path: Path):
    pins = read_pins(path)
    assert len(pins) > 20
    assert [name for name in pins if "==" not in name.split(";")[0]] == []
    assert [name for name, text in pins.items() if "--hash=sha256:" not in text] == []
    assert re.findall(r"https?:|--index|--find-links|file:", path.read_text("utf-8")) == []


def test_the_groups_agree_on_every_version():
    runtime, dev, browser = ({pin.split(" ;")[0] for pin in read_pins(ROOT / "requirements" / f"{name}.txt")} for name in ("runtime", "dev", "browser"))
    assert runtime < dev < browser


def test_nothing_else_lies_at_the_top():
    told = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    found = {path.split("/")[0] for path in told.split("\0") if path}
    folders = {".ci", ".github", "content", "generator", "requirements", "site_config", "tests", "wishes"}
    files = {".gitignore", ".pre-commit-config.yaml", "mkdocs.yml", "pyproject.toml", "Makefile"}
    papers = {"CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "LICENSE-CONTENT.md", "README.md", "README.zh.md", "SECURITY.md"}
    assert found == folders | files | papers


def test_every_recipe_is_told_by_make_itself():
    recipes = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    told = subprocess.run(["make", "--no-print-directory", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert {"setup", "serve", "build", "test", "check", "lint", "bless", "generate", "gallery", "ci"} <= set(recipes)
    assert [name for name in recipes if f"make {name} " not in told] == []


def test_both_readmes_have_the_same_parts():
    english, chinese = ((ROOT / name).read_text("utf-8") for name in ("README.md", "README.zh.md"))
    assert len(re.findall(r"^## ", english, re.MULTILINE)) == len(re.findall(r"^## ", chinese, re.MULTILINE))
    assert re.findall(r"^    (?:make|wishlight) [a-z]+", english, re.MULTILINE) == re.findall(r"^    (?:make|wishlight) [a-z]+", chinese, re.MULTILINE)


@pytest.mark.parametrize("command", ["generate", "forms"])
def test_what_is_made_from_other_files_is_in_step(command: str, capsys: pytest.CaptureFixture[str]):
    assert cli.run([command, "--check"], ROOT) == 0, capsys.readouterr().out
