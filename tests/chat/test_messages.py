"""Chats as the usual programs copy them: who said what on which day."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wishlight.chat.messages import ChatError, Message, read_chat

DAY = date(2026, 3, 9)

CHATS = {
    "WeChat on a computer": ("小满🌙 2026/3/9 09:15\n认领 7K3FQX\n", [("小满🌙", DAY, "认领 7K3FQX")]),
    "WeChat without a day": ("小 满 09:15:22\n认领 7K3FQX\n谢谢\n", [("小 满", None, "认领 7K3FQX\n谢谢")]),
    "yesterday in the afternoon": ("小满 昨天 下午3:15\n认领 7K3FQX", [("小满", None, "认领 7K3FQX")]),
    "QQ": ("小满(583231999) 2026-03-09 9:15:22\n认领 7K3FQX\n", [("小满", DAY, "认领 7K3FQX")]),
    "old QQ": ("2026-03-09 9:15:22 小满(583231999)\n认领 7K3FQX\n", [("小满", DAY, "认领 7K3FQX")]),
    "in brackets": ("[09:15] 小满：认领 7K3FQX\n[2026年3月9日 09:16] 老周：报名", [("小满", None, "认领 7K3FQX"), ("老周", DAY, "报名")]),
    "Telegram": ("Lin, [9 Mar 2026 at 09:15]\nclaim 7K3FQX", [("Lin", DAY, "claim 7K3FQX")]),
    "a weekday in English": ("Lin Monday 9:15 AM\nclaim 7K3FQX", [("Lin", None, "claim 7K3FQX")]),
    "names before colons": ("小满：认领 7K3FQX\n老周: 好", [("小满", None, "认领 7K3FQX"), ("老周", None, "好")]),
    "nobody named": ("认领 7K3FQX\n\n谢谢", [("", None, "认领 7K3FQX"), ("", None, "谢谢")]),
    "a code is no name": ("认领 7K3FQX：我来", [("", None, "认领 7K3FQX:我来")]),
    "Windows lines and a byte order mark": ("\ufeff小满 09:15\r\n认领 7K3FQX\r\n", [("小满", None, "认领 7K3FQX")]),
    "a quotation was said before": (
        "老周 09:16\n「小满：认领 7K3FQX」\n- - - - - - - - - -\n好的\n",
        [("老周", None, "好的")],
    ),
    "a long quotation": ("老周 09:16\n「小满：认领\n7K3FQX」\n—————————\n好", [("老周", None, "好")]),
    "what the program says itself": ("小满 09:15\n认领 7K3FQX\n小满撤回了一条消息\n老周加入群聊\nLin joined the group", [("小满", None, "认领 7K3FQX")]),
    "words before the first header": ("以下是聊天记录\n小满 09:15\n好", [("", None, "以下是聊天记录"), ("小满", None, "好")]),
    "a colon within a message": ("小满 09:15\n备注：认领 7K3FQX", [("小满", None, "备注:认领 7K3FQX")]),
    "full width": ("小满　０９：１５\n认领　７Ｋ３ＦＱＸ", [("小满", None, "认领 7K3FQX")]),
    "a day that is none": ("小满 2026/13/40 09:15\n好", [("小满", None, "好")]),
    "nothing": ("", []),
}


def plain(messages: list[Message]) -> list[tuple[str, date | None, str]]:
    return [(message.sender, message.day, message.text) for message in messages]


@pytest.mark.parametrize("name", CHATS)
def test_a_chat_is_read_as_it_was_said(name: str) -> None:
    text, expected = CHATS[name]
    assert plain(read_chat(text.encode())) == expected
    if "🌙" not in text and "\ufeff" not in text:
        assert plain(read_chat(text.encode("gb18030"))) == expected


def test_messages_know_their_line() -> None:
    assert [message.line for message in read_chat("甲 09:15\n一\n\n乙 09:16\n二".encode())] == [1, 4]


@pytest.mark.parametrize(("data", "rule"), [(b"\x00\x01", "not-text"), (b"\xff\xff\xff", "not-text"), (b"a" * 1_000_001, "too-large")])
def test_what_is_no_text_is_refused(data: bytes, rule: str) -> None:
    with pytest.raises(ChatError) as wrong:
        read_chat(data)
    assert wrong.value.rule == rule


@given(st.text(max_size=400))
def test_any_text_is_a_chat_of_some_kind(text: str) -> None:
    try:
        messages = read_chat(text.encode("utf-8", "replace"))
    except ChatError:
        return
    assert all(message.line >= 1 for message in messages)
