"""The quick reading of help sentences agrees with the full one, and the language is chosen as people expect."""

from __future__ import annotations

from pathlib import Path

import click
import pytest

from wishlight import cli
from wishlight.helptext import choose_language, list_languages, read_sentences
from wishlight.words import load_words

LANGUAGES = list_languages()


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("section", ["help", "cli"])
def test_the_quick_reading_equals_the_full_one(section: str, lang: str):
    words = load_words(lang)
    full = {key.removeprefix(f"{section}."): words(key) for key in words.keys(f"{section}.")}
    assert full
    assert read_sentences(section, lang) == full


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_command_and_option_is_explained(lang: str):
    words = load_words(lang)
    wanted = {f"help.{name}" for name in cli.list_commands()}
    for name in cli.list_commands():
        options = [option for option in cli.load_command(name).params if isinstance(option, click.Option) and not option.hidden]
        wanted |= {f"help.{name}--{max(option.opts, key=len).removeprefix('--')}" for option in options}
    shared = {key: f"help.any--{key.partition('--')[2]}" for key in wanted if "--" in key}
    assert [key for key in sorted(wanted) if not words.has(key) and not words.has(shared.get(key, key))] == []
    general = ("help.any--", "help.wishlight")
    assert [key for key in words.keys("help.") if key not in wanted and not key.startswith(general)] == []


@pytest.mark.parametrize(
    ("argv", "environ", "lang"),
    [
        ([], {}, "zh"),
        ([], {"LANG": "en_GB.UTF-8"}, "en"),
        ([], {"LANG": "en_GB.UTF-8", "LC_ALL": "zh_CN.UTF-8"}, "zh"),
        ([], {"LANGUAGE": "fr:en", "LANG": "zh_CN"}, "en"),
        ([], {"LANG": "C.UTF-8"}, "zh"),
        (["check", "--lang", "en"], {"LANG": "zh_CN.UTF-8"}, "en"),
        (["--lang=en", "check"], {}, "en"),
    ],
)
def test_the_language_is_the_one_asked_for_then_the_systems(argv: list[str], environ: dict[str, str], lang: str, tmp_path: Path):
    assert choose_language(argv, environ, tmp_path) == lang


@pytest.mark.parametrize("text", ["languages: [en, zh]\n", "languages:\n- en\n- zh\n", 'languages: ["en"]\n'])
def test_where_the_system_names_none_the_boards_first_language_speaks(text: str, tmp_path: Path):
    (tmp_path / "site_config").mkdir()
    (tmp_path / "site_config" / "board.yml").write_text(text, "utf-8")
    assert choose_language([], {"LANG": "C"}, tmp_path) == "en"


@pytest.mark.parametrize("data", [b"name: \xff\n", "languages: [zh]\n".encode("utf-16"), "name: 微光\nlanguages: [zh]\n".encode("gbk")])
def test_a_board_that_is_no_utf8_still_speaks_some_language(data: bytes, tmp_path: Path):
    (tmp_path / "site_config").mkdir()
    (tmp_path / "site_config" / "board.yml").write_bytes(data)
    assert choose_language([], {}, tmp_path) in list_languages()
    assert cli.run(["check"], tmp_path) == 1
