"""From a file to a document with its structure: the whole of parsing on one screen."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ingest.about import mark_about
from ingest.blocks import SPOKEN, Block, BlockKind, trimmed
from ingest.document import Document, ParsedDocument, Section, Sentence, SentenceKind
from ingest.files import DecodedText, read_text
from ingest.front_matter import read_front_matter
from ingest.headings import infer_headings
from ingest.language import detect_language
from ingest.markdown import read_markdown
from ingest.plaintext import read_plaintext
from ingest.repeats import mark_repeats
from ingest.sections import heading_path_at, nest_sections
from ingest.sentences import Span, split_sentences
from ingest.words import plain_line


@dataclass(frozen=True, slots=True)
class ParseResult:
    """A parsed document and what its reader should know about how it was read."""

    parsed: ParsedDocument
    warnings: tuple[str, ...]


def parse_file(path: Path, doc_id: str) -> ParseResult:
    """Return the document in the file at `path`.

    Raises UnreadableFileError for what is not readable text (see `ingest.files.read_text`).
    """
    return parse_text(read_text(path), path=path, doc_id=doc_id)


def parse_text(decoded: DecodedText, *, path: Path, doc_id: str) -> ParseResult:
    """Return the document that `decoded` is; the suffix of `path` tells text from Markdown.

    The title is that of the front matter, else the heading or bare line at the top, else the
    file's name. Headings are those that the file marks; where it marks none but the title, bare
    lines are read as headings, in Markdown too (a scraped page saved as .md has no others).
    """
    text = decoded.text
    matter = read_front_matter(text)
    read_blocks = read_plaintext if path.suffix.casefold() == ".txt" else read_markdown
    blocks = infer_headings(text, _with_title(read_blocks(text, matter.end)))
    if matter.unread:
        unread = Block(BlockKind.PARAGRAPH, *trimmed(text, matter.unread.start, matter.unread.end))
        blocks = (unread, *blocks)
    sections = nest_sections(text, blocks)
    sentences = _cut(text, blocks, sections)
    sentences = mark_about(text, sentences)
    sentences = mark_repeats(text, sentences, _prose_paragraphs(blocks))
    document = Document(
        doc_id=doc_id,
        title=matter.title or _title_in(text, blocks) or path.stem,
        source=str(path.absolute()),
        published=matter.published,
        language=matter.language or detect_language(text[matter.end :]),
        sha256=decoded.sha256,
        text=text,
        pages=decoded.pages,
        authors=matter.authors,
        publisher=matter.publisher,
    )
    named = tuple(f"{path}: {warning}" for warning in matter.warnings)
    return ParseResult(ParsedDocument(document, sections, sentences), decoded.warnings + named)


def _with_title(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return the blocks with the only heading of rank 1, where it stands on top, as the title."""
    headings = [block for block in blocks if block.kind is BlockKind.HEADING]
    first_said = next((block for block in blocks if block.kind is not BlockKind.SKIPPED), None)
    tops = [block for block in headings if block.level == 1]
    if len(tops) != 1 or tops[0] is not first_said:
        return tuple(blocks)
    return tuple(
        replace(block, kind=BlockKind.TITLE, level=0) if block is tops[0] else block
        for block in blocks
    )


def _title_in(text: str, blocks: Sequence[Block]) -> str | None:
    titles = [block for block in blocks if block.kind is BlockKind.TITLE]
    tops = [block for block in blocks if block.kind is BlockKind.HEADING and block.level == 1]
    found = next(iter(titles or tops), None)
    return plain_line(text[found.start : found.end]) or None if found else None


def _spoken(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks that become sentences: block i is paragraph i of the document."""
    return [block for block in blocks if block.kind in SPOKEN]


def _prose_paragraphs(blocks: Sequence[Block]) -> frozenset[int]:
    return frozenset(
        number for number, block in enumerate(_spoken(blocks)) if block.kind is BlockKind.PARAGRAPH
    )


def _cut(text: str, blocks: Sequence[Block], sections: Sequence[Section]) -> tuple[Sentence, ...]:
    starts = [section.start for section in sections]
    sentences: list[Sentence] = []
    for number, block in enumerate(_spoken(blocks)):
        whole = block.kind in (BlockKind.ROW, BlockKind.LABEL)
        spans = (
            [Span(block.start, block.end)]
            if whole
            else split_sentences(text, block.start, block.end)
        )
        kind = SentenceKind.LABEL if block.kind is BlockKind.LABEL else SentenceKind.BODY
        path = heading_path_at(sections, starts, block.start)
        sentences.extend(Sentence(span.start, span.end, path, number, kind) for span in spans)
    return tuple(sentences)
