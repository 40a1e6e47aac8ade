"""A follow-up put by a chat model so that it stands alone, and what is not taken of it."""

from pathlib import Path

import pytest
from chat_server import Behaviour, chat_server, sent_text

from assistant.answer import Turn
from assistant.writing.calling import ChatModel
from assistant.writing.chat_models import ChatModelSpec
from assistant.writing.rewriting import ModelRewriter, adds_nothing
from ui.application import Application
from ui.settings import load_settings

HISTORY = (
    Turn("user", "Which prison did Castro announce in Honduras?"),
    Turn("assistant", "Castro announced a prison for 20,000 inmates. [1]"),
)
QUESTION = "What will it cost?"


def rewritten(*behaviours: Behaviour) -> str | None:
    with chat_server(*behaviours) as server:
        spec = ChatModelSpec("openai:scripted", base_url=server.address)
        return ModelRewriter(ChatModel(spec, wait=lambda _: None)).rewrite(QUESTION, HISTORY)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("What will Castro's prison cost?", "What will Castro's prison cost?"),
        ('"What will the prison in Honduras cost?"', "What will the prison in Honduras cost?"),
        ("Question: What will it cost?", "What will it cost?"),
        ("<think>Hm.</think>What will the prison cost?", "What will the prison cost?"),
        ("What will Bukele's prison cost?", None),
        ("What will the prison for 40,000 inmates cost?", None),
        ("What did it cost in 2019?", None),
        ("It will cost a lot.\nThat is all.", None),
        ("What " + "on earth " * 60 + "will it cost?", None),
        ("", None),
    ],
)
def test_only_a_question_without_new_names_or_numbers_is_taken(
    text: str, expected: str | None
) -> None:
    assert rewritten(Behaviour(text)) == expected


def test_a_failing_model_leaves_it_to_the_rules() -> None:
    assert rewritten(Behaviour(status=401)) is None


@pytest.mark.parametrize(
    ("question", "holds"),
    [
        ("Did Hondurans object to the 20,000 places?", True),
        ("Did El Salvador object?", False),
        ("Was it 2,000?", False),
    ],
)
def test_names_in_other_forms_were_said_too(question: str, holds: bool) -> None:
    assert adds_nothing(question, said=" ".join(turn.text for turn in HISTORY)) is holds


def test_what_is_searched_for_is_what_the_model_put(filled_home: Path) -> None:
    with chat_server(
        Behaviour("What will Castro's prison cost?"), Behaviour("INSUFFICIENT")
    ) as server:
        settings = load_settings(
            home=filled_home, model="openai:scripted", model_url=server.address
        )
        answer = Application(settings).assistant.answer(QUESTION, HISTORY)
    assert answer.standalone_question == "What will Castro's prison cost?"
    assert "[1]" not in sent_text(server.requests[0], ("user",))
