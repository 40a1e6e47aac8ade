"""The nouns of ingestion: what a document is once it has been read.

Every offset is a Python string offset into `Document.text`, end exclusive. The text is stored as it
was decoded, markup included, so that an offset means the same place in the reader's own file; of a
file with layout (PDF, Word, HTML) it is the Markdown that was made of it.
"""

from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum


class SentenceKind(StrEnum):
    """What a sentence is to a reader, which decides how retrieval treats it."""

    BODY = "body"
    """Part of the argument: the only kind that topical retrieval sees."""
    ABOUT = "about"
    """About the document itself: author biographies, funding line, contact."""
    REPEAT = "repeat"
    """A pull quote: says again, perhaps shortened, what a body sentence says."""
    LABEL = "label"
    """Web furniture: a widget label, an author card, a navigation line."""


@dataclass(frozen=True, slots=True)
class PageStart:
    """Where text of a page begins; notes stand at the end, so pages need not ascend."""

    offset: int
    page: int
    """From 1, as the file counts."""


@dataclass(frozen=True, slots=True)
class Document:
    """One text as its reader has it, stored whole."""

    doc_id: str
    title: str
    source: str
    """Absolute path of the file that it came from."""
    published: str | None
    """Date of publication as the document states it (ISO 8601 where it can be had)."""
    language: str
    """ISO 639-1 code."""
    sha256: str
    """Of the file's bytes: a renamed copy has the same, a changed file another."""
    text: str
    pages: tuple[PageStart, ...] = ()
    """By offset; empty for a file without pages."""
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    """Both as the document states them."""


def page_of(document: Document, offset: int) -> int | None:
    """Return the page that a place stands on, or None where the file has no pages."""
    at = bisect_right(document.pages, offset, key=lambda page: page.offset)
    return document.pages[max(at - 1, 0)].page if document.pages else None


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with all that stands under it, subsections included."""

    heading_path: tuple[str, ...]
    """The headings from the outermost to this one; the document's title is not among them."""
    level: int
    """1 for the outermost."""
    start: int
    """Offset of the heading's own text."""
    heading_end: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, or a line that stands for one (list item, table row, caption)."""

    start: int
    end: int
    heading_path: tuple[str, ...]
    paragraph: int
    """Number of its paragraph in the document, from 0."""
    kind: SentenceKind = SentenceKind.BODY
    repeat_of: int | None = None
    """For a pull quote: index, in the document's sentences, of the body sentence it repeats."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Neighbouring sentences of one section: the unit that is embedded and searched."""

    passage_id: str
    doc_id: str
    heading_path: tuple[str, ...]
    text: str
    """`Document.text[start:end]`, never more than the embedding model reads."""
    start: int
    end: int
    first_sentence: int
    """Index, in the document's sentences, of the first sentence."""
    last_sentence: int
    """Index of the last sentence, inclusive."""
    kind: SentenceKind
    """BODY or ABOUT."""
    content_hash: str
    """Of all that is embedded: title, heading path and text."""


@dataclass(frozen=True, slots=True)
class ParsedDocument:
    """A document with the structure that was found in it."""

    document: Document
    sections: tuple[Section, ...]
    sentences: tuple[Sentence, ...]
    """In the order of the text, none overlapping another."""

    def sentence_text(self, index: int) -> str:
        """Return the sentence at `index`, word for word."""
        sentence = self.sentences[index]
        return self.document.text[sentence.start : sentence.end]


@dataclass(frozen=True, slots=True)
class SkippedFile:
    """A file that was named or found but not taken in, and why."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What one run of ingestion did."""

    added: tuple[str, ...]
    updated: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: tuple[str, ...]
    """Document ids, each list in the order of the files."""
    skipped: tuple[SkippedFile, ...]
    warnings: tuple[str, ...]
    passages: int
    """Passages in the index after the run."""
    embedded: int
    """Passages that had to be embedded in this run."""
    seconds: float
