"""Grouping sentences into passages that the embedding model reads whole."""

import hashlib
from bisect import bisect
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from ingest.document import Document, ParsedDocument, Passage, Sentence, SentenceKind

CountTokens = Callable[[Sequence[str]], list[int]]

# For title and headings, which are embedded before the text.
CONTEXT_TOKENS = 64

# What MiniLM, which reads 256, leaves to the text; more would make passages of several topics.
DEFAULT_MAX_TOKENS = 192

# A sentence of usual length; a model that reads less than this and its context is of no use here.
MIN_TOKENS = 48

# Title and headings, so that a passage is found by what it stands under. In bytes: about 40 tokens
# of English, and 56 where each character is a token of its own (Chinese, three bytes each).
MAX_CONTEXT_BYTES = 168

# Paragraphs shorter than this are joined with their neighbours of the same section: a list item or
# a one-line paragraph says too little on its own to be found.
SHORT_PARAGRAPH_TOKENS = 64


@dataclass(frozen=True, slots=True)
class _Piece:
    """A sentence, or a part of one that alone is too long, with its length in tokens."""

    start: int
    end: int
    sentence: int
    tokens: int


def passage_limit(model_tokens: int) -> int:
    """Return the tokens that a passage's own text may have, for a model that reads so many."""
    return max(MIN_TOKENS, min(DEFAULT_MAX_TOKENS, model_tokens - CONTEXT_TOKENS))


def context_of(title: str, heading_path: Sequence[str]) -> str:
    """Return what is embedded before a text: document title and headings, outermost first."""
    whole = ". ".join(part for part in (title, *heading_path) if part)
    return whole.encode("utf-8", "replace")[:MAX_CONTEXT_BYTES].decode("utf-8", "ignore")


def embedded_text(title: str, heading_path: Sequence[str], text: str) -> str:
    """Return a text with its context, as it is embedded and indexed."""
    context = context_of(title, heading_path)
    return f"{context}. {text}" if context else text


def make_passages(
    parsed: ParsedDocument,
    *,
    count_tokens: CountTokens,
    max_tokens: int = DEFAULT_MAX_TOKENS,
) -> tuple[Passage, ...]:
    """Group neighbouring sentences into passages of at most `max_tokens` tokens.

    A passage never crosses a heading, and a paragraph is only cut where it is too long. Pull quotes
    and labels are left out; sentences about the document form passages of their own kind.

    Args:
        parsed: the document with its structure.
        count_tokens: the embedding model's own count, special tokens included.
        max_tokens: limit for a passage's own text, context excluded.

    """
    document, sentences = parsed.document, parsed.sentences
    wanted = [
        (index, sentence)
        for index, sentence in enumerate(sentences)
        if sentence.kind in (SentenceKind.BODY, SentenceKind.ABOUT)
    ]
    pieces = _pieces(document.text, wanted, count_tokens=count_tokens, max_tokens=max_tokens)
    headings = [section.start for section in parsed.sections]
    groups = _group(pieces, sentences, headings, max_tokens=max_tokens)
    return tuple(
        _passage(document, sentences, group, number) for number, group in enumerate(groups)
    )


def _pieces(
    text: str,
    wanted: Sequence[tuple[int, Sentence]],
    *,
    count_tokens: CountTokens,
    max_tokens: int,
) -> list[_Piece]:
    counts = count_tokens([text[sentence.start : sentence.end] for _, sentence in wanted])
    pieces: list[_Piece] = []
    for (index, sentence), tokens in zip(wanted, counts, strict=True):
        if tokens <= max_tokens:
            pieces.append(_Piece(sentence.start, sentence.end, index, tokens))
        else:
            pieces.extend(_cut(text, index, sentence, count_tokens, max_tokens))
    return pieces


def _cut(
    text: str, index: int, sentence: Sentence, count_tokens: CountTokens, max_tokens: int
) -> Iterator[_Piece]:
    """Cut a sentence that is longer than a passage (a table row, text without full stops)."""
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(
        separators=["; ", ", ", " ", ""],
        keep_separator="end",
        chunk_size=max_tokens,
        chunk_overlap=0,
        length_function=lambda part: count_tokens([part])[0],
        add_start_index=True,
    )
    whole = text[sentence.start : sentence.end]
    for part in splitter.create_documents([whole]):
        start = sentence.start + int(part.metadata["start_index"])
        end = start + len(part.page_content)
        yield _Piece(start, end, index, count_tokens([part.page_content])[0])


def _group(
    pieces: Sequence[_Piece],
    sentences: Sequence[Sentence],
    headings: Sequence[int],
    *,
    max_tokens: int,
) -> list[list[_Piece]]:
    """Group pieces: whole paragraphs where they fit, short ones together, long ones evenly cut."""
    groups: list[list[_Piece]] = []
    for paragraph in _paragraphs(pieces, sentences):
        tokens = sum(piece.tokens for piece in paragraph)
        if groups and _may_join(groups[-1], paragraph, sentences, headings, max_tokens=max_tokens):
            groups[-1].extend(paragraph)
        elif tokens <= max_tokens:
            groups.append(list(paragraph))
        else:
            groups.extend(_even_parts(paragraph, max_tokens=max_tokens))
    return groups


def _paragraphs(pieces: Sequence[_Piece], sentences: Sequence[Sentence]) -> Iterator[list[_Piece]]:
    current: list[_Piece] = []
    for piece in pieces:
        if current and not _same_paragraph(
            sentences[current[-1].sentence], sentences[piece.sentence]
        ):
            yield current
            current = []
        current.append(piece)
    if current:
        yield current


def _same_paragraph(left: Sentence, right: Sentence) -> bool:
    return left.paragraph == right.paragraph and left.kind == right.kind


def _may_join(
    group: Sequence[_Piece],
    paragraph: Sequence[_Piece],
    sentences: Sequence[Sentence],
    headings: Sequence[int],
    *,
    max_tokens: int,
) -> bool:
    last, first = sentences[group[-1].sentence], sentences[paragraph[0].sentence]
    before = sum(piece.tokens for piece in group)
    after = sum(piece.tokens for piece in paragraph)
    # Only neighbours join: a pull quote between two paragraphs would otherwise be inside a passage.
    neighbours = paragraph[0].sentence == group[-1].sentence + 1
    return (
        neighbours
        # Not by heading path: two sections may have headings of the same words.
        and bisect(headings, last.start) == bisect(headings, first.start)
        and last.kind == first.kind
        and min(before, after) < SHORT_PARAGRAPH_TOKENS
        and before + after <= max_tokens
    )


def _even_parts(paragraph: Sequence[_Piece], *, max_tokens: int) -> Iterator[list[_Piece]]:
    """Cut a long paragraph into parts of about equal length, the fewest that fit."""
    total = sum(piece.tokens for piece in paragraph)
    target = total / (-(-total // max_tokens))
    part: list[_Piece] = []
    tokens = before = 0
    # Measured from the paragraph's beginning: what a part falls short of its share by would
    # otherwise add up to a last part of a few words.
    boundary = target
    for piece in paragraph:
        overfull = tokens + piece.tokens > max_tokens
        if part and (overfull or before + piece.tokens / 2 > boundary):
            yield part
            part, tokens = [], 0
            boundary += target
        part.append(piece)
        tokens += piece.tokens
        before += piece.tokens
    if part:
        yield part


def _passage(
    document: Document, sentences: Sequence[Sentence], group: Sequence[_Piece], number: int
) -> Passage:
    first, last = group[0], group[-1]
    heading_path = sentences[first.sentence].heading_path
    text = document.text[first.start : last.end]
    embedded = embedded_text(document.title, heading_path, text)
    return Passage(
        passage_id=f"{document.doc_id}:{document.sha256[:12]}:{number:05d}",
        doc_id=document.doc_id,
        heading_path=heading_path,
        text=text,
        start=first.start,
        end=last.end,
        first_sentence=first.sentence,
        last_sentence=last.sentence,
        kind=sentences[first.sentence].kind,
        content_hash=hashlib.sha256(embedded.encode("utf-8", "surrogatepass")).hexdigest(),
    )
