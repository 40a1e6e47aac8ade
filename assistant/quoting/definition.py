"""The answer to what something is: a sentence that defines it before the others."""

import re
from collections.abc import Iterator
from dataclasses import replace

from assistant.composer import Statement
from assistant.material import Material
from assistant.quoting.choice import MAX_WORDS, choose
from assistant.quoting.dangling import Missing, missing_subject
from assistant.quoting.fact import compose_fact, short_answer
from assistant.quoting.subject import with_subjects
from ingest.terms import terms_of
from ingest.words import folded

# A definition is looked for among the sentences that fit the question about as well as the best.
AS_GOOD = 0.6

# What is said besides a definition must fit the question nearly as well as the best sentence.
BESIDE_DEFINITION = 0.85

# The words of the question itself that no definition holds.
_ASKING = re.compile(
    r"\b(?:what|who|does|is|are|was|were|meant|mean|means|meaning|stands?|for|define|definition|"
    r"refer|by|term|que|quien|significa|significan|quiere|decir|quer|dizer|definir|defina|es|son|"
    r"sao|significado|de|do|da|del|el|la|los|las|the|an?|of|un|una|um|uma|o|e)\b"
)
_MEANS = r"(?:means?|refers? to|stands? for|denotes?|significa|se refiere a|refere-se a)"
_ARTICLE = r"(?:an?|the|one of|any|un[ao]?|el|la|los|las|uma?|os?|as?)"
_BE = (
    r"(?:is|are|was|were|means?|meant|refers? to|stands? for|denotes?|describes?|consists? of|"
    r"es|son|era|eran|fue|significa|se refiere a|consiste en|e|sao|foi|refere-se a|consiste em)"
)


def compose_definition(material: Material) -> Iterator[Statement]:
    """Yield a sentence that defines what was asked about, and what else is worth quoting."""
    term = asked_term(material.question.text)
    best = material.evidence[0]
    first = next(
        (
            one
            for one in material.evidence
            if one.score >= AS_GOOD * best.score and defines(term, one.text)
        ),
        None,
    )
    if first is None:
        yield from compose_fact(material)
        return
    short = short_answer(material) if first == best else None
    if short is not None:
        yield short
    left = MAX_WORDS - (len(short.text.split()) if short else 0)
    # It takes the best's score, which the others are held to.
    leading = replace(first, score=best.score)
    rest = tuple(one for one in material.evidence if one != first)
    chosen = choose((leading, *rest), max_words=left, worth=BESIDE_DEFINITION)
    yield from with_subjects(chosen, material.snapshot, max_words=left)


def asked_term(question: str) -> str:
    """Return the folded words whose meaning a question asks for."""
    return " ".join(re.sub(r"[^\w' -]|'", " ", _ASKING.sub(" ", folded(question))).split())


def defines(term: str, sentence: str) -> bool:
    """Tell whether a sentence has the form of a definition of a term (folded)."""
    words = terms_of(term)
    if not words or missing_subject(sentence) is Missing.SAID:
        return False
    last = re.escape(term.split()[-1])
    text = folded(sentence)
    said = rf"\b{last}(?:s|es)?\b[\"”'’*_)]{{0,3}}"
    # As the subject: "the cost of a ferry is a ..." says nothing of ferries.
    before = r"(?!(?:of|for|in|on|by|about|de|da|do|del|en|em)\b)[\w’'-]+"
    subject = rf"^\W*(?:{before},? ){{0,4}}{said}"
    forms = (
        rf"{subject}(?: \([^()]{{1,40}}\))? {_BE} (?:\w+ ){{0,2}}?{_ARTICLE}\b",
        rf"{said}, (?:{_ARTICLE}|or|ou)\b",
        rf"{said} \((?:{_ARTICLE}|that is|i\.e\.|or)\b",
        rf"{subject} {_MEANS}\b",
        rf"(?:known|called|named|abbreviated|termed|conocid[oa]s?|llamad[oa]s?|conhecid[oa]s?|"
        rf"chamad[oa]s?)(?: \w+){{0,3}}? [\"“'‘*_(]{{0,3}}(?:\w+ ){{0,4}}?{last}\b",
        rf"\w+ \((?:\w+ ){{0,4}}{last}\)",
    )
    return set(words) <= set(terms_of(text)) and any(re.search(form, text) for form in forms)
