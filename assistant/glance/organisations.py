"""Organisations: names that say so themselves, or that the text says are a party or the like."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from assistant.glance.body import BodySentence, merged
from assistant.glance.dates import MONTHS
from assistant.glance.glance import Organisation, Place
from assistant.glance.people_words import (
    MAY_BE_BUILDINGS,
    ORGANISATION_NOUNS,
    ORGANISATION_WORDS,
    TITLE_WORDS,
)
from assistant.glance.places import is_place
from assistant.names import names_in
from ingest.words import folded, lexicon

# More rows are a register.
MOST_ORGANISATIONS = 20

LONGEST_NAME = 7
LONGEST_DESCRIPTION = 10

_NOUNS = "|".join(sorted(ORGANISATION_NOUNS, key=len, reverse=True))
_ACRONYM_BEHIND = re.compile(r" \((?P<acronym>(?=\w{2,8}\))[A-Z][A-Za-z]*[A-Z][A-Za-z]*)\)")
_APPOSITION = re.compile(
    r"(?: \([A-Z]\w+\))?, (?P<phrase>[^,;:.()—]{3,100}?)(?=,|;|\.(?:\s|$)|\)|—| that\b| which\b)"
)
_COPULA = re.compile(
    r"(?: \([A-Z]\w+\))? (?:is|was|es|era|[ée]|foi) "
    r"(?P<phrase>(?:an?|un|una|um|uma) [^,;:.()—]{3,80}?)"
    r"(?=,|;|\.(?:\s|$)|\)|—| that\b| which\b| and\b)"
)
_KIND_BEFORE = re.compile(
    rf"\b(?P<phrase>(?:the|a|an|el|la|los|las|o|os|as|of|its) (?:[\w-]+ )?(?:{_NOUNS})) $"
)
_OPENS = re.compile(r"^(?:the|an?|its|el|la|un|una|o|um|uma|\w+(?:’s|'s)|\w+’|two|one of) ")
# "Office on Drugs and Crime", "Association for the Advancement of Science".
_GOES_ON = re.compile(
    r" (?:on|for|for the|against) [A-Z]\w+(?:(?:,? and|,| of| of the)? [A-Z]\w+)*"
)
# "Society of Anthropology and Ethnology" may be one name or two: half a name is none.
_MAY_GO_ON = re.compile(r"(?:,? (?:and|&|y|e)|, [A-Z]\w+,(?: and)?) [A-Z]")
_CODE_NAME = re.compile(r"\b[A-Z][A-Za-z]{0,10}-\d{1,3}\b|\b[A-Z]{3,8}\b")


@dataclass(slots=True)
class _Known:
    name: str
    acronym: str = ""
    description: str = ""
    told_at: Place | None = None
    places: list[Place] = field(default_factory=list)
    is_one: bool = False


def organisations_of(body: Sequence[BodySentence]) -> tuple[Organisation, ...]:
    """Return the organisations of a text, most mentioned first."""
    known: dict[str, _Known] = {}
    for sentence in body:
        for name, start, end in _candidates(sentence.text):
            one = known.setdefault(folded(name), _Known(name))
            one.places.append(sentence.place)
            one.is_one = one.is_one or _says_so(name)
            _describe(one, sentence, start, end)
    text = "\n".join(sentence.text for sentence in body)
    chosen = _without_acronyms([one for one in known.values() if one.is_one])
    rows = [_organisation(one, text) for one in chosen]
    return tuple(sorted(rows, key=lambda row: -row.mentions)[:MOST_ORGANISATIONS])


def _candidates(text: str) -> Iterator[tuple[str, int, int]]:
    spans: list[tuple[int, int]] = []
    for name in names_in(text):
        words = name.text.split()
        longer = _GOES_ON.match(text, name.end) if _says_so(name.text) else None
        if longer and folded(longer.group().split()[-1]) in MONTHS:
            longer = None
        if " of " in name.text and _MAY_GO_ON.match(text, name.end):
            continue
        # "Geology and Mineral Bureau" is cut at its "and": half a name is none.
        if re.search(r"[A-Z]\w+,? and $", text[: name.start]) and _says_so(name.text):
            continue
        if len(words) <= LONGEST_NAME and not is_place(name.text):
            spans.append((name.start, longer.end() if longer else name.end))
    for match in _CODE_NAME.finditer(text):
        if not any(start <= match.start() < end for start, end in spans):
            spans.append(match.span())
    for start, end in sorted(spans):
        yield text[start:end], start, end


def _says_so(name: str) -> bool:
    """Tell whether a name of several words has one that institutions are called by, at an end."""
    words = [folded(word) for word in name.split()]
    if len(words) < 2 or words[0].strip(".") in TITLE_WORDS:
        return False
    joins = [at for at, word in enumerate(words) if word in _JOINS and at]
    head = joins[0] - 1 if joins else len(words) - 1
    if words[head] in MAY_BE_BUILDINGS and not joins:
        return False
    if all(word in ORGANISATION_WORDS or word in _GENERIC for word in words):
        return False
    return words[head] in ORGANISATION_WORDS or words[0] in _FIRST_WORDS


_JOINS = lexicon("of for on against")
_GENERIC = lexicon("high middle elementary primary secondary national public general")

# What Romance names of institutions open with, and English ones before "of".
_FIRST_WORDS = lexicon(
    "ministerio ministry universidad universidade partido banco camara comision comissao "
    "consejo conselho corte tribunal fundacion fundacao instituto asociacion associacao "
    "organizacion organizacao secretaria policia fiscalia comite oficina agencia federacion"
)


def _describe(one: _Known, sentence: BodySentence, start: int, end: int) -> None:
    """Note what a sentence says of a name: its acronym, and what it is."""
    text = sentence.text
    acronym = _ACRONYM_BEHIND.match(text, end)
    if acronym and not one.acronym and _says_so(one.name):
        one.acronym, one.told_at = acronym["acronym"], sentence.place
    if one.description:
        return
    found = _APPOSITION.match(text, end) or _COPULA.match(text, end)
    phrase = _as_kind(found["phrase"], may_be_name=one.name.isupper()) if found else ""
    if not phrase and (before := _KIND_BEFORE.search(text[:start])):
        phrase = before["phrase"].removeprefix("of ")
    if phrase:
        one.description, one.told_at, one.is_one = phrase, sentence.place, True


def _as_kind(phrase: str, *, may_be_name: bool) -> str:
    """Return a phrase behind a name if its noun is a kind of organisation.

    Behind an acronym it may be the name in full; behind a name another one is the next of a list.
    """
    line = " ".join(phrase.split())
    head = re.split(r" (?:of|at|in|for|from|with|under|to|de|del|da|do|en|em) ", line)[0]
    words = [folded(word) for word in re.findall(r"[\w-]+", head)]
    if not words or len(line.split()) > LONGEST_DESCRIPTION or not _OPENS.match(line):
        return ""
    if head.split()[-1][0].isupper() and not may_be_name:
        return ""
    is_kind = words[-1] in ORGANISATION_NOUNS or (len(words) > 1 and words[1] in ORGANISATION_NOUNS)
    return line if is_kind else ""


def _without_acronyms(known: Sequence[_Known]) -> list[_Known]:
    """Return organisations without those that are another's acronym, whose places it gets."""
    by_acronym = {one.acronym: one for one in known if one.acronym}
    by_name = {one.name: one for one in known}
    for one in known:
        # "ARENA, the Nationalist Republican Alliance": what stands beside it is its name.
        spelt_out = by_name.get(one.description.removeprefix("the "))
        if spelt_out is not None and one.name.isupper() and not spelt_out.acronym:
            spelt_out.acronym = one.name
            by_acronym[one.name] = spelt_out
    kept = []
    for one in known:
        longer = (other for other in known if other.name.endswith(f" {one.name}"))
        whole = by_acronym.get(one.name) or next(longer, None)
        if whole is None or whole is one:
            kept.append(one)
        else:
            whole.places.extend(one.places)
    return kept


def _organisation(one: _Known, text: str) -> Organisation:
    forms = [form for form in (one.name, one.acronym) if form]
    mentions = sum(len(re.findall(rf"(?<!\w){re.escape(form)}(?!\w)", text)) for form in forms)
    ordered = sorted(one.places, key=lambda place: place.start)
    shown = [one.told_at] if one.told_at else []
    return Organisation(
        one.name, one.acronym, one.description, mentions, merged([*shown, *ordered])
    )
