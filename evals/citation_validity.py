"""Whether a reader can check every citation: quotes at their offsets, markers that lead to them."""

import re
from collections.abc import Iterator, Mapping

from assistant.answer import Answer, Citation, Status
from evals.case import Case
from evals.score import Score

_MARKER = re.compile(r"\[(\d+)\]")


def citation_validity(case: Case, answer: Answer, texts: Mapping[str, str]) -> Score:
    """Return 1 where every citation can be checked, 0 where one cannot or there is none.

    Every quote equals `texts[doc_id][start:end]`, numbers run from 1 without a gap, every marker
    in the text has its citation and every citation its marker. Unscored for a refusal that cites
    nothing.
    """
    if not answer.citations and answer.status is Status.ABSTAINED and not _marked(answer):
        return Score("citation_validity", None, "refused without citing")
    problems = list(_problems(answer, texts))
    if problems:
        return Score("citation_validity", 0.0, "; ".join(problems))
    return Score("citation_validity", 1.0, f"{len(answer.citations)} checked")


def _marked(answer: Answer) -> set[int]:
    return {int(number) for number in _MARKER.findall(answer.text)}


def _problems(answer: Answer, texts: Mapping[str, str]) -> Iterator[str]:
    if not answer.citations:
        yield "nothing is cited"
    numbers = [citation.number for citation in answer.citations]
    if numbers != list(range(1, len(numbers) + 1)):
        yield f"numbers are {numbers}, not 1 to {len(numbers)}"
    marked = _marked(answer)
    for number in sorted(marked - set(numbers)):
        yield f"the marker [{number}] has no citation"
    for number in sorted(set(numbers) - marked):
        yield f"citation {number} has no marker in the text"
    for citation in answer.citations:
        yield from _misquoted(citation, texts)


def _misquoted(citation: Citation, texts: Mapping[str, str]) -> Iterator[str]:
    text = texts.get(citation.doc_id)
    if text is None:
        yield f"citation {citation.number} names {citation.doc_id!r}, which is no document"
    # Negative offsets would count from the text's end, and an empty quote says nothing.
    elif not 0 <= citation.start < citation.end <= len(text):
        yield f"citation {citation.number} is outside the text: {citation.start}:{citation.end}"
    elif citation.quote != text[citation.start : citation.end]:
        yield f"citation {citation.number} is not what stands at {citation.start}:{citation.end}"
