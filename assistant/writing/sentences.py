"""What a chat model writes, piece by piece, as sentences with the numbers that they cite.

Models mark sources in many ways whatever they are told: before the full stop or behind it, several
in one bracket, in other brackets, as a list at the end. All of them end here as the same thing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.sentences import split_sentences

# "[1]", "[1, 2]", "[1-3]", "[^1]", "[Source 1]", "【1†source】": a number or several in brackets.
MARKER = re.compile(
    r"[ \t]*[\[【]\s*(?:\^|(?:sources?|sentences?|fuentes?|fontes?|frases?)\s*:?\s*)?"
    r"(\d{1,3}(?:\s*(?:,|;|&|and|y|e|-|–|to)\s*\^?\d{1,3})*)\s*(?:†[^\]】]*)?[\]】]",
    re.IGNORECASE,
)
# Only at a sentence's end, since "(1)" elsewhere may count something.
_ROUND_MARKER = re.compile(r"[ \t]*\((\d{1,3}(?:\s*,\s*\d{1,3})*)\)(?=\s*[.!?]?\s*$)")
_RANGE = re.compile(r"(\d{1,3})\s*(?:-|–|to)\s*\^?(\d{1,3})")

# No sentence rests on more sources in a row than these; "[1-400]" is no citation.
LONGEST_RANGE = 12

_BEHIND_STOP = re.compile(rf"([.!?…][\"”’»)]*)((?:{MARKER.pattern})+)", re.IGNORECASE)
# A marker that has begun and may go on with the next piece.
_OPEN_MARKER = re.compile(r"[\[【(][^\]】)]{0,40}$")
# Marks of a list, and a title in front of its text ("**Costs.** The wall ...").
_LINE_OPENING = re.compile(
    r"^\s*(?:>\s*|[-*•+]\s+|\d{1,2}[.)]\s+)*(?:\*\*[^*]{1,40}(?:[.:]\*\*|\*\*:)(?:\s+|$))?"
)
_EMPHASIS = re.compile(r"\*\*|__|`|(?<!\w)[*_](?=\w)|(?<=[\w.!?])[*_](?!\w)")
_NO_PROSE = re.compile(r"^\s*(?:```.*|~~~.*|-{3,}|\*{3,}|={3,}|#{1,6}\s.*|\*\*[^*]{1,60}\*\*)\s*$")
# A list of sources behind the answer; the answer's own markers are what counts.
_TRAILER = re.compile(
    r"^\W*(?:sources?|references?|citations?|footnotes?|fuentes?|referencias?|fontes?|"
    r"referências?|citações|notas?|notes?)\W*(?::|$)",
    re.IGNORECASE,
)
_THOUGHT, _THOUGHT_END = "<think>", "</think>"


@dataclass(frozen=True, slots=True)
class Written:
    """One sentence that a model wrote."""

    text: str
    """In one line, without markers and without marks of emphasis."""
    numbers: tuple[int, ...]
    """What it cites, as the model numbered it; ascending, each once."""


class SentenceStream:
    """Turns pieces of a model's text into sentences, each as soon as it is surely complete.

    A sentence is held until the next one begins, since its markers may follow its full stop.
    """

    def __init__(self) -> None:
        self._line = ""
        self._held: Written | None = None
        self._thinking: bool | None = None
        """None until it is known whether the text opens with the model's thoughts."""
        self._is_over = False

    def feed(self, piece: str) -> Iterator[Written]:
        """Yield the sentences that a further piece completes."""
        self._line += piece
        if not self._is_past_thoughts():
            return
        while "\n" in self._line and not self._is_over:
            line, self._line = self._line.split("\n", 1)
            yield from self._take_line(line)
        if not self._is_over and re.search(r"[.!?…]", self._line):
            yield from self._take_begun_line()

    def finish(self) -> Iterator[Written]:
        """Yield what is left when the model has ended."""
        if self._is_past_thoughts(ended=True) and not self._is_over:
            yield from self._take_line(self._line)
        self._line = ""
        if self._held is not None:
            yield self._held
            self._held = None

    def _is_past_thoughts(self, *, ended: bool = False) -> bool:
        """Drop thoughts before the answer; tell whether what is left is the answer's."""
        opening = self._line.lstrip()
        if self._thinking is None:
            if not ended and len(opening) < len(_THOUGHT) and _THOUGHT.startswith(opening):
                return False
            self._thinking = opening.startswith(_THOUGHT)
        if self._thinking and _THOUGHT_END in self._line:
            self._line = self._line.split(_THOUGHT_END, 1)[1]
            self._thinking = False
        return not self._thinking

    def _take_line(self, line: str) -> Iterator[Written]:
        """Take a line that is complete: its last sentence ends with it."""
        if _TRAILER.match(line):
            self._is_over = True
        elif not _NO_PROSE.match(line):
            for sentence in _sentences(_LINE_OPENING.sub("", line)):
                yield from self._hold(sentence)

    def _take_begun_line(self) -> Iterator[Written]:
        """Take the sentences of a line that goes on, except the last, which may go on too."""
        moved = _with_markers_inside(self._line)
        spans = split_sentences(moved)
        if len(spans) < 2:
            return
        *complete, last = spans
        if _OPEN_MARKER.search(moved[last.start :]):
            return
        if not re.search(r"\w\w", MARKER.sub("", moved[last.start : last.end])):
            return
        begun = moved[: complete[-1].end]
        if _TRAILER.match(begun):
            self._is_over = True
            return
        self._line = moved[last.start :]
        for sentence in _sentences(_LINE_OPENING.sub("", begun)):
            yield from self._hold(sentence)
        # The next one begins with a word: no marker of this one follows.
        if self._held is not None:
            yield self._held
            self._held = None

    def _hold(self, sentence: Written) -> Iterator[Written]:
        """Hold a sentence and yield the one before it; markers alone belong to that one."""
        if not sentence.text:
            if self._held is not None:
                numbers = {*self._held.numbers, *sentence.numbers}
                self._held = Written(self._held.text, tuple(sorted(numbers)))
            return
        if self._held is not None:
            yield self._held
        self._held = sentence


def written(text: str, numbers: tuple[int, ...] = ()) -> Written:
    """Return a sentence with its markers taken out of its text and added to `numbers`."""
    found = set(numbers)
    for pattern in (MARKER, _ROUND_MARKER):
        for marker in pattern.finditer(text):
            found.update(_numbers(marker[1]))
        text = pattern.sub("", text)
    text = " ".join(_EMPHASIS.sub("", text).split())
    text = re.sub(r"\s+([.,;:!?])", r"\1", text)
    if not re.search(r"\w", text):
        text = ""
    return Written(text, tuple(sorted(found)))


def _sentences(line: str) -> Iterator[Written]:
    moved = _with_markers_inside(line)
    for span in split_sentences(moved):
        yield written(moved[span.start : span.end])


def _with_markers_inside(text: str) -> str:
    """Return a text whose markers stand before the full stop: "so. [1]" becomes "so [1]."."""
    return _BEHIND_STOP.sub(lambda found: f"{found[2]}{found[1]}", text)


def _numbers(inside: str) -> Iterator[int]:
    """Yield the numbers in a marker, those between the ends of a range too."""
    for found in _RANGE.finditer(inside):
        first, last = int(found[1]), int(found[2])
        if first <= last < first + LONGEST_RANGE:
            yield from range(first, last + 1)
    yield from (int(number) for number in re.findall(r"\d+", inside))
