"""Sides put next to each other, and several questions answered one after the other."""

from collections.abc import Iterator, Sequence
from itertools import takewhile

from assistant.answer import Evidence
from assistant.citation import shown
from assistant.composer import Statement
from assistant.material import Material, Part
from assistant.quoting.choice import (
    MAX_WORDS,
    MAX_WORDS_WIDE,
    WORTH_QUOTING,
    in_order,
    is_new,
    unsaid,
    word_count,
)
from assistant.quoting.naming import is_name, names_side
from assistant.quoting.subject import with_subjects
from assistant.quoting.surroundings import place_of
from ingest.language import detect_language

# A sentence about all sides compares them; one this near to the best is worth more than the best
# about a single side. At its first ranks it is about the question and not merely about the sides.
BOTH_WORTH = 0.7
BOTH_WITHIN = 8

# What every side finds among its first ones is about all of them.
FOUND_BY_ALL_WITHIN = 2

# For a side: the share of its best score that a second sentence needs, as for a fact.
SECOND_WORTH = 0.8

# The share of its best score that a sentence needs when the best was said already.
FRESH_WORTH = 0.7

# Of a side's sentences; a comparison sets one thing against another and tells no story.
SENTENCES_A_SIDE = 2

# Of several questions in one; two of them share the words of a single one.
WORDS_A_QUESTION = 42

# Of a side's evidence: a sentence further down that names the side is hardly about the question.
NAMED_WITHIN = 8

# What a sentence that names its side may lack against one that may be about anything.
NAMED_WORTH = 0.5

_NOT_COVERED = {
    "en": "(The documents say nothing near this about {}.)",
    "es": "(Los documentos no dicen nada cercano a esto sobre {}.)",
    "pt": "(Os documentos não dizem nada próximo disso sobre {}.)",
}
_OR = {"en": " or ", "es": " o ", "pt": " ou "}


def compose_comparison(material: Material) -> Iterator[Statement]:
    """Yield a sentence about all sides, where there is one, then those about each, sides named.

    Several questions in one are answered in their order. Without parts the evidence is quoted as
    for a fact.
    """
    if any(part.label for part in material.parts):
        yield from _sides(material)
    elif material.parts:
        yield from _in_turn(material)
    else:
        yield from with_subjects(material.evidence[:1], material.snapshot, max_words=MAX_WORDS)


def _in_turn(material: Material) -> Iterator[Statement]:
    """Yield the answers to several questions, each with an equal share of the words.

    Two are told in as many words as one: who asks "How many, and since when?" wants two facts.
    """
    max_words = max(MAX_WORDS, WORDS_A_QUESTION * len(material.parts))
    share = max_words // len(material.parts)
    chosen: list[Evidence] = []
    for part in material.parts:
        chosen += _best(part.evidence, chosen, max_words=share)
    chosen += _further(material, chosen, max_words=max_words)
    yield from with_subjects(chosen, material.snapshot, max_words=max_words)


def _further(material: Material, said: Sequence[Evidence], *, max_words: int) -> list[Evidence]:
    """Return what the question as a whole found and its parts did not, as far as there is room."""
    floor = WORTH_QUOTING * material.evidence[0].score
    left = max_words - sum(map(word_count, said))
    good = takewhile(lambda one: one.score >= floor, material.evidence)
    found = unsaid(good, said, max_words=left)
    return in_order(found, first=material.evidence[0].passage.doc_id)


def _sides(material: Material) -> Iterator[Statement]:
    joint = _about_all(material)
    chosen = [joint] if joint else []
    share = (MAX_WORDS_WIDE - sum(map(word_count, chosen))) // len(material.parts)
    covered: list[tuple[str, Evidence]] = []
    missing: list[str] = []
    for part in material.parts:
        near = _about_side(part, material)
        if not near and not joint and is_name(part.label):
            missing.append(part.label)
        best = _best(near, chosen, max_words=share)
        covered += [(part.label, one) for one in best]
        chosen += best
    if not chosen:
        yield from with_subjects(material.evidence[:1], material.snapshot, max_words=MAX_WORDS)
        return
    lead = _not_covered(missing, material.question.text)
    if joint:
        yield Statement(f"{lead}{shown(joint.text)}", (joint,))
        lead = ""
    for label, one in covered:
        yield from _named(lead, label, one, material)
        lead = ""
    for one in _further(material, chosen, max_words=MAX_WORDS_WIDE):
        yield Statement(shown(one.text), (one,))


def _named(lead: str, label: str, one: Evidence, material: Material) -> Iterator[Statement]:
    """Yield a sentence of a side, which it names or is given.

    Only a proper name is given: "Private: 462,000 students" would be a claim of ours.
    """
    statement = with_subjects((one,), material.snapshot, max_words=MAX_WORDS)[-1]
    given = is_name(label) and not names_side(statement.text, label)
    name = f"{label}: " if given else ""
    text = shown(one.text) if name else statement.text
    supports = (one,) if name else statement.supports
    yield Statement(f"{lead}{name}{text}", supports)


def _about_all(material: Material) -> Evidence | None:
    """Return the best sentence that names every side, if it is near the best of all.

    A side without a proper name is spoken of in other words too: there it is enough that all find
    the sentence first.
    """
    labels = [part.label for part in material.parts]
    floor = BOTH_WORTH * material.evidence[0].score
    first = [
        {(one.passage.doc_id, one.start) for one in part.evidence[:FOUND_BY_ALL_WITHIN]}
        for part in material.parts
    ]
    for one in material.evidence[:BOTH_WITHIN]:
        found = all((one.passage.doc_id, one.start) in places for places in first)
        about = (names_side(one.text, label) or (found and not is_name(label)) for label in labels)
        if one.score >= floor and all(about):
            return one
    return None


def _about_side(part: Part, material: Material) -> list[Evidence]:
    """Return a side's evidence that is about it, that which names it first.

    A sentence is about the side when it names it, stands under a heading that does, or follows a
    sentence that does in the same paragraph.
    """
    if not part.evidence:
        return []
    floor = NAMED_WORTH * part.evidence[0].score
    return [
        one
        for one in part.evidence[:NAMED_WITHIN]
        if one.score >= floor and _is_about(one, part, material)
    ]


def _is_about(one: Evidence, part: Part, material: Material) -> bool:
    headings = " ".join(one.passage.heading_path)
    if names_side(one.text, part.label) or names_side(headings, part.label):
        return True
    others = [other.label for other in material.parts if other.label != part.label]
    if any(names_side(f"{one.text} {headings}", label) for label in others):
        return False
    place = place_of(one, material.snapshot)
    before = place.before()
    same = before is not None and before.paragraph == place.paragraph
    return before is not None and same and names_side(before.text, part.label)


def _best(near: Sequence[Evidence], said: Sequence[Evidence], *, max_words: int) -> list[Evidence]:
    """Return the best sentence that was not said yet, and a second one where it is as good."""
    chosen: list[Evidence] = []
    left = max_words
    for one in near:
        worth = SECOND_WORTH if chosen else FRESH_WORTH
        if len(chosen) == SENTENCES_A_SIDE or one.score < worth * near[0].score:
            break
        if is_new(one, (*said, *chosen)) and (word_count(one) <= left or not chosen):
            chosen.append(one)
            left -= word_count(one)
    return sorted(chosen, key=lambda one: (one.passage.doc_id, one.start))


def _not_covered(labels: Sequence[str], question: str) -> str:
    """Return the remark that stands before what is said of the other sides, or nothing."""
    if not labels:
        return ""
    language = detect_language(question, min_hits=1)
    return _NOT_COVERED[language].format(_OR[language].join(labels)) + " "
