"""What is kept of a conversation."""

from dataclasses import dataclass
from datetime import datetime

from ui.page.conversation import Conversation


@dataclass(frozen=True, slots=True)
class ConversationEntry:
    """What there is to know of a conversation without reading it."""

    conversation_id: str
    title: str
    """As it was named, or else its first question."""
    updated: datetime
    """When it was last changed; with its time zone."""
    exchanges: int


@dataclass(frozen=True, slots=True)
class KeptConversation:
    """A conversation as it comes back."""

    entry: ConversationEntry
    conversation: Conversation
    doc_ids: tuple[str, ...] | None
    """The documents that were chosen for it; all where None."""
