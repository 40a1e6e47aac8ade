"""What the page works on, given to it by the composition root."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from assistant.glance.glance import Glance
from ingest.document import ParsedDocument
from ingest.version import Entry
from ui.doctor import Finding
from ui.evaluating.evaluator import Evaluator
from ui.feedback.drafts import Drafts
from ui.feedback.store import FeedbackStore
from ui.history.store import ConversationStore
from ui.insights import Insights
from ui.page.conversation import Answering
from ui.shelf.shelf import Shelf

NO_INSIGHTS = Insights(Glance((), (), (), (), ()), ())


class Readable(Protocol):
    """The documents that can be asked and read."""

    @property
    def entries(self) -> Sequence[Entry]:
        """What there is to know of each document without reading it."""
        ...

    def document(self, doc_id: str) -> ParsedDocument:
        """Return one document; raise UnknownDocumentError if there is none with this id."""
        ...

    def document_version(self, doc_id: str, sha256: str) -> ParsedDocument:
        """Return a document as it was when its file had this hash; raise as `document` does."""
        ...


@dataclass(frozen=True, slots=True)
class Desk:
    """The objects behind the page; shared by all sessions, so none of them keeps a session's."""

    assistant: Answering
    shelf: Readable
    documents: Shelf
    chats: ConversationStore
    feedback: FeedbackStore
    drafts: Drafts
    evaluator: Evaluator | None = None
    findings: Callable[[], Iterable[Finding]] = lambda: ()
    """The state of what answers are made with."""
    insights: Callable[[str], Insights] = lambda _: NO_INSIGHTS
    """What a document holds at a glance, with suggested questions; may take seconds."""
    prepared: Callable[[str], Insights | None] = lambda _: None
    """The same at once, or None where it is not made yet."""
    model_name: str = ""
    """With QUOTING the header says that nothing leaves the machine; another model is named."""
    quoting: Answering | None = None
    """Answers in quotes where a chat model is set; None where none is."""
    sent: str = ""
    """What is sent to which host with a hosted model; empty where nothing is."""

    def titles(self, doc_ids: Collection[str] | None = None) -> dict[str, str]:
        """Return the titles of the documents in use by their ids; of all by default."""
        return {
            entry.doc_id: entry.title
            for entry in self.shelf.entries
            if doc_ids is None or entry.doc_id in doc_ids
        }
