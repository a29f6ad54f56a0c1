"""Each good record passes, each bad one is refused by the rule and at the line that its file name tells."""

from __future__ import annotations

import pytest

from record_cases import BOARD, NOW, Case, judge_case, list_cases, load_case_board, read_neighbours
from wishlight.problems import has_refusal
from wishlight.records.judge import judge
from wishlight.records.rules import list_rules
from wishlight.words import list_languages, load_words

GOOD = list_cases("records/good")
BAD = list_cases("records/bad")
SETTINGS = list_cases("settings")


def _name(case: Case) -> str:
    return f"{case.kind}/{case.file.stem}"


def test_there_are_enough_cases_of_every_kind() -> None:
    assert len(GOOD) >= 80
    assert len(BAD) >= 140
    assert {case.kind for case in BAD} >= {"wish", "action", "deed", "person", "report"}


def test_the_board_of_the_cases_is_itself_good() -> None:
    assert judge(list(read_neighbours()), load_case_board(), load_words("en"), NOW, root=BOARD) == []


@pytest.mark.parametrize("case", GOOD, ids=_name)
def test_a_good_record_has_no_problem(case: Case) -> None:
    assert judge_case(case) == []


@pytest.mark.parametrize("case", BAD, ids=_name)
def test_a_bad_record_is_refused_at_its_line_with_a_way_to_mend_it(case: Case) -> None:
    for lang in list_languages():
        problems = judge_case(case, lang)
        assert (case.rule, case.line) in {(p.rule, p.line) for p in problems}
        assert has_refusal(problems) or case.rule == "personal-data"
        for problem in problems:
            assert problem.line >= 1
            assert problem.says and not problem.says.startswith("problems.")
            assert problem.mend and not problem.mend.startswith("problems.")
            assert "{" not in problem.says + problem.mend


def test_every_rule_has_a_good_case_and_a_bad_one() -> None:
    rules = {rule.name for rule in list_rules()}
    good = {case.rule for case in [*GOOD, *SETTINGS] if not case.line}
    bad = {case.rule for case in [*BAD, *SETTINGS] if case.line}
    assert rules - bad == set()
    assert rules - good == set()
    assert len(rules) >= 80


def test_every_case_is_about_a_rule_that_exists() -> None:
    shapes = {key.split(".")[1] for key in load_words("en").keys("problems.") if key.endswith(".says")}
    assert {case.rule for case in [*GOOD, *BAD, *SETTINGS]} <= {rule.name for rule in list_rules()} | shapes


@pytest.mark.parametrize("rule", [rule.name for rule in list_rules()])
@pytest.mark.parametrize("lang", list_languages())
def test_every_rule_says_what_is_wrong_and_how_to_mend_it_in_every_language(rule: str, lang: str) -> None:
    words = load_words(lang)
    assert words.has(f"problems.{rule}.says")
    assert words.has(f"problems.{rule}.mend")
