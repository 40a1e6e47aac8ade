"""The assistant as LangChain parts, for those who compose it with others.

`BriefingRunnable` answers (invoke, stream, batch and their asynchronous twins),
`BriefingRetriever` finds evidence. Both keep the offsets, so that a citation can be checked
wherever it ends up.
"""

import asyncio
from collections.abc import AsyncIterator, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import Runnable, RunnableConfig
from pydantic import ConfigDict

from assistant.answer import Answer, AnswerEvent, Evidence, Turn
from assistant.assistant import Assistant
from ingest.errors import BriefingError

Question = str | Mapping[str, Any]
"""A question, or a mapping: `question`, and if need be `history` (LangChain messages or our turns)
and `documents` (ids of those that the answer may come from)."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """What an assistant is given."""

    question: str
    history: Sequence[Turn] = ()
    documents: Collection[str] | None = None


class BriefingRunnable(Runnable[Question, Answer | AnswerEvent]):
    """An assistant as a `Runnable`: `invoke` returns an Answer, `stream` yields AnswerEvents."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant

    def invoke(
        self, input: Question, config: RunnableConfig | None = None, **kwargs: Any
    ) -> Answer:
        """Return the whole answer.

        Raises:
            BriefingError: the input holds no question, or it cannot be answered from this library.

        """
        answer = self._call_with_config(self._answer, input, config, run_type="chain")
        assert isinstance(answer, Answer)  # noqa: S101 (for the type: the other outputs are streamed)
        return answer

    def stream(
        self, input: Question, config: RunnableConfig | None = None, **kwargs: Any
    ) -> Iterator[AnswerEvent]:
        """Yield what is searched for, pieces of the text, and the finished answer."""
        asked = _asked(input)
        yield from self._assistant.stream(asked.question, asked.history, asked.documents)

    async def astream(
        self, input: Question, config: RunnableConfig | None = None, **kwargs: Any
    ) -> AsyncIterator[AnswerEvent]:
        """Yield the same as `stream`, each step in a thread of its own."""
        events = self.stream(input, config)
        while (event := await asyncio.to_thread(next, events, None)) is not None:
            yield event

    def _answer(self, input: Question) -> Answer:
        asked = _asked(input)
        return self._assistant.answer(asked.question, asked.history, asked.documents)


class BriefingRetriever(BaseRetriever):
    """The sentences that fit a question best, as LangChain documents.

    The metadata of each: `doc_id`, `start` and `end` (offsets into the stored text),
    `heading_path`, `passage` (the passage that it stands in), `score` and `found_by`.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    assistant: Assistant
    limit: int = 10
    """Sentences returned at most."""
    documents: Collection[str] | None = None
    """Ids of the documents that are searched; all where None."""

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[Document]:
        found = self.assistant.evidence(query, self.documents)
        return [_document(one) for one in found[: self.limit]]


def _document(evidence: Evidence) -> Document:
    passage = evidence.passage
    return Document(
        page_content=evidence.text,
        id=f"{passage.passage_id}:{evidence.start}",
        metadata={
            "doc_id": passage.doc_id,
            "start": evidence.start,
            "end": evidence.end,
            "heading_path": list(passage.heading_path),
            "passage": passage.text,
            "score": evidence.score,
            "found_by": evidence.found_by.value,
        },
    )


def _asked(given: Question) -> _Asked:
    if isinstance(given, str):
        return _Asked(given)
    question = given.get("question")
    if not isinstance(question, str):
        raise BriefingError(
            'The input holds no question. Give a string, or {"question": "...", "history": [...]}.'
        )
    return _Asked(question, _turns(given.get("history") or []), given.get("documents"))


def _turns(history: Sequence[object]) -> list[Turn]:
    turns: list[Turn] = []
    for message in history:
        match message:
            case Turn():
                turns.append(message)
            case HumanMessage():
                turns.append(Turn("user", str(message.text)))
            case AIMessage():
                turns.append(Turn("assistant", str(message.text)))
            case BaseMessage():
                # System and tool messages say nothing about what a follow-up points to.
                continue
            case {"role": "user" | "assistant" as role, "text": str(text)}:
                turns.append(Turn(role, text))
            case _:
                raise BriefingError(
                    f"The history holds {message!r}, which is neither a message nor a turn "
                    'like {"role": "user", "text": "..."}.'
                )
    return turns
