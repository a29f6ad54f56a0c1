"""Three doors, in this order: say it, go to the hall, fill the form. On every page of something that people can do, with a forge and without."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from sample_pages import Seen, read_samples, sample_context
from wishlight.pages import Context, make_kind
from wishlight.records.formlinks import form_link
from wishlight.tables import fold_all

WISH, ACTION = "wish-hostile", "action-open"


def context_with(**info: Any) -> Context:
    """The sample board with other settings, and a deed that is still being proposed."""
    context = sample_context()
    board = replace(context.board, info={**context.board.info, **info})
    voting = read_samples()["deed-voting"]
    proposed = voting._replace(history=voting.history[:1])
    return replace(context, board=board, folded={**context.folded, proposed.id: next(fold_all([proposed], board, context.as_of))})


def read(context: Context, name: str, lang: str) -> tuple[Seen, str]:
    record = read_samples()[name]
    kind = name.partition("-")[0]
    (page,) = (p for p in make_kind(context, kind) if p.lang == lang and record.id in p.path)
    return Seen(page.body), record.id


CASES = [(WISH, "claim"), (ACTION, "sign-up"), ("deed-voting", "second")]
SAYS = {"zh": ("网格员", "服务站"), "en": ("grid worker", "station")}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(("name", "form"), CASES)
def test_the_doors_stand_in_their_order_and_each_says_the_number(name: str, form: str, lang: str):
    context = context_with()
    seen, id = read(context, name, lang)
    body = seen.text
    first, second = SAYS[lang]
    (link,) = [link for link in seen.links() if f"template={form}.yml" in link]
    assert link == form_link(context.board, form, record=id)
    say = body.index(first)
    hall = body.index(second, say)
    button = body.index({"claim": {"zh": "填表认领", "en": "Claim it by form"}, "sign-up": {"zh": "我要报名", "en": "Sign up"}, "second": {"zh": "我附议", "en": "Second it"}}[form][lang], hall)
    assert say < body.index(id[-6:], say) < hall < button
    assert context.board.info["hall"]["hours"][lang] in body[hall:button]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(("name", "form"), CASES)
def test_without_a_forge_the_first_two_doors_are_all_and_nothing_names_one(name: str, form: str, lang: str):
    seen, id = read(context_with(forge="none"), name, lang)
    assert all(says in seen.text for says in (*SAYS[lang], id[-6:]))
    assert [link for link in seen.links() if "github" in link] == []
    assert "GitHub" not in seen.text


def test_a_hall_with_a_telephone_says_so():
    hall = {**sample_context().board.info["hall"], "phone": "0512-6666 0000"}
    seen, _ = read(context_with(hall=hall), WISH, "zh")
    assert "打电话也行：0512-6666 0000" in seen.text
    assert "打电话" not in read(context_with(hall={**hall, "phone": ""}), WISH, "zh")[0].text


def test_a_board_that_says_nothing_of_a_hall_still_has_the_first_door():
    seen, id = read(context_with(hall={}, forge="none"), WISH, "en")
    assert "Tell your grid worker" in seen.text
    assert id[-6:] in seen.text
