"""The conversation that a session has open, and which documents it may use."""

from dataclasses import dataclass, field

from ui.page.conversation import Conversation


@dataclass(frozen=True, slots=True)
class Talk:
    """One conversation on the page; immutable, so that no two sessions share one."""

    conversation_id: str = ""
    """Empty until it is first kept."""
    conversation: Conversation = field(default_factory=Conversation)
    further: tuple[str, ...] = ()
    """Questions that may follow the last answer."""
