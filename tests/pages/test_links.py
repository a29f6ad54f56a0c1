"""Links are relative: they work in any folder of any host."""

from __future__ import annotations

from urllib.parse import urljoin

import pytest

from wishlight.pages.links import links_from, root_of

SITE = "https://board.example/any/folder/"
PLACES = ["", "wishes/", "wish/2026-03/W-260302-7K3FQX/", "wishes/category/repair/2/"]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("there", PLACES)
@pytest.mark.parametrize("here", PLACES)
def test_a_link_leads_from_any_page_to_any_page_and_file(here: str, there: str, lang: str) -> None:
    root = SITE + root_of(lang, ("zh", "en"))
    links = links_from(here, lang, ("zh", "en"))
    assert urljoin(root + here, links.url(there)) == root + there
    assert urljoin(root + here, links.url(f"{there}#part")) == f"{root}{there}#part"
    assert urljoin(root + here, links.asset("data/wishes.csv")) == f"{SITE}data/wishes.csv"


def test_the_first_language_stands_at_the_root() -> None:
    assert [root_of(lang, ("en", "zh")) for lang in ("en", "zh")] == ["", "zh/"]
