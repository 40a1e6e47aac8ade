"""The form that a Spanish or Portuguese word is in, and the same form of an English word."""

import re
from dataclasses import dataclass
from enum import StrEnum

from ingest.words import lexicon


class Form(StrEnum):
    """What an ending says of a word, as far as a gloss needs it."""

    BASE = "base"
    PLURAL = "plural"
    PAST = "past"
    PARTICIPLE = "participle"
    GERUND = "gerund"


@dataclass(frozen=True, slots=True)
class EnglishWord:
    """An English word with the forms that no rule makes; empty where a rule does."""

    base: str
    past: str = ""
    """Of a noun: its plural."""
    participle: str = ""


_PARTICIPLE = re.compile(r"(?:[ai]d|scrit|puest|post|pres|biert|bert|suelt|vuelt|imprim)[oa]s?$")
_GERUND = re.compile(r"(?:a|ie|e|i|ye)ndo$")
# In a question, "llego" is "llegó" without its accent: nobody asks in the first person.
_PAST = {
    "es": re.compile(r"(?:[óo]|[aijy]eron|aron|aba|aban|ía|ían)$"),
    "pt": re.compile(r"(?:[aei]ram|ou|[ei]u|ava|avam|iam|teve|veio|ôs)$"),
}
# Frequent forms whose ending does not tell.
_IRREGULAR_PAST = lexicon(
    "hizo dijo dio vio fue hubo quiso supo pudo condujo dieron vieron fez disse deu viu quis soube "
    "trouxe houve foi fizeram"
)
_IRREGULAR_PARTICIPLE = lexicon(
    "hecho hecha dicho visto vista muerto roto roto resuelto descrito feito feita dito visto preso"
)


def verb_form(word: str, *, language: str) -> Form:
    """Return the form that a verb is in by its ending; `word` is casefolded with its accents."""
    if word in _IRREGULAR_PARTICIPLE or _PARTICIPLE.search(word):
        return Form.PARTICIPLE
    if _GERUND.search(word):
        return Form.GERUND
    is_past = word in _IRREGULAR_PAST or _PAST[language].search(word)
    return Form.PAST if is_past else Form.BASE


def parse_english(entry: str) -> EnglishWord:
    """Return the word of an entry such as `write/wrote/written` or `man/men`."""
    base, *others = entry.strip().split("/")
    return EnglishWord(base, *others)


def in_form(word: EnglishWord, form: Form) -> str:
    """Return an English word in a form; of several words ("carry out") the first changes."""
    first, space, rest = word.base.partition(" ")
    if form is Form.PLURAL:
        return word.past or plural(word.base)
    if form is Form.PAST:
        return (word.past or past(first)) + space + rest
    if form is Form.PARTICIPLE:
        return (word.participle or word.past or past(first)) + space + rest
    if form is Form.GERUND:
        return re.sub(r"(?<=[^aeiou])e$", "", first) + "ing" + space + rest
    return word.base


def plural(noun: str) -> str:
    """Return the plural of an English noun by the rules of spelling."""
    if noun.endswith("s") and not noun.endswith("ss"):
        return noun
    if re.search(r"(?:ss|x|ch|sh)$", noun):
        return noun + "es"
    return re.sub(r"(?<=[^aeiou])y$", "ie", noun) + "s"


def past(verb: str) -> str:
    """Return the past of a regular English verb by the rules of spelling."""
    if verb.endswith("e"):
        return verb + "d"
    if re.fullmatch(r"[^aeiou]*[aeiou][bdgkmnprt]", verb):
        return verb + verb[-1] + "ed"
    return re.sub(r"(?<=[^aeiou])y$", "i", verb) + "ed"


# Adjectives up to this length are of one syllable, nearly all of them: high, great, short, strong.
SHORT_ADJECTIVE = 5


def superlative(adjective: str) -> str:
    """Return the superlative of an English adjective: "largest", "most important"."""
    if len(adjective) > SHORT_ADJECTIVE:
        return f"most {adjective}"
    if re.search(r"[^aeiou][aeiou][bdgmnpt]$", adjective):
        return adjective + adjective[-1] + "est"
    return re.sub(r"y$", "i", adjective.removesuffix("e")) + "est"
