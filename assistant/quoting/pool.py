"""The sentences of whole documents, for answers that need more than what the search brought."""

from collections.abc import Iterable
from dataclasses import dataclass

from assistant.answer import Evidence, FoundBy
from assistant.material import Material
from ingest.document import SentenceKind
from ingest.embedding import Vectors


@dataclass(frozen=True, slots=True)
class Pooled:
    """A sentence of a document with its place in it."""

    evidence: Evidence
    """With the score that the search gave it, 0 where it was not found."""
    vector: Vectors
    """Unit vector, shape (dimension,)."""
    paragraph: int
    """Number of its paragraph in the document."""
    opens_paragraph: bool

    @property
    def words(self) -> int:
        """Return its length in words."""
        return len(self.evidence.text.split())

    @property
    def heading_path(self) -> tuple[str, ...]:
        """Return the headings that it stands under."""
        return self.evidence.passage.heading_path


def pool(material: Material, doc_ids: Iterable[str]) -> list[Pooled]:
    """Return the whole sentences of documents in the order of their texts.

    What documents say of themselves is not among them, nor are sentences too long for a passage.
    """
    scores = {(one.passage.doc_id, one.start): one.score for one in material.evidence}
    lowest = min(one.score for one in material.evidence)
    pooled = []
    for doc_id in doc_ids:
        parsed = material.snapshot.document(doc_id)
        paragraphs: set[int] = set()
        for passage in material.snapshot.passages(doc_id):
            if passage.kind is not SentenceKind.BODY:
                continue
            spans = material.snapshot.sentence_spans(passage)
            vectors = material.snapshot.sentence_vectors(passage)
            for index, (span, vector) in enumerate(zip(spans, vectors, strict=True)):
                sentence = parsed.sentences[passage.first_sentence + index]
                if (sentence.start, sentence.end) != (span.start, span.end):
                    continue
                text = parsed.document.text[span.start : span.end]
                score = scores.get((doc_id, span.start), lowest)
                evidence = Evidence(passage, span.start, span.end, text, score, FoundBy.BOTH)
                first = sentence.paragraph not in paragraphs
                paragraphs.add(sentence.paragraph)
                pooled.append(Pooled(evidence, vector, sentence.paragraph, first))
    return pooled
