"""What stands around a sentence in its document, and evidence for sentences that no search brought.

A quoted sentence is understood from its neighbours: the one before it names its subject, those
behind it go on with its list or give its reason.
"""

from bisect import bisect_right
from dataclasses import dataclass

from assistant.answer import Evidence
from ingest.document import ParsedDocument, SentenceKind
from ingest.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence at its place among the sentences of its document."""

    parsed: ParsedDocument
    index: int

    @property
    def text(self) -> str:
        """Return the sentence, word for word."""
        return self.parsed.sentence_text(self.index)

    @property
    def paragraph(self) -> int:
        """Return the number of its paragraph."""
        return self.parsed.sentences[self.index].paragraph

    @property
    def heading_path(self) -> tuple[str, ...]:
        """Return the headings that it stands under."""
        return self.parsed.sentences[self.index].heading_path

    def at(self, index: int) -> "Place":
        """Return another sentence of the same document."""
        return Place(self.parsed, index)

    def before(self) -> "Place | None":
        """Return the sentence before it under the same headings; pull quotes and labels skipped."""
        return self._neighbour(-1)

    def after(self) -> "Place | None":
        """Return the sentence after it under the same headings; pull quotes and labels skipped."""
        return self._neighbour(1)

    def _neighbour(self, step: int) -> "Place | None":
        kind = self.parsed.sentences[self.index].kind
        index = self.index + step
        while 0 <= index < len(self.parsed.sentences):
            sentence = self.parsed.sentences[index]
            if sentence.kind not in (SentenceKind.REPEAT, SentenceKind.LABEL):
                same = sentence.heading_path == self.heading_path and sentence.kind is kind
                return self.at(index) if same else None
            index += step
        return None


def place_of(evidence: Evidence, snapshot: Snapshot) -> Place:
    """Return where a sentence stands; a part of a long one stands where the whole does."""
    parsed = snapshot.document(evidence.passage.doc_id)
    starts = [sentence.start for sentence in parsed.sentences]
    return Place(parsed, max(0, bisect_right(starts, evidence.start) - 1))


def stands_at(evidence: Evidence, place: Place) -> bool:
    """Tell whether evidence is the sentence at a place, or a part of it."""
    sentence = place.parsed.sentences[place.index]
    same = evidence.passage.doc_id == place.parsed.document.doc_id
    return same and sentence.start <= evidence.start < sentence.end


def evidence_at(place: Place, snapshot: Snapshot, *, like: Evidence) -> Evidence:
    """Return evidence for a sentence that no search brought.

    Args:
        place: the sentence.
        snapshot: the documents.
        like: the evidence that led to it, whose score and search it takes over.

    """
    sentence = place.parsed.sentences[place.index]
    return evidence_for(place.parsed, sentence.start, sentence.end, snapshot, like=like)


def evidence_for(
    parsed: ParsedDocument, start: int, end: int, snapshot: Snapshot, *, like: Evidence
) -> Evidence:
    """Return evidence for a stretch of a document's text, such as a heading.

    Its passage is the one that holds the stretch or, for a heading, the first behind it.
    """
    passages = snapshot.passages(parsed.document.doc_id)
    passage = next((one for one in passages if start < one.end), like.passage)
    text = parsed.document.text[start:end]
    return Evidence(passage, start, end, text, like.score, like.found_by)
