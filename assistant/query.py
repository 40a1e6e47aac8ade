"""A question as the searches and the reader take it."""

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.conversation import Standalone
from ingest.embedding import Embedder, Vectors
from ingest.library import Snapshot

# Words of earlier turns help to find the subject; at full weight they would bring back the earlier
# answer. Set on the follow-ups of the `tune` split (0.25, 0.5 and 1 tried).
CONTEXT_WEIGHT = 0.5


@dataclass(frozen=True, slots=True)
class Query:
    """A standalone question, embedded and cut into weighted terms."""

    text: str
    vector: Vectors
    """Unit vector, shape (dimension,)."""
    terms: Mapping[str, float]
    """Each term's factor: 1 for a word of the question, less for one of its context."""


def make_query(standalone: Standalone, *, snapshot: Snapshot, embedder: Embedder) -> Query:
    """Embed a question and cut it into terms as the documents of `snapshot` are cut."""
    context = snapshot.lexical.terms(standalone.context)
    terms = dict.fromkeys(context, CONTEXT_WEIGHT)
    terms.update(dict.fromkeys(snapshot.lexical.terms(standalone.question), 1.0))
    return Query(standalone.text, embedder.encode([standalone.text])[0], terms)
