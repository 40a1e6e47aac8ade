"""Whether the citations of a kept conversation still point to what they quote."""

from collections.abc import Callable
from dataclasses import dataclass

from assistant.answer import Citation
from ingest.document import Document
from ingest.errors import BriefingError
from ui.page.conversation import Conversation, Exchange


@dataclass(frozen=True, slots=True)
class Checked:
    """A conversation with the places that no longer say what they said."""

    conversation: Conversation
    lost: frozenset[tuple[str, int, int]]
    """Document, start and end of each; their quotes can be shown, but not opened."""


def checked(conversation: Conversation, document: Callable[[str], Document]) -> Checked:
    """Compare each citation with the document as it stands now.

    Args:
        conversation: as it was kept.
        document: returns a document by its id, and raises BriefingError where it is gone.

    """
    texts: dict[str, str] = {}

    def text_of(doc_id: str) -> str:
        if doc_id not in texts:
            try:
                texts[doc_id] = document(doc_id).text
            except BriefingError:
                texts[doc_id] = ""
        return texts[doc_id]

    lost = frozenset(
        (one.doc_id, one.start, one.end)
        for exchange in conversation.exchanges
        for one in _cited(exchange)
        if text_of(one.doc_id)[one.start : one.end] != one.quote
    )
    return Checked(conversation, lost)


def _cited(exchange: Exchange) -> tuple[Citation, ...]:
    return exchange.answer.citations if exchange.answer else ()
