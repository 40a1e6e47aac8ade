"""The assistant as LangChain parts."""

import asyncio

import pytest
from langchain_core.messages import AIMessage, HumanMessage, SystemMessage
from langchain_core.runnables import RunnableLambda

from assistant.answer import Answer, Finished, Searching, TextDelta, Turn
from assistant.assistant import Assistant
from assistant.langchain import BriefingRetriever, BriefingRunnable
from ingest.errors import BriefingError
from ingest.library import Library

QUESTION = "How many homicides did Costa Rica record in 2023?"


@pytest.fixture(scope="module")
def runnable(assistant: Assistant) -> BriefingRunnable:
    return BriefingRunnable(assistant)


def test_invoke_gives_the_assistants_answer(runnable: BriefingRunnable, assistant: Assistant):
    answer = runnable.invoke(QUESTION)
    assert (answer.text, answer.citations) == (
        assistant.answer(QUESTION).text,
        assistant.answer(QUESTION).citations,
    )


def test_stream_gives_the_text_as_it_is_written_and_then_the_answer(runnable: BriefingRunnable):
    first, *pieces, last = runnable.stream(QUESTION)
    assert isinstance(first, Searching)
    assert isinstance(last, Finished)
    text = "".join(piece.text for piece in pieces if isinstance(piece, TextDelta))
    assert text == last.answer.text


def test_the_asynchronous_stream_gives_the_same_events(runnable: BriefingRunnable):
    async def collected() -> list[object]:
        return [event async for event in runnable.astream(QUESTION)]

    first, *_, last = asyncio.run(collected())
    assert isinstance(first, Searching)
    assert isinstance(last, Finished)


def test_batch_gives_each_question_its_own_answer_in_order(runnable: BriefingRunnable):
    questions = [QUESTION, "Who is Patricia Bullrich?", "What is the homicide rate in Panama?"]
    answers = runnable.batch(questions)
    assert [answer.question for answer in answers if isinstance(answer, Answer)] == questions


@pytest.mark.parametrize(
    "history",
    [
        [HumanMessage("Which prison did Castro announce?"), AIMessage("One for 20,000. [1]")],
        [SystemMessage("Be brief."), HumanMessage("Which prison did Castro announce?")],
        [{"role": "user", "text": "Which prison did Castro announce?"}],
        [Turn("user", "Which prison did Castro announce?")],
    ],
)
def test_a_history_of_messages_or_turns_is_understood(runnable: BriefingRunnable, history):
    answer = runnable.invoke({"question": "And Noboa?", "history": history})
    assert answer.standalone_question == "Which prison did Noboa announce?"


@pytest.mark.parametrize(
    ("given", "complaint"),
    [
        ({}, "holds no question"),
        ({"question": 3}, "holds no question"),
        ({"question": "Who?", "history": [3]}, "holds 3"),
        ("  ", "is empty"),
    ],
)
def test_what_is_no_question_is_refused(runnable: BriefingRunnable, given, complaint: str):
    with pytest.raises(BriefingError, match=complaint):
        runnable.invoke(given)


def test_it_composes_with_other_runnables(runnable: BriefingRunnable):
    chain = runnable | RunnableLambda(lambda answer: answer.status.value)
    assert chain.invoke(QUESTION) == "answered"


def test_the_retriever_gives_sentences_that_can_be_cited(assistant: Assistant, library: Library):
    found = BriefingRetriever(assistant=assistant, limit=12).invoke(QUESTION)
    assert len(found) == 12
    assert "907 homicides" in found[0].page_content
    for document in found:
        text = library.document(document.metadata["doc_id"]).document.text
        start, end = document.metadata["start"], document.metadata["end"]
        assert document.page_content == text[start:end]
