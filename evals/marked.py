"""An answer's sentences with what each of them cites."""

import re
from collections.abc import Iterator, Sequence

from assistant.answer import Answer, Citation
from evals.right_answer import without_markers
from ingest.sentences import split_sentences

# A stretch of text and the markers behind it.
_MARKED = re.compile(r"(?P<said>.*?)(?P<markers>(?:\s?\[\d+\])+|$)", re.DOTALL)
_NUMBER = re.compile(r"\d+")


def marked_sentences(answer: Answer) -> Iterator[tuple[str, Sequence[Citation]]]:
    """Yield each sentence without its markers, and the citations that its markers name.

    Sentences that share markers behind the last of them share its citations. A marker that names
    no citation is passed over; `citation_validity` is there to see it.
    """
    by_number = {citation.number: citation for citation in answer.citations}
    for stretch in _MARKED.finditer(answer.text):
        numbers = [int(number) for number in _NUMBER.findall(stretch["markers"])]
        cited = [by_number[number] for number in numbers if number in by_number]
        said = without_markers(stretch["said"]).strip()
        for span in split_sentences(said):
            yield said[span.start : span.end], cited
