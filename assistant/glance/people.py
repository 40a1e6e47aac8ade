"""People by full name, with what the text says they are."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from assistant.glance.body import BodySentence, merged
from assistant.glance.glance import Person, Place
from assistant.glance.people_words import (
    KIN_WORDS,
    ORGANISATION_WORDS,
    PERSONAL_VERBS,
    ROLE_WORDS,
    TITLE_WORDS,
)
from assistant.glance.places import is_place
from assistant.names import GENERIC_NAME_WORDS, names_in
from ingest.abbreviations import begins_sentence
from ingest.terms import is_stop_word
from ingest.words import folded, lexicon

# More rows are a register.
MOST_PEOPLE = 20

# Two given names and two surnames.
LONGEST_NAME = 4

# A word that stands alone so much more often is a name by itself: "Offstage Beyoncé" is no person.
MOST_ALONE = 20

# "Associate director of the Americas program at the institute" has 9; longer ones are clauses.
LONGEST_ROLE = 12

_APPOSITION = re.compile(r", (?P<role>[^,;:.()—]{3,120}?)(?=,|;|\.(?:\s|$)|\)|—| who\b| whom\b)")
_COPULA = re.compile(
    r"(?: \([^()]{1,60}\))? (?:is|was|es|era|fue|[ée]|foi) "
    r"(?P<role>(?:the|an?|un|una|el|la|um|uma|o|a) "
    r"[^,;:.()—]{3,90}?)(?=,|;|\.(?:\s|$)|\)|—| who\b| whose\b| and\b| que\b)"
)
# "President Chaves", "the leader, Ana Reis": with a comma a capitalised word is another name.
_TITLE = re.compile(r"(?P<role>(?:[\w-]+ ){0,3}(?:[\w-]+|[a-z][\w-]+,)) $")
_TAIL = re.compile(r"^(?:once|now|then|formerly|also|today|entonces|hoy) ")
_BEHIND_NOUN = re.compile(
    r" (?:of|at|in|for|from|with|under|to|de|del|da|do|en|em|and|y|e|who|that) "
)
_OPENS_ROLE = re.compile(r"^(?:the|an?|el|la|un|una|o|um|uma|once an?|formerly) ")


@dataclass(slots=True)
class _Known:
    name: str
    role: str = ""
    role_place: Place | None = None
    places: list[Place] = field(default_factory=list)
    is_titled: bool = False


def people_of(body: Sequence[BodySentence]) -> tuple[Person, ...]:
    """Return the people of a text, most mentioned first.

    A name counts as a person's if a role or title stands beside it, or if it does what people do
    and its last word is used alone. People of one last word are one person: the one who has a role.
    """
    known: dict[str, _Known] = {}
    for sentence in body:
        for name, start, end in _full_names(sentence.text):
            one = known.setdefault(name, _Known(name))
            one.places.append(sentence.place)
            role = "" if one.role else _role(sentence.text, start, end)
            if role:
                one.role, one.role_place = role, sentence.place
    text = "\n".join(sentence.text for sentence in body)
    chosen = [one for one in known.values() if one.role or _acts(one.name, text)]
    people = [_person(one, text) for one in _one_of_a_surname(chosen)]
    return tuple(sorted(people, key=lambda person: -person.mentions)[:MOST_PEOPLE])


def _full_names(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield the names that may be a person's: two to four words, titles taken off."""
    for name in names_in(text):
        words = name.text.split()
        start = name.start
        while words and (
            folded(words[0]).strip(".") in ROLE_WORDS | TITLE_WORDS or folded(words[0]) in _LEADS
        ):
            start += len(words[0]) + 1
            words.pop(0)
        joined = " ".join(words)
        if 2 <= len(words) <= LONGEST_NAME and _may_be_person(words, joined):
            yield joined, start, name.end


# What opens a sentence, or a role, before a name.
_LEADS = lexicon("former prime vice foreign defense even both another while")
_NOT_IN_NAMES = lexicon("of the and y e")
_BEFORE_NAMES = ROLE_WORDS | TITLE_WORDS | _LEADS


def _may_be_person(words: Sequence[str], joined: str) -> bool:
    plain = [folded(word) for word in words]
    if is_place(joined) or any(word in _NOT_IN_NAMES for word in words) or joined.isupper():
        return False
    if any(word in ORGANISATION_WORDS or word in GENERIC_NAME_WORDS for word in plain):
        return False
    if (
        words[-1][0].islower()
        or re.search(r"-[a-z]", words[0])
        or any(character.isdigit() for character in joined)
    ):
        return False
    if len(words[-1]) == 1 or begins_sentence(words[0]):
        return False
    return not is_stop_word(plain[0]) and not any(is_place(word) for word in words)


def _role(text: str, start: int, end: int) -> str:
    """Return what stands beside a name that says what its bearer is; empty for nothing."""
    for pattern in (_APPOSITION, _COPULA):
        found = pattern.match(text, end)
        if found and (role := _as_role(found["role"])):
            return role
    before = _TITLE.search(text[:start])
    return _title(before["role"]) if before else ""


def _as_role(phrase: str) -> str:
    """Return a phrase behind a name if it is a role: its noun, before any "of" or "at", is one."""
    role = _TAIL.sub("", " ".join(phrase.split()))
    words = role.split()
    if not words or len(words) > LONGEST_ROLE:
        return ""
    article = _OPENS_ROLE.match(role)
    head = re.split(
        r" (?:of|at|in|for|from|with|under|to|de|del|da|do|en|em|and|y|e|who|that) ", role
    )[0]
    nouns = [folded(word) for word in re.findall(r"[\w-]+", head)]
    if not article and (is_stop_word(nouns[0]) or nouns[0] == "both"):
        return ""
    if nouns[-1] in KIN_WORDS and head == role:
        return ""
    last = nouns[-1] in ROLE_WORDS
    # In Spanish and Portuguese the noun comes first: "analista político".
    first = next((noun for noun in nouns if not is_stop_word(noun)), "") in ROLE_WORDS
    if not (last or first) or (not article and not role[0].islower() and not last):
        return ""
    return role


def _title(phrase: str) -> str:
    """Return the role that ends right before a name: "former defense minister"."""
    words = phrase.split()
    words[-1] = words[-1].removesuffix(",")
    if folded(words[-1]) not in ROLE_WORDS or folded(words[-1]) in KIN_WORDS:
        # Whose father someone is does not stand in "father".
        return ""
    taken = [words[-1]]
    for word in reversed(words[:-1]):
        plain = folded(word)
        of_people = taken[0][0].isupper() and taken[0] != words[-1] and word[0].isupper()
        known = plain in _BEFORE_ROLE or plain in ROLE_WORDS
        if not known and not plain.endswith(_OF_PEOPLES) and not of_people:
            break
        taken.insert(0, word)
    return " ".join(taken)


# "Chilean", "Portuguese", "British"; the first word of "Costa Rican" goes with its second.
_OF_PEOPLES = ("ean", "ian", "ese", "an", "ish")
_BEFORE_ROLE = lexicon(
    "former prime vice foreign defense defence security interior finance justice late "
    "current then political mayoral presidential attorney deputy chief ex expresidente "
    "exministro antiguo primer primeiro primeira leftist opposition party"
)


def _acts(name: str, text: str) -> bool:
    """Tell whether a name does what people do, and its last word also stands alone."""
    last = name.split()[-1]
    alone = rf"(?<![\w’'-] )(?<![A-Z]\w )\b{re.escape(last)}\b"
    others = len(re.findall(rf"\b{re.escape(last)}\b", text)) - text.count(name)
    if others < 1 or others > MOST_ALONE * text.count(name):
        return False
    verbs = "|".join(sorted(PERSONAL_VERBS))
    acts = (
        rf"\b{re.escape(last)}(?:,)? (?:\w+ly |also |has |had )?(?:{verbs})\b|"
        rf"\bwhom {re.escape(last)}\b"
    )
    return re.search(acts, text) is not None and re.search(alone, text) is not None


def _one_of_a_surname(known: Sequence[_Known]) -> list[_Known]:
    """Return the people with those of one last word joined, where only one of them has a role."""
    by_surname: dict[str, _Known] = {}
    kept: list[_Known] = []
    for one in sorted(known, key=lambda person: (not person.role, -len(person.places))):
        first = by_surname.setdefault(folded(one.name.split()[-1]), one)
        if first is one or (one.role and one.name.split()[0] != first.name.split()[0]):
            kept.append(one)
        else:
            first.places.extend(one.places)
    return kept


def _person(one: _Known, text: str) -> Person:
    last = one.name.split()[-1]
    mentions = len(re.findall(rf"(?<!\w){re.escape(last)}(?!\w)", text))
    ordered = sorted(one.places, key=lambda place: place.start)
    shown = [one.role_place] if one.role_place else []
    return Person(one.name, one.role, mentions, merged([*shown, *ordered]))
