"""What a forge would silently drop from a form is found first, with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from wishlight.intake.lint import lint_template, parameterize
from wishlight.words import list_languages, load_words

GOOD = """name: "Wish"
description: "A wish"
body:
- type: input
  id: record
  attributes: {label: "编号 / Number"}
- type: dropdown
  id: kind
  attributes: {label: "Kind", options: ["a", "b"], default: 1}
- type: checkboxes
  id: privacy
  attributes: {label: "Tick", options: [{label: "I know, and agree", required: true}]}
"""


def rules(text: str) -> list[tuple[str, int]]:
    return [(p.rule, p.line) for p in lint_template(text, "form.yml", load_words("zh"))]


def test_a_good_form_has_no_problem() -> None:
    assert rules(GOOD) == []


@pytest.mark.parametrize(
    ("before", "after", "rule", "line"),
    [
        ('name: "Wish"', 'nome: "Wish"', "form-unknown-key", 1),
        ('name: "Wish"\n', "", "form-missing", 1),
        ('name: "Wish"', "name: yes", "form-not-text", 1),
        ('"A wish"', '"' + "长" * 201 + '"', "form-too-long", 2),
        ("type: input", "type: upload", "form-unknown-element", 4),
        ("id: record", "id: 编号", "form-bad-id", 5),
        ("  id: record\n", "", "form-like-label", 8),
        ("id: record", "id: kind", "form-same-id", 8),
        ('label: "Kind"', 'label: "编号 / Number"', "form-same-label", 9),
        ('label: "Kind"', 'label: "Your password"', "form-password", 9),
        ('label: "Kind"', 'label: ""', "form-missing", 9),
        ('["a", "b"]', "[]", "form-bad-options", 9),
        ('["a", "b"]', "[yes, no]", "form-option-not-text", 9),
        ('["a", "b"]', "[~, 3]", "form-option-not-text", 9),
        ('["a", "b"]', '["a", "None"]', "form-option-none", 9),
        ('["a", "b"]', '["a, c", "b"]', "form-option-comma", 9),
        ('["a", "b"]', '["a", "a"]', "form-same-option", 9),
        ("default: 1", "default: 2", "form-bad-default", 9),
        ("default: 1", "default: yes", "form-bad-default", 9),
        ("body:", "body: [", "form-not-yaml", 4),
    ],
)
def test_each_fault_is_named_at_its_line(before: str, after: str, rule: str, line: int) -> None:
    assert before in GOOD
    text = GOOD.replace(before, after, 1)
    if rule == "form-like-label":
        text = text.replace('label: "Kind"', 'label: "号码 / number"', 1)
    assert (rule, line) in rules(text)


def test_chinese_labels_need_an_id_because_nothing_of_them_is_left_in_an_address() -> None:
    assert parameterize("编号") == ""
    assert parameterize("Café Número 1") == "cafe-numero-1"
    assert ("form-no-id", 4) in rules(GOOD.replace("  id: record\n", "").replace("编号 / Number", "编号"))


def test_labels_alike_in_an_address_are_fine_when_both_have_ids() -> None:
    assert rules(GOOD.replace('label: "Kind"', 'label: "种类 number"')) == []


@pytest.mark.parametrize("text", ["", "- a\n", "body: 3\n", "a: *b\n", "body: []\nname: x\ndescription: y\n", "body: [3, {type: input}]\n"])
def test_what_is_no_form_at_all_is_a_problem_and_never_a_crash(text: str) -> None:
    assert rules(text)


@pytest.mark.parametrize("lang", list_languages())
def test_every_rule_of_the_lint_has_words(lang: str) -> None:
    source = (Path(__file__).parents[2] / "generator/wishlight/intake/lint.py").read_text("utf-8")
    words = load_words(lang)
    named = {key.split(".")[2] for key in words.keys("intake.lint.")}
    assert len(named) >= 15
    for rule in named:
        assert f'"{rule}"' in source
        assert words.has(f"intake.lint.{rule}.says") and words.has(f"intake.lint.{rule}.mend")
