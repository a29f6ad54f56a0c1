"""Addresses of prefilled forms."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from wishlight.records.board import Board, load_board
from wishlight.records.formlinks import FORMS, LIMIT, form_link, repository_link
from wishlight.words import load_words

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def board() -> Board:
    board, problems = load_board(ROOT, load_words("zh"))
    assert not problems
    return replace(board, info={**board.info, "forge": "github", "repository": "some/board"})


def test_a_claim_link_opens_the_claim_form_with_the_record_filled_in(board: Board) -> None:
    link = form_link(board, "claim", record="W-260302-7K3FQM")
    assert link == "https://github.com/some/board/issues/new?template=claim.yml&record=W-260302-7K3FQM"


def test_signs_that_mean_something_in_an_address_survive_the_way_there_and_back(board: Board) -> None:
    text = "一盏灯 & 50% #1\n第二行 + =?"
    link = form_link(board, "deliver", record="W-1", note=text)
    assert link
    assert parse_qs(urlsplit(link).query, keep_blank_values=True) == {"template": ["deliver.yml"], "record": ["W-1"], "note": [text]}
    assert link.isascii()


def test_an_address_that_would_be_too_long_comes_without_its_inputs(board: Board) -> None:
    link = form_link(board, "question", note="长" * 1000)
    assert link == "https://github.com/some/board/issues/new?template=question.yml"
    assert len(link) < LIMIT


def test_empty_inputs_are_left_out(board: Board) -> None:
    assert form_link(board, "wish", title="") == form_link(board, "wish")


@pytest.mark.parametrize("info", [{"forge": "none", "repository": "some/board"}, {"forge": "github"}, {}])
def test_without_a_forge_there_is_no_link(board: Board, info: dict[str, str]) -> None:
    lonely = replace(board, info=info)
    assert all(form_link(lonely, form) is None for form in FORMS)
    assert repository_link(lonely) is None


def test_a_form_that_does_not_exist_is_our_mistake(board: Board) -> None:
    with pytest.raises(KeyError, match="no-such"):
        form_link(board, "no-such")
