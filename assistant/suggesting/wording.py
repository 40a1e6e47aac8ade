"""How questions are worded from a sentence: English by its grammar, other languages plainly."""

import re
from collections.abc import Mapping
from functools import lru_cache
from importlib import resources
from types import MappingProxyType

from ingest.terms import STOP_WORDS
from ingest.words import folded

# Verbs that a counted thing often follows, with their base.
_BASES: Mapping[str, str] = MappingProxyType(
    {
        "recorded": "record",
        "reported": "report",
        "registered": "register",
        "won": "win",
        "lost": "lose",
        "killed": "kill",
        "received": "receive",
        "spent": "spend",
        "built": "build",
        "sold": "sell",
        "employed": "employ",
        "announced": "announce",
        "said": "say",
        "argued": "argue",
        "warned": "warn",
        "found": "find",
        "concluded": "conclude",
        "insisted": "insist",
        "promised": "promise",
    }
)
_COUNTING = "|".join(list(_BASES)[:11])
_SAYING = "reported|said|argued|warned|found|concluded|insisted|promised|announced"
# Without a date one cannot tell which of all that somebody said is meant.
_SAID_OFTEN = ("said", "announced", "promised")
_NAME = r"[A-Z][\w-]*(?: (?:de |del |da |of )?[A-Z][\w-]*){0,3}"

_COUNTED = re.compile(rf"^(?P<subject>{_NAME}) (?P<verb>{_COUNTING}) $")
_UNDERGONE = re.compile(
    r"^ (?P<auxiliary>were|have been|had been|are) (?P<participle>(?:\w+ly )?\w+(?:ed|n|ld|t))\b"
    r"(?! (?:out|up|off|down|away|back|over|on|to)\b)"
)
_SAID = re.compile(rf"^(?P<speaker>{_NAME}),? (?P<verb>{_SAYING})\b(?! to\b)")
_LISTED = re.compile(
    r"^(?P<subject>The authors|We|[A-Z][\w-]+s) (?P<verb>name|list|identify|propose|see) "
    r"(?P<number>two|three|four|five|six|seven) (?P<noun>[a-z][\w-]*(?: [a-z][\w-]*){0,2}): "
)
_IS_BECAUSE = re.compile(
    r"^(?P<subject>[A-Z][^,;:]{2,60}?) (?P<auxiliary>is|was|are|were) "
    r"(?P<rest>[^,;:]{3,90}?),? (?:(?:chiefly|mainly|largely|partly|mostly) )?because\b"
)
_DOES_BECAUSE = re.compile(
    r"^(?P<subject>(?:The|This) (?:[\w’'-]+ ){1,4}?|[A-Z][\w-]+ )(?P<verb>[a-z]+s) "
    r"(?P<rest>[^,;:]{3,90}?),? (?:(?:chiefly|mainly|largely|partly|mostly) )?because\b"
)
_PRONOUNS = re.compile(r"^(?:it|they|he|she|this|that|these|those|there|we|such|both)\b", re.I)

_WHO = MappingProxyType({"en": "Who is {}?", "es": "¿Quién es {}?", "pt": "Quem é {}?"})
_WHAT_IS = MappingProxyType({"en": "What is {}?", "es": "¿Qué es {}?", "pt": "O que é {}?"})
_COMPARE = MappingProxyType(
    {
        "en": "How do {} and {} compare?",
        "es": "¿Qué diferencia hay entre {} y {}?",
        "pt": "Qual é a diferença entre {} e {}?",
    }
)
_BRIEF = MappingProxyType({"en": "Brief me on {}.", "es": "Resume {}.", "pt": "Resuma {}."})
_ADVICE = MappingProxyType(
    {
        "en": "What does the document recommend?",
        "es": "¿Qué recomienda el documento?",
        "pt": "O que o documento recomenda?",
    }
)
_HAPPENED = MappingProxyType(
    {"en": "What happened {}?", "es": "¿Qué pasó {}?", "pt": "O que aconteceu {}?"}
)


def who_is(name: str, *, language: str) -> str:
    """Return the question who someone is."""
    return _in(_WHO, language).format(name)


def what_is(name: str, *, language: str) -> str:
    """Return the question what something is."""
    return _in(_WHAT_IS, language).format(name)


def compare(one: str, other: str, *, language: str) -> str:
    """Return the question how two things compare."""
    return _in(_COMPARE, language).format(one, other)


def brief_me_on(topic: str, *, language: str) -> str:
    """Return the request to be briefed on a topic."""
    return _in(_BRIEF, language).format(topic)


def what_is_recommended(*, language: str) -> str:
    """Return the question what a document recommends."""
    return _in(_ADVICE, language)


def what_happened(when: str, *, language: str) -> str:
    """Return the question what happened at a date, as written in a sentence."""
    by_day = {"en": "on", "es": "el", "pt": "em"}
    by_month = {"en": "in", "es": "en", "pt": "em"}
    prepositions = by_day if re.search(r"\b\d{1,2}\b", when) else by_month
    return _in(_HAPPENED, language).format(f"{_in(prepositions, language)} {when}")


def how_many(counts: str, *, before: str, behind: str, where: str, when: str) -> str:
    """Return the question for a number, in English; empty where its sentence gives no plain one.

    Args:
        counts: what is counted.
        before: the sentence up to the number.
        behind: the sentence behind what is counted.
        where: a place, or empty.
        when: a date, or empty.

    """
    dated = f" in {when}" if when and not re.search(r"\b(?:to|and|\d{1,2}),? ", when) else ""
    counted = _COUNTED.match(before)
    if counted and folded(counted["subject"].split()[0]) not in STOP_WORDS["en"]:
        verb = _BASES[counted["verb"]]
        return f"How many {counts} did {counted['subject']} {verb}{dated}?"
    if undergone := _UNDERGONE.match(behind):
        placed = f" in {where}" if where else ""
        past = f" {undergone['participle']}"
        auxiliary, _, been = undergone["auxiliary"].partition(" ")
        return f"How many {counts} {auxiliary}{' been' if been else ''}{past}{placed}{dated}?"
    return ""


def what_was_said(sentence: str, *, when: str) -> str:
    """Return the question what a named speaker said, in English; empty where there is none."""
    said = _SAID.match(sentence)
    if said is None or folded(said["speaker"].split()[0]) in STOP_WORDS["en"]:
        return ""
    dated = f" in {when}" if re.fullmatch(r"(?:[A-Z][a-z]+ )?\d{4}", when) else ""
    if not dated and said["verb"] in _SAID_OFTEN:
        return ""
    return f"What did {said['speaker']} {_BASES[said['verb']]}{dated}?"


def which_ones(sentence: str) -> str:
    """Return the question for the members that a sentence announces, in English; empty if none."""
    listed = _LISTED.match(sentence)
    if listed is None:
        return ""
    subject = _inside(listed["subject"])
    subject = "the authors" if subject == "we" else subject
    return f"Which {listed['number']} {listed['noun']} do {subject} {listed['verb']}?"


def why(sentence: str) -> str:
    """Return the question why something is so, in English; empty where no reason is given."""
    if _PRONOUNS.match(sentence):
        return ""
    if found := _IS_BECAUSE.match(sentence):
        return f"Why {found['auxiliary']} {_inside(found['subject'])} {found['rest']}?"
    found = _DOES_BECAUSE.match(sentence)
    base = _base(found["verb"]) if found else ""
    if found is None or not base:
        return ""
    return f"Why does {_inside(found['subject'].strip())} {base} {found['rest']}?"


def _inside(subject: str) -> str:
    """Return a sentence's opening words as they stand inside a sentence."""
    first, _, rest = subject.partition(" ")
    plain = first.lower() if first in ("The", "This", "A", "An", "Its", "Their", "We") else first
    return f"{plain} {rest}".strip()


def _base(verb: str) -> str:
    """Return the base of a verb in the third person, if it is one that our lexicon has."""
    bases = (verb.removesuffix("s"), verb.removesuffix("es"), verb.removesuffix("ies") + "y")
    return next((base for base in bases if base in _verbs()), "")


@lru_cache(maxsize=1)
def _verbs() -> frozenset[str]:
    text = resources.files("assistant.lexicons").joinpath("verbs.txt").read_text(encoding="utf-8")
    columns = (line.split("|")[0] for line in text.splitlines() if line and line[0] != "#")
    return frozenset(word.split("/")[0].strip() for one in columns for word in one.split(","))


def _in(wordings: Mapping[str, str], language: str) -> str:
    return wordings.get(language, wordings["en"])
