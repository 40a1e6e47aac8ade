"""A document as it is stored: its text and structure, its passages, and their vectors."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ingest.document import (
    Document,
    PageStart,
    ParsedDocument,
    Passage,
    Section,
    Sentence,
    SentenceKind,
)
from ingest.embedding import Embedder, Encoded, Vectors
from ingest.passages import embedded_text
from ingest.sentences import Span

OnEncoded = Callable[[Sequence[Passage]], None]
"""Called with the passages that were just embedded."""

# Passages embedded between two reports of progress: some seconds of work on two cores, and enough
# to fill batches with texts of one length.
EMBED_AT_ONCE = 128


@dataclass(frozen=True, slots=True)
class Record:
    """A parsed document with its passages."""

    parsed: ParsedDocument
    passages: tuple[Passage, ...]

    def embedded_text(self, passage: Passage) -> str:
        """Return what the model is given for a passage: title, headings and text."""
        return embedded_text(self.parsed.document.title, passage.heading_path, passage.text)

    def sentence_spans(self, passage: Passage) -> list[Span]:
        """Return the offsets, into the document, of the sentences of a passage.

        The first and the last may stand partly outside it (a sentence longer than a passage is
        cut); their spans are cut likewise.
        """
        sentences = self.parsed.sentences[passage.first_sentence : passage.last_sentence + 1]
        return [
            Span(max(sentence.start, passage.start), min(sentence.end, passage.end))
            for sentence in sentences
        ]


@dataclass(frozen=True, slots=True)
class RecordVectors:
    """The vectors of a record, in the order of its passages."""

    passages: Vectors
    """Shape (number of passages, dimension)."""
    sentences: Vectors
    """Shape (number of sentences summed over the passages, dimension)."""
    bounds: NDArray[np.int64]
    """Passage i has the rows `bounds[i]:bounds[i + 1]` of `sentences`."""

    def of_sentences(self, passage: int) -> Vectors:
        """Return the vectors of the sentences of a passage, given by its place in the record."""
        rows: Vectors = self.sentences[self.bounds[passage] : self.bounds[passage + 1]]
        return rows

    def by_content(self, passages: Sequence[Passage]) -> Iterator[tuple[str, Encoded]]:
        """Return each passage's vectors with the hash of what was embedded."""
        for number, passage in enumerate(passages):
            yield (
                passage.content_hash,
                Encoded(self.passages[number], self.of_sentences(number)),
            )


def encode_records(
    records: Sequence[Record],
    *,
    known: Mapping[str, Encoded],
    embedder: Embedder,
    on_encoded: OnEncoded = lambda _passages: None,
) -> list[RecordVectors]:
    """Return the vectors of records, computing only those whose content hash is not `known`.

    What is to compute is given to the model in large groups, so that texts of one length share a
    batch whatever document they come from; `on_encoded` is told of each group.
    """
    fresh = {
        passage.content_hash: (record, passage)
        for record in records
        for passage in record.passages
        if passage.content_hash not in known
    }
    vectors = dict(known)
    for group in _groups(list(fresh.values()), EMBED_AT_ONCE):
        encoded = embedder.encode_with_parts(
            [record.embedded_text(passage) for record, passage in group],
            [_spans_in_embedded_text(record, passage) for record, passage in group],
        )
        passages = [passage for _, passage in group]
        hashes = [passage.content_hash for passage in passages]
        vectors.update(zip(hashes, encoded, strict=True))
        on_encoded(passages)
    return [
        _collect([vectors[passage.content_hash] for passage in record.passages])
        for record in records
    ]


def _groups(
    items: Sequence[tuple[Record, Passage]], size: int
) -> Iterator[Sequence[tuple[Record, Passage]]]:
    return (items[start : start + size] for start in range(0, len(items), size))


def _spans_in_embedded_text(record: Record, passage: Passage) -> list[Span]:
    shift = len(record.embedded_text(passage)) - len(passage.text) - passage.start
    return [Span(span.start + shift, span.end + shift) for span in record.sentence_spans(passage)]


def _collect(encoded: Iterable[Encoded]) -> RecordVectors:
    kept = list(encoded)
    counts = [len(one.parts) for one in kept]
    if not kept:
        nothing: Vectors = np.zeros((0, 0), dtype=np.float32)
        return RecordVectors(nothing, nothing, np.zeros(1, dtype=np.int64))
    return RecordVectors(
        np.stack([one.text for one in kept]).astype(np.float32),
        np.concatenate([one.parts for one in kept]).astype(np.float32),
        np.concatenate([[0], np.cumsum(counts)]).astype(np.int64),
    )


def record_from_json(content: dict[str, Any], *, source: str) -> Record:
    """Return a record from what `dataclasses.asdict` made of one, under the source it has now.

    Raises KeyError, TypeError or ValueError where the content is not of this form.
    """
    parsed = content["parsed"]
    # Schema 1 knew no pages: a rebuild reads what it stored.
    pages = tuple(PageStart(**page) for page in parsed["document"].get("pages", ()))
    authors = tuple(parsed["document"].get("authors", ()))
    fields = {**parsed["document"], "source": source, "pages": pages, "authors": authors}
    document = Document(**fields)
    sections = tuple(
        Section(**{**section, "heading_path": tuple(section["heading_path"])})
        for section in parsed["sections"]
    )
    sentences = tuple(
        Sentence(
            **{
                **sentence,
                "heading_path": tuple(sentence["heading_path"]),
                "kind": SentenceKind(sentence["kind"]),
            }
        )
        for sentence in parsed["sentences"]
    )
    passages = tuple(
        Passage(
            **{
                **passage,
                "heading_path": tuple(passage["heading_path"]),
                "kind": SentenceKind(passage["kind"]),
            }
        )
        for passage in content["passages"]
    )
    return Record(ParsedDocument(document, sections, sentences), passages)
