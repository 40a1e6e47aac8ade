"""The only maker of citations: none leaves here that does not hold.

The invariant is `quote == document.text[start:end]`, for the document as it is stored.
"""

import re
from collections.abc import Callable, Iterable

from assistant.answer import Citation, Evidence
from ingest.document import Document, page_of


class CitationMismatchError(AssertionError):
    """A quote is not what stands at its place: a bug, never a user's mistake."""


class Footnotes:
    """The citations of one answer, numbered from 1 as they are first used.

    Args:
        find: returns the stored document with an id.

    """

    def __init__(self, find: Callable[[str], Document]) -> None:
        self._find = find
        self._by_place: dict[tuple[str, int, int], Citation] = {}

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Return what was cited so far, in the order of the numbers."""
        return tuple(self._by_place.values())

    def marker(self, supports: Iterable[Evidence]) -> str:
        """Cite evidence and return its markers as they stand in a text: `[1]` or `[1][3]`.

        The same place keeps its number.
        """
        numbers = sorted({self._cited(evidence).number for evidence in supports})
        return "".join(f"[{number}]" for number in numbers)

    def _cited(self, evidence: Evidence) -> Citation:
        place = (evidence.passage.doc_id, evidence.start, evidence.end)
        if place not in self._by_place:
            document = self._find(evidence.passage.doc_id)
            number = len(self._by_place) + 1
            self._by_place[place] = cite(document, evidence, number=number)
        return self._by_place[place]


# The source's own reference and editors' marks would be taken for ours: "rose by half [12]".
_REFERENCE_MARK = re.compile(
    r"\s*\[(?:\d+|note \d+|update|when\?|who\?|dubious|(?:citation|clarification) needed|"
    r"unreliable source\?)\]"
)


def shown(quote: str) -> str:
    """Return a quote as it stands in an answer: in one line, without the source's own marks."""
    return " ".join(_REFERENCE_MARK.sub("", quote).split())


def cite(document: Document, evidence: Evidence, *, number: int) -> Citation:
    """Return a citation of the sentence that `evidence` stands for.

    Raises:
        CitationMismatchError: the text at the place is not the text that was shown.

    """
    citation = Citation(
        number=number,
        doc_id=document.doc_id,
        start=evidence.start,
        end=evidence.end,
        quote=document.text[evidence.start : evidence.end],
        heading_path=evidence.passage.heading_path,
        page=page_of(document, evidence.start),
        sha256=document.sha256,
    )
    if citation.quote != evidence.text or not citation.quote:
        raise CitationMismatchError(
            f"{document.doc_id}[{evidence.start}:{evidence.end}] is {citation.quote!r}, "
            f"not {evidence.text!r}"
        )
    return citation
