"""What "the second one" is one of: things that were counted before, such as "three groups"."""

import re
from collections.abc import Sequence

from assistant.counted import NOT_TOLD_APART
from assistant.wording import COUNT, PLURAL
from ingest.words import folded

_ORDINAL = re.compile(
    r"\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|next|other) "
    r"(ones?)\b"
)
_COUNTED = re.compile(rf"\b{COUNT} (?:[\w'-]+ ){{0,2}}?({PLURAL})")


def with_counted_noun(question: str, said: Sequence[str]) -> str:
    """Return a question in which "the second one" names what was counted: "the second group".

    Args:
        question: one line.
        said: what was said before, the last first.

    """
    match = _ORDINAL.search(folded(question))
    if match is None or len(folded(question)) != len(question):
        return question
    nouns = (noun for text in said for noun in _COUNTED.findall(folded(text)))
    noun = next((noun for noun in nouns if noun not in NOT_TOLD_APART), None)
    if noun is None:
        return question
    named = noun if match.group(1) == "ones" else _singular(noun)
    return question[: match.start(1)] + named + question[match.end(1) :]


def _singular(plural: str) -> str:
    """Return an English noun in the singular; one that is not formed with -s as it is."""
    for ending, singular in (
        ("ies", "y"),
        ("sses", "ss"),
        ("ches", "ch"),
        ("shes", "sh"),
        ("s", ""),
    ):
        if plural.endswith(ending):
            return plural.removesuffix(ending) + singular
    return plural
