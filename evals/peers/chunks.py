"""The answer of a pipeline that only searches: its chunks, as a chat model would be given them."""

from collections.abc import Mapping, Sequence

from assistant.answer import Answer, Citation, Status
from evals.span import Span


def chunks_as_answer(
    question: str, chunks: Sequence[Span], texts: Mapping[str, str], *, name: str
) -> Answer:
    """Return chunks, best first, as an answer that cites each of them whole.

    A model that writes from them can say no more than they hold; nothing is ever refused.
    """
    citations = tuple(
        Citation(
            number,
            chunk.document,
            chunk.start,
            chunk.end,
            texts[chunk.document][chunk.start : chunk.end],
            (),
        )
        for number, chunk in enumerate(chunks, start=1)
    )
    text = "\n\n".join(f"{one.quote} [{one.number}]" for one in citations)
    return Answer(question, question, text, Status.ANSWERED, citations, (), name, {"total": 0.0})
