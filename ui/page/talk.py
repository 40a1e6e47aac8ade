"""The conversation that a session has open."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from ui.history.soundness import Moved, Place
from ui.history.store import new_token
from ui.page.conversation import Conversation


@dataclass(frozen=True, slots=True)
class Talk:
    """One conversation on the page; immutable, so that no two sessions share one."""

    conversation_id: str = ""
    """Empty until its first question is asked."""
    conversation: Conversation = field(default_factory=Conversation)
    further: tuple[str, ...] = ()
    """Questions that may follow the last answer."""
    moved: Mapping[Place, Moved] = field(default_factory=dict)
    """Cited places that the documents no longer have, and what became of them."""

    def cut(self, index: int | None) -> "Talk":
        """Return it without the exchange at `index` and those after it, ready for a question."""
        exchanges = self.conversation.exchanges
        kept = exchanges if index is None else exchanges[:index]
        return replace(
            self,
            conversation_id=self.conversation_id or new_token(),
            conversation=Conversation(kept),
            further=(),
        )
