"""Cases made of figures: how many, how much, what share."""

import re
from collections.abc import Iterator

from assistant.glance.counting import GAP, NUMBER
from assistant.glance.glance import Figure
from assistant.suggesting.candidates import question_for
from evals.drafting.numbers import accepted_numbers, hedge
from evals.drafting.proposal import Origin, Proposal, Source

_SHARE = re.compile(r"%|\bper ?cent\b|\bpor (?:ciento|cento)\b")
_MONEY = re.compile(r"^\D*[$€£]")
_MODAL = "would|will|could|can|must|should"
_BE = "is|are|was|were"
# "The plan is estimated to cost … in total": what is asked about stands before its verb.
_INVERTED = re.compile(
    rf"^(?P<subject>[^,;:…]{{2,60}}?) (?P<verb>{_MODAL}|{_BE}) "
    rf"(?P<rest>[^,;:…]*?)\s?{GAP}\s?(?P<tail>.*)$"
)
_PREPOSITION = re.compile(r"\b(?P<word>for|by|to|at|of|from|in)$")
_WITHOUT_NAME = re.compile(r"^(?:it|they|he|she|this|that|these|those|there|we|both|such)\b", re.I)

_ROUGH = {
    "en": "What figure does the document give for {}?",
    "es": "¿Qué cifra da el documento sobre {}?",
    "pt": "Que número o documento dá sobre {}?",
}


def figure_cases(source: Source) -> Iterator[Proposal]:
    """Yield a case for each figure that can be asked for, the most telling first."""
    for figure in source.glance.figures:
        line = source.line(figure.places[0])
        question, doubts = _question(figure, line, language=source.language)
        if not question:
            continue
        answers = accepted_numbers(figure.number, language=source.language)
        yield Proposal(
            Origin.FIGURE,
            "number",
            question,
            (answers,),
            figure.places,
            (*doubts, *_doubts(source, figure, line, answers[0])),
        )


def _question(figure: Figure, line: str, *, language: str) -> tuple[str, tuple[str, ...]]:
    """Return the question, empty where none can be made, and what is doubtful about it."""
    if language == "en":
        plain = question_for(figure, line) or _inverted(figure)
        if plain:
            return plain, ()
    if GAP in figure.counts:
        return "", ()
    placed = _placed(figure, language=language)
    rough = _ROUGH.get(language, _ROUGH["en"]).format(f"{figure.counts}{placed}")
    return rough, ("the question is rough: say whose figure it is, and what it measures",)


def _inverted(figure: Figure) -> str:
    """Return the question for a number that has a clause around it; empty where that is odd."""
    found = _INVERTED.match(figure.counts)
    if found is None or _WITHOUT_NAME.match(found["subject"]):
        return ""
    subject = re.sub(r"^(?:The|An?)\b", lambda article: article[0].lower(), found["subject"])
    rest, tail = found["rest"].strip(), found["tail"].strip()
    asked = _asked(figure.number)
    leading = _PREPOSITION.search(rest)
    if leading:
        # "a concern for … of Mexicans": "For what share of Mexicans was it a concern?"
        rest = rest[: leading.start()].strip()
        asked = f"{leading['word'].capitalize()} {asked.lower()}"
    if tail.startswith("of ") or (tail and asked.casefold().endswith("how many")):
        asked, tail = f"{asked} {tail}", ""
    return " ".join(f"{asked} {found['verb']} {subject} {rest} {tail}".split()) + "?"


def _asked(number: str) -> str:
    if _SHARE.search(number):
        return "What share"
    return "How much" if _MONEY.search(number) else "How many"


def _placed(figure: Figure, *, language: str) -> str:
    """Return where and when a figure is of, as it is put behind what is counted."""
    within = {"es": "en", "pt": "em"}.get(language, "in")
    when = figure.when if re.fullmatch(r"(?:[^\W\d]+ )?\d{4}", figure.when) else ""
    return "".join(f" {within} {one}" for one in (figure.where, when) if one)


def _doubts(source: Source, figure: Figure, line: str, answer: str) -> Iterator[str]:
    if rough := hedge(figure.number):
        yield f"the text says “{rough}”: must an answer say so?"
    if any(match.group() not in figure.number for match in NUMBER.finditer(line)):
        yield "the sentence has other numbers: does the question ask for this one alone?"
    if count := source.elsewhere(answer, figure.places):
        yield f"“{answer}” also stands in {_sentences(count)} more: is one of them gold, too?"


def _sentences(count: int) -> str:
    return "1 sentence" if count == 1 else f"{count} sentences"
