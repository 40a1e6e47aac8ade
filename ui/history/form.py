"""Conversations as JSON and back, without loss but for evidence that was never shown."""

import json
from dataclasses import replace
from functools import cache

from pydantic import TypeAdapter, ValidationError

from ingest.errors import BriefingError
from ui.page.conversation import Conversation, Exchange

# Raised when a stored conversation could no longer be read by the code before.
FORM = 1

# Sentences behind an answer that are kept: what the page shows as nearest passages, twice over.
# An answer has hundreds, each with its passage.
EVIDENCE_KEPT = 10


def to_json(conversation: Conversation) -> str:
    """Return a conversation as JSON; an answer that is being written counts as stopped."""
    kept = Conversation(tuple(_shortened(one) for one in conversation.stopped().exchanges))
    return json.dumps(
        {"form": FORM, "conversation": _adapter().dump_python(kept, mode="json")},
        ensure_ascii=False,
    )


def from_json(text: str) -> Conversation:
    """Return the conversation that `to_json` wrote; raise BriefingError where it is none."""
    try:
        content = json.loads(text)
        form = content["form"]
        if form != FORM:
            raise BriefingError(
                f"The conversation was kept by another version of Briefing (form {form}, this one "
                f"reads {FORM}). Open it with that version."
            )
        return _adapter().validate_json(json.dumps(content["conversation"]))
    except (ValueError, TypeError, KeyError, ValidationError) as error:
        raise BriefingError(
            "The conversation cannot be read: what is kept of it is damaged. Delete it, and ask "
            "anew."
        ) from error


def _shortened(exchange: Exchange) -> Exchange:
    answer = exchange.answer
    if answer is None:
        return exchange
    return replace(exchange, answer=replace(answer, evidence=answer.evidence[:EVIDENCE_KEPT]))


@cache
def _adapter() -> TypeAdapter[Conversation]:
    return TypeAdapter(Conversation)
