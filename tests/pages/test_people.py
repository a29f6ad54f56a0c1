"""How people, posts and teams are called."""

from __future__ import annotations

import pytest

from sample_pages import sample_context
from wishlight.pages.people import Called, call_actor


@pytest.mark.parametrize(
    ("actor", "zh", "en"),
    [
        ("p:4TD9", Called("林<i>小满", True, "person/4td9/"), Called("林<i>小满", True, "person/4td9/")),
        ("p:9KX2", Called("一位志愿者"), Called("a volunteer")),
        ("p:ZZZZ", Called("一位志愿者"), Called("a volunteer")),
        (
            "team:xinghu-menders",
            Called("星湖<修理>队", True, "team/xinghu-menders/"),
            Called("Xinghu Menders", False, "team/xinghu-menders/"),
        ),
        ("team:unknown", Called("一支队伍"), Called("a team")),
        ("post:m1", Called("云溪区志愿服务中心审核岗"), Called("Yunxi review desk")),
        ("post:none", Called("一位工作人员"), Called("a member of staff")),
        ("resident", Called("居民"), Called("the resident")),
        ("board", Called("微平台"), Called("the board")),
    ],
)
def test_each_actor_is_called_by_name_only_where_that_was_agreed(actor: str, zh: Called, en: Called) -> None:
    assert call_actor(sample_context(), actor, "zh") == zh
    assert call_actor(sample_context(), actor, "en") == en
