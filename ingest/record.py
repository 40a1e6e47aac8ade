"""A document as it is stored: its text and structure, its passages, and their vectors."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
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
from ingest.passages import embedded_text, make_passages, passage_limit
from ingest.sentences import Span

OnEncoded = Callable[[Sequence[Passage]], None]
"""Called with the passages that were just embedded."""

# Passages embedded between two reports of progress: some seconds of work on two cores.
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


def split(parsed: ParsedDocument, embedder: Embedder) -> Record:
    """Return a document with its passages, each short enough for the model that will read it."""
    limit = passage_limit(embedder.max_tokens)
    return Record(
        parsed, make_passages(parsed, count_tokens=embedder.count_tokens, max_tokens=limit)
    )


def passages_without(record: Record, known: Collection[str]) -> list[tuple[Record, Passage]]:
    """Return the passages, with their record, whose content hash is not among the known ones."""
    return [(record, one) for one in record.passages if one.content_hash not in known]


def encode(
    wanted: Iterable[tuple[Record, Passage]],
    *,
    embedder: Embedder,
    on_encoded: OnEncoded = lambda _passages: None,
) -> dict[str, Encoded]:
    """Return the vectors of passages by content hash; equal ones are embedded once.

    The longest come first, so that a batch holds texts of one length whatever document they come
    from; `on_encoded` is told of each group.
    """
    fresh = {
        passage.content_hash: (record.embedded_text(passage), record, passage)
        for record, passage in wanted
    }
    by_length = sorted(fresh.values(), key=lambda one: -len(one[0]))
    vectors: dict[str, Encoded] = {}
    for start in range(0, len(by_length), EMBED_AT_ONCE):
        group = by_length[start : start + EMBED_AT_ONCE]
        encoded = embedder.encode_with_parts(
            [text for text, _, _ in group],
            [_spans_in_embedded_text(record, passage) for _, record, passage in group],
        )
        passages = [passage for _, _, passage in group]
        vectors.update(zip((one.content_hash for one in passages), encoded, strict=True))
        on_encoded(passages)
    return vectors


def collect(record: Record, vectors: Mapping[str, Encoded]) -> RecordVectors:
    """Return the vectors of a record's passages out of those by content hash."""
    kept = [vectors[passage.content_hash] for passage in record.passages]
    if not kept:
        nothing: Vectors = np.zeros((0, 0), dtype=np.float32)
        return RecordVectors(nothing, nothing, np.zeros(1, dtype=np.int64))
    counts = [len(one.parts) for one in kept]
    return RecordVectors(
        np.stack([one.text for one in kept]).astype(np.float32),
        np.concatenate([one.parts for one in kept]).astype(np.float32),
        np.concatenate([[0], np.cumsum(counts)]).astype(np.int64),
    )


def _spans_in_embedded_text(record: Record, passage: Passage) -> list[Span]:
    shift = len(record.embedded_text(passage)) - len(passage.text) - passage.start
    return [Span(span.start + shift, span.end + shift) for span in record.sentence_spans(passage)]


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
