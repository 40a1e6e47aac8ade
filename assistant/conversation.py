"""Making a follow-up question stand on its own, by rules.

Two kinds need it: a question that leaves out what is the same as before ("And in Chile?"), which
is the earlier question with a part exchanged; and one that points back ("Who replaced them?"),
which gets what it points to in the place of the pronoun, and is searched for together with it.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answer import Turn
from assistant.antecedent import (
    Antecedent,
    Exchange,
    all_that_was_said,
    antecedent,
    named_again,
    resumed,
    without_markers,
    worded_for,
)
from assistant.ellipsis import (
    addition_of,
    ask_anew,
    asks_for_more,
    is_bare_question,
    with_part_exchanged,
)
from assistant.mention import mentions_in
from assistant.names import names_in, numbers_in, years_in
from assistant.ordinal import with_counted_noun
from assistant.pointing import Pointer, Role, Wanted, pointers_in
from ingest.language import detect_language
from ingest.words import folded, lexicon

# A question no longer than this that names nothing is understood from what was said before.
SHORT_QUESTION_WORDS = 3

# Spanish and Portuguese leave the subject out: "¿Cuándo se construyó por fin?" is about the last.
SHORT_ROMANCE_WORDS = 5

# Turns of a conversation that a question may build on; what is further back is hardly meant.
TURNS_LOOKED_AT = 16

# A long answer has named its subject by then.
MAX_TURN_CHARACTERS = 4_000

_GREETING = re.compile(
    r"\W*(?:hello|hi|hey|thanks?|thank you|bye|goodbye|okay|ok|yes|no|great|good|hola|gracias|"
    r"muchas gracias|adios|buenos dias|ola|obrigad[oa]|bom dia|tchau|vale)"
    r"(?: (?:there|you|very|so|much|a lot|again|all|muito|por todo|morning|evening))*\W*"
)
_ARTICLES = lexicon("the a an el la los las un una o os as um uma")


@dataclass(frozen=True, slots=True)
class Standalone:
    """A question as it is searched for."""

    question: str
    """What is asked; words are taken at their full weight."""
    context: str = ""
    """What it points back to: names and words of earlier turns."""
    wording: str = ""
    """The question with what its pronouns stand for in their place; empty where it has none."""

    @property
    def text(self) -> str:
        """Return the whole in one line, to be shown and embedded."""
        worded = self.wording or self.question
        rest = [part for part in self.context.split(", ") if part and part not in worded]
        if not rest:
            return worded
        body = worded.rstrip(" ?.")
        return f"{body} ({', '.join(rest)}){worded[len(body) :].strip() or '?'}"


def make_standalone(question: str, history: Sequence[Turn] = ()) -> Standalone:
    """Return the question so that it can be understood without the conversation.

    A question that names its own subject is returned as it is: a new topic is not mixed with the
    old one.
    """
    past: list[Exchange] = []
    previous: Standalone | None = None
    for turn in history[-TURNS_LOOKED_AT:]:
        text = _line(turn.text)
        if turn.role == "user" and not _is_greeting(text):
            previous = _understood(text, previous, past)
            past.append(Exchange(previous.text, ""))
        elif turn.role == "assistant" and past:
            past[-1] = replace(past[-1], answer=without_markers(text))
    return _understood(_line(question), previous, past)


def _line(text: str) -> str:
    """Return a text in one line, each accent with its letter, so that folding keeps places."""
    return unicodedata.normalize("NFC", " ".join(text[:MAX_TURN_CHARACTERS].split()))


def _is_greeting(text: str) -> bool:
    return not text or _GREETING.fullmatch(folded(text)) is not None


def _understood(question: str, previous: Standalone | None, past: Sequence[Exchange]) -> Standalone:
    """Return a question as it is meant after the exchanges so far."""
    if previous is None or _is_greeting(question):
        return Standalone(question)
    if asks_for_more(question):
        return previous
    if is_bare_question(question):
        worded = ask_anew(question, previous.wording or previous.question)
        return Standalone(worded, _not_in_words(previous))
    addition = addition_of(question)
    if addition is not None:
        return _exchanged(previous, addition, past[-1])
    return _pointed(question, past)


def _exchanged(previous: Standalone, addition: str, last: Exchange) -> Standalone:
    """Return the earlier question with a part exchanged, in its words or in their context."""
    asked = previous.wording or previous.question
    if names_in(addition) and not names_in(asked) and names_in(previous.context):
        return Standalone(asked, with_part_exchanged(previous.context, addition).strip(" ?"))
    years = years_in(last.answer)
    worded = with_part_exchanged(asked, addition, answered_years=years)
    return Standalone(worded, _not_in_words(previous))


def _not_in_words(previous: Standalone) -> str:
    """Return the context that a question's words do not show: the rest may be exchanged."""
    asked = previous.wording or previous.question
    return ", ".join(part for part in previous.context.split(", ") if part not in asked)


def _pointed(question: str, past: Sequence[Exchange]) -> Standalone:
    """Return a question with what its pronouns stand for."""
    said = [text for one in reversed(past) for text in (one.answer, one.question)]
    question = with_counted_noun(question, said)
    own = mentions_in(question)
    pointers = pointers_in(question, own)
    if pointers:
        return _resolved(question, pointers, past)
    if _has_no_subject(question):
        unsaid = Pointer(len(question), len(question), Wanted.ANYONE, Role.FIXED)
        return _resolved(question, [unsaid], past)
    if _is_short(question):
        return Standalone(question, ", ".join(all_that_was_said(question, past[-1])))
    return Standalone(question, ", ".join(resumed(own, question, past)))


def _is_short(question: str) -> bool:
    """Tell whether a question has too few words to name its subject: "How many inmates?"."""
    words = re.findall(r"[^\W_]+", question)
    named = names_in(question) or numbers_in(question)
    return len(words) <= SHORT_QUESTION_WORDS and not named


def _has_no_subject(question: str) -> bool:
    """Tell whether a Spanish or Portuguese question leaves its subject out: "¿Cuánto costó?"."""
    words = [folded(word) for word in re.findall(r"[^\W_]+", question)]
    if detect_language(question, min_hits=1) == "en" or len(words) > SHORT_ROMANCE_WORDS:
        return False
    article = any(word in _ARTICLES for word in words[1:])
    return not article and not names_in(question) and not numbers_in(question)


def _resolved(question: str, pointers: Sequence[Pointer], past: Sequence[Exchange]) -> Standalone:
    context: list[str] = []
    wording = question
    found = [antecedent(pointer, past) for pointer in pointers]
    for number, (pointer, one) in reversed(list(enumerate(zip(pointers, found, strict=True)))):
        meant = _meant(pointer, one, question, past)
        context[:0] = meant
        # "Did Iris Holm keep her promise?": the second pronoun may stay.
        again = one in found[:number]
        worded = worded_for(pointer, one.mention, question) if one and not again else None
        if worded is not None:
            wording = wording[: pointer.start] + worded + wording[pointer.end :]
        elif pointer.wanted is Wanted.NOUN and meant:
            wording = f"{wording[: pointer.end]} ({', '.join(meant)}){wording[pointer.end :]}"
    return Standalone(question, ", ".join(dict.fromkeys(context)), wording)


def _meant(
    pointer: Pointer, found: Antecedent | None, question: str, past: Sequence[Exchange]
) -> list[str]:
    """Return what a pointing word stands for, with the names that tell which one is meant."""
    if pointer.wanted is Wanted.NOUN:
        return named_again(pointer, past) or all_that_was_said(question, past[-1])
    if found is None:
        return all_that_was_said(question, past[-1])
    return [found.mention.text, *found.names]
