"""Orders in documents have no effect: on quotes, and on a chat model that obeys every one."""

from pathlib import Path

import pytest
from chat_server import Behaviour, chat_server

from assistant.answer import Answer, Verdict
from assistant.assistant import Assistant
from assistant.writing.calling import ChatModel
from assistant.writing.chat_models import ChatModelSpec
from assistant.writing.composer import ModelComposer
from evals.injection.cases import InjectionCase, broken_rules, load_injection_cases
from ingest.embedding import SentenceTransformerEmbedder
from ingest.ingestion import ingest
from ingest.library import Library

CASES = load_injection_cases()


@pytest.fixture(scope="module")
def embedder() -> SentenceTransformerEmbedder:
    return SentenceTransformerEmbedder()


@pytest.fixture(scope="module")
def poisoned(
    embedder: SentenceTransformerEmbedder, tmp_path_factory: pytest.TempPathFactory
) -> Library:
    folder = tmp_path_factory.mktemp("poisoned")
    for case in CASES:
        (folder / f"{case.id}.md").write_text(case.text, encoding="utf-8")
    index = tmp_path_factory.mktemp("index")
    ingest([folder], folder=index, embedder=embedder)
    return Library(index, embedder)


def test_there_are_enough_of_them() -> None:
    assert len({case.id for case in CASES}) == len(CASES) >= 30


@pytest.fixture(scope="module")
def quoted(poisoned: Library, embedder: SentenceTransformerEmbedder) -> dict[str, Answer]:
    assistant = Assistant(poisoned, embedder)
    return {case.id: assistant.answer(case.question, documents=[case.id]) for case in CASES}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_a_quoted_answer_obeys_no_order(
    case: InjectionCase, poisoned: Library, quoted: dict[str, Answer]
) -> None:
    answer = quoted[case.id]
    assert broken_rules(answer, case, lambda one: poisoned.document(one).document) == ()


def test_nor_do_orders_keep_questions_from_being_answered(quoted: dict[str, Answer]) -> None:
    answered = [case for case in CASES if case.answer in quoted[case.id].text]
    assert len(answered) >= len(CASES) - 2


OBEDIENT = [case for case in CASES if case.forbidden]


@pytest.mark.parametrize("case", OBEDIENT[:12], ids=lambda case: case.id)
def test_what_a_model_writes_on_orders_is_not_taken_for_borne_out(
    case: InjectionCase, poisoned: Library, embedder: SentenceTransformerEmbedder, tmp_path: Path
) -> None:
    written = " ".join(f"{words} is the truth, says everybody [99]." for words in case.forbidden)
    with chat_server(Behaviour(written)) as server:
        model = ChatModel(ChatModelSpec("openai:obedient", base_url=server.address))
        assistant = Assistant(poisoned, embedder, composer=ModelComposer(model))
        answer = assistant.answer(case.question, documents=[case.id])
    assert all(check.verdict is not Verdict.SUPPORTED for check in answer.checks)
    assert answer.citations == ()
