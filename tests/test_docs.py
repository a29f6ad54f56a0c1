"""What the hand-written documents say is true: commands, recipes, links."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from wishlight.cli import list_commands

ROOT = Path(__file__).parents[1]
DOCUMENTS = sorted(ROOT.glob("*.md"))


def read(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


@pytest.mark.parametrize("name", ["README.md", "README.zh.md"])
def test_every_command_is_in_the_readme(name: str):
    commands = list_commands()
    assert commands
    text = read(name)
    assert [command for command in commands if not re.search(rf"wishlight {command}\b", text)] == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_no_document_names_a_command_that_is_not_there(path: Path):
    told = set(re.findall(r"(?:`|^    )wishlight ([a-z]+)", path.read_text("utf-8"), re.MULTILINE))
    assert told <= set(list_commands())


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_every_recipe_named_is_in_the_makefile(path: Path):
    recipes = set(re.findall(r"^([a-z]+):", read("Makefile"), re.MULTILINE))
    assert set(re.findall(r"(?:`|^    )make ([a-z]+)", path.read_text("utf-8"), re.MULTILINE)) <= recipes


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_to_a_file_leads_to_one(path: Path):
    links = re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", path.read_text("utf-8"))
    assert [link for link in links if not (ROOT / link).exists()] == []


@pytest.mark.parametrize("name", ["README.md", "README.zh.md"])
def test_the_record_in_the_readme_is_the_demos_own(name: str):
    ((path, text),) = re.findall(r"`(wishes/[^`]+\.yml)`.*?```yaml\n(.*?)```", read(name), re.DOTALL)
    assert (ROOT / path).read_text("utf-8") == text


@pytest.mark.parametrize("name", ["README.md", "README.zh.md"])
def test_the_readme_is_short(name: str):
    assert len(read(name).splitlines()) <= 150
