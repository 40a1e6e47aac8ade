"""The sides of a comparison, or the questions that are asked in one.

Rules in the order in which they are tried: a request to compare, a difference between two things,
a verb of comparison, `versus`, a comparative with `than` or a choice, a predicate that two names
share. Small words joined by "and" are no sides unless one of these says so: "law and order".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.operands import (
    Operands,
    exchanged_operands,
    named_operands,
    phrased_operands,
    two_operands,
)
from assistant.several import questions_in
from ingest.language import detect_language

# Each side is searched for by itself, and an answer has room for a sentence or two of each.
MAX_SIDES = 4


@dataclass(frozen=True, slots=True)
class Side:
    """One part of a question that is made of several."""

    label: str
    """As it is named in the answer: "Chile"; empty where the part is a question of its own."""
    question: str
    """The part as a question that stands alone."""


_POLITE = (
    r"(?:(?:please|can you|could you|i want you to|tell me|give me|show me|make|por favor|puedes|"
    r"podr[ií]as|pode|hazme|dame|fa[cç]a|me d[eê]|an?|una?|uma|the|la|as?|las|os?|los)[, ]+)*"
)
_REQUEST = re.compile(
    rf"{_POLITE}(?:compare|contrast|compara(?:r|ndo)?|compares?|contrasta(?:r)?|contraste)\s+"
    r"(?:and contrast\s+|y contrasta\s+)?(?:between\s+|entre\s+)?(?P<rest>.+)",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"\b(?:differences?|distinctions?|contrasts?|comparisons?|similarit(?:y|ies)|parallels?|gaps?|"
    r"diferencias?|diferenças?|diferencas?|distinci[oó]n|comparaci[oó]n|comparação|comparacao|"
    r"semejanzas?|semelhanças?)\s+(?P<matter>(?:in|on|of|en|em|de)\s+(?:(?!\bbetween\b|\bentre\b).)+?\s+)?"
    r"(?:is\s+there\s+|are\s+there\s+|hay\s+|há\s+)?(?:between|entre)\s+(?P<rest>.+)",
    re.IGNORECASE,
)
_DIFFER = (
    r"(?:differ(?:s|ent|ently)?|compares?|contrasts?|(?:stacks?|measures?) up|difieren?|diferem|"
    r"difere|diferentes?|distint[oa]s?|(?:se\s+)?(?:diferencian?|diferenciam|distinguen?|distinguem|comparan?|comparam))"
)
_HOW = (
    r"(?:(?:how(?: similar| different)?|what|in what (?:ways?|respects?)|en qu[eé]|c[oó]mo|como|"
    r"em que)\s+)?"
    r"(?:(?:do|does|did|is|are|was|were|can|s[aã]o|son|é|es)\s+)?"
)
_FROM = re.compile(
    rf"{_HOW}(?P<left>.+?)\s+{_DIFFER}\s+"
    r"(?:from|to|with|than|against|de|del|do|da|dos|das|a|ao|con|com)\s+(?P<right>.+)",
    re.IGNORECASE,
)
_VERB_FIRST = re.compile(
    rf"(?:en qu[eé]|c[oó]mo|como|em que)\s+{_DIFFER}\s+(?P<rest>.+)", re.IGNORECASE
)
_TOGETHER = re.compile(
    rf"{_HOW}(?P<rest>.+?)\s+(?:{_DIFFER}|similar|alike|have in common)\b(?P<after>.*)",
    re.IGNORECASE,
)
_VERSUS = re.compile(
    r"(?P<left>.+?),?\s+(?:versus|vs\.?|as opposed to|as against|frente a)\s+(?P<right>.+)",
    re.IGNORECASE,
)
_COMPARED = re.compile(
    r",?\s*\b(?:(?:as )?compared (?:with|to)|in comparison (?:with|to)|"
    r"en comparaci[oó]n con|comparad[oa]s? (?:con|com|a|ao)|em comparação (?:com|a))\s+"
    r"(?P<right>[^,?]+)",
    re.IGNORECASE,
)
# "Compared with before" has no second thing to look for.
_EARLIER = re.compile(
    r"(?:before|previously|earlier|now|today|then|last|antes|ahora|hoy|agora|hoje|the past|"
    r"expect\w*)\b",
    re.IGNORECASE,
)
_COMPARATIVE = re.compile(
    r"\b(?:more|less|fewer|most|least|better|best|worse|worst|first|as|"
    r"(?!(?:other|rather|whether|either|neither|never|ever|after|under|over|number|order|"
    r"president|minister|leader|member|power|per|her|former)\b)\w{2,}(?:er|est)|"
    r"m[aá]s|menos|mais|mayor|menor|maior|mejor|peor|melhor|pior)\b",
    re.IGNORECASE,
)
_THAN = re.compile(r"\s(?<!other )(?<!rather )(?:than|que|do que)\s+(?P<right>.+)", re.IGNORECASE)
_CHOICE = re.compile(
    r"(?P<question>(?:which|what|who|cu[aá]l|quién|quien|qual|quem)\b.+?)\s*[,:–—]\s*"
    r"(?P<rest>[^,]+(?:,[^,]+)*?,?\s+(?:or|o|ou|u)\s+.+)",
    re.IGNORECASE,
)
_SHARED = re.compile(
    r"(?:what|how|why|when|where|who|qu[eé]|c[oó]mo|o que|como|por qu[eê])\s+"
    r"(?:(?:do|does|did|have|has|is|are|was|were)\s+)?",
    re.IGNORECASE,
)
# "How many people live in A and B": each has a number of its own.
_MEASURE = re.compile(
    r"(?:how (?:many|much|large|big|old|high|long)|(?:what|which) (?:is|are|was|were) the|"
    r"cu[aá]l(?:es)? (?:es|son|era|fue)|cu[aá]nt[oa]s?|qual [eé]|quais s[aã]o|quant[oa]s?)\b",
    re.IGNORECASE,
)
# What two do with each other is one thing, and so is what two authors write.
_JOINT = re.compile(
    r"\b(?:together|joint(?:ly)?|agree\w*|each other|one another|both|in common|sign\w*|meet|met|"
    r"cooperat\w*|collaborat\w*|share\w*|divorc\w*|marr(?:y|ied)|fight|fought|negotiat\w*|ally|"
    r"allied|write|wrote|written|authors?|conclude\w*|recommend\w*|merge\w*|border\w*|friends?|"
    r"relations?\w*|war|treaty|between|entre|"
    r"junt[oa]s?|acord\w*|firm\w*|assin\w*|recom\w*|conclu\w*|escrib\w*|escrev\w*)\b",
    re.IGNORECASE,
)
_CONTEXT = re.compile(r"\s*\((?P<words>[^()]*)\)\s*$")

_ABOUT = {
    "en": "What is said about {}?",
    "es": "¿Qué se dice de {}?",
    "pt": "O que se diz de {}?",
}


def sides_of(question: str) -> tuple[Side, ...]:
    """Return the sides of a question, two or more, or none where it asks for one thing.

    Brackets at the end hold what a follow-up points back to; they go with each side.
    """
    context = _CONTEXT.search(question)
    text = question[: context.start()] if context else question
    text = " ".join(text.split()).strip("¿¡ ").rstrip("?.! ")
    added = context.group("words") if context else ""
    several = questions_in(f"{text}?")
    if several:
        return tuple(Side("", f"{one} ({added})" if added else one) for one in several)
    language = detect_language(question, min_hits=1)
    for operands in _readings(text):
        if 2 <= len(operands.labels) <= MAX_SIDES:
            return tuple(_sides(operands, language, added))
    return ()


def _sides(operands: Operands, language: str, added: str) -> Iterator[Side]:
    for label, phrase in zip(operands.labels, operands.phrases, strict=True):
        asked = f"{phrase}?" if operands.is_question else _ABOUT[language].format(phrase)
        named_before = not added or label in added
        yield Side(label, asked if named_before else f"{asked} ({added})")


def _readings(text: str) -> Iterator[Operands]:
    """Yield what the rules make of a question, in their order."""
    if match := _REQUEST.fullmatch(text):
        yield _of_list(match.group("rest"))
    if match := _BETWEEN.search(text):
        matter = match.group("matter") or ""
        yield _of_list(match.group("rest"), matter=matter.strip())
    if match := _VERB_FIRST.fullmatch(text):
        yield _of_list(match.group("rest"))
    if match := _FROM.fullmatch(text):
        yield two_operands(match.group("left"), match.group("right"))
    if match := _TOGETHER.fullmatch(text):
        yield _of_list(match.group("rest"), matter=match.group("after").strip())
    if match := _VERSUS.fullmatch(text):
        yield two_operands(match.group("left"), match.group("right"))
    yield from _measured(text)
    if _JOINT.search(text):
        return
    if match := _SHARED.match(text):
        yield named_operands(text, start=match.end(), joined_by="and")
    if _MEASURE.match(text):
        yield named_operands(text, joined_by="and", last=True)


def _of_list(rest: str, *, matter: str = "") -> Operands:
    named = named_operands(rest, joined_by="any", question=False, matter=matter)
    return named if named.labels else phrased_operands(rest, matter=matter)


def _measured(text: str) -> Iterator[Operands]:
    """Yield what stands on the two ends of a measure: compared with, than, or a choice."""
    match = _COMPARED.search(text)
    if match and not _EARLIER.match(match.group("right")):
        rest = text[: match.start()] + text[match.end() :]
        yield exchanged_operands(rest.strip(" ,"), match.group("right"))
    match = _THAN.search(text)
    if match and _COMPARATIVE.search(text[: match.start()]):
        yield exchanged_operands(text[: match.start()], match.group("right"), only_names=True)
    if not _COMPARATIVE.search(text):
        return
    yield named_operands(text, joined_by="or")
    if match := _CHOICE.fullmatch(text):
        chosen = phrased_operands(match.group("rest"))
        asked = match.group("question")
        yield Operands(chosen.labels, tuple(f"{asked}, {one}" for one in chosen.phrases), True)
