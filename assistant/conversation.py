"""Making a follow-up question stand on its own, by rules.

Two kinds need it: a question that leaves out what is the same as before ("And in Chile?"), which
is the earlier question with a part exchanged; and one that points back ("Who replaced them?"),
which is searched together with the words it points to.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer import Turn
from assistant.names import Name, names_in, numbers_in, years_in
from ingest.terms import is_stop_word
from ingest.words import folded, lexicon

# A question no longer than this that names nothing is understood from what was said before.
SHORT_QUESTION_WORDS = 3

# Names from the last answer that a pronoun may point to: its first ones, where its subject is.
NAMES_FROM_ANSWER = 3

# Turns of a conversation that a question may build on; what is further back is hardly meant.
TURNS_LOOKED_AT = 16
# A long answer has named its subject by then.
MAX_TURN_CHARACTERS = 4_000

_LEAD_IN = re.compile(
    r"^[\s¿¡]*(?:(?:and|but|or|so|then|y|e|pero|mas|entonces)\b[\s,]*)?"
    r"(?:(?:what about|how about|what of|same for|que (?:hay|pasa|tal) (?:de|con|en)|quanto a|"
    r"sobre)\b[\s,]*)?",
)
_POINTING = lexicon(
    "he she they him her them his hers their theirs it its this that these those there one ones "
    "ella ellos ellas eso esto esa ese esos esas aquello alli ele eles elas isso isto essa esse "
    "esses essas nele nela"
)
# "How many were there in 2023?" points to nothing.
_EXISTENTIAL = re.compile(
    r"\b(?:is|are|was|were|be|been) there\b|\bthere (?:is|are|was|were|has|have)\b"
)
# "What is CECOT?", "And in Ecuador?": the name is the subject and no place to be exchanged.
_DEFINITION = re.compile(
    r"\W*(?:what|who|que|quien|quem|o que) (?:is|are|was|were|es|son|e|sao) (?:the )?"
)
_GREETINGS = lexicon(
    "hello hi hey thanks thank bye goodbye ok okay yes no hola gracias ola obrigado"
)
_OPENING_WORDS = lexicon(
    "who whom whose what which when where why how did does do is are was were has have can could "
    "tell list name give show explain describe compare summarise summarize brief define quote "
    "quien quienes que cual cuales cuando donde como cuanto cuantos cuanta cuantas por resume "
    "explica compara quem qual quais quando onde quanto quantos quantas resuma explique compare"
)
_MARKER = re.compile(r"\s*\[\d+\]")
_PREPOSITION_BEFORE = re.compile(r"\b([^\W\d_]+)\s+(?:the\s+)?$")


@dataclass(frozen=True, slots=True)
class Standalone:
    """A question as it is searched for."""

    question: str
    """What is asked; words are taken at their full weight."""
    context: str = ""
    """What it points back to: names and words of earlier turns."""

    @property
    def text(self) -> str:
        """Return the whole in one line, to be shown and embedded."""
        return f"{self.question} ({self.context})" if self.context else self.question


def make_standalone(question: str, history: Sequence[Turn] = ()) -> Standalone:
    """Return the question so that it can be understood without the conversation.

    A question that names its own subject is returned as it is: a new topic is not mixed with the
    old one.
    """
    turns = [Turn(turn.role, _line(turn.text)) for turn in history[-TURNS_LOOKED_AT:]]
    understood: Standalone | None = None
    answer = ""
    for turn in [*turns, Turn("user", _line(question))]:
        if turn.role == "assistant":
            answer = turn.text
        else:
            understood = _understood(turn.text, understood, answer)
            answer = ""
    assert understood is not None  # noqa: S101 (for the type: the last turn is the question)
    return understood


def _line(text: str) -> str:
    """Return a text in one line, each accent with its letter, so that folding keeps places."""
    return unicodedata.normalize("NFC", " ".join(text[:MAX_TURN_CHARACTERS].split()))


def _understood(question: str, previous: Standalone | None, answer: str) -> Standalone:
    """Return a question as it is meant after an earlier one and its answer."""
    if previous is None:
        return Standalone(question)
    addition = _without_lead_in(question)
    if addition is not None:
        return Standalone(_exchange(previous.question, addition), previous.context)
    if not _points_back(question):
        return Standalone(question)
    return Standalone(question, _context(previous, answer, question))


def _without_lead_in(question: str) -> str | None:
    """Return what an elliptical question adds, or None for a question that is whole."""
    match = _LEAD_IN.match(folded(question))
    led_in = match is not None and bool(match.group().strip(" ¿¡"))
    rest = question[match.end() :] if match and led_in else question
    words = len(re.findall(r"[^\W_]+", rest))
    if not words or _is_whole(rest) or words > 2 * SHORT_QUESTION_WORDS:
        return None
    # "In Chile?" leaves out the rest just as "And in Chile?" does.
    bare = words <= SHORT_QUESTION_WORDS and bool(names_in(rest) or years_in(rest))
    return rest.strip(" ?¿") if led_in or bare else None


def _is_whole(text: str) -> bool:
    """Tell whether a text begins as a question or a request of its own does."""
    first = re.search(r"[^\W\d_]+", folded(text))
    return first is not None and first.group() in _OPENING_WORDS


def _points_back(question: str) -> bool:
    names = names_in(question)
    words = list(re.finditer(r"[^\W_]+", _EXISTENTIAL.sub(" ", folded(question))))
    for match in words:
        pointing = match.group() in _POINTING
        # "Did Castro keep her promises?": a name before the pronoun is what it points to.
        if pointing and not any(name.start < match.start() for name in names):
            return match.group() not in ("it", "that", "there", "this") or not names
    bare = not names and not numbers_in(question) and words[:1] != []
    greets = bare and words[0].group() in _GREETINGS
    return len(words) <= SHORT_QUESTION_WORDS and bare and not greets


def _exchange(previous: str, addition: str) -> str:
    """Return the earlier question with one part exchanged for what the new one adds."""
    new, old = names_in(addition), names_in(previous)
    if new and old and not _is_definition(previous, old[0]):
        target = _counterpart(previous, old, addition)
        name = addition[_start_of_first_name(addition) :]
        return previous[: target.start] + name + previous[target.end :]
    new_years, old_years = years_in(addition), years_in(previous)
    if new_years and old_years:
        return previous.replace(old_years[-1], new_years[0])
    return f"{previous.rstrip(' ?')} {addition}?"


def _is_definition(question: str, name: Name) -> bool:
    """Tell whether a question asks what a name means and nothing else."""
    opening = _DEFINITION.fullmatch(folded(question[: name.start]))
    return opening is not None and not question[name.end :].strip(" ?")


def _counterpart(previous: str, names: Sequence[Name], addition: str) -> Name:
    """Return the name that the new one takes the place of: after the same preposition, or last."""
    first = addition.split()[0].casefold() if addition.split() else ""
    for name in reversed(names):
        before = _PREPOSITION_BEFORE.search(previous[: name.start])
        if before and before.group(1).casefold() == first:
            return name
    return names[-1]


def _start_of_first_name(addition: str) -> int:
    names = names_in(addition)
    return names[0].start if names else 0


def _context(previous: Standalone, answer: str, question: str) -> str:
    """Return the words that a pronoun may point to: of the last question, then of its answer."""
    said = folded(f"{question} {previous.text}")
    names = [name.text for name in names_in(previous.text)]
    words = [
        word
        for word in re.findall(r"[^\W_][\w’'-]*", previous.text)
        if not is_stop_word(folded(word))
        and folded(word) not in folded(question)
        and not any(word in name.split() for name in names)
    ]
    new = [name.text for name in names_in(_MARKER.sub("", answer)) if folded(name.text) not in said]
    return " ".join(dict.fromkeys([*names, *words, *new[:NAMES_FROM_ANSWER]]))
