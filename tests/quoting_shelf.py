"""A parsed text on a shelf, for composers that look at what stands around a sentence."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

from assistant.answer import Evidence, FoundBy
from assistant.composer import Statement
from assistant.material import ExactAnswer, Material
from assistant.question import analyse
from ingest.document import ParsedDocument, Passage
from ingest.files import DecodedText
from ingest.parsing import parse_text
from ingest.passages import make_passages
from ingest.record import Record
from ingest.snapshot import Snapshot
from ingest.version import Entry
from ingest.vocabulary import Vocabulary


@dataclass(frozen=True)
class ParsedShelf:
    """One document, read by the product's own parser, where a composer expects a snapshot."""

    parsed: ParsedDocument
    kept: tuple[Passage, ...]

    @classmethod
    def of(cls, text: str, *, suffix: str = ".md") -> "ParsedShelf":
        decoded = DecodedText(text, "0" * 64, "utf-8", ())
        parsed = parse_text(decoded, path=Path(f"ferry{suffix}"), doc_id="ferry").parsed
        counted = make_passages(parsed, count_tokens=lambda texts: [len(t.split()) for t in texts])
        return cls(parsed, counted)

    @property
    def snapshot(self) -> Snapshot:
        return cast(Snapshot, self)

    @property
    def entries(self) -> Sequence[Entry]:
        document = self.parsed.document
        size = (len(document.text), len(self.kept))
        return [Entry("ferry", document.title, document.source, document.sha256, "", "en", *size)]

    @property
    def vocabulary(self) -> Vocabulary:
        return Vocabulary.of_records([Record(self.parsed, self.kept)])

    def document(self, doc_id: str) -> ParsedDocument:
        assert doc_id == "ferry"
        return self.parsed

    def passages(self, doc_id: str) -> tuple[Passage, ...]:
        return self.kept

    def evidence(self, *sentences: str, scores: Sequence[float] = ()) -> tuple[Evidence, ...]:
        """Return evidence for sentences that begin as given, best first."""
        found = []
        for number, opening in enumerate(sentences):
            index = next(
                index
                for index in range(len(self.parsed.sentences))
                if self.parsed.sentence_text(index).lstrip("*").startswith(opening)
            )
            sentence = self.parsed.sentences[index]
            passage = next(one for one in self.kept if sentence.start < one.end)
            score = scores[number] if scores else 1 - number / 100
            text = self.parsed.sentence_text(index)
            found.append(Evidence(passage, sentence.start, sentence.end, text, score, FoundBy.BOTH))
        return tuple(found)

    def material(
        self, question: str, *sentences: str, scores: Sequence[float] = (), exact: str = ""
    ) -> Material:
        """Return what was found for a question; `exact` stands in the first sentence."""
        evidence = self.evidence(*sentences, scores=scores)
        found = Material(analyse(question), evidence, self.snapshot)
        if not exact:
            return found
        start = self.parsed.document.text.index(exact, evidence[0].start)
        return replace(found, exact=ExactAnswer(evidence[0], start, start + len(exact), exact))


def texts(statements: Sequence[Statement]) -> list[str]:
    return [statement.text for statement in statements]


def check_supports(statements: Sequence[Statement], shelf: ParsedShelf) -> None:
    """Assert that what is cited stands in the document, and that every word comes from it."""
    for statement in statements:
        assert statement.supports
        for support in statement.supports:
            assert shelf.parsed.document.text[support.start : support.end] == support.text
            assert support.text
