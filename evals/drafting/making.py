"""From a document to cases that a person then accepts, mends or refuses; no model is asked.

Nor is the assistant: a set of the questions that it answers well would measure nothing.
"""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import replace

from assistant.glance.glance import Glance
from evals.case import Case, GoldSpan
from evals.drafting.copied import MOST_COPIED, MUCH_COPIED, copied_share
from evals.drafting.dates import date_cases
from evals.drafting.figures import figure_cases
from evals.drafting.known import is_known
from evals.drafting.lists import list_cases
from evals.drafting.names import definition_cases, person_cases
from evals.drafting.passages import heading_cases, reason_cases
from evals.drafting.proposal import Origin, Proposal, Source
from ingest.document import ParsedDocument
from ingest.words import folded_words, slug

# Of an id, what it is told apart by left out.
LONGEST_NAME = 40

TO_CHECK = "To check: "
"""What is doubtful stands behind this in a draft's note; a review takes it out."""

# Who holds a role, or what a name is, cannot be asked without the words of the role or the name.
_BY_NAME = frozenset({Origin.PERSON, Origin.DEFINITION})

_BY_LANGUAGE = {"es": "spanish", "pt": "portuguese"}


def drafted_cases(
    parsed: ParsedDocument,
    glance: Glance,
    *,
    known: Sequence[Case] = (),
    refused: Collection[tuple[str, ...]] = frozenset(),
    limit: int,
) -> tuple[Case, ...]:
    """Return cases about a document, of as many sorts as it has; the same ones each time.

    Args:
        parsed: the document.
        glance: what `glance_of` returns for it.
        known: cases that are there: neither they nor the facts that they ask for come again.
        refused: questions that somebody refused, as their folded words.
        limit: cases to return at most; above 0.

    """
    source = Source(parsed, glance)
    kept: list[Case] = []
    for proposal in _by_turns(_proposals(source)):
        if len(kept) == limit:
            break
        case = _case(source, proposal)
        is_refused = folded_words(case.question) in refused
        if not is_refused and not is_known(case, [*known, *kept]):
            kept.append(case)
    return tuple(kept)


def without_doubts(note: str | None) -> str | None:
    """Return a draft's note without what was to be checked: somebody has."""
    return (note or "").partition(TO_CHECK)[0].strip() or None


def doubts_of(note: str | None) -> tuple[str, ...]:
    """Return what is to be checked by a draft's note."""
    listed = (note or "").partition(TO_CHECK)[2]
    return tuple(one for part in listed.split("; ") if (one := part.strip(" .")))


def _proposals(source: Source) -> list[list[Proposal]]:
    made = (
        *figure_cases(source),
        *person_cases(source),
        *date_cases(source),
        *definition_cases(source),
        *list_cases(source),
        *reason_cases(source),
        *heading_cases(source),
    )
    checked = [one for proposal in made if (one := _in_own_words(source, proposal))]
    return [[one for one in checked if one.origin is origin] for origin in Origin]


def _in_own_words(source: Source, proposal: Proposal) -> Proposal | None:
    """Return a proposal unless its question is its sentence; with a doubt where it is close."""
    if proposal.origin in _BY_NAME:
        return proposal
    share = max(copied_share(proposal.question, source.line(one)) for one in proposal.places)
    if share > MOST_COPIED:
        return None
    if share <= MUCH_COPIED:
        return proposal
    doubt = "the question has the sentence's words: ask as somebody who has not read it"
    return replace(proposal, doubts=(*proposal.doubts, doubt))


def _by_turns(rows: Sequence[list[Proposal]]) -> list[Proposal]:
    longest = max((len(row) for row in rows), default=0)
    return [row[turn] for turn in range(longest) for row in rows if turn < len(row)]


def _case(source: Source, proposal: Proposal) -> Case:
    document = source.parsed.document
    language = source.language if source.language in _BY_LANGUAGE else "en"
    digest = hashlib.sha256(f"{document.doc_id}\0{proposal.question}".encode()).hexdigest()[:6]
    doubts = f" {TO_CHECK}{'; '.join(proposal.doubts)}." if proposal.doubts else ""
    return Case(
        id=f"{slug(proposal.question, longest=LONGEST_NAME) or 'case'}-{digest}",
        type=_BY_LANGUAGE.get(language, proposal.type),
        split="tune",
        language=language,
        question=proposal.question,
        history=(),
        answerable=True,
        answers=proposal.answers,
        gold=tuple(
            GoldSpan(document.doc_id, one.start, one.end, document.text[one.start : one.end])
            for one in proposal.places
        ),
        note=f"Made of {proposal.origin.value}.{doubts}",
    )
