"""Each rule by itself keeps something out: without it, a record that it refuses comes in, or only another rule still stands in the way."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from record_cases import judge_case, list_cases
from wishlight.records import judge
from wishlight.records.rules import list_rules

BAD = [case for case in list_cases("records/bad") if case.line]
TESTED = sorted({case.rule for case in BAD} & {rule.name for rule in list_rules()})
BACKED = {"merge-circle": ["unknown-target"], "same-id": ["misplaced"]}
"""Rules all of whose cases another rule refuses too, and that other rule."""


@contextmanager
def switched_off(name: str) -> Iterator[None]:
    """The judge without one rule."""
    rest = tuple(rule for rule in list_rules() if rule.name != name)
    forget = (judge._record_checks.cache_clear, judge._entry_checks.cache_clear, judge._noting_rules.cache_clear)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(judge, "list_rules", lambda: rest)
        for clear in forget:
            clear()
        try:
            yield
        finally:
            for clear in forget:
                clear()


@pytest.mark.figure
def test_without_a_rule_what_it_refuses_comes_in(figure: Callable[..., None]) -> None:
    let_in, still_named, backed = [], [], {}
    for name in TESTED:
        cases = [case for case in BAD if case.rule == name]
        with switched_off(name):
            found = [{problem.rule for problem in judge_case(case) if problem.level == "refuse"} for case in cases]
        still_named += [case.file.name for case, rules in zip(cases, found, strict=True) if name in rules]
        if not all(found):
            let_in.append(name)
        else:
            backed[name] = sorted(set.intersection(*found) or set.union(*found))
    assert not still_named
    assert backed == BACKED
    assert len(let_in) + len(backed) == len(TESTED) >= 70
    figure("rules-switched-off", tried=len(TESTED), failed=0, note=f"{len(let_in)} alone keep something out, {len(backed)} are backed by another")
