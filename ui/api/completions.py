"""The same answers in the form of OpenAI's chat completions, for clients that speak it."""

import json
import time
import uuid
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from typing import Any

from fastapi import APIRouter
from fastapi.responses import JSONResponse, StreamingResponse

from assistant.answer import Answer, AnswerEvent, Finished, TextDelta, Turn
from ingest.errors import BriefingError
from ui.api.asking import Asking, first_of
from ui.api.forms import CompletionForm
from ui.api.problems import problem, status_of
from ui.api.rest import JSON_OR_EVENTS

# What clients name as their model; who writes behind it is the server's setting.
MODEL = "briefing"

Titles = Callable[[], dict[str, str]]


def completions_router(asking: Asking) -> APIRouter:
    """Return the routes under `/v1`."""
    router = APIRouter(prefix="/v1", tags=["openai"])

    def titles() -> dict[str, str]:
        entries = asking.assistant.library.snapshot().entries
        return {entry.doc_id: entry.title for entry in entries}

    @router.get("/models")
    async def models() -> dict[str, Any]:
        """List the one model that there is."""
        model = {"id": MODEL, "object": "model", "created": 0, "owned_by": "briefing"}
        return {"object": "list", "data": [model]}

    @router.post("/chat/completions", response_model=None, responses=JSON_OR_EVENTS)
    async def complete(form: CompletionForm) -> StreamingResponse | JSONResponse:
        """Answer the last message; system messages have no say in how answers are made."""
        question, history = asked(form)
        steps = await first_of(asking.steps(question, history))
        if form.stream:
            with_usage = bool((form.stream_options or {}).get("include_usage"))
            chunks = _chunks(steps, titles, with_usage=with_usage)
            return StreamingResponse(chunks, media_type="text/event-stream")
        answer = await _last(steps)
        return JSONResponse(_completion(answer, titles()))

    return router


def asked(form: CompletionForm) -> tuple[str, tuple[Turn, ...]]:
    """Return the question, which is the last message, and the turns before it.

    Raises:
        BriefingError: the last message is not a user's, or holds no text.

    """
    *earlier, last = form.messages
    if last.role != "user" or not last.text.strip():
        raise BriefingError("The last message must be the user's question, as text.")
    history = tuple(
        Turn("user" if one.role == "user" else "assistant", one.text)
        for one in earlier
        if one.role in ("user", "assistant") and one.text.strip()
    )
    return last.text, history


def citation_records(answer: Answer, titles: dict[str, str]) -> list[dict[str, Any]]:
    """Return the citations with all that a client needs to show them."""
    return [
        {
            "number": one.number,
            "doc_id": one.doc_id,
            "title": titles.get(one.doc_id, one.doc_id),
            "start": one.start,
            "end": one.end,
            "quote": one.quote,
            "heading_path": list(one.heading_path),
            "page": one.page,
        }
        for one in answer.citations
    ]


def footnotes_of(answer: Answer, titles: dict[str, str]) -> str:
    """Return the sources as they stand under the text for clients that show text alone."""
    lines = [
        f"[{one.number}] “{' '.join(one.quote.split())}” "
        f"({' › '.join((titles.get(one.doc_id, one.doc_id), *one.heading_path))})"
        for one in answer.citations
    ]
    return "\n\n" + "\n".join(lines) if lines else ""


def _usage(answer: Answer) -> dict[str, int]:
    """Return what a chat model took; quotes take no tokens."""
    usage = answer.account.usage if answer.account else None
    given, written = (usage.input_tokens, usage.output_tokens) if usage else (0, 0)
    return {
        "prompt_tokens": given,
        "completion_tokens": written,
        "total_tokens": given + written,
    }


def _completion(answer: Answer, titles: dict[str, str]) -> dict[str, Any]:
    text = answer.text + footnotes_of(answer, titles)
    message = {"role": "assistant", "content": text, "refusal": None}
    choice = {"index": 0, "message": message, "finish_reason": "stop", "logprobs": None}
    return {
        **_head("chat.completion"),
        "choices": [choice],
        "usage": _usage(answer),
        "citations": citation_records(answer, titles),
        "status": answer.status.value,
    }


def _head(kind: str) -> dict[str, Any]:
    identity = f"chatcmpl-{uuid.uuid4().hex}"
    return {"id": identity, "object": kind, "created": int(time.time()), "model": MODEL}


async def _last(steps: AsyncGenerator[AnswerEvent, None]) -> Answer:
    async for step in steps:
        if isinstance(step, Finished):
            return step.answer
    raise AssertionError("a stream ends with its answer")


async def _chunks(
    steps: AsyncGenerator[AnswerEvent, None], titles: Titles, *, with_usage: bool
) -> AsyncIterator[str]:
    """Yield the answer piece by piece, the sources behind it, and the end that clients expect."""
    head = _head("chat.completion.chunk")

    def chunk(delta: dict[str, Any], finish: str | None = None, **more: Any) -> str:
        choice = {"index": 0, "delta": delta, "finish_reason": finish, "logprobs": None}
        return _data({**head, "choices": [choice], **more})

    yield chunk({"role": "assistant", "content": ""})
    try:
        async for step in steps:
            if isinstance(step, TextDelta):
                yield chunk({"content": step.text})
            elif isinstance(step, Finished):
                named = titles()
                footnotes = footnotes_of(step.answer, named)
                if footnotes:
                    yield chunk({"content": footnotes})
                citations = citation_records(step.answer, named)
                yield chunk({}, "stop", citations=citations, status=step.answer.status.value)
                if with_usage:
                    yield _data({**head, "choices": [], "usage": _usage(step.answer)})
    except BriefingError as error:
        yield _data(problem(status_of(error), str(error)))
    finally:
        await steps.aclose()
    yield "data: [DONE]\n\n"


def _data(content: dict[str, Any]) -> str:
    return f"data: {json.dumps(content, ensure_ascii=False)}\n\n"
