"""Whether the citations of a kept conversation still point to what they quote."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from assistant.answer import Citation
from ingest.document import Document
from ingest.errors import BriefingError
from ui.page.conversation import Conversation, Exchange

Place = tuple[str, str, int, int]
"""Document, hash of its file, start and end."""


class Moved(StrEnum):
    """What became of a cited place that the document no longer has."""

    EARLIER = "earlier"
    """An earlier text of the document, which is kept, has it."""
    LOST = "lost"
    """Its quote can be shown, but not opened."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A conversation with the places that the documents, as they stand now, do not have."""

    conversation: Conversation
    moved: Mapping[Place, Moved]


def place_of(citation: Citation) -> Place:
    """Return what tells a cited place from all others."""
    return (citation.doc_id, citation.sha256, citation.start, citation.end)


def checked(
    conversation: Conversation,
    document: Callable[[str], Document],
    version: Callable[[str, str], Document],
) -> Checked:
    """Compare each citation with the document as it stands now, and with what it was.

    Args:
        conversation: as it was kept.
        document: returns a document by its id, and raises BriefingError where it is gone.
        version: returns the text that it had when its file had a hash, and raises likewise.

    """
    now: dict[str, str] = {}
    then: dict[tuple[str, str], str] = {}
    moved: dict[Place, Moved] = {}
    for one in (cited for exchange in conversation.exchanges for cited in _cited(exchange)):
        if one.doc_id not in now:
            now[one.doc_id] = _text(partial(document, one.doc_id))
        if now[one.doc_id][one.start : one.end] == one.quote:
            continue
        key = (one.doc_id, one.sha256)
        if key not in then:
            then[key] = _text(partial(version, *key)) if one.sha256 else ""
        found = then[key][one.start : one.end] == one.quote
        moved[place_of(one)] = Moved.EARLIER if found else Moved.LOST
    return Checked(conversation, moved)


def _text(read: Callable[[], Document]) -> str:
    try:
        return read().text
    except BriefingError:
        return ""


def _cited(exchange: Exchange) -> tuple[Citation, ...]:
    return exchange.answer.citations if exchange.answer else ()
