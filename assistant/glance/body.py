"""The sentences that a glance is made from: the document's argument, without what is around it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.glance.glance import Place
from ingest.document import ParsedDocument, SentenceKind

# A sentence that speaks of a text says what stands in it, not what happened in the world.
_ABOUT_A_TEXT = re.compile(
    r"(?:here )?(?:the|this|el|este|o) (?:original|document|brief|report|text|article|edition|"
    r"paper|section|chapter|passage|paragraph|list|documento|informe|texto|articulo|relatorio|"
    r"artigo)\b|\b(?:elsewhere|here) the (?:original|text|document)\b|this (?:contradicts|paper)\b|"
    r"\b(?:the original|the text) (?:speaks|says|dates|calls|gives|puts|does not|carries)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class BodySentence:
    """A sentence of the argument."""

    text: str
    start: int
    end: int
    heading_path: tuple[str, ...]
    paragraph: int

    @property
    def place(self) -> Place:
        """Return its place in the document."""
        return Place(self.start, self.end)

    @property
    def line(self) -> str:
        """Return its text in one line."""
        return " ".join(self.text.split())

    @property
    def is_about_a_text(self) -> bool:
        """Tell whether it speaks of a text rather than of the world."""
        return _ABOUT_A_TEXT.search(self.text) is not None


def body_of(parsed: ParsedDocument) -> tuple[BodySentence, ...]:
    """Return the sentences of the argument in order."""
    text = parsed.document.text
    return tuple(
        BodySentence(text[one.start : one.end], one.start, one.end, one.heading_path, one.paragraph)
        for one in parsed.sentences
        if one.kind is SentenceKind.BODY
    )


def merged(places: Sequence[Place]) -> tuple[Place, ...]:
    """Return places in their order, each once."""
    return tuple(dict.fromkeys(places))
