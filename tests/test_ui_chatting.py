"""Chats that cannot be read or changed are told, and nothing is taken for done."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import gradio as gr
import pytest
from page_doubles import ScriptedAssistant, cited, parsed, quoting, scripted_desk
from test_ui_history import asked

from ui.history.store import ConversationStore
from ui.page.chatting import Chatting
from ui.page.choice import Choice
from ui.page.screen import Screen
from ui.page.talk import Talk

RIVER = parsed("river", "Walls", "# Walls\n\nThe wall cost 48 million.\n")
KEPT = {"owner": "one"}
TALK = Talk("open")


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    messages: list[str] = []
    monkeypatch.setattr(gr, "Warning", messages.append)
    return messages


def chatting(folder: Path) -> Chatting:
    desk = scripted_desk(ScriptedAssistant({}), RIVER, chats=ConversationStore(folder))
    return Chatting(desk, cast(Screen, None))


def event(**data: str) -> gr.EventData:
    return gr.EventData(None, data)


@pytest.mark.parametrize(
    "change",
    [
        lambda chats: chats.rename(KEPT, TALK, "", event(id="a", title="Walls")),
        lambda chats: chats.delete(None, Choice(), KEPT, TALK, "", event(id="a")),
        lambda chats: chats.delete_all(None, Choice(), KEPT, TALK, ""),
        lambda chats: chats.count(KEPT),
        lambda chats: chats.listed(KEPT, TALK, ""),
    ],
    ids=["rename", "delete", "delete all", "count", "list"],
)
def test_what_cannot_be_done_is_told(
    change: Callable[[Chatting], Any], tmp_path: Path, told: list[str]
) -> None:
    (tmp_path / "file").write_text("")
    change(chatting(tmp_path / "file" / "conversations"))
    assert told
    assert all("cannot be read or written" in message for message in told)


def test_a_chat_whose_documents_are_gone_says_that_it_uses_all(
    tmp_path: Path, told: list[str]
) -> None:
    talk = asked(quoting("What did it cost?", cited(RIVER, "The wall cost 48 million.")))
    chats = chatting(tmp_path)
    for name, doc_ids in (("here", ("river",)), ("all", None), ("gone", ("sea",))):
        chats.desk.chats.save(name, talk, owner="one", doc_ids=doc_ids)
    assert chats.read("here", KEPT, Choice())[1].doc_ids == ("river",)
    assert chats.read("all", KEPT, Choice())[1].doc_ids is None
    assert told == []
    assert chats.read("gone", KEPT, Choice())[1].doc_ids is None
    assert told == ["The documents of this chat are gone; it uses all documents now."]
