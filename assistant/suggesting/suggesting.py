"""Suggested questions: made from a document, asked once, kept if it answers them from there."""

from collections.abc import Sequence

from assistant.answer import Answer, Status
from assistant.assistant import Assistant
from assistant.glance.glance import Glance
from assistant.glance.making import glance_of
from assistant.suggesting.candidates import by_turns, candidates_of
from assistant.suggesting.suggestion import Suggestion
from ingest.document import ParsedDocument
from ingest.words import folded_words

# Raise it when other questions are made of an unchanged document.
VERSION = 1

# Each one asked costs a search, about as long as embedding ten passages.
MOST_ASKED = 15

SUGGESTED = 6
FOLLOW_UPS = 3


def suggested_questions(
    parsed: ParsedDocument,
    *,
    assistant: Assistant,
    limit: int = SUGGESTED,
    glance: Glance | None = None,
) -> tuple[Suggestion, ...]:
    """Return questions that a document of the assistant's library answers, of many sorts.

    Each was asked: the answer is no partial one and cites what the question was made from. At most
    `MOST_ASKED` are tried. `glance` is what `glance_of` returns, for callers that have it.
    """
    candidates = by_turns(list(candidates_of(parsed, glance or glance_of(parsed))))
    kept: list[Suggestion] = []
    for candidate in candidates[:MOST_ASKED]:
        if len(kept) == limit:
            break
        if _answers(assistant.answer(candidate.question), candidate):
            kept.append(candidate)
    return tuple(kept)


def follow_ups(
    answer: Answer,
    *,
    prepared: Sequence[Suggestion],
    asked: Sequence[str],
    limit: int = FOLLOW_UPS,
) -> tuple[str, ...]:
    """Return prepared questions to ask next, those from nearest to what was cited first.

    Nothing is searched for: what is prepared was answered before. Neither a question of this
    conversation is suggested again, nor one whose answer the reader has just got.
    """
    known = {folded_words(question) for question in (*asked, answer.question)}
    fresh = [
        one
        for one in prepared
        if folded_words(one.question) not in known and not _cites(answer, one)
    ]
    nearest = sorted(fresh, key=lambda one: _distance(answer, one))
    return tuple(dict.fromkeys(one.question for one in nearest))[:limit]


def _answers(answer: Answer, candidate: Suggestion) -> bool:
    return answer.status is Status.ANSWERED and _cites(answer, candidate)


def _cites(answer: Answer, suggestion: Suggestion) -> bool:
    return any(
        citation.doc_id == suggestion.doc_id
        and citation.start < suggestion.end
        and suggestion.start < citation.end
        for citation in answer.citations
    )


def _distance(answer: Answer, suggestion: Suggestion) -> tuple[int, int]:
    """Return how far a suggestion is from what was cited: headings not shared, then characters."""
    return min(
        (
            (
                len(suggestion.heading_path) - _shared(suggestion, citation.heading_path),
                abs(suggestion.start - citation.start),
            )
            for citation in answer.citations
            if citation.doc_id == suggestion.doc_id
        ),
        default=(len(suggestion.heading_path) + 1, suggestion.start),
    )


def _shared(suggestion: Suggestion, path: Sequence[str]) -> int:
    pairs = zip(suggestion.heading_path, path, strict=False)
    return next((depth for depth, (one, other) in enumerate(pairs) if one != other), len(path))
