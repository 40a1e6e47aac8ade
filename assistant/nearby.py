"""Which documents are looked at whole for a question: not every one of thousands."""

from collections.abc import Sequence

from assistant.answer import Evidence
from ingest.document import ParsedDocument
from ingest.snapshot import Snapshot

# Up to so many, all documents are looked at, whatever the search found.
MOST_DOCUMENTS = 40


def ids_nearby(evidence: Sequence[Evidence], snapshot: Snapshot) -> list[str]:
    """Return the ids of all documents, or where they are many of those with evidence."""
    doc_ids = [entry.doc_id for entry in snapshot.entries]
    if len(doc_ids) <= MOST_DOCUMENTS:
        return doc_ids
    return list(dict.fromkeys(one.passage.doc_id for one in evidence))


def documents_nearby(evidence: Sequence[Evidence], snapshot: Snapshot) -> list[ParsedDocument]:
    """Return all documents, or where they are many those with evidence, the best first."""
    return [snapshot.document(doc_id) for doc_id in ids_nearby(evidence, snapshot)]
