"""A proposed case changed by a person, field by field."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from textwrap import shorten

from evals.case import CASE_TYPES, Case, GoldSpan
from evals.drafting.making import without_doubts
from evals.matching import normalised
from ingest.document import ParsedDocument
from ingest.errors import BriefingError
from ui.feedback.sources import span_saying

Ask = Callable[[str], str]
"""Shows a prompt and returns the line that was typed; EOFError at the input's end."""

Say = Callable[[str], None]
"""Shows a line."""

# Parts the strings of a group that say the same.
OR = " | "

REMOVE = "-"

# Of a source that may be kept: it is told by less, and shown in full above.
SHOWN = 60


def edited(case: Case, documents: Sequence[ParsedDocument], *, ask: Ask, say: Say) -> Case:
    """Return a case as a person wants it; an empty line keeps what is there.

    What was doubtful about it is no more: somebody has looked. `documents` are those that its
    sources may stand in.
    """
    question = ask(f"Question [{case.question}]: ").strip() or case.question
    answerable = _answerable(case, ask)
    kind = _type(case, answerable=answerable, ask=ask, say=say)
    answers = _answers(case.answers, ask=ask, say=say) if answerable else ()
    gold = _gold(case.gold, documents, ask=ask, say=say) if answerable else ()
    return replace(
        case,
        question=question,
        answerable=answerable,
        type=kind,
        answers=answers,
        gold=gold,
        note=without_doubts(case.note),
    )


def _answerable(case: Case, ask: Ask) -> bool:
    prompt = f"Do the documents answer it? [{'y' if case.answerable else 'n'}]: "
    while True:
        typed = ask(prompt).strip().casefold()
        if not typed:
            return case.answerable
        if typed[0] in "yn":
            return typed[0] == "y"


def _type(case: Case, *, answerable: bool, ask: Ask, say: Say) -> str:
    """Return the type: the case's own by default, unless it is now of the other kind."""
    kept = case.type
    if answerable != case.answerable:
        kept = "paraphrase" if answerable else "unanswerable"
    while True:
        typed = ask(f"Type [{kept}]: ").strip().casefold() or kept
        if typed in CASE_TYPES:
            return typed
        say(f"The types are: {', '.join(CASE_TYPES)}.")


def _answers(groups: Sequence[Sequence[str]], *, ask: Ask, say: Say) -> tuple[tuple[str, ...], ...]:
    say(
        "A right answer holds one string of every group. "
        f"“{OR.strip()}” parts the strings of a group, “{REMOVE}” drops one."
    )
    kept: list[tuple[str, ...]] = []
    for number, group in enumerate(groups, start=1):
        typed = ask(f"Group {number} [{OR.join(group)}]: ").strip()
        if typed != REMOVE:
            kept.append(_group(typed, say) or tuple(group))
    while typed := ask(f"Group {len(kept) + 1} (Enter: no more): ").strip():
        if group := _group(typed, say):
            kept.append(group)
    return tuple(kept)


def _group(typed: str, say: Say) -> tuple[str, ...]:
    """Return the strings of a line that can be looked for."""
    strings = [one for part in typed.split(OR.strip()) if (one := part.strip())]
    for one in strings:
        if not normalised(one):
            say(f"“{one}” holds no word or number and was left out.")
    return tuple(one for one in strings if normalised(one))


def _gold(
    spans: Sequence[GoldSpan], documents: Sequence[ParsedDocument], *, ask: Ask, say: Say
) -> tuple[GoldSpan, ...]:
    say(f"Where it stands: type words of the document for another place, “{REMOVE}” to drop one.")
    kept: list[GoldSpan] = []
    for number, span in enumerate(spans, start=1):
        typed = ask(f"Source {number} [{shorten(span.quote, SHOWN, placeholder=' …')}]: ").strip()
        if typed != REMOVE:
            kept.append((_found(typed, documents, say) if typed else None) or span)
    while typed := ask(f"Source {len(kept) + 1} (Enter: no more): ").strip():
        if found := _found(typed, documents, say):
            kept.append(found)
    return tuple(dict.fromkeys(kept))


def _found(words: str, documents: Sequence[ParsedDocument], say: Say) -> GoldSpan | None:
    try:
        return span_saying(words, documents)
    except BriefingError as error:
        say(str(error))
        return None
