"""Questions, documents and search as REST resources."""

import json
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import JSONResponse, StreamingResponse
from starlette.concurrency import run_in_threadpool

from assistant.answer import AnswerEvent, Evidence, Finished, Searching, TextDelta
from assistant.assistant import MAX_QUESTION_CHARACTERS
from ingest.errors import BriefingError
from ingest.selection import select
from ui.api.asking import Asking, first_of
from ui.api.forms import NOT_BLANK, AskForm
from ui.api.problems import problem, status_of
from ui.exchange import answer_record

EVENT_STREAM = "text/event-stream"
MOST_FOUND = 50

# Whole, or step by step where that is asked for.
JSON_OR_EVENTS: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The answer.",
        "content": {
            "application/json": {"schema": {"type": "object"}},
            EVENT_STREAM: {
                "schema": {
                    "type": "object",
                    "required": ["data"],
                    "properties": {"event": {"type": "string"}, "data": {"type": "string"}},
                }
            },
        },
    }
}


def rest_router(asking: Asking) -> APIRouter:
    """Return the routes under `/api`."""
    router = APIRouter(prefix="/api", tags=["briefing"])
    library = asking.assistant.library

    @router.get("/health")
    async def health() -> dict[str, Any]:
        """Tell that the server answers, and who writes."""
        return {"status": "ok", "model": asking.assistant.model_name}

    @router.post("/ask", response_model=None, responses=JSON_OR_EVENTS)
    async def ask(form: AskForm, request: Request) -> StreamingResponse | JSONResponse:
        """Answer a question; every sentence is cited to its place in a document."""
        documents: Sequence[str] | None = form.documents
        if form.has_filters:
            entries = await run_in_threadpool(lambda: library.snapshot().entries)
            selected = select(form.selection, entries)
            documents = selected.doc_ids if selected else documents
        streamed = form.stream or EVENT_STREAM in request.headers.get("accept", "")
        if streamed:
            steps = await first_of(asking.steps(form.question, form.turns, documents))
            return StreamingResponse(_events(steps), media_type=EVENT_STREAM)
        answer = await asking.answer(form.question, form.turns, documents)
        return JSONResponse(answer_record(answer))

    @router.get("/documents")
    async def documents() -> list[dict[str, Any]]:
        """List the documents."""
        entries = await run_in_threadpool(lambda: library.snapshot().entries)
        return [
            {
                "doc_id": entry.doc_id,
                "title": entry.title,
                "source": entry.source,
                "language": entry.language,
                "passages": entry.passages,
                "published": entry.published,
                "authors": list(entry.authors),
                "publisher": entry.publisher,
                "collections": list(entry.collections),
            }
            for entry in entries
        ]

    @router.get("/documents/{doc_id}")
    async def document(
        doc_id: str,
        start: Annotated[int, Query(ge=0)] = 0,
        end: Annotated[int | None, Query(ge=0)] = None,
    ) -> dict[str, Any]:
        """Return a document's outline and its text, or the part between two offsets."""
        parsed = await run_in_threadpool(library.document, doc_id)
        text = parsed.document.text
        last = len(text) if end is None else min(end, len(text))
        return {
            "doc_id": parsed.document.doc_id,
            "title": parsed.document.title,
            "source": parsed.document.source,
            "language": parsed.document.language,
            "characters": len(text),
            "start": min(start, last),
            "end": last,
            "text": text[min(start, last) : last],
            "sections": [
                {"heading_path": list(one.heading_path), "start": one.start, "end": one.end}
                for one in parsed.sections
            ],
        }

    @router.get("/search")
    async def search(
        q: Annotated[
            str, Query(min_length=1, max_length=MAX_QUESTION_CHARACTERS, pattern=NOT_BLANK)
        ],
        limit: Annotated[int, Query(ge=1, le=MOST_FOUND)] = 10,
        documents: Annotated[list[str] | None, Query()] = None,
    ) -> list[dict[str, Any]]:
        """Return the sentences nearest to a question, best first."""
        found = await run_in_threadpool(asking.assistant.evidence, q, documents)
        return [evidence_record(one) for one in found[:limit]]

    return router


def evidence_record(evidence: Evidence) -> dict[str, Any]:
    """Return a sentence that was found, with its place."""
    return {
        "doc_id": evidence.passage.doc_id,
        "start": evidence.start,
        "end": evidence.end,
        "text": evidence.text,
        "heading_path": list(evidence.passage.heading_path),
        "score": round(evidence.score, 6),
    }


async def _events(steps: AsyncGenerator[AnswerEvent, None]) -> AsyncIterator[str]:
    """Yield server-sent events: searching, delta, finished, or error where it breaks off."""
    try:
        async for step in steps:
            match step:
                case Searching(standalone_question=question):
                    yield _event("searching", {"standalone_question": question})
                case TextDelta(text=text):
                    yield _event("delta", {"text": text})
                case Finished(answer=answer):
                    yield _event("finished", answer_record(answer))
    except BriefingError as error:
        yield _event("error", problem(status_of(error), str(error)))
    finally:
        await steps.aclose()


def _event(name: str, data: dict[str, Any]) -> str:
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"
