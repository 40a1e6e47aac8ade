"""The things that a comparison is about, cut out of its words.

Names are found by their capitals; other operands are taken to be noun phrases on the two sides of
a joining word, the last one ending where "on", "in terms of" and their like begin.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.names import Name, names_in, names_in_phrase
from ingest.terms import is_stop_word


@dataclass(frozen=True, slots=True)
class Operands:
    """What is compared, each with the words of the question that are about it."""

    labels: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    """One for each label: the question's own words with the other operands left out."""
    is_question: bool = False
    """Whether the phrases read as questions or are mere noun phrases."""


_JOINING = {
    "and": r"(?:and|y|e|&)",
    "or": r"(?:or|o|u|ou)",
    "any": r"(?:and|or|y|e|&|o|u|ou|with|to|from|versus|vs\.?|against|con|com|de|a|frente a)",
}
# "in Chile and in Mexico", "the police of Chile and that of Mexico".
_SMALL_WORDS = (
    r"(?:(?:in|of|for|by|the|that|those|en|de|del|el|la|los|las|em|no|na|do|da|os|as)\s+)*"
)
_MATTER = re.compile(
    r",?\s+(?P<by>in terms of|with (?:regards?|respect) to|when it comes to|as regards|regarding|"
    r"concerning|as to|according to|on|about|for|in|at|under|during|en cuanto a|con respecto a|"
    r"respecto a|quanto a|em relação a|em termos de|en términos de|sobre|en|em|no|na|para)\s+\S",
    re.IGNORECASE,
)
_SPLIT = re.compile(
    r"\s*,\s*(?:and|or|y|e|o|u|ou)\s+|\s*,\s*|"
    r"\s+(?:and|or|y|e|o|ou|u|with|to|versus|vs\.?|against|con|com|frente a)\s+",
    re.IGNORECASE,
)
# Not that of "El Salvador", "Los Ríos".
_ARTICLE = re.compile(
    r"^(?!(?-i:(?:El|La|Los|Las) [A-ZÀ-Ý]))"
    r"(?:the|an?|el|la|los|las|os?|as?|una?|uma|both|entre)\s+(?=\S)|^[“\"'‘]",
    re.IGNORECASE,
)
_HEAD = re.compile(
    r"(?P<head>.+?)\s+(?P<by>in|of|for|at|under|en|de|del|em|no|na|do|da)\s+(?P<rest>.+)"
)
_STANDS_FOR_HEAD = re.compile(
    r"(?:those|that|the ones?|los|las|el|la|os|as|o|a)\s+(?=(?:in|of|for|at|de|del|em|do|da)\s)",
    re.IGNORECASE,
)
_PREPOSITION = re.compile(r"^(?:in|of|for|by|with|en|de|em|no|na|do|da)\s+", re.IGNORECASE)
# Names of one place or region each, in which "and" joins nothing that could be compared.
_ONE_NAME = re.compile(
    r"latin america and the caribbean|am[eé]rica latina (?:y el|e o?) ?caribe|"
    r"middle east and north africa|asia and the pacific|"
    r"trinidad (?:and|y|e) tobago|antigua (?:and|y|e) barbuda|turks and caicos|"
    r"(?:saint|st\.?) kitts and nevis|(?:saint|st\.?) vincent and the grenadines|"
    r"bosnia(?: and |[- ]y[- ]| e )herzegovina|s[aã]o tom[eé] (?:and|e) pr[ií]ncipe",
    re.IGNORECASE,
)
# What may stand between a joining word or a question word and the name that it leads to.
_BEFORE_NAME = frozenset({"", "the", "el", "a"})


def named_operands(
    text: str,
    *,
    joined_by: str,
    start: int = 0,
    last: bool = False,
    question: bool = True,
    matter: str = "",
) -> Operands:
    """Return the names of the first list of names in a text; none where there is no such list.

    Args:
        text: a question, or a part of one.
        joined_by: `and`, `or`, or `any` joining word.
        start: where the list must begin, 0 for anywhere.
        last: whether nothing may follow the list.
        question: whether the text is a question.
        matter: what they are compared in, added to each phrase.

    """
    names = _whole(_single(names_in(text) if question else names_in_phrase(text)), text)
    for listed in _lists(text, names, _JOINING[joined_by]):
        before, after = text[: listed[0].start], text[listed[-1].end :]
        if start and before[start:].strip().casefold() not in _BEFORE_NAME:
            continue
        if last and after.strip():
            continue
        labels = tuple(name.text for name in listed)
        return Operands(
            labels, _with_topic([f"{before}{one}{after}" for one in labels], matter), question
        )
    return Operands()


def phrased_operands(text: str, *, matter: str = "") -> Operands:
    """Return the noun phrases that joining words part: "prisons and courts on cost"."""
    first = _SPLIT.search(text)
    if first is None:
        return Operands()
    end = _end_of_last(text, first.start(), first.end())
    topic = " ".join(part for part in (text[end:].strip(" ,"), matter) if part)
    pieces = [piece for piece in _SPLIT.split(text[:end]) if piece.strip()]
    return _phrases(_two_of(pieces, text[:end]), topic)


def two_operands(left: str, right: str) -> Operands:
    """Return the two ends of "the rate in Chile differs from that in Peru (on Z)"."""
    end = _end_of_last(f"{left} {right}", len(left), len(left) + 1) - len(left) - 1
    right, topic = right[:end], right[end:].strip(" ,")
    head = _HEAD.fullmatch(left)
    possessed = re.fullmatch(r"(?P<who>.+?)[’']s?\s+(?P<head>.+)", left)
    shared = head.group("head") if head else possessed.group("head") if possessed else ""
    second = ""
    if shared and _STANDS_FOR_HEAD.match(right):
        right = _STANDS_FOR_HEAD.sub(f"{shared} ", right, count=1)
    elif shared and _is_one_name(right):
        second = f"{shared} {head.group('by') if head else 'of'} {right}"
    elif head and not _words(shared) & _words(right):
        # "the rate in Chile compares with the global average": the average of the rate.
        second = f"{right} of {shared}"
    elif possessed and right.endswith(("'s", "’s")):
        right = f"{right} {shared}"
    labels = (_label(left), _label(right))
    return Operands(labels, _with_topic((left, second or right), topic))


def _is_one_name(phrase: str) -> bool:
    """Tell whether a phrase is a name, with or without its article, and nothing else."""
    names = names_in_phrase(phrase)
    return bool(names) and names[0].text in (phrase, _ARTICLE.sub("", phrase))


def exchanged_operands(text: str, right: str, *, only_names: bool = False) -> Operands:
    """Return the last name of a question, and what stands in its place on the other end.

    Args:
        text: the question without the words that compare.
        right: what is compared with, "Peru and Chile" say.
        only_names: whether it must begin with a name.

    """
    bare = _PREPOSITION.sub("", right)
    others = _whole(_single(names_in_phrase(bare)), bare)
    begins = bool(others) and bare[: others[0].start].strip().casefold() in _BEFORE_NAME
    names = _whole(_single(names_in(text)), text)
    if not names or (only_names and not begins):
        return Operands()
    mine = names[-1]
    labels = [mine.text, *([name.text for name in others] if begins else [_label(right)])]
    before, after = text[: mine.start], text[mine.end :]
    unique = tuple(dict.fromkeys(labels))
    return Operands(unique, tuple(f"{before}{one}{after}" for one in unique), True)


def _single(names: Sequence[Name]) -> list[Name]:
    """Return names, those that "y" and "e" join taken apart: "Chile y Perú" is two."""
    single = []
    for name in names:
        begin = 0
        for match in [*re.finditer(r" [ye] ", name.text), None]:
            end = match.start() if match else len(name.text)
            single.append(Name(name.text[begin:end], name.start + begin, name.start + end))
            begin = match.end() if match else end
    return single


def _whole(names: Sequence[Name], text: str) -> list[Name]:
    """Return names, those that are parts of one put together: "Latin America and the Caribbean"."""
    whole = [Name(one.group(), one.start(), one.end()) for one in _ONE_NAME.finditer(text)]
    parts = [one for one in names if not any(_within(one, other) for other in whole)]
    return sorted([*parts, *whole], key=lambda one: one.start)


def _within(one: Name, other: Name) -> bool:
    return other.start <= one.start and one.end <= other.end


def _lists(text: str, names: Sequence[Name], joining: str) -> list[list[Name]]:
    """Return the runs of two and more names with a joining word between the last two."""
    gap = re.compile(
        rf"(?:[’']s)?(?:\s*,\s*(?P<and>{joining}\s+)?|\s+(?P<join>{joining})\s+)"
        rf"{_SMALL_WORDS}",
        re.IGNORECASE,
    )
    runs: list[list[Name]] = []
    joined = False
    for name in names:
        match = gap.fullmatch(text, runs[-1][-1].end, name.start) if runs else None
        if match:
            runs[-1].append(name)
            joined = bool(match.group("and") or match.group("join"))
        elif not joined and runs:
            runs[-1] = [name]
        else:
            runs.append([name])
            joined = False
    return [run for run in runs if len(run) > 1]


def _end_of_last(text: str, joint: int, after: int) -> int:
    """Return where the last operand ends and what they are compared in begins."""
    for match in _MATTER.finditer(text, after):
        by = match.group("by").casefold()
        # "prisons in Chile and prisons in Peru": the second place belongs to its own side.
        if f" {by} " in f" {text[:joint].casefold()} ":
            continue
        return match.start()
    return len(text)


def _two_of(pieces: Sequence[str], text: str) -> tuple[str, ...]:
    """Return the operands; where "and" stands more often than between them, the best halves."""
    if len(pieces) == 2 or "," in text:
        return tuple(pieces)
    joints = list(_SPLIT.finditer(text))
    middle = min(joints, key=lambda one: abs(one.start() - (len(text) - one.end())))
    return text[: middle.start()], text[middle.end() :]


def _phrases(pieces: Sequence[str], topic: str) -> Operands:
    return Operands(tuple(_label(piece) for piece in pieces), _with_topic(pieces, topic))


def _with_topic(pieces: Sequence[str], topic: str) -> tuple[str, ...]:
    return tuple(f"{piece.strip()} {topic}".strip() for piece in pieces)


def _label(piece: str) -> str:
    label = _ARTICLE.sub("", piece.strip(" ,“”\"'‘’"))
    return re.sub(r"[’']s$", "", label)


def _words(text: str) -> set[str]:
    return {word for word in re.findall(r"\w{3,}", text.casefold()) if not is_stop_word(word)}
