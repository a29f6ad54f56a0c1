"""The look: both lists of dark colours agree, text can be read on its ground, and small files say the same."""

from __future__ import annotations

import re
from gzip import compress
from pathlib import Path

import pytest

from wishlight.site.theme import read_theme, shrink_css, shrink_js

THEME = Path(__file__).parents[2] / "site_config" / "theme"
COLOURS = (THEME / "styles" / "10-colours.css").read_text("utf-8")
TEXTS = ["ink", "ink-soft", "ink-faint", "link", "blue", "amber", "green", "red", "plum", "grey"]
WASHES = ["blue", "amber", "green", "red", "plum", "grey"]


def _lists() -> list[dict[str, str]]:
    blocks = re.findall(r":root[^{]*\{([^}]*)\}", COLOURS)
    return [dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})", block)) for block in blocks]


def test_dark_by_choice_and_dark_by_system_are_the_same() -> None:
    light, chosen, system = _lists()
    assert chosen == system
    assert set(chosen) == set(light)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_every_text_colour_can_be_read_on_every_ground_it_stands_on(scheme: int) -> None:
    colours = _lists()[scheme]
    pairs = [(text, ground) for text in TEXTS for ground in ("paper", "card", "sunk")]
    pairs += [(name, f"{name}-wash") for name in WASHES] + [("ink", f"{name}-wash") for name in WASHES]
    pairs += [("night-ink", "night"), ("night-soft", "night"), ("ink-soft", "amber-wash")]
    assert [
        (t, g, _contrast(colours[t], colours[g])) for t, g in pairs if _contrast(colours[t], colours[g]) < 4.5
    ] == []


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_shapes_that_carry_a_meaning_stand_out(scheme: int) -> None:
    colours = _lists()[scheme]
    assert _contrast(colours["line-firm"], colours["paper"]) >= 3
    assert _contrast(colours["focus"], colours["paper"]) >= 3


def test_every_used_colour_is_defined() -> None:
    styles = "".join(f.read_text("utf-8") for f in (THEME / "styles").glob("*.css"))
    used = set(re.findall(r"var\(--([\w-]+)", styles))
    assert used
    assert {name for name in used if not name.startswith("md-")} <= set(re.findall(r"--([\w-]+)\s*:", styles))


def test_styles_and_scripts_stay_small() -> None:
    theme = read_theme(THEME)
    sizes = {asset.path: len(compress(asset.data, 9)) for asset in theme.assets}
    assert sum(sizes[path] for path in theme.files.values()) < 16 * 1024
    pictures = [path for path in sizes if path.startswith("assets/pictures/")]
    assert len(pictures) >= 6
    assert max(sizes[path] for path in pictures) < 1024


def test_a_changed_style_sheet_gets_another_name(tmp_path: Path) -> None:
    import shutil

    shutil.copytree(THEME, tmp_path / "theme")
    before = read_theme(tmp_path / "theme").files
    sheet = tmp_path / "theme" / "styles" / "20-text.css"
    sheet.write_text(sheet.read_text("utf-8") + "p { color: red }", "utf-8")
    after = read_theme(tmp_path / "theme").files
    assert after["styles"] != before["styles"]
    assert after["site"] == before["site"]


def test_making_a_style_sheet_small_keeps_what_it_says() -> None:
    assert shrink_css(
        '/* a */\na::after {\n  content: " →";\n  margin: 0 auto ;\n}\n@media (min-width: 2em) { b { c: d } }'
    ) == ('a::after{content: " →";margin: 0 auto}@media (min-width: 2em){b{c: d}}')


def test_making_a_script_small_keeps_its_lines() -> None:
    assert shrink_js("// why\nvar a = 'http://x'\n\n  var b\n") == "var a = 'http://x'\nvar b\n"


def _contrast(one: str, other: str) -> float:
    # https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
    bright, dim = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
