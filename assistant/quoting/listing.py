"""The answer to a question for all members of something, found by the structure of the text."""

from collections.abc import Iterator, Sequence

from assistant.answer import Evidence
from assistant.citation import shown
from assistant.composer import Statement
from assistant.listed import NamedSection, listed_nouns, names_the_list, section_asked_for
from assistant.material import Material
from assistant.nearby import documents_nearby
from assistant.quoting.announced import announced_list
from assistant.quoting.choice import MAX_WORDS_WIDE
from assistant.quoting.enumeration import (
    Enumeration,
    enumeration_at,
    opens_further,
    under_heading,
)
from assistant.quoting.fact import compose_fact
from assistant.quoting.subject import with_subjects
from assistant.quoting.surroundings import Place, evidence_at, evidence_for, place_of
from ingest.document import ParsedDocument, Section
from ingest.terms import terms_of
from ingest.words import plain_line

# A list of more words is shown by the first sentence of each member.
MAX_WORDS_IN_FULL = 120

# Sentences that may lead to the list: the best, or one that is about as good and announces it.
ANCHORS = 3
AS_GOOD = 0.8

# A section whose heading names what is asked for counts if one of so many sentences stands in it.
NEAR = 12


def compose_list(material: Material) -> Iterator[Statement]:
    """Yield the members of the list in their order, or the sentences that are worth quoting."""
    found = find_enumeration(material)
    if found is not None:
        yield from _members(found, material)
        return
    further = _further(material.evidence[0], material)
    yield from compose_fact(material, beside=further)


def find_enumeration(material: Material) -> Enumeration | None:
    """Return the list that the evidence leads to: by a heading that names it, or around it."""
    named = _named_section(material) or announced_list(
        material.question.text, material.evidence, material.snapshot
    )
    if named is not None:
        return named
    best = material.evidence[0]
    asked = listed_nouns(material.question.text)
    for rank, one in enumerate(material.evidence[:ANCHORS]):
        if one.score < AS_GOOD * best.score:
            break
        found = enumeration_at(place_of(one, material.snapshot))
        if found and (rank == 0 or _is_about(found, asked)):
            return found
    return None


def _named_section(material: Material) -> Enumeration | None:
    """Return the list under a heading that names what is asked for, near the evidence or not."""
    question, snapshot = material.question.text, material.snapshot
    named = section_asked_for(question, documents_nearby(material.evidence, snapshot))
    sections = [named] if named else []
    for one in material.evidence[:NEAR]:
        parsed = snapshot.document(one.passage.doc_id)
        sections += [
            NamedSection(parsed, section)
            for section in parsed.sections
            if section.start <= one.start < section.end
            and names_the_list(section, parsed, question)
        ]
    found = (under_heading(one.parsed, one.section) for one in sections)
    return next((one for one in found if one is not None), None)


def _is_about(found: Enumeration, nouns: frozenset[str]) -> bool:
    if found.lead is None:
        return False
    language = found.parsed.document.language
    lead = set(terms_of(found.parsed.sentence_text(found.lead), language=language))
    return bool(lead & set(terms_of(" ".join(nouns), language=language)))


def _members(found: Enumeration, material: Material) -> Iterator[Statement]:
    """Yield what announces the list and its members, shortened until they fit."""
    lead = [found.lead] if found.lead is not None else []
    if all(member.heading is None for member in found.members):
        indices = [*lead, *_fitting(found, used=_words(found.parsed, lead))]
        chosen = [_evidence(found.parsed, index, material) for index in indices]
        yield from with_subjects(chosen, material.snapshot, max_words=MAX_WORDS_WIDE)
        return
    yield from _under_headings(found, material)


def _under_headings(found: Enumeration, material: Material) -> Iterator[Statement]:
    """Yield the headings that name the members, with their first sentences where all fit."""
    parsed = found.parsed
    heads = [
        _heading(section, parsed, material)
        for member in found.members
        if (section := member.heading)
    ]
    whole = [
        _with_first(head, _evidence(parsed, member.sentences[0], material))
        for head, member in zip(heads, found.members, strict=True)
    ]
    fits = sum(len(one.text.split()) for one in whole) <= MAX_WORDS_WIDE
    left = MAX_WORDS_WIDE
    for statement in whole if fits else heads:
        left -= len(statement.text.split())
        if left < 0:
            return
        yield statement


def _fitting(found: Enumeration, *, used: int) -> list[int]:
    """Return the sentences of all members that fit: all, or the first of each as many as fit."""
    everything = [index for member in found.members for index in member.sentences]
    if used + _words(found.parsed, everything) <= MAX_WORDS_IN_FULL:
        return everything
    left = MAX_WORDS_WIDE - used
    fitting = []
    for member in found.members:
        left -= _words(found.parsed, member.sentences[:1])
        if left < 0:
            break
        fitting.append(member.sentences[0])
    return fitting


def _heading(section: Section, parsed: ParsedDocument, material: Material) -> Statement:
    """Return a heading as a sentence."""
    best = material.evidence[0]
    evidence = evidence_for(
        parsed, section.start, section.heading_end, material.snapshot, like=best
    )
    return Statement(f"{plain_line(evidence.text).rstrip('.:')}.", (evidence,))


def _with_first(heading: Statement, first: Evidence) -> Statement:
    """Return a heading followed by the first sentence under it."""
    return Statement(f"{heading.text[:-1]}: {shown(first.text)}", (*heading.supports, first))


def _further(best: Evidence, material: Material) -> list[Evidence]:
    """Return the sentences behind the best one that add to it ("In addition", "Another")."""
    found: list[Evidence] = []
    start = place_of(best, material.snapshot)
    language = start.parsed.document.language
    asked = set(terms_of(material.question.text, language=language))
    place: Place | None = start.after()
    while place and place.paragraph == start.paragraph and opens_further(place.text):
        if not asked & set(terms_of(place.text, language=language)):
            break
        found.append(evidence_at(place, material.snapshot, like=best))
        place = place.after()
    return found


def _evidence(parsed: ParsedDocument, index: int, material: Material) -> Evidence:
    """Return the evidence found for a sentence, or such for one that no search brought."""
    sentence = parsed.sentences[index]
    found = (
        one
        for one in material.evidence
        if one.passage.doc_id == parsed.document.doc_id
        and (one.start, one.end) == (sentence.start, sentence.end)
    )
    like = material.evidence[0]
    return next(found, None) or evidence_at(Place(parsed, index), material.snapshot, like=like)


def _words(parsed: ParsedDocument, indices: Sequence[int]) -> int:
    return sum(len(parsed.sentence_text(index).split()) for index in indices)
