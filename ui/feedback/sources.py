"""Where a case's answer stands: its sentences in their surroundings, and places by their words."""

import re
from collections.abc import Iterator, Sequence

from evals.case import GoldSpan
from ingest.document import ParsedDocument
from ingest.errors import BriefingError


def around(span: GoldSpan, parsed: ParsedDocument) -> Iterator[str]:
    """Yield a span's sentences, each after "> ", with the sentence before and behind it.

    Nothing where the span does not say what it quotes.
    """
    if parsed.document.text[span.start : span.end] != span.quote:
        return
    inside = [
        index
        for index, one in enumerate(parsed.sentences)
        if one.start < span.end and span.start < one.end
    ]
    if not inside:
        yield f"> {span.quote}"
        return
    path = parsed.sentences[inside[0]].heading_path
    for index in range(max(0, inside[0] - 1), min(len(parsed.sentences), inside[-1] + 2)):
        if parsed.sentences[index].heading_path == path:
            mark = "> " if index in inside else "  "
            yield mark + parsed.sentence_text(index)


def span_saying(words: str, documents: Sequence[ParsedDocument]) -> GoldSpan:
    """Return the sentences that hold some words, in the one place where they stand.

    White space makes no difference.

    Raises:
        BriefingError: they stand nowhere, or in several places.

    """
    pattern = re.compile(r"\s+".join(re.escape(word) for word in words.split()))
    found = [
        (parsed, match) for parsed in documents for match in pattern.finditer(parsed.document.text)
    ]
    if len(found) != 1:
        where = f"stand in {len(found)} places: type more of them" if found else "stand nowhere"
        raise BriefingError(f"The words “{' '.join(words.split())}” {where}.")
    parsed, match = found[0]
    start, end = match.span()
    inside = [one for one in parsed.sentences if one.start < end and start < one.end]
    start = min((start, *(one.start for one in inside)))
    end = max((end, *(one.end for one in inside)))
    return GoldSpan(parsed.document.doc_id, start, end, parsed.document.text[start:end])
