"""Places in documents, and whether two of them share text: what citation scores are made of."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

# A blank line, or the white space after a sentence's end. A full stop ends a sentence only after
# two small letters, digits or closing marks, so that "U.S. Senate" and "Mr. Bukele" stay whole.
# Rough on purpose: the cut only keeps one long span from counting as a single sentence.
_SENTENCE_END = re.compile(
    r"\s*\n\s*\n\s*|(?<=[a-zß-ÿ0-9%)\]”\"’'][a-zß-ÿ0-9%)\]”\"’'][.!?])[”\"’')\]]*(\s+)(?=[^a-zß-ÿ\s])"
)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a document's text, end exclusive."""

    document: str
    start: int
    end: int


def sentence_spans(document: str, start: int, quote: str) -> tuple[Span, ...]:
    """Return the sentences of a quote that begins at `start`, without the white space between."""
    spans = []
    begin = 0
    for found in _SENTENCE_END.finditer(quote):
        stop = found.start(1) if found.group(1) else found.start()
        spans.append(_trimmed(document, start, quote, begin, stop))
        begin = found.end()
    spans.append(_trimmed(document, start, quote, begin, len(quote)))
    return tuple(span for span in spans if span.start < span.end)


def overlaps(span: Span, others: Iterable[Span]) -> bool:
    """Return whether a span shares at least one character with any of the others."""
    return any(
        span.document == other.document and max(span.start, other.start) < min(span.end, other.end)
        for other in others
    )


def share_overlapping(spans: Sequence[Span], others: Sequence[Span]) -> float:
    """Return the share, from 0 to 1, of the spans that overlap any of the others.

    Raises `ZeroDivisionError` for no spans: the share of nothing is the caller's to decide.
    """
    return sum(overlaps(span, others) for span in spans) / len(spans)


def _trimmed(document: str, start: int, quote: str, begin: int, stop: int) -> Span:
    piece = quote[begin:stop]
    begin += len(piece) - len(piece.lstrip())
    return Span(document, start + begin, start + begin + len(piece.strip()))
