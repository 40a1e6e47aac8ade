"""What a session has chosen for its questions."""

from collections.abc import Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Choice:
    """Which documents are asked, how many passages are read, and who writes."""

    doc_ids: tuple[str, ...] | None = None
    """All, those that are added later among them, where None."""
    depth: int | None = None
    """The server's setting where None."""
    in_quotes: bool = False
    """Whether answers are quotes though a chat model is set."""

    def ticked(self, doc_id: str, *, on: bool, every: Sequence[str]) -> "Choice":
        """Return the choice with a document more or less; `every` document chosen is None."""
        before = every if self.doc_ids is None else self.doc_ids
        chosen = tuple(one for one in every if (on if one == doc_id else one in before))
        return replace(self, doc_ids=None if len(chosen) == len(every) else chosen)

    def with_added(self, doc_ids: Sequence[str]) -> "Choice":
        """Return the choice with documents that somebody added in order to ask them."""
        if self.doc_ids is None:
            return self
        return replace(self, doc_ids=tuple(dict.fromkeys((*self.doc_ids, *doc_ids))))

    def without(self, doc_id: str) -> "Choice":
        """Return the choice after a document was removed."""
        if self.doc_ids is None:
            return self
        return replace(self, doc_ids=tuple(one for one in self.doc_ids if one != doc_id))
