"""What the pointing words of a question stand for, sought in the conversation so far."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.mention import Kind, Mention, is_plural_noun, mentions_in
from assistant.names import names_in, years_in
from assistant.pointing import Pointer, Role, Wanted, suitability
from ingest.terms import is_stop_word
from ingest.words import folded, lexicon

# Names from an answer that may be meant without being picked: its first ones, where its subject is.
NAMES_FROM_ANSWER = 3

# A mention of the question is more likely meant than one of its answer, unless that suits better.
QUESTION_BONUS = 1.2

# The first mention of a text is mostly its subject, which is what pronouns mostly stand for.
FIRST_BONUS = 0.3

# After "who" the person of the answer is spoken of, after "where" its place.
ANSWER_BONUS = 1.5

_ASKS_FOR = {
    **dict.fromkeys(
        (Wanted.HE, Wanted.SHE, Wanted.THEY, Wanted.ANYONE),
        re.compile(r"\W*(?:and |y |e )?(?:who|quien|quem)"),
    ),
    Wanted.PLACE: re.compile(r"\W*(?:and |y |e )?(?:where|a?donde|onde)"),
}
# "Which gangs ...?": the answer says which.
_WHICH = re.compile(r"\W*(?:which|what|que|cuales|quais) ")
# What was added to a question so that it stands alone.
_CONTEXT = re.compile(r"\(([^()]+)\)\W*$")
_MARKER = re.compile(r"\s*\[\d+\]")
_TIME_NOUNS = lexicon("year time period decade ano anos epoca periodo decada vez")
_PLACE_NOUNS = lexicon(
    "country nation place city town state region province island pais nacion lugar ciudad cidade "
    "estado regiao"
)
# "The documents do not answer this question" is nothing to come back to.
_OF_DOCUMENTS = lexicon(
    "document documents brief question questions answer documento documentos pregunta pergunta"
)
_PERSON_NOUNS = lexicon("man woman person politician hombre mujer homem mulher persona pessoa")


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question as it was understood, with its answer."""

    question: str
    answer: str
    """Without markers; empty while there is none."""


@dataclass(frozen=True, slots=True)
class Antecedent:
    """What a pronoun stands for."""

    mention: Mention
    names: tuple[str, ...]
    """Names that tell which gangs "the gangs" are; none for what has a name of its own."""


def antecedent(pointer: Pointer, past: Sequence[Exchange]) -> Antecedent | None:
    """Return what a pronoun stands for, of the last exchange that has something fitting.

    Args:
        pointer: a pronoun; an event or a noun has no mention.
        past: the exchanges so far, oldest first.

    """
    if pointer.wanted in (Wanted.EVENT, Wanted.NOUN):
        return None
    for exchange in reversed(past):
        rated = _rated(pointer.wanted, exchange)
        if rated:
            # Of places the last: "the miners of Grell moved to Nordhaven".
            latest = reversed(rated) if pointer.wanted is Wanted.PLACE else rated
            mention = max(latest, key=lambda pair: pair[0])[1]
            return Antecedent(mention, tuple(_telling_names(mention, exchange)))
    return None


def _telling_names(mention: Mention, exchange: Exchange) -> list[str]:
    """Return the names that tell which one a mention means."""
    question = exchange.question
    context = _CONTEXT.search(question)
    named = mention.is_name or bool(names_in(mention.text))
    names = [] if named else context.group(1).split(", ") if context else names_of(question)
    if _WHICH.fullmatch(folded(question[: mention.start])):
        return [*names, *names_of(exchange.answer)[:NAMES_FROM_ANSWER]]
    return names


def _rated(wanted: Wanted, exchange: Exchange) -> list[tuple[float, Mention]]:
    rated = []
    asked = _ASKS_FOR.get(wanted)
    asks_for_it = asked is not None and asked.match(folded(exchange.question)) is not None
    answer_bonus = ANSWER_BONUS if asks_for_it else 0.0
    for text, bonus in ((exchange.question, QUESTION_BONUS), (exchange.answer, answer_bonus)):
        mentions = mentions_in(text)
        for position, mention in enumerate(mentions):
            value = 0.0 if mention.head in _OF_DOCUMENTS else suitability(wanted, mention)
            if value:
                first = position == 0 and wanted is not Wanted.PLACE
                rated.append((value + bonus + FIRST_BONUS * first, mention))
    return rated


def named_again(pointer: Pointer, past: Sequence[Exchange]) -> list[str]:
    """Return what "that law", "the same year" or "those prisons" is called in the last exchange."""
    last = past[-1]
    if pointer.noun in _TIME_NOUNS:
        years = years_in(last.answer)[:1] or years_in(last.question)[-1:]
        return years or names_of(last.question)
    kind = _kind_of(pointer.noun)
    if kind is not None:
        wanted = Wanted.PLACE if kind is Kind.PLACE else Wanted.ANYONE
        pronoun = Pointer(pointer.start, pointer.end, wanted, Role.FIXED)
        found = antecedent(pronoun, past)
        return [found.mention.text] if found else names_of(last.question)
    return _called(pointer.noun, last) or names_of(last.question)


def _kind_of(noun: str) -> Kind | None:
    if noun in _PLACE_NOUNS:
        return Kind.PLACE
    return Kind.PERSON if noun in _PERSON_NOUNS else None


def _called(noun: str, exchange: Exchange) -> list[str]:
    """Return the mentions of an exchange that have this noun and say more than it."""
    stem = noun.rstrip("s")
    return [
        mention.text
        for text in (exchange.question, exchange.answer)
        for mention in mentions_in(text)
        if any(word.rstrip("s") == stem for word in folded(mention.text).split())
        and len([word for word in mention.text.split() if not is_stop_word(folded(word))]) > 1
    ][:1]


def resumed(own: Sequence[Mention], question: str, past: Sequence[Exchange]) -> list[str]:
    """Return what a question's bare "the law" is called, where the last exchange speaks of one.

    A question that names something has its own subject, and nothing is returned.
    """
    last = past[-1]
    if any(mention.is_name for mention in own):
        return []
    said = {word.rstrip("s") for word in folded(f"{last.question} {last.answer}").split(" ")}
    said = {re.sub(r"\W", "", word).rstrip("s") for word in said}
    for mention in own:
        article = folded(question[: mention.start]).split()[-1:]
        again = folded(mention.text.split()[-1]).rstrip("s") in said
        if again and article in (["the"], ["el"], ["la"], ["los"], ["las"], ["o"], ["a"]):
            return _called(mention.head, last) or names_of(last.question)
    return []


def names_of(text: str) -> list[str]:
    """Return the proper names of a text, with "the" where they have it, once each."""
    names = names_in(text)
    articles = [
        "the " if " " in name.text and text[: name.start].endswith("the ") else "" for name in names
    ]
    pairs = zip(articles, names, strict=True)
    return list(dict.fromkeys(article + name.text for article, name in pairs))


def all_that_was_said(question: str, last: Exchange) -> list[str]:
    """Return the names and words of the last exchange that "that" may stand for."""
    said = folded(f"{question} {last.question}")
    names = names_of(last.question)
    words = [
        word
        for word in re.findall(r"[^\W_][\w’'-]*", last.question)
        if not is_stop_word(folded(word))
        and folded(word) not in folded(question)
        and not any(word in name.split() for name in names)
    ]
    new = [name for name in names_of(last.answer) if folded(name) not in said]
    parts = [*names, " ".join(dict.fromkeys(words)), *new[:NAMES_FROM_ANSWER]]
    return list(dict.fromkeys(part for part in parts if part))


def without_markers(answer: str) -> str:
    """Return an answer's text without its citation markers."""
    return _MARKER.sub("", answer)


def worded_for(pointer: Pointer, mention: Mention, question: str) -> str | None:
    """Return a mention as it stands in its pronoun's place, or None where it cannot stand there."""
    if pointer.role is Role.FIXED:
        return None
    if pointer.role is Role.POSSESSIVE:
        ending = "'" if is_plural_noun(folded(mention.text)) and mention.is_plural else "'s"
        return f"{mention.text}{ending}"
    if pointer.wanted is Wanted.PLACE:
        return f"in {mention.text}" if question[pointer.start] in "tT" else f"en {mention.text}"
    return mention.text
