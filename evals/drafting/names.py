"""Cases made of names: who holds a role, what a body is, what an acronym stands for."""

import re
from collections import Counter
from collections.abc import Iterator

from assistant.glance.glance import Person
from assistant.suggesting import wording
from evals.drafting.proposal import Origin, Proposal, Source
from ingest.words import folded

# "A criminal group" says what something is, "the gang" does not.
FEWEST_DESCRIBING_WORDS = 3

_ARTICLE = re.compile(r"^(?:the|an?|el|la|los|las|un|una|o|os|as|um|uma) ", re.I)
# "The mayor of Lima" is one person; "president" and "the American actor" fit many.
_OF_ONE = re.compile(r" (?:of|for|at|in|to|de|del|do|da|dos|das|en|em) ")
_ANOTHER_ROLE = re.compile(r" (?:(?:and|y|e) (?:an?|the|one|una?|la|el|uma?|o|a)|who|que) .*$")
_BY_NAME = "does this role say who it is, and must a right answer use these words?"
_STANDS_FOR = {
    "en": "What does {} stand for?",
    "es": "¿Qué significan las siglas {}?",
    "pt": "O que significa a sigla {}?",
}


def person_cases(source: Source) -> Iterator[Proposal]:
    """Yield a case for each person with a role: who holds it, or who a name is."""
    language = source.language
    people = [one for one in source.glance.people if one.role]
    shared = Counter(folded(_asked_role(one, language=language)) for one in people)
    by_name = []
    for person in people:
        asked = _asked_role(person, language=language)
        if not _OF_ONE.search(asked) or shared[folded(asked)] > 1:
            by_name.append(person)
            continue
        question = wording.who_is(asked, language=language)
        answers = (_names(person),)
        yield Proposal(Origin.PERSON, "who", question, answers, person.places, _doubts(person))
    for person in sorted(by_name, key=lambda one: -len(one.role)):
        question = wording.who_is(person.name, language=language)
        answers = ((_ARTICLE.sub("", person.role),),)
        yield Proposal(Origin.PERSON, "who", question, answers, person.places, (_BY_NAME,))


def definition_cases(source: Source) -> Iterator[Proposal]:
    """Yield a case for each body that the text describes, and each acronym that it spells out."""
    for one in source.glance.organisations:
        if len(one.description.split()) >= FEWEST_DESCRIBING_WORDS:
            yield Proposal(
                Origin.DEFINITION,
                "who",
                wording.what_is(one.name, language=source.language),
                ((_ARTICLE.sub("", one.description),),),
                one.places[:1],
                ("must a right answer use these very words?",),
            )
        if one.acronym:
            yield Proposal(
                Origin.DEFINITION,
                "who",
                _STANDS_FOR.get(source.language, _STANDS_FOR["en"]).format(one.acronym),
                ((_ARTICLE.sub("", one.name),),),
                one.places[:1],
            )


def _asked_role(person: Person, *, language: str) -> str:
    """Return a role as it is asked for: one thing, with the article that one bearer has."""
    role = _ANOTHER_ROLE.sub("", person.role)
    return f"the {_ARTICLE.sub('', role)}" if language == "en" else role


def _names(person: Person) -> tuple[str, ...]:
    """Return the full name, and the last word of it where the text uses it alone."""
    last = person.name.split()[-1]
    return (person.name, last) if person.mentions > len(person.places) else (person.name,)


def _doubts(person: Person) -> tuple[str, ...]:
    if re.match(r"(?:once|former|then|ex)\b", person.role, re.I):
        return ("the role may be of another time: say when",)
    return ()
