"""Cases made of reasons and headings: why something is so, and what a section says."""

import re
from collections.abc import Iterator, Sequence

from assistant.glance.body import BodySentence
from assistant.suggesting import wording
from assistant.suggesting.candidates import candidates_of
from assistant.suggesting.suggestion import Sort
from evals.drafting.proposal import Origin, Proposal, Source
from evals.drafting.telling import Telling
from evals.matching import first_said

# Of a reason or a section: what a right answer can hardly do without.
KEY_WORDS = 2

_BECAUSE = re.compile(r"\bbecause(?: of)? (?P<reason>[^;:.]+)")
_GUESSED = "which words a right answer must hold is a guess"


def reason_cases(source: Source) -> Iterator[Proposal]:
    """Yield a case for each sentence that says why; English only."""
    if source.language != "en":
        return
    telling = Telling(source.body, language=source.language)
    for sentence in source.body:
        question = "" if sentence.is_about_a_text else wording.why(sentence.line)
        found = _BECAUSE.search(sentence.line) if question else None
        if found is None:
            continue
        answers = telling.groups(found["reason"], without=question, most=KEY_WORDS)
        if answers:
            yield Proposal(Origin.REASON, "why", question, answers, (sentence.place,), (_GUESSED,))


def heading_cases(source: Source) -> Iterator[Proposal]:
    """Yield a case for each section that can be asked about by its heading, longest first."""
    telling = Telling(source.body, language=source.language)
    for asked in candidates_of(source.parsed, source.glance):
        if asked.sort is not Sort.BRIEFING:
            continue
        inside = [one for one in source.body if asked.start <= one.start < asked.end]
        text = " ".join(one.line for one in inside)
        answers = telling.groups(text, without=asked.question, most=KEY_WORDS)
        gold = _saying(inside, answers)
        if gold:
            places = tuple(one.place for one in gold)
            yield Proposal(Origin.HEADING, "summary", asked.question, answers, places, (_GUESSED,))


def _saying(body: Sequence[BodySentence], answers: Sequence[Sequence[str]]) -> list[BodySentence]:
    """Return, for each group, the first sentence that says one of its strings; each once."""
    found = [
        next((one for one in body if first_said(one.line, group) is not None), None)
        for group in answers
    ]
    kept = [one for one in found if one is not None]
    return sorted(dict.fromkeys(kept), key=lambda one: one.start)
